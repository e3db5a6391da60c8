import { registry } from "@web/core/registry";

/** After something was chosen in a list: back to where it was looked for. */
async function back(env) {
    await env.services.action.restore();
}

registry.category("actions").add("govinfo_back", back);

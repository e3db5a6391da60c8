import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { shownForms } from "./writer_form";

/** After a decision: the next record that waits, in place of this one; else back to the list. */
async function nextItem(env, { params }) {
    const { action, notification } = env.services;
    await action.doAction({ type: "ir.actions.act_window_close" });
    if (params.res_id) {
        notification.add(_t("%(done)s; %(left)s more wait.", params), { type: "success" });
        await show(action, params);
        return;
    }
    notification.add(_t("%s. Nothing else waits for you.", params.done), { type: "success" });
    try {
        await action.restore();
    } catch {
        await action.doAction({ type: "ir.actions.client", tag: "soft_reload" });
    }
}

function show(action, { res_model, res_id }) {
    const form = res_model === "govinfo.item" && [...shownForms].at(-1);
    if (form) {
        return form.showItem(res_id);
    }
    return action.doAction(
        { type: "ir.actions.act_window", res_model, res_id, views: [[false, "form"]] },
        { stackPosition: "replaceCurrentAction" }
    );
}

registry.category("actions").add("govinfo_next", nextItem);

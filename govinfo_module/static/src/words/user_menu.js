import { browser } from "@web/core/browser/browser";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";

// Help is our guide, in the office's own network; the platform's help and account lie outside it.
const items = registry.category("user_menuitems");
for (const name of ["support", "odoo_account"]) {
    items.remove(name);
}
items.add("govinfo_guide", () => ({
    type: "item",
    id: "govinfo_guide",
    description: _t("Guide"),
    href: "/govinfo/guide",
    callback: () => browser.open("/govinfo/guide", "_blank"),
    sequence: 10,
}));

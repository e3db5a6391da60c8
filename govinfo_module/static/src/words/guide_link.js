import { Component, xml } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";

/** A question mark in the bar: the guide of one's role. */
class GuideLink extends Component {
    static template = xml`
        <a class="o_nav_entry px-2" href="/govinfo/guide" target="_blank" t-att-title="title" t-att-aria-label="title">
            <i class="fa fa-question-circle-o" role="img" aria-hidden="true"/>
        </a>`;
    static props = {};

    setup() {
        this.title = _t("Guide");
    }
}

registry.category("systray").add("govinfo_module.guide", { Component: GuideLink }, { sequence: 60 });

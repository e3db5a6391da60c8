import { Component, onWillDestroy, useEffect, useState } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { KeepLast } from "@web/core/utils/concurrency";
import { useDebounced } from "@web/core/utils/timing";
import { useService } from "@web/core/utils/hooks";
import { useRecordObserver } from "@web/model/relational_model/utils";
import { standardWidgetProps } from "@web/views/widgets/standard_widget_props";
import { rangeAt } from "./places";
import { textLink } from "./text_link";

const PAUSE = 700; // milliseconds without a change before the text is checked
const ORDER = ["error", "warning", "hint"];

/** Word count and what the check found, beside the text; one question to the server for each pause. */
export class Findings extends Component {
    static template = "govinfo_module.Findings";
    static props = { ...standardWidgetProps };

    setup() {
        this.orm = useService("orm");
        this.keepLast = new KeepLast();
        this.link = useState(textLink(this.props.record.model));
        this.state = useState({ known: false, characters: 0, limit: 0, findings: [] });
        this.at = [];
        const later = useDebounced(() => this.check(), PAUSE);
        useEffect(
            () => {
                later();
            },
            () => [this.link.turn]
        );
        useRecordObserver((record) => {
            if (record.data.name || record.data.unit_id) {
                later();
            }
        });
        onWillDestroy(() => this.mark([]));
    }

    get title() {
        return this.props.record.data.name || "";
    }

    get unit() {
        return this.props.record.data.unit_id?.id || false;
    }

    get writable() {
        return this.props.record.data.can_edit_text;
    }

    takeLabel(finding) {
        return _t("Write “%s”", finding.suggestion);
    }

    async check() {
        if (!this.link.read) {
            return;
        }
        const { text, at } = this.link.read();
        const answer = await this.keepLast.add(
            this.orm.silent.call("govinfo.item", "check_text", [this.title, text, this.unit])
        );
        this.at = at;
        const findings = answer.findings.toSorted(
            (a, b) => ORDER.indexOf(a.severity) - ORDER.indexOf(b.severity)
        );
        Object.assign(this.state, { ...answer, findings, known: true });
        this.mark(findings);
    }

    /** Underline the places in the text, where the browser can do so without changing it. */
    mark(findings) {
        const highlights = window.CSS?.highlights;
        if (!highlights) {
            return;
        }
        for (const severity of ORDER) {
            const ranges = findings
                .filter((one) => one.part === "text" && one.severity === severity)
                .map((one) => rangeAt(this.at, one.start, one.end))
                .filter(Boolean);
            highlights.set("govinfo-" + severity, new window.Highlight(...ranges));
        }
    }

    /** Show the place of a finding. */
    show(finding) {
        const range = finding.part === "text" && rangeAt(this.at, finding.start, finding.end);
        if (!range) {
            const title = document.querySelector(".govinfo_title textarea, .govinfo_title input");
            title?.focus();
            title?.setSelectionRange?.(finding.start, finding.end);
            return;
        }
        range.startContainer.parentElement.scrollIntoView({ block: "center", behavior: "smooth" });
        const selection = document.getSelection();
        selection.removeAllRanges();
        selection.addRange(range);
    }

    /** Take the suggestion of a finding over into the text. */
    async take(finding) {
        if (finding.part === "title") {
            const { start, end, suggestion } = finding;
            const name = this.title.slice(0, start) + suggestion + this.title.slice(end);
            await this.props.record.update({ name });
        } else {
            const range = rangeAt(this.at, finding.start, finding.end);
            if (range) {
                this.link.replace(range, finding.suggestion);
            }
        }
        await this.check();
    }
}

registry.category("view_widgets").add("govinfo_findings", {
    component: Findings,
    fieldDependencies: [
        { name: "name", type: "char" },
        { name: "unit_id", type: "many2one" },
        { name: "can_edit_text", type: "boolean" },
    ],
});

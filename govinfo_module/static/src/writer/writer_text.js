import { HtmlField, htmlField } from "@html_editor/fields/html_field";
import { onMounted, onPatched, onWillDestroy, useRef } from "@odoo/owl";
import { registry } from "@web/core/registry";
import { readPlaces } from "./places";
import { textLink } from "./text_link";

/** Parts of the editor whose work an official text does not keep: looks, emoji, columns, machine translation. */
const LOOKS = new Set([
    "align",
    "banner",
    "chatgpt_translate",
    "colorUi",
    "column",
    "emoji",
    "fontFamily",
    "iconColor",
    "inlineCode",
    "star",
    "tableAlign",
    "textDirection",
]);

/** The platform's editor, which lets the findings beside it read the text and put a suggestion in. */
export class WriterText extends HtmlField {
    static template = "govinfo_module.WriterText";

    setup() {
        super.setup();
        this.root = useRef("root");
        this.link = textLink(this.props.record.model);
        this.link.read = () => readPlaces(this.shown);
        this.link.replace = this.replace.bind(this);
        onMounted(() => this.turned());
        onPatched(() => this.turned());
        onWillDestroy(() => (this.link.read = this.link.replace = null));
    }

    get shown() {
        return this.root.el.querySelector(".odoo-editor-editable, .o_readonly") || this.root.el;
    }

    turned() {
        this.link.turn++;
    }

    onChange() {
        super.onChange();
        this.turned();
    }

    /** Put `text` where `range` is, as one step that can be undone. */
    replace(range, text) {
        const { selection, dom, history } = this.editor.shared;
        selection.setSelection({
            anchorNode: range.startContainer,
            anchorOffset: range.startOffset,
            focusNode: range.endContainer,
            focusOffset: range.endOffset,
        });
        dom.insert(text);
        history.addStep();
    }

    getConfig() {
        const config = super.getConfig();
        const Plugins = config.Plugins.filter((plugin) => !LOOKS.has(plugin.id));
        return { ...config, Plugins, baseContainers: ["P"] };
    }
}

registry.category("fields").add("govinfo_text", {
    ...htmlField,
    component: WriterText,
    extractProps(info, dynamicInfo) {
        const props = htmlField.extractProps(info, dynamicInfo);
        const plain = {
            allowImage: false,
            allowMediaDocuments: false,
            allowVideo: false,
            allowFile: false,
            allowChecklist: false,
        };
        return {
            ...props,
            editorConfig: { ...props.editorConfig, ...plain },
            embeddedComponents: false,
        };
    },
});

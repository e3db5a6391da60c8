import { onMounted, onWillUnmount } from "@odoo/owl";
import { registry } from "@web/core/registry";
import { FormController } from "@web/views/form/form_controller";
import { formView } from "@web/views/form/form_view";

/** The forms on the screen, the one in front last. */
export const shownForms = new Set();

/** A record that says with every change of its text which text it was made from. */
export class WriterRecord extends formView.Model.Record {
    _getChanges(...args) {
        const changes = super._getChanges(...args);
        if (this.resId && ("name" in changes || "body" in changes)) {
            changes.text_seen = this.data.text_stamp;
        }
        return changes;
    }
}

export class WriterModel extends formView.Model {
    static Record = WriterRecord;
}

export class WriterController extends FormController {
    setup() {
        super.setup();
        onMounted(() => shownForms.add(this));
        onWillUnmount(() => shownForms.delete(this));
    }

    /** Who gives up their changes sees what others have written meanwhile. */
    async discard() {
        await super.discard(...arguments);
        if (this.model.root.resId) {
            await this.model.load();
        }
    }

    /** Show the item `resId` in place of the present one; the list it was opened from stays behind it. */
    async showItem(resId) {
        const { resIds } = this.model.config;
        await this.model.load({ resId, resIds: resIds.includes(resId) ? resIds : [...resIds, resId] });
        this.rootRef.el?.querySelector(".o_form_sheet_bg")?.scrollIntoView({ block: "start" });
    }
}

registry.category("views").add("govinfo_writer", {
    ...formView,
    Controller: WriterController,
    Model: WriterModel,
});

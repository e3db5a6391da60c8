import { registry } from "@web/core/registry";
import { BadgeSelectionField, badgeSelectionField } from "@web/views/fields/badge_selection/badge_selection_field";

/** A choice of few, each a button of its own that keys and readers reach. */
export class ButtonsField extends BadgeSelectionField {
    static template = "govinfo_module.ButtonsField";
}

registry.category("fields").add("govinfo_buttons", {
    ...badgeSelectionField,
    component: ButtonsField,
});

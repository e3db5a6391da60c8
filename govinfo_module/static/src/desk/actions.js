import { user } from "@web/core/user";
import { useService } from "@web/core/utils/hooks";

/** The ways from the desk to records, lists and actions; all of them the platform's own. */
export function useDeskActions() {
    const action = useService("action");
    return {
        open(record) {
            return action.doAction({
                type: "ir.actions.act_window",
                res_model: record.model,
                res_id: record.id,
                views: [[false, "form"]],
            });
        },
        /** What one of the buttons opens: an action, a list, or a new record. */
        press(button) {
            if (button.action) {
                return action.doAction(button.action);
            }
            if (button.domain) {
                return this.list({ ...button, title: button.label });
            }
            return action.doAction({
                type: "ir.actions.act_window",
                name: button.label,
                res_model: button.model,
                views: [[false, "form"]],
            });
        },
        list(kind) {
            return action.doAction({
                type: "ir.actions.act_window",
                name: kind.title,
                res_model: kind.model,
                views: [
                    [false, "list"],
                    [false, "form"],
                ],
                domain: kind.domain,
                context: { create: false },
            });
        },
        run(xmlid) {
            return action.doAction(xmlid);
        },
        call(model, id, method, onClose) {
            return action.doActionButton({
                type: "object",
                name: method,
                resModel: model,
                resId: id,
                resIds: [id],
                context: { ...user.context }, // what is noted is noted in the person's language
                buttonContext: {},
                onClose,
            });
        },
    };
}

/** The address of a record, so that it can be opened in a window of its own. */
export function address(record) {
    return `/odoo/${record.model}/${record.id}`;
}

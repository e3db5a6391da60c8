import { Component, onWillStart, useState } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { Layout } from "@web/search/layout";
import { standardActionServiceProps } from "@web/webclient/actions/action_service";
import { DeskBlock } from "./block";
import { useDeskActions } from "./actions";

// so many lines are seen without scrolling on a screen of 1366×768, and on a phone
const FIRST = 9;
const FIRST_ON_PHONE = 6;

/** The first screen of each role: what waits, what is done most, how things stand. */
export class Desk extends Component {
    static template = "govinfo_module.Desk";
    static components = { Layout, DeskBlock };
    static props = { ...standardActionServiceProps };

    setup() {
        this.orm = useService("orm");
        this.notification = useService("notification");
        this.actions = useDeskActions();
        this.state = useState({ desk: null, all: false, busy: false });
        onWillStart(() => this.load());
    }

    async load() {
        this.state.desk = await this.orm.call("govinfo.desk", "look", []);
    }

    get lines() {
        const { desk, all } = this.state;
        const most = this.env.isSmall ? FIRST_ON_PHONE : FIRST;
        return all ? desk.waiting : desk.waiting.slice(0, most);
    }

    get total() {
        return this.state.desk.kinds.reduce((sum, kind) => sum + kind.count, 0);
    }

    get hidden() {
        return this.state.desk.waiting.length - this.lines.length;
    }

    /** What is read stands below the list, what is looked at beside it. */
    blocks(read) {
        return this.state.desk.blocks.filter((block) => Boolean(block.rows) === read);
    }

    get moreLabel() {
        return _t("Show %s more", this.hidden);
    }

    /** Whether the list goes on beyond what the server sends: the kinds lead to all of them. */
    get isCut() {
        return !this.hidden && this.total > this.state.desk.waiting.length;
    }

    /** Take the line's one step, or open its record where there is none. */
    async take(line) {
        if (!line.method) {
            return this.actions.open(line);
        }
        await this.call(line.model, line.id, line.method, async () => {
            const same = (one) => one.task === line.task && one.id === line.id;
            if (!this.state.desk.waiting.some(same)) {
                this.notification.add(line.title, {
                    title: _t("%s: done", line.label),
                    type: "success",
                });
            }
        });
    }

    /** Answer on a piece of an issue. */
    async answer(row, method) {
        await this.call(row.model, row.id, method, () => {
            this.notification.add(_t("Thank you, your answer has been noted."), { type: "success" });
        });
    }

    /** Call a method as a button of a form does; then look at the desk again. */
    async call(model, id, method, done) {
        if (this.state.busy) {
            return;
        }
        this.state.busy = true;
        try {
            await this.actions.call(model, id, method, async () => {
                await this.load();
                await done();
            });
        } finally {
            this.state.busy = false;
        }
    }
}

registry.category("actions").add("govinfo_desk", Desk);

import { Component } from "@odoo/owl";
import { address, useDeskActions } from "./actions";
import { DeskChart } from "./chart";

/** What stands beside the list: a picture, figures, the day's target, a list, names. */
export class DeskBlock extends Component {
    static template = "govinfo_module.DeskBlock";
    static components = { DeskChart };
    static props = { block: Object, answer: Function, busy: Boolean };

    setup() {
        this.actions = useDeskActions();
        this.address = address;
    }

    /** Figures; a phone shows no points and ranks. */
    get cells() {
        return this.props.block.cells.filter((cell) => !(cell.points && this.env.isSmall));
    }

    get share() {
        const { value, target } = this.props.block;
        return target ? Math.min(100, Math.round((100 * value) / target)) : 100;
    }

    opened(row) {
        return row.opens || row;
    }
}

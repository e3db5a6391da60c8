import { patch } from "@web/core/utils/patch";
import { CalendarController } from "@web/views/calendar/calendar_controller";

const MONTH = { month: "long", year: "numeric" };

/** Months and days above a calendar in the order of the language; the platform's is English in all of them. */
patch(CalendarController.prototype, {
    get currentDate() {
        const shown = this.env.isSmall && ["week", "month"].includes(this.model.meta.scale);
        return shown ? ` - ${this.date.toLocaleString(MONTH)}` : "";
    },
    get currentMonth() {
        return this.date.toLocaleString(MONTH);
    },
    get dayHeader() {
        return this.date.toLocaleString({ ...MONTH, day: "numeric" });
    },
    get weekHeader() {
        const { rangeStart, rangeEnd } = this.model;
        const ends = [rangeStart.toLocaleString(MONTH), rangeEnd.toLocaleString(MONTH)];
        return [...new Set(ends)].join("—");
    },
});

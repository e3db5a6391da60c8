/* global Chart */
import { Component, onMounted, onWillUnmount, useRef } from "@odoo/owl";
import { loadBundle } from "@web/core/assets";
import { cookie } from "@web/core/browser/cookie";
import { getColor, getCustomColor } from "@web/core/colors/colors";

// blue, teal, orange of the platform's palette
const COLORS = [0, 2, 3];

/** Bars by month or category, points as a line on an axis of their own. */
export class DeskChart extends Component {
    static template = "govinfo_module.DeskChart";
    static props = { block: Object };

    setup() {
        this.canvas = useRef("canvas");
        // the page does not wait for the library
        onMounted(() => this.draw());
        onWillUnmount(() => this.chart?.destroy());
    }

    /** A phone shows no points. */
    get series() {
        return this.props.block.series.filter((one) => !(one.points && this.env.isSmall));
    }

    /** The picture in words, for those who do not see it. */
    get words() {
        const { title, labels } = this.props.block;
        const parts = this.series.map((one) => {
            const values = labels.map((label, index) => `${label} ${one.values[index] ?? 0}`);
            return `${one.label}: ${values.join(", ")}`;
        });
        return `${title}. ${parts.join("; ")}`;
    }

    async draw() {
        await loadBundle("web.chartjs_lib");
        if (!this.canvas.el) {
            return;
        }
        this.chart = new Chart(this.canvas.el, {
            type: "bar",
            data: {
                labels: this.props.block.labels,
                datasets: this.series.map((one, index) => this.dataset(one, index)),
            },
            options: this.options(),
        });
    }

    dataset(one, index) {
        const color = getColor(COLORS[index], cookie.get("color_scheme"), "sm");
        return {
            label: one.label,
            data: one.values,
            backgroundColor: color,
            borderColor: color,
            maxBarThickness: 22,
            ...(one.points ? { type: "line", yAxisID: "points", tension: 0.3, order: -1 } : {}),
        };
    }

    options() {
        const ink = getCustomColor(cookie.get("color_scheme"), "#374151", "#e4e4e4");
        const whole = { color: ink, precision: 0 };
        const across = this.props.block.across;
        const scales = {
            x: { grid: { display: Boolean(across) }, ticks: across ? whole : { color: ink } },
            y: {
                grid: { display: !across },
                beginAtZero: true,
                ticks: across ? { color: ink } : whole,
            },
        };
        if (this.series.some((one) => one.points)) {
            scales.points = { position: "right", grid: { display: false }, ticks: { color: ink } };
        }
        return {
            animation: false,
            indexAxis: across ? "y" : "x",
            maintainAspectRatio: false,
            responsive: true,
            plugins: {
                legend: {
                    display: this.series.length > 1,
                    position: "bottom",
                    labels: { color: ink, boxWidth: 12 },
                },
            },
            scales,
        };
    }
}

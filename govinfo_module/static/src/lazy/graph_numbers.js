import { patch } from "@web/core/utils/patch";
import { GraphRenderer } from "@web/views/graph/graph_renderer";

/** A whole number at the side of a picture is written as one: 100, not 100.00. */
patch(GraphRenderer.prototype, {
    formatValue(value, allIntegers, formatType) {
        return super.formatValue(value, allIntegers || Number.isInteger(value), formatType);
    },
});

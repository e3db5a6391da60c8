import { registry } from "@web/core/registry";
import { floatField } from "@web/views/fields/float/float_field";
import { formatFloat } from "@web/views/fields/formatters";

/** Numbers as a clerk writes them, the sum below a column, too: 5 and 5.5, not 5.00 and 5.50. */
const plain = { trailingZeros: false };

registry.category("fields").add("govinfo_number", {
    ...floatField,
    extractProps: (...args) => ({ ...floatField.extractProps(...args), ...plain }),
});
registry
    .category("formatters")
    .add("govinfo_number", (value, options) => formatFloat(value, { ...options, ...plain }));

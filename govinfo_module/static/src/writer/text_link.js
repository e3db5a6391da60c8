import { reactive, toRaw } from "@odoo/owl";

/**
 * The text of a form and the findings beside it know each other through this.
 *
 * `read()` gives the text as it stands on the screen (see places.js), `replace(range, text)` writes in
 * it, `turn` counts its changes.
 */
const links = new WeakMap();

export function textLink(model) {
    const key = toRaw(model);
    if (!links.has(key)) {
        links.set(key, reactive({ turn: 0, read: null, replace: null }));
    }
    return links.get(key);
}

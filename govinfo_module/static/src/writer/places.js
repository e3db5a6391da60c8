/** Text of an element as a person reads it, and back from a place in it to the page. */

const BLOCK = /^(P|H[1-6]|UL|OL|LI|TABLE|TBODY|THEAD|TR|DIV|BLOCKQUOTE|PRE|BR)$/;
const CELL = /^(TD|TH)$/;
const UNSEEN = /[\u200b-\u200f\u2060\ufeff]/;

/**
 * @param {Element} root
 * @returns {{text: string, at: Array<[Text, number] | null>}} `at`: of each character, the node it
 *  stands in and where; null for the line breaks and tabs that blocks and cells make
 */
export function readPlaces(root) {
    const chars = [];
    const at = [];
    const put = (char, place) => {
        chars.push(char);
        at.push(place);
    };
    const cut = (char) => chars.length && !/[\n\t]/.test(chars.at(-1)) && put(char, null);
    const walk = (node) => {
        if (node.nodeType === Node.TEXT_NODE) {
            for (let i = 0; i < node.data.length; i++) {
                const char = node.data[i];
                if (!UNSEEN.test(char)) {
                    put(/[\n\t\xa0]/.test(char) ? " " : char, [node, i]);
                }
            }
            return;
        }
        if (node.nodeType !== Node.ELEMENT_NODE) {
            return;
        }
        const edge = BLOCK.test(node.tagName) ? "\n" : CELL.test(node.tagName) ? "\t" : "";
        if (edge) {
            cut(edge);
        }
        node.childNodes.forEach(walk);
        if (edge) {
            cut(edge);
        }
    };
    walk(root);
    return { text: chars.join(""), at };
}

/**
 * @param {Array<[Text, number] | null>} at see readPlaces
 * @param {number} start
 * @param {number} end
 * @returns {Range | null} what stands there; null when it is not there any more
 */
export function rangeAt(at, start, end) {
    const found = at.slice(start, end).filter((place) => place?.[0].isConnected);
    if (!found.length) {
        return null;
    }
    const [first, last] = [found[0], found.at(-1)];
    const range = document.createRange();
    try {
        range.setStart(first[0], first[1]);
        range.setEnd(last[0], last[1] + 1);
    } catch {
        return null;
    }
    return range;
}

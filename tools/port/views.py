"""Views and data files of 14.0 as 18.0 wants them."""

import re

from lxml import etree

from .expressions import PortError, either, read_attrs

TREE = re.compile(r"(?<![\w.'\"-])tree(?![\w-])")
QUOTED = re.compile(r"'tree'")  # a mode inside Python that XML evaluates
CARD = "oe_kanban_global_click"
CRON_FIELDS = ("numbercall", "doall")
MODE_FIELDS = ("view_mode", "binding_view_types")
DYNAMIC = ("invisible", "readonly", "required", "column_invisible")
PERIODS = {
    "this_month": "month",
    "this_year": "year",
    "last_month": "month-1",
    "last_year": "year-1",
}
REFUSED = ("kanban-menu", "kanban_getcolor", "kanban_image")


def convert(path):
    """Rewrite one XML file."""
    tree = etree.parse(str(path), etree.XMLParser(remove_blank_text=False))
    root = tree.getroot()
    try:
        for step in STEPS:
            step(root)
    except PortError as error:
        raise PortError("%s: %s" % (path.name, error)) from None
    tree.write(str(path), encoding="utf-8", xml_declaration=True)


def refuse(root):
    """What the rules of the source forbid, since no rule converts it."""
    for node in root.iter("record"):
        if node.get("model") in ("mail.template", "res.config.settings"):
            raise PortError("%s is not converted" % node.get("id"))
    text = etree.tostring(root, encoding="unicode")
    for word in REFUSED:
        if word in text:
            raise PortError("%s is not converted" % word)


def conditions(root):
    """attrs and states become one attribute each."""
    for node in root.iter(etree.Element):
        found = read_attrs(node.attrib.pop("attrs")) if "attrs" in node.attrib else {}
        states = node.attrib.pop("states", None)
        if states:
            allowed = [state.strip() for state in states.split(",")]
            found["invisible"] = either("state not in %r" % allowed, found.get("invisible"))
        for name, text in found.items():
            if name not in DYNAMIC:
                raise PortError("attrs sets %s" % name)
            node.set(name, either(_old(node, name), text))


def _old(node, name):
    value = node.get(name)
    return {"1": "True", "0": None, "true": "True", "false": None}.get((value or "").lower(), value)


def columns(root):
    """A list's own field that is plainly invisible hides its column."""
    for field in root.xpath("//tree/field[@invisible='1' or @invisible='True']"):
        del field.attrib["invisible"]
        field.set("column_invisible", "1")


def lists(root):
    """tree → list: tags, paths, modes, contexts."""
    for node in root.iter("tree"):
        node.tag = "list"
    for node in root.iter(etree.Element):
        for name in ("expr", "mode", "view_mode", "binding_view_types"):
            if node.get(name):
                node.set(name, TREE.sub("list", node.get(name)))
        if "'view_mode'" in node.get("eval", ""):
            node.set("eval", QUOTED.sub("'list'", node.get("eval")))
        for name, value in node.attrib.items():
            if "tree_view_ref" in value:
                node.set(name, value.replace("tree_view_ref", "list_view_ref"))
        if node.tag == "field" and node.get("name") in MODE_FIELDS and node.text:
            node.text = TREE.sub("list", node.text)
        elif node.tag == "field" and node.text and "tree_view_ref" in node.text:
            node.text = node.text.replace("tree_view_ref", "list_view_ref")


def chatter(root):
    for node in root.xpath("//div[contains(concat(' ', @class, ' '), ' oe_chatter ')]"):
        new = etree.Element("chatter")
        new.tail = node.tail
        node.getparent().replace(node, new)


def cards(root):
    """A kanban view's template is the card: an outer box that was only that goes."""
    for template in root.xpath("//t[@t-name='kanban-box']"):
        template.set("t-name", "card")
        boxes = list(template.iterchildren(etree.Element))
        if len(boxes) != 1 or boxes[0].tag != "div":
            raise PortError("a kanban card is not one div")
        (box,) = boxes
        if dict(box.attrib) != {"class": CARD}:
            continue  # it does more than being the card
        template.text = box.text
        for child in list(box):
            template.append(child)
        template.remove(box)


def spans(root):
    """The span a date filter starts with has another name."""
    for node in root.xpath("//filter[@default_period]"):
        period = node.get("default_period")
        if period not in PERIODS:
            raise PortError("default_period %s is not converted" % period)
        node.set("default_period", PERIODS[period])


def jobs(root):
    for field in root.xpath("//record[@model='ir.cron']/field"):
        if field.get("name") in CRON_FIELDS:
            field.getparent().remove(field)


STEPS = (refuse, conditions, columns, lists, chatter, cards, spans, jobs)

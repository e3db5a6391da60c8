import ast
import operator
import tempfile
import unittest
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from tools.places import ADDON
from tools.port import port
from tools.port.expressions import PortError, expression, read_attrs
from tools.port.views import DYNAMIC, STEPS

COMPARE = {
    "=": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    ">": operator.gt,
    "<=": operator.le,
    ">=": operator.ge,
    "in": lambda value, values: value in values,
    "not in": lambda value, values: value not in values,
}
numbers = st.integers(-2, 2)
leaves = st.one_of(
    st.tuples(st.sampled_from("ab"), st.sampled_from(["=", "!=", "<", ">", "<=", ">="]), numbers),
    st.tuples(st.sampled_from("ab"), st.sampled_from(["in", "not in"]), st.lists(numbers)),
    st.tuples(st.just("flag"), st.sampled_from(["=", "!="]), st.booleans()),
)
terms = st.recursive(
    leaves.map(lambda leaf: [leaf]),
    lambda inner: st.one_of(
        st.tuples(st.sampled_from("&|"), inner, inner).map(lambda t: [t[0], *t[1], *t[2]]),
        inner.map(lambda term: ["!", *term]),
    ),
    max_leaves=6,
)
domains = st.lists(terms, max_size=3).map(lambda parts: [token for part in parts for token in part])
values = st.fixed_dictionaries({"a": numbers, "b": numbers, "flag": st.booleans()})


def holds(domain, record):
    """Whether a record satisfies a domain in prefix form: read from the end, with a stack."""
    stack = []
    for token in reversed(domain):
        if token == "!":
            stack.append(not stack.pop())
        elif token in ("&", "|"):
            left, right = stack.pop(), stack.pop()
            stack.append(left and right if token == "&" else left or right)
        else:
            field, compare, value = token
            stack.append(COMPARE[compare](record[field], value))
    return all(stack)


class TestExpressions(unittest.TestCase):
    @settings(max_examples=300, deadline=None, derandomize=True, database=None)
    @given(domains, values)
    def test_means_the_same_as_the_domain(self, domain, record):
        self.assertEqual(bool(eval(expression(domain), {}, record)), holds(domain, record))

    def test_reads_as_a_person_would_write(self):
        for domain, text in (
            ([("name", "=", False)], "not name"),
            (["|", ("a", "!=", False), ("b", "=", "x")], "a or b == 'x'"),
            ([("a", "=", True), "|", ("b", ">", 0), ("c", "in", [1])], "a and (b > 0 or c in [1])"),
            (["!", ("a", "=", 1)], "not a == 1"),
            ([], "True"),
            (True, "True"),
        ):
            self.assertEqual(expression(domain), text)

    def test_what_is_not_literal_is_refused(self):
        for text in ("{'invisible': [('a', '=', uid)]}", "{'invisible': [('a', 'like', 'x')]}"):
            with self.assertRaises(PortError):
                read_attrs(text)


class TestViews(unittest.TestCase):
    def convert(self, text):
        root = etree.fromstring("<odoo>%s</odoo>" % text)
        for step in STEPS:
            step(root)
        return etree.tostring(root, encoding="unicode")[6:-7]

    def test_each_rule(self):
        for old, new in (
            (
                """<field name="a" attrs="{'invisible': [('b', '=', False)], 'required': True}"/>""",
                '<field name="a" invisible="not b" required="True"/>',
            ),
            (
                """<button states="draft,done" attrs="{'invisible': [('a', '=', 1)]}"/>""",
                """<button invisible="state not in ['draft', 'done'] or a == 1"/>""",
            ),
            (
                """<field readonly="1" attrs="{'readonly': [('a', '=', 1)]}"/>""",
                '<field readonly="True or a == 1"/>',
            ),
            (
                '<tree><field name="a" invisible="1"/></tree>',
                '<list><field name="a" column_invisible="1"/></list>',
            ),
            (
                "<xpath expr=\"//tree/field[@name='tree']\"/>",
                "<xpath expr=\"//list/field[@name='tree']\"/>",
            ),
            (
                '<field name="view_mode">tree,form</field>',
                '<field name="view_mode">list,form</field>',
            ),
            ('<div class="oe_chatter"><field name="message_ids"/></div>', "<chatter/>"),
            (
                '<t t-name="kanban-box"><div class="oe_kanban_global_click"><b/><i/></div></t>',
                '<t t-name="card"><b/><i/></t>',
            ),
            (
                '<record model="ir.cron"><field name="numbercall">-1</field></record>',
                '<record model="ir.cron"/>',
            ),
            (
                """<field name="view_ids" eval="[(0, 0, {'view_mode': 'tree'})]"/>""",
                """<field name="view_ids" eval="[(0, 0, {'view_mode': 'list'})]"/>""",
            ),
            (
                '<filter name="a" date="day" default_period="this_year"/>',
                '<filter name="a" date="day" default_period="year"/>',
            ),
        ):
            with self.subTest(old=old):
                self.assertEqual(self.convert(old), new)

    def test_card_without_its_box_is_refused(self):
        with self.assertRaises(PortError):
            self.convert('<t t-name="kanban-box"><div/><div/></t>')


class TestAddon(unittest.TestCase):
    """The present addon, written for 18.0: nothing is left that 18.0 refuses."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        cls.target = Path(folder.name) / "govinfo_module"
        port(ADDON, cls.target, "18.0")

    def test_views(self):
        for path in sorted(self.target.rglob("*.xml")):
            root = etree.parse(str(path)).getroot()
            for node in root.iter(etree.Element):
                with self.subTest(file=path.name, line=node.sourceline):
                    self.assertNotEqual(node.tag, "tree")
                    self.assertFalse({"attrs", "states"} & set(node.attrib))
                    self.assertNotEqual(node.get("t-name"), "kanban-box")
                    self.assertNotIn("oe_chatter", node.get("class", ""))
                    self.assertNotIn(node.get("name"), ("numbercall", "doall"))
                    for name in DYNAMIC:
                        if node.get(name):
                            ast.parse(node.get(name), mode="eval")

    def test_code(self):
        for path in sorted(self.target.rglob("*.py")):
            text = path.read_text(encoding="utf-8")
            with self.subTest(file=path.name):
                ast.parse(text)
                self.assertNotRegex(text, r"""["']tree["',]""")

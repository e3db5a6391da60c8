"""Whatever the change: accepting all gives the new text, rejecting all the old one, exactly."""

from datetime import datetime

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from ....exchange.clean_html import parse
from ....exchange.versions.diff import html_diff
from ....exchange.word.docx_in import read_docx
from ....exchange.word.docx_out import write_docx
from ....exchange.word.revisions_in import read_revisions
from ....exchange.word.revisions_out import Manuscript, chain_docx, revisions_docx
from ...pure import PureCase, tagged
from . import revision_cases as cases

WHEN = datetime(2026, 10, 9, 8, 30)
MANY = settings(
    max_examples=100,
    deadline=None,
    derandomize=True,
    phases=(Phase.generate,),
    suppress_health_check=list(HealthCheck),
)
FEWER = settings(MANY, max_examples=30)
#: Reading a .docx takes a fifth of a second.
FEW = settings(MANY, max_examples=12)
ANY = st.lists(cases.BLOCK, max_size=4).map("".join)


@tagged("post_install", "-at_install")
class TestRevisionsProperty(PureCase):
    def both(self, old, new, titles=("旧标题", "新标题")):
        data = revisions_docx(old, new, "采编员甲", WHEN, *titles)
        for accept, title, html in ((True, titles[1], new), (False, titles[0], old)):
            expected = cases.settled(write_docx(title, html), True)
            self.assertEqual(cases.settled(data, accept), expected, (accept, old, new))
        return data

    @MANY
    @given(cases.pairs())
    def test_edited(self, pair):
        self.both(*pair)

    @FEWER
    @given(ANY, ANY)
    def test_unrelated(self, old, new):
        self.both(old, new, ("", "标题"))

    @FEW
    @given(cases.pairs())
    def test_read_back(self, pair):
        data = revisions_docx(*pair, "采编员甲", WHEN, "旧标题", "新标题")
        result = read_revisions(data)
        self.assertEqual(result.accepted, read_docx(write_docx("新标题", pair[1])))
        self.assertEqual(result.rejected, read_docx(write_docx("旧标题", pair[0])))

    @FEWER
    @given(cases.pairs())
    def test_colours_and_revisions_say_the_same(self, pair):
        root = parse(html_diff(*pair))
        coloured = [
            "".join(node.text_content() for node in root.iter(tag)) for tag in ("ins", "del")
        ]
        body = cases.opened(revisions_docx(*pair, "采编员甲", WHEN))
        revised = [
            "".join(text.text for change in body.iter(cases.W + tag) for text in change.iter(kind))
            for tag, kind in (("ins", cases.W + "t"), ("del", cases.W + "delText"))
        ]
        self.assertEqual(coloured, revised)

    @FEWER
    @given(cases.pairs(), cases.pairs())
    def test_several_hands(self, pair, other):
        """Whoever made it, nothing of the change is lost."""
        texts = [*pair, other[1]]
        data = chain_docx(
            [Manuscript("标题", html, "第%d人" % at, WHEN) for at, html in enumerate(texts)]
        )
        for accept, html in ((True, texts[-1]), (False, texts[0])):
            expected = cases.settled(write_docx("标题", html), True)
            self.assertEqual(cases.settled(data, accept), expected)

"""LibreOffice accepts and rejects the revisions: the new text and the old one, exactly.

Needs ``soffice`` (Debian: libreoffice-writer-nogui), from SOFFICE or the path, and the Python that
runs the addon's tests; it fails without them. One run of LibreOffice settles all files, by a macro
of Basic in a profile of its own.
"""

import importlib.util
import os
import shutil
import subprocess
import sys
import tempfile
import unittest
from datetime import datetime
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, settings

ADDON = Path(__file__).resolve().parent.parent / "govinfo_module"
sys.path.insert(0, str(ADDON))

from exchange.word.docx_out import write_docx  # noqa: E402
from exchange.word.revisions_out import revisions_docx  # noqa: E402

SPEC = importlib.util.spec_from_file_location(
    "cases", ADDON / "tests" / "exchange" / "word" / "revision_cases.py"
)
cases = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(cases)

RANDOM_CASES = 120
TITLES = "关于防汛工作的报告", "关于防汛抗旱工作情况的报告"
SECONDS = 600
MACRO = {
    "Standard/script.xlb": """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:library PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "library.dtd">
<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard"
 library:readonly="false" library:passwordprotected="false">
<library:element library:name="Settle"/></library:library>""",
    "Standard/Settle.xba": """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Settle"
 script:language="StarBasic">
Sub Main(folder As String)
  Dim names(10000) As String
  Dim count As Integer
  name = Dir(folder &amp; "/*.docx")
  Do While name &lt;&gt; ""
    names(count) = name
    count = count + 1
    name = Dir()
  Loop
  For number = 0 To count - 1
    Settle(folder, names(number), "Accept")
    Settle(folder, names(number), "Reject")
  Next
  StarDesktop.terminate()
End Sub

Sub Settle(folder As String, name As String, verb As String)
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  hidden(0).Name = "Hidden"
  hidden(0).Value = True
  document = StarDesktop.loadComponentFromURL( _
    ConvertToURL(folder &amp; "/" &amp; name), "_blank", 0, hidden())
  dispatcher = createUnoService("com.sun.star.frame.DispatchHelper")
  dispatcher.executeDispatch(document.CurrentController.Frame, _
    ".uno:" &amp; verb &amp; "AllTrackedChanges", "", 0, Array())
  Dim target(0) As New com.sun.star.beans.PropertyValue
  target(0).Name = "FilterName"
  target(0).Value = "MS Word 2007 XML"
  document.storeToURL(ConvertToURL(folder &amp; "/" &amp; verb &amp; "/" &amp; name), target())
  document.close(True)
End Sub
</script:module>""",
}
#: Old and new text of what clerks do.
WRITTEN = (
    ("<p>排查隐患点12处。</p>", "<p>共排查隐患点15处，<b>全部</b>销号。</p>"),
    ("<p>甲。</p>", "<p>甲。</p><p>乙。</p>"),
    ("<p>甲。</p><p>乙。</p>", "<p>甲。</p>"),
    ("<p>甲。</p><p>乙。</p>", "<p>乙。</p>"),
    ("<p>前后相连的一段。</p>", "<p>前后相连</p><p>的一段。</p>"),
    ("", "<p>全新。</p>"),
    ("<p>全删。</p>", ""),
    ("<p>概况</p><p>文。</p>", "<h1>概况</h1><p>文。</p>"),
    ("<ol><li>甲</li><li>乙</li></ol>", "<ol><li>甲<ul><li>子</li></ul></li><li>丙丁</li></ol>"),
    (
        "<table><tr><td>镇</td><td>数</td></tr><tr><td>平桥</td><td>1</td></tr></table>",
        "<table><tr><td>镇</td><td>数</td></tr><tr><td>平桥</td><td>2</td></tr>"
        "<tr><td>白鹤</td><td>3</td></tr></table>",
    ),
    (
        "<table><tr><td>镇</td><td>数</td></tr></table>",
        "<table><tr><td>镇</td><td>数</td><td>比</td></tr></table>",
    ),
    ("<p>前</p><p>后</p>", "<p>前</p><table><tr><td>表</td></tr></table><p>后</p>"),
    ("<p>前</p><table><tr><td>表</td></tr></table><p>后</p>", "<p>前</p><p>后</p>"),
)


def written(blocks):
    """Texts of the paragraphs that are not empty, rows and cells of tables.

    LibreOffice fills up short rows with empty cells, and marks a revised row without any text by a
    joiner of no width, which it forgets there.
    """
    return [
        [_row(cells) for cells in block] if isinstance(block, list) else text
        for block, text in ((block, _text(block)) for block in blocks)
        if text
    ]


def _row(cells):
    cells = [written(cell) for cell in cells]
    while cells and not cells[-1]:
        cells.pop()
    return cells


def _text(block):
    if isinstance(block, list):
        return "table"
    return "".join(character for character, _look in block[1]).replace("\u200d", "")


def random_cases():
    pairs = []

    @settings(
        max_examples=RANDOM_CASES,
        deadline=None,
        derandomize=True,
        database=None,
        phases=(Phase.generate,),
        suppress_health_check=list(HealthCheck),
    )
    @given(cases.pairs())
    def collect(pair):
        pairs.append(pair)

    collect()
    return pairs


def settle(folder):
    """Run LibreOffice once: ``folder/Accept`` and ``folder/Reject`` then hold the settled files."""
    soffice = os.environ.get("SOFFICE") or shutil.which("soffice")
    if not soffice:
        raise AssertionError("soffice is missing: install libreoffice-writer-nogui")
    for verb in ("Accept", "Reject"):
        (folder / verb).mkdir()
    profile = folder / "profile"
    start = [soffice, "-env:UserInstallation=%s" % profile.as_uri(), "--headless", "--norestore"]
    # the first start fills the profile, and would overwrite the macro
    _run([*start, "--terminate_after_init"])
    for name, text in MACRO.items():
        (profile / "user" / "basic" / name).write_text(text, encoding="utf-8")
    _run([*start, "macro:///Standard.Settle.Main(%s)" % folder])


def _run(command):
    subprocess.run(
        command,
        timeout=SECONDS,
        check=True,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


class TestRevisionsOffice(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.folder = Path(tempfile.mkdtemp(prefix="revisions"))
        cls.addClassCleanup(shutil.rmtree, cls.folder, ignore_errors=True)
        cls.pairs = [*WRITTEN, *random_cases()]
        for number, pair in enumerate(cls.pairs):
            data = revisions_docx(*pair, "采编员甲", datetime(2026, 10, 9, 8, 30), *TITLES)
            (cls.folder / ("%04d.docx" % number)).write_bytes(data)
        settle(cls.folder)

    def check(self, verb, side):
        self.assertGreater(len(self.pairs), RANDOM_CASES // 2)
        for number, pair in enumerate(self.pairs):
            with self.subTest(number=number, old=pair[0], new=pair[1]):
                data = (self.folder / verb / ("%04d.docx" % number)).read_bytes()
                expected = cases.settled(write_docx(TITLES[side], pair[side]), True)
                self.assertEqual(written(cases.settled(data, True)), written(expected))

    def test_accepting_all_gives_the_new_text(self):
        self.check("Accept", 1)

    def test_rejecting_all_gives_the_old_text(self):
        self.check("Reject", 0)


if __name__ == "__main__":
    unittest.main()

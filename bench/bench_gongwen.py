"""A notice of three pages against wkhtmltopdf on comparable HTML, as OFD and as .docx; letters by the hundred.

Run it by ``make bench ARGS=gongwen``. Fonts are loaded before
the clock starts, as they are in a running Odoo worker; wkhtmltopdf is a new process each time, as
Odoo uses it. Where it is not installed, Debian's packages are unpacked into the cache folder.
"""

import datetime
import os
import re
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from functools import partial
from html import escape
from pathlib import Path

from gongwen import (
    Head,
    Heading,
    Letter,
    Notice,
    Para,
    Table,
    find_fonts,
    render,
    render_batch,
    render_docx,
    render_ofd,
    render_pdf,
)

ROOT = Path(__file__).resolve().parent.parent
ROUNDS, LETTERS = 7, 300
OFFICE, DATE = "江海县人民政府办公室", datetime.date(2026, 10, 9)
SENTENCE = (
    "2026年第三季度，全县共报送政务信息1286条，被省、市采用188条，同比增长17.49%；"
    "各单位围绕“稳增长、调结构、惠民生”报送信息，为领导决策提供参考。"
)
TITLE = OFFICE + "关于2026年第三季度政务信息采用情况的通报"
ROWS = [("单位%d" % n, str(n), "%.2f" % (n * 1.25)) for n in range(1, 13)]
TEXTS = [SENTENCE * 4, SENTENCE * 4, SENTENCE * 2]
PAGE = """<meta charset="utf-8"><style>
body {font: 16pt/29pt "FangSong", "AR PL SungtiL GB", serif}
.mark {color: red; font-size: 50pt; line-height: 60pt; text-align: center; margin-top: 35mm}
.number {text-align: center; margin-top: 29pt; border-bottom: 2pt solid red}
h1 {font-size: 22pt; line-height: 32pt; text-align: center; margin: 58pt 0 29pt}
p {text-indent: 2em; text-align: justify; margin: 0}
table {width: 100%%; border-collapse: collapse} td, th {border: 1px solid; font-size: 12pt}
</style><div class="mark">%s</div><div class="number">%s</div><h1>%s</h1>%s<table>%s</table><p>%s</p>
<p>%s</p><p>%s</p>"""
NUMBER = "江政办发〔2026〕58号"


def notice():
    """Three pages: head, text, a table, signature."""
    blocks = [Heading(1, "一、总体情况"), *map(Para, TEXTS), Table(("单位", "条数", "积分"), ROWS)]
    blocks.append(Para(SENTENCE * 2))
    head = Head(OFFICE + "文件", NUMBER)
    return Notice(head, TITLE, blocks, "各乡镇人民政府", organ=OFFICE, date=DATE)


def page():
    """The same as HTML."""
    texts = "".join("<p>%s</p>" % escape(text) for text in ["一、总体情况", *TEXTS])
    rows = "".join("<tr>%s</tr>" % "".join("<td>%s</td>" % cell for cell in row) for row in ROWS)
    closing = (SENTENCE * 2, OFFICE, "2026年10月9日")
    return PAGE % (OFFICE + "文件", NUMBER, TITLE, texts, rows, *closing)


def letters(count):
    """Letters of one page, each to another unit, one after another."""
    head = Head(OFFICE, "江政办函〔2026〕5号")
    for number in range(count):
        unit = "单位%d主要负责同志" % number
        texts = [
            Para(SENTENCE),
            Table(("项目", "得分"), [("报送", "%d.50" % number), ("约稿", "0.00")]),
        ]
        yield Letter(
            head, "关于2026年第三季度政务信息报送情况的告知书", texts, unit, organ=OFFICE, date=DATE
        )


def processor():
    """Processor seconds used so far, by this process and those it started."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


def medians(*calls):
    """``(seconds, processor seconds)`` of each call, the middle ones of some rounds.

    The calls take turns, so that other load on the machine hits all of them.
    """
    times = [[] for _ in calls]
    for _ in range(ROUNDS):
        for call, taken in zip(calls, times):
            start, used = time.perf_counter(), processor()
            call()
            taken.append((time.perf_counter() - start, processor() - used))
    return [tuple(map(statistics.median, zip(*taken))) for taken in times]


def rival():
    """``(command, environment)`` of wkhtmltopdf, or None when it cannot be had."""
    found = shutil.which("wkhtmltopdf")
    if found:
        return found, dict(os.environ)
    cache = Path(os.environ.get("GOVINFO_CACHE") or ROOT / ".govinfo" / "cache")
    folder = cache / "wkhtmltopdf"
    program = folder / "usr/bin/wkhtmltopdf"
    if not program.exists():
        unpack("wkhtmltopdf", folder)
    libraries = next(iter(folder.glob("usr/lib/*/qt5/..")), None)
    if not program.exists() or libraries is None:
        return None
    plugins = {"QT_PLUGIN_PATH": str(libraries / "qt5/plugins"), "QT_QPA_PLATFORM": "offscreen"}
    return str(program), {**os.environ, "LD_LIBRARY_PATH": str(libraries), **plugins}


def unpack(package, folder):
    """Unpack a Debian package and what it needs beside the system, without installing anything."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as archives:
        Path(archives, "partial").mkdir()
        options = ["-o", "Dir::Cache::archives=" + archives, "-o", "Debug::NoLocking=1"]
        command = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", "--download-only"]
        done = subprocess.run(
            [*command, *options, package], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        if done.returncode == 0:
            for archive in sorted(Path(archives).glob("*.deb")):
                subprocess.run(["dpkg-deb", "-x", str(archive), str(folder)], check=True)


def against_wkhtmltopdf():
    document, fonts = notice(), find_fonts()
    pages = render(document, fonts).pages
    forms = (render_pdf, render_ofd, render_docx)
    calls = [partial(form, document, fonts) for form in forms]
    sizes = [len(form(document, fonts)) / 1e3 for form in (render_ofd, render_pdf)]
    found = rival()
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder, "a.html"), Path(folder, "a.pdf")
        if found:
            source.write_text(page(), encoding="utf-8")
            margins = ["-T", "37mm", "-B", "35mm", "-L", "28mm", "-R", "26mm", "--zoom", "1.3"]
            command = [found[0], "-q", "-s", "A4", *margins, str(source), str(target)]
            quiet = {"env": found[1], "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
            calls.append(lambda: subprocess.run(command, check=True, **quiet))
        ours, layout, word, *theirs = medians(*calls)
        count = len(re.findall(rb"/Type\s*/Page\b", target.read_bytes())) if found else 0
    shown = "%s, %d pages: %.0f ms, %.1f ms a page; processor time %.1f ms a page"
    for name, number, (wall, used) in (
        ("notice", pages, ours),
        ("the same as OFD", pages, layout),
        ("the same as .docx", pages, word),
        *[("wkhtmltopdf", count, times) for times in theirs],
    ):
        print(shown % (name, number, wall * 1e3, wall / number * 1e3, used / number * 1e3))
    print("OFD against PDF: %.2f of the time; %d and %d kB" % (layout[0] / ours[0], *sizes))
    if not found:
        print("wkhtmltopdf is not installed and could not be unpacked: no comparison")
        return
    ratio = [their / count / (our / pages) for their, our in zip(theirs[0], ours)]
    print("ratio a page: %.1f (at least 8 is asked); in processor time %.1f" % tuple(ratio))


def many_letters():
    fonts = find_fonts()
    start = time.perf_counter()
    size = sum(len(render_pdf(letter, fonts)) for letter in letters(LETTERS))
    taken = time.perf_counter() - start
    print(
        "%d letters, a file each: %.1f s, %.0f pages a second, %d kB each"
        % (LETTERS, taken, LETTERS / taken, size / LETTERS / 1e3)
    )
    start = time.perf_counter()
    data = render_batch(letters(LETTERS), fonts)
    taken = time.perf_counter() - start
    print(
        "%d letters in one file: %.1f s, %.0f pages a second, %d kB"
        % (LETTERS, taken, LETTERS / taken, len(data) / 1e3)
    )


def memory(count):
    """Most memory (MB) of a new process that renders some letters, a file each and in one file."""
    call = "import bench_gongwen as b; b.peak(%d)" % count
    found = subprocess.run(
        [sys.executable, "-c", call], cwd=str(Path(__file__).parent), stdout=subprocess.PIPE
    )
    return tuple(float(part) for part in found.stdout.split())


def peak(count):
    """Print the most memory so far after letters a file each, and after one file of all."""
    for letter in letters(count):
        render_pdf(letter)
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
    render_batch(letters(count))
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


def flat_memory():
    few, many = memory(LETTERS // 10), memory(LETTERS * 4)
    for name, before, after in zip(("a file each", "in one file"), few, many):
        numbers = (name, LETTERS // 10, before, LETTERS * 4, after, after / before)
        print("memory, %s: %d letters %.0f MB, %d letters %.0f MB, ratio %.2f" % numbers)


if __name__ == "__main__":
    for use in find_fonts().report():
        print("%-13s %s%s" % (use.role, Path(use.file).name, "" if use.genuine else " (stand-in)"))
    against_wkhtmltopdf()
    many_letters()
    flat_memory()

"""Fonts for official documents: what Debian has for every command, finer faces for make run.

``gongwen`` looks in the folders of the variable GOVINFO_FONTS; it takes the best face it finds for
each role, so that a machine without the finer ones still prints.
"""

import os
import shutil
import tarfile

from .places import CACHE, FONTS, STATE, TOOLS, odoo_python
from .steps import Trouble, once, run, say

BASE, FINE = FONTS / "base", FONTS / "fine"
BASE_PACKAGES = ["fonts-arphic-gbsn00lp", "fonts-arphic-gkai00mp", "fonts-wqy-microhei"]
# 仿宋, which no package has in a form that ReportLab can embed; and a face with rare characters
FINE_PACKAGES = ["texlive-lang-chinese/bookworm", "fonts-lxgw-wenkai"]
FINE_FILES = ["FandolFang-Regular.ttf", "LXGWWenKai-Regular.ttf"]
# 小标宋, and a Song face for rare characters; by npm, where there is one
NPM_PACKAGE = "@expo-google-fonts/noto-serif-sc@0.4.3"
FROM_NPM = {
    "400Regular/NotoSerifSC_400Regular.ttf": "NotoSerifSC-Regular.ttf",
    "700Bold/NotoSerifSC_700Bold.ttf": "NotoSerifSC-Bold.ttf",
    "900Black/NotoSerifSC_900Black.ttf": "NotoSerifSC-Black.ttf",
}


IN_USE = [FINE, BASE]


def folders():
    """Value of GOVINFO_FONTS: the caller's own folders, then ours."""
    own = os.environ.get("GOVINFO_FONTS")
    return os.pathsep.join(([own] if own else []) + list(map(str, IN_USE)))


def names():
    """The font files there are in our folders."""
    return sorted(path.name for folder in IN_USE for path in folder.glob("*.tt[fc]"))


def leave_fine_out():
    """Tests measure lines: with the same faces everywhere, whatever ``make run`` has loaded here."""
    if FINE in IN_USE:
        IN_USE.remove(FINE)


def ensure_base():
    once(
        "fonts",
        "Chinese fonts from Debian",
        [TOOLS / "debian.sh", *BASE_PACKAGES],
        lambda: _unpack(BASE, BASE_PACKAGES),
    )


def fine_are_kept():
    """Whether the finer faces are in the cache."""
    return all((CACHE / "fonts" / name).exists() for name in FINE_FILES)


def ensure_fine():
    """The finer faces. Without them documents are printed all the same: troubles are only told."""
    npm = shutil.which("npm")
    try:
        once(
            "fonts-fine",
            "finer Chinese fonts (仿宋, 小标宋)",
            [TOOLS / "debian.sh", TOOLS / "otf2ttf.py", *FINE_PACKAGES, NPM_PACKAGE, bool(npm)],
            lambda: _load_fine(npm),
        )
    except Trouble as trouble:
        say("without the finer Chinese fonts: %s" % trouble)


def _load_fine(npm):
    kept = CACHE / "fonts"
    kept.mkdir(parents=True, exist_ok=True)
    if not fine_are_kept():
        fresh = STATE / "fonts-new"
        _unpack(fresh, FINE_PACKAGES)
        for name in FINE_FILES:
            if not (fresh / name).exists():
                _convert((fresh / name).with_suffix(".otf"), fresh / name)
            (fresh / name).replace(kept / name)
        shutil.rmtree(fresh)
    if npm:
        _from_npm(npm, kept)
    else:
        say("npm is not installed: 小标宋 is drawn with a substitute")
    shutil.rmtree(FINE, ignore_errors=True)
    FINE.mkdir(parents=True)
    for path in kept.glob("*.ttf"):
        shutil.copy(path, FINE)


def _unpack(folder, packages):
    """Fill ``folder`` with the font files of Debian packages."""
    unpacked = STATE / "fonts-unpacked"
    run([TOOLS / "debian.sh", unpacked, *packages], "the fonts could not be loaded", "fonts")
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for path in unpacked.rglob("*.[to]t[fc]"):
        if path.is_file():  # not a link into another package
            shutil.copy(path, folder)
    shutil.rmtree(unpacked)


def _convert(source, target):
    run(
        [odoo_python(), "-m", "tools.otf2ttf", source, target],
        "the font %s could not be converted" % source.name,
        "fonts",
    )


def _from_npm(npm, kept):
    if all((kept / name).exists() for name in FROM_NPM.values()):
        return
    run(
        [npm, "pack", "--silent", NPM_PACKAGE],
        "npm could not load the fonts",
        "fonts",
        cwd=kept,
    )
    (archive,) = kept.glob("*.tgz")
    with tarfile.open(archive) as content:
        for member, name in FROM_NPM.items():
            part = kept / (name + ".part")
            with content.extractfile("package/" + member) as source, open(part, "wb") as target:
                shutil.copyfileobj(source, target)
            part.replace(kept / name)
    archive.unlink()

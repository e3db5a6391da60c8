"""Fonts by role: which file serves it, and which face draws a given character.

A role's file is looked for among the caller's own files and folders first (an office's licensed
仿宋_GB2312, 方正小标宋), then in the folders of the environment variable ``GOVINFO_FONTS``, then
where the system keeps fonts.
"""

import logging
import os
from dataclasses import dataclass
from pathlib import Path

from .faces import LOCK, Face, FontError, digest, load

_logger = logging.getLogger(__name__)
SYSTEM_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts")
ROLES = ("fangsong", "xiaobiaosong", "kai", "hei", "song")
# Per role: file names (lower case, without suffix) of the face itself, then of those that stand in.
GENUINE = {
    "fangsong": "仿宋_gb2312 fangsong_gb2312 simfang 仿宋 fzfsjw stfangso fandolfang-regular".split(),
    "xiaobiaosong": "方正小标宋简体 方正小标宋_gbk 方正小标宋 fzxbsjw fzxbsjw--gb1-0 fzxbsk".split(),
    "kai": "楷体_gb2312 kaiti_gb2312 simkai 楷体 stkaiti gkai00mp fandolkai-regular".split(),
    "hei": "simhei 黑体 stheiti wqy-microhei fandolhei-regular".split(),
    "song": "simsun 宋体 stsong gbsn00lp fandolsong-regular".split(),
}
STAND_IN = {
    "fangsong": "gbsn00lp simsun notoserifsc-regular".split(),
    "xiaobiaosong": "notoserifsc-black notoserifsc-bold fandolsong-bold gbsn00lp simsun".split(),
    "kai": "ukai lxgwwenkai-regular gbsn00lp".split(),
    "hei": "wqy-zenhei notosanssc-regular droidsansfallbackfull gbsn00lp".split(),
    "song": "uming notoserifsc-regular simfang wqy-microhei".split(),
}
# Tried in this order for a character that a role's own file lacks; Song-like faces first.
FALLBACK = (
    "notoserifsc-regular uming lxgwwenkai-regular ukai wqy-microhei wqy-zenhei droidsansfallbackfull "
    "notoserifsc-bold notoserifsc-black babelstonehan symbola dejavusans"
).split()
FULL = 0.95  # of a character: narrower quotes and dashes are drawn by the Song face
THIN = ("gbsn00lp", "simsun", "notoserifsc-regular")  # as 小标宋 these are drawn with a stroke
STROKE = 0.032  # of the size
MISSING = "〓"
_FULL = frozenset("“”‘’—…·")  # one character wide in Chinese text
_LATIN = frozenset(chr(c) for c in range(0x20, 0x7F))
_SETS = {}


@dataclass(frozen=True)
class FontUse:
    """Which file serves a role. ``genuine``: it is the role's own style, not a stand-in."""

    role: str
    file: str
    family: str
    genuine: bool


class FontSet:
    """The faces of all roles, and the face for each character.

    Made by :func:`find_fonts`, shared by all documents.
    """

    def __init__(self, files, index):
        """``files``: role → (stem, path or bytes, genuine). ``index``: stem → path of all others."""
        self._files, self._index = files, index
        self._faces, self._picked = {}, {}
        self._own = {
            role: self._face(role, stem, source) for role, (stem, source, _genuine) in files.items()
        }

    def _face(self, role, stem, source):
        stroke = STROKE if role == "xiaobiaosong" and stem in THIN else 0.0
        if (stem, stroke) not in self._faces:
            self._faces[stem, stroke] = Face(load(source), stem, stroke)
        return self._faces[stem, stroke]

    def own(self, role):
        """The role's own face."""
        return self._own[role]

    def pick(self, role, char):
        """``(face, width, fell)``: who draws the character, its advance in parts of the size, and
        whether the role's own face lacks it. What no font has is drawn as 〓."""
        key = role, char
        if key not in self._picked:
            face = self._find(role, char)
            if face or char == MISSING:
                face = face or self._own[role]
                self._picked[key] = face, face.width(char), not self._own[role].has(char)
            else:
                self._picked[key] = self.pick(role, MISSING)[:2] + (True,)
        return self._picked[key]

    def _find(self, role, char):
        own, song = self._own[role], self._own["song"]
        foreign = role in ("fangsong", "kai") and char in _LATIN and not own.has_fine_digits()
        narrow = char in _FULL and own.has(char) and own.width(char) < FULL <= song.width(char)
        if (foreign or narrow) and song.has(char):
            return song
        return next((face for face in self._chain(role) if face.has(char)), None)

    def _chain(self, role):
        """The faces to ask for a character, the best in style first; files are opened only when asked."""
        yield self._own[role]
        if role in ("fangsong", "xiaobiaosong"):
            yield self._own["song"]
        for stem in (*STAND_IN[role], *FALLBACK):
            if stem in self._index and _usable(self._index[stem]):
                yield self._face(role, stem, self._index[stem])
        yield from self._own.values()

    def report(self):
        """A :class:`FontUse` per role, for the settings page."""
        return tuple(
            FontUse(
                role,
                str(source) if isinstance(source, (str, Path)) else stem,
                self._own[role].family,
                genuine,
            )
            for role, (stem, source, genuine) in self._files.items()
        )


def find_fonts(overrides=None, folders=()):
    """The :class:`FontSet` of this machine; equal arguments give the same set without looking again.

    A file added to a named folder is seen at once, one below the system's folders in a new process.

    :param overrides: role → path or bytes of a font file (an administrator's upload); these come first.
    :param folders: folders of the administrator, searched before ``GOVINFO_FONTS`` and the system's.
    :raises FontError: when a given file cannot be used, or no Chinese font is found at all.
    """
    overrides = dict(overrides or {})
    environment = os.environ.get("GOVINFO_FONTS", "").split(os.pathsep)
    named = [str(folder) for folder in (*folders, *environment) if folder]
    seen = [os.stat(folder).st_mtime_ns if os.path.isdir(folder) else 0 for folder in named]
    uploads = sorted((role, digest(source)) for role, source in overrides.items())
    key = (*named, *seen, *uploads, *SYSTEM_FOLDERS)
    with LOCK:
        if key not in _SETS:
            index = _index((*named, *SYSTEM_FOLDERS))
            _SETS[key] = FontSet({role: _resolve(role, overrides, index) for role in ROLES}, index)
        return _SETS[key]


def _index(folders):
    """Stem (lower case) → path of every TrueType file below the folders; the first found wins."""
    found = {}
    for folder in folders:
        for path in sorted(Path(folder).rglob("*")):
            if path.suffix.lower() in (".ttf", ".ttc"):
                found.setdefault(path.stem.lower(), path)
    return found


def _resolve(role, overrides, index):
    """``(stem, path or bytes, genuine)`` of the file that serves the role."""
    if role in overrides:
        source = overrides[role]
        load(source)
        stem = "uploaded %s" % role if isinstance(source, bytes) else Path(source).stem.lower()
        return stem, source, True
    for stem in (*GENUINE[role], *STAND_IN[role], *FALLBACK):
        if stem in index and _usable(index[stem]) and _is_chinese(index[stem]):
            return stem, index[stem], stem in GENUINE[role]
    sentence = "No Chinese font was found. Install one or name its folder in GOVINFO_FONTS."
    raise FontError("none", sentence)


def _usable(path):
    """Whether a file found in a folder can be used; a broken one must not stop the office."""
    try:
        return bool(load(path))
    except FontError as error:
        _logger.warning("%s: %s", path, error)
        return False


def _is_chinese(path):
    """Whether the face can serve a role; some of FALLBACK have other rare characters alone."""
    return ord("国") in load(path).face.charToGlyph

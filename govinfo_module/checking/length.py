"""How long a text and a title may be."""

import re

from .finding import WARNING, Finding

_VISIBLE = re.compile(r"\S")
_BURDEN = "《整治形式主义为基层减负若干规定》"


def text_length(page):
    """A text of more characters than ``lists.limit``, spaces not counted: what is beyond."""
    return _beyond(
        page, "length", page.lists.limit, "正文%d字，超过%d字的篇幅要求，请压缩。", _BURDEN
    )


def title_length(page):
    """A title of more characters than ``lists.title_limit``."""
    message = "标题%d字，超过%d字，请精简。"
    return _beyond(page, "title", page.lists.title_limit, message, "公文标题要求")


def _beyond(page, kind, limit, message, source):
    places = [match.start() for match in _VISIBLE.finditer(page.text)]
    if len(places) > limit:
        message %= (len(places), limit)
        yield Finding(places[limit], places[-1] + 1, kind, WARNING, message, "", source)

"""Units and leaders written as in the county's list."""

import re

from .finding import ERROR, WARNING, Finding
from .page import HAN

#: 市教育局 is another body than the county's own.
_OTHER_LEVEL = frozenset("省市州区国")
_POST = (
    r"(?:[县市省区镇乡]?(?:委|政府|人大常委会|人大|政协|纪委)?(?:党组)?"
    r"(?:常务副|常委|第一|代理|代|副)?(?:书记|县长|市长|镇长|乡长|主任|局长|部长|主席|秘书长|院长|检察长|常委))"
)
_BEFORE = re.compile(rf"(?P<post>{_POST})(?:同志)?$")
_RANK = "(?:常务副|副|代理|代)?(?:书记|县长|市长|镇长|乡长|主任|局长|部长|主席|院长|检察长)"
_AFTER = re.compile(f"(?P<post>{_RANK})")
_LAST_RANK = re.compile(f"{_RANK}$")
_HAN = re.compile(f"[{HAN}]")
_LOOK_BACK = 16


def units(page):
    """Wrong forms and aliases of units; not where another level's unit of that name is meant."""
    for start, end, right in page.lists.unit_terms.find(page.text):
        if start and page.text[start - 1] in _OTHER_LEVEL:
            continue
        message = f"单位名称不规范，应写作“{right}”。"
        yield Finding(start, end, "unit", WARNING, message, right, "本县单位名称表")


def leaders(page):
    """Leaders with a post beside their name that the list does not give them."""
    for start, end, posts in page.lists.leader_terms.find(page.text):
        before = _BEFORE.search(page.text, max(start - _LOOK_BACK, 0), start)
        match = before or _AFTER.match(page.text, end)
        if match and not _holds(match.group("post"), posts):
            name = page.text[start:end]
            message = f"{name}的职务与本县领导名单不符，名单为“{posts}”，请核对。"
            place = match.start("post")
            suggestion = _for_place(page.text, place, posts) if before else _short(posts)
            yield Finding(*match.span("post"), "leader", ERROR, message, suggestion, "本县领导名单")


def _for_place(text, place, posts):
    """What of the posts is to stand at ``place``: after 县政府办公室 only 副主任 of
    县政府办公室副主任, after another unit's name nothing that a machine could know."""
    before = text[max(place - _LOOK_BACK, 0) : place]
    for post in _split(posts):
        for length in range(len(post) - 1, 1, -1):
            if before.endswith(post[:length]):
                return post[length:]
    return "" if text[place : place + 1] not in "县市省" and _HAN.match(before[-1:]) else posts


def _holds(written, posts):
    """Whether a post as written is one of those listed: 书记 for 县委书记, never 县长 for 副县长."""
    return any(
        post.endswith(written)
        and not post[: -len(written)].endswith(("副", "代", "代理"))
        or written.endswith(post)
        and not written[: -len(post)].endswith(("副", "代", "代理"))
        for post in _split(posts)
    )


def _short(posts):
    """The form that follows a name: 副县长, 主任, from the last of the posts."""
    last = _split(posts)[-1:]
    match = last and _LAST_RANK.search(last[0])
    return match.group() if match else ""


def _split(posts):
    return [post for post in re.split("[、，,]", posts) if post]

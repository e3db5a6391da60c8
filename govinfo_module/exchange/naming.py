"""Who is meant by a distribution line such as 各乡镇（街道）、县直各部门、县法院."""

import re

from .text import fold

_SEPARATORS = re.compile(r"[、，,；;。\n\t]+|\s{2,}")
_EVERYBODY = re.compile(r"全?县?各单位")
#: What offices say in more than one way when they mean a group of units.
_SAME = (("县政府", "县直"), ("单位", "部门"), ("人民政府", ""), ("办事处", ""), ("各", ""))


def resolve(text, units, groups):
    """The ids of the units that ``text`` names: by their own name, their group's, or all of them.

    ``units``: ``(id, name, group id)`` each; ``groups``: ``(id, name)`` each. A group is named by 各 and
    its name or a part of it (各乡镇, 县直各单位), all units by 各单位. Names that
    belong to no unit (superiors, leaders) are passed over.
    """
    by_name = {}
    for unit, name, _group in units:
        by_name.setdefault(_name_key(name), set()).add(unit)
    found = set()
    for part in _parts(text):
        own = by_name.get(_name_key(part))
        if own:
            found |= own
            continue
        if _EVERYBODY.fullmatch(fold(part)):
            return {unit for unit, _name, _group in units}
        key = _group_key(part)
        if "各" not in part and key not in {_group_key(name) for _id, name in groups}:
            continue
        named = {group for group, name in groups if _overlap(key, _group_key(name))}
        found |= {unit for unit, _name, group in units if group in named}
    return found


def _parts(text):
    """The names between the separators; brackets belong to the name they stand in."""
    return [part for part in _SEPARATORS.split(text or "") if fold(part)]


def _name_key(name):
    """A unit's name as compared: 县财政局 and 财政局 are one."""
    key = fold(name)
    return key[1:] if key.startswith("县") and len(key) > 3 else key


def _group_key(name):
    key = fold(name)
    for written, meant in _SAME:
        key = key.replace(written, meant)
    return key


def _overlap(one, other):
    return len(one) > 1 and len(other) > 1 and (one in other or other in one)

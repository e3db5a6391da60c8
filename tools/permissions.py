"""make permissions: docs/权限表.md, who may do what, from the table that the addon's tests walk."""

import importlib.util
import re

import polib
from lxml import etree

from .places import ADDON, MODULE, ROOT

PAGE = ROOT / "docs" / "权限表.md"
TRUST = ADDON / "tests" / "trust"
ROLES = {
    "officer": "信息员",
    "unit_leader": "分管领导",
    "officer_b": "别单位信息员",
    "reviewer": "编辑",
    "reviewer_b": "编辑（未点名）",
    "leader": "办领导",
    "manager": "管理员",
    "outsider": "其他用户",
    "portal": "门户用户",
    "public": "未登录",
    "unit_leader_b": "别单位分管领导",
    "x_officer": "外县信息员",
    "x_reviewer": "外县编辑",
    "x_leader": "外县领导",
    "x_manager": "外县管理员",
}
WHOSE = {
    "own": "本单位",
    "b": "别单位",
    "secret": "工作秘密",
    "county": "本县",
    "foreign": "外县",
    "any": "",
    "mine": "自己打开的",
    "others": "别人打开的",
}
RIGHTS = {"read": "查看", "create": "新建", "write": "修改", "unlink": "删除"}
SIGNS = {"y": "✓", "n": "", "-": "○"}
OPENING = """\
# 权限表

谁对什么记录能做什么。本页由 `make permissions` 根据 `govinfo_module/tests/trust/permissions.csv` 生成，不要手改；
那张表的每一格都由 `make test` 实际走一遍，与系统不符即测试失败。

- ✓ 可以；○ 有此权限，但这样的记录在这种状态下不行；空白为不可以。
- “信息员”“分管领导”是记录所属单位的，“别单位信息员”是另一单位的；“编辑”是工作秘密上点了名的，“编辑（未点名）”没有点名。
- “管理员”兼有编辑的权限；“其他用户”能登录系统，但在政务信息里没有角色。
- “谁的”一栏：“工作秘密”是本单位的工作秘密及由它而来的记录；“外县”是同一数据库里另一个县的；对话框只属于打开它的人。
- 操作后面是接口里的方法名；没有按钮的操作只写方法名。

"""


def table_module():
    """The addon's reader of the table; it needs no Odoo."""
    spec = importlib.util.spec_from_file_location("trust_table", TRUST / "trust_table.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def terms():
    """``({place: Chinese}, {English: Chinese})`` of the addon's translations."""
    places, words = {}, {}
    for entry in polib.pofile(str(ADDON / "i18n" / "zh_CN.po")):
        words.setdefault(entry.msgid, entry.msgstr)
        for place, _line in entry.occurrences:
            places[place] = entry.msgstr
    return places, words


def buttons(words):
    """``{(model, method): what the button says}``."""
    found = {}
    for path in sorted(ADDON.rglob("*.xml")):
        for record in etree.parse(str(path)).getroot().iter("record"):
            model = record.find("field[@name='model']")
            if record.get("model") != "ir.ui.view" or model is None:
                continue
            for button in record.iter("button"):
                if button.get("string") and re.match("action_", button.get("name") or ""):
                    label = words.get(button.get("string"), button.get("string"))
                    found.setdefault((model.text, button.get("name")), label)
    return found


class Words:
    """The Chinese names of what stands in the table."""

    def __init__(self):
        self.places, words = terms()
        self.buttons = buttons(words)

    def of_place(self, kind, key, default):
        return self.places.get("model:%s,name:%s.%s" % (kind, MODULE, key)) or default

    def model(self, name):
        return self.of_place("ir.model", "model_" + name.replace(".", "_"), name)

    def state(self, model, state):
        table = model.replace(".", "_")
        field = "decision" if model == "govinfo.finding" else "state"
        key = "selection__%s__%s__%s" % (table, field, state)
        return self.of_place("ir.model.fields.selection", key, state)

    def what(self, model, what):
        if what in RIGHTS:
            return RIGHTS[what]
        label = self.buttons.get((model, what))
        return "%s `%s`" % (label, what) if label else "`%s`" % what


def page():
    """The text of the page."""
    source, words = table_module(), Words()
    roles, table = source.read()
    parts, last = [OPENING], None
    for model, whose, states, whats, *signs in source.lines(table, roles):
        if model != last:
            head = ["谁的", "状态", "操作", *(ROLES[role] for role in roles)]
            parts += ["\n## %s（`%s`）\n\n" % (words.model(model), model), row(head)]
            parts.append(row(["---"] * 3 + [":-:"] * len(roles)))
            last = model
        cells = [
            "、".join(filter(None, (WHOSE[one] for one in whose.split()))),
            "、".join(words.state(model, state) for state in states.split()),
            "、".join(words.what(model, what) for what in whats.split()),
        ]
        parts.append(row(cells + [SIGNS[sign] for sign in signs]))
    return "".join(parts).replace("\n\n\n", "\n\n")


def row(cells):
    return "| %s |\n" % " | ".join(cells)


def run():
    PAGE.write_text(page(), encoding="utf-8")
    return 0

"""The guides of the roles, inside the system: no network, no second place to keep them."""

from functools import cache
from pathlib import Path

from docutils.core import publish_parts
from markupsafe import Markup
from werkzeug.exceptions import NotFound

from odoo import http
from odoo.http import request

FOLDER = Path(__file__).parents[1] / "guide"
PICTURES = "/govinfo_module/static/guide/"
# the first that fits opens; all may be read by everybody
ROLES = {
    "manager": "管理员",
    "reviewer": "编辑",
    "leader": "领导",
    "unit_leader": "分管领导",
    "officer": "信息员",
}
SETTINGS = {
    "file_insertion_enabled": False,
    "raw_enabled": False,
    "initial_header_level": 2,
    "report_level": 5,
}


class GuideController(http.Controller):
    """Guides are written in ``guide/*.rst``, in Chinese as their readers are."""

    @http.route(["/govinfo/guide", "/govinfo/guide/<string:role>"], type="http", auth="user")
    def guide(self, role=None, **_other):
        """The guide of ``role``, of the reader's own role without it."""
        role = role or self._own_role()
        if role not in ROLES:
            raise NotFound()
        title, text = _page(role)
        values = {"role": role, "roles": ROLES, "title": title, "text": text}
        return request.render("govinfo_module.guide_page", values)

    def _own_role(self):
        user = request.env.user
        for role in ("manager", "reviewer", "leader"):
            if user.has_group("govinfo_module.group_" + role):
                return role
        return "unit_leader" if user.govinfo_led_unit_ids else "officer"


@cache
def _page(role):
    """``(title, HTML)`` of a guide."""
    text = (FOLDER / (role + ".rst")).read_text(encoding="utf-8")
    text = text.replace("../static/guide/", PICTURES)
    parts = publish_parts(text, writer="html5", settings_overrides=SETTINGS)
    return parts["title"], Markup(parts["body"])  # our own files, raw parts are switched off

"""A small county for tests: users of every role, units, builders with defaults."""

import contextlib
import json
import unittest.mock
from contextlib import contextmanager
from datetime import timedelta

from odoo import Command, fields, models
from odoo.tests import common, new_test_user

from ..helpers.foundation.doing import QUIETLY
from .remembering import Remembering

# where a database of tests says which records its county is made of
KEPT = "tests.county"
QUIET = {"tracking_disable": QUIETLY, "no_reset_password": True, "mail_create_nolog": QUIETLY}


def settle(env):
    """Write pending changes and post what tracked fields have to say, as the end of a request does."""
    env.flush_all()
    env.cr.precommit.run()


class County:
    """Two townships and a bureau; officers, leaders in charge, two reviewers, two leaders, a manager."""

    @classmethod
    def build(cls):
        """Have the county in ``cls.env``: the one ``keep_county`` has put into the database, or a new one."""
        cls.company = cls.env.company
        kept = json.loads(cls.env["ir.config_parameter"].sudo().get_param(KEPT) or "{}")
        if cls.company.id != kept.get("company"):
            cls.make()
            return
        take(cls, kept["records"])

    @classmethod
    def make(cls):
        cls.company.govinfo_notice_kind = "ranking"  # what most tests look at: a county that ranks
        cls.officer = cls.make_user("officer_a", "信息员甲", "officer")
        cls.officer_b = cls.make_user("officer_b", "信息员乙", "officer")
        cls.unit_leader = cls.make_user("unit_leader_a", "分管领导甲", "officer")
        cls.unit_leader_b = cls.make_user("unit_leader_b", "分管领导乙", "officer")
        cls.reviewer = cls.make_user("reviewer_a", "编辑甲", "reviewer")
        cls.reviewer_b = cls.make_user("reviewer_b", "编辑乙", "reviewer")
        cls.leader = cls.make_user("leader_a", "县府办领导甲", "leader")
        cls.leader_b = cls.make_user("leader_b", "县府办领导乙", "leader")
        cls.manager = cls.make_user("manager_a", "管理员甲", "manager")
        cls.outsider = cls.make_user("outsider", "旁人甲", None)
        cls.townships = cls.env["govinfo.unit.category"].create({"name": "乡镇街道", "code": "XZ"})
        cls.bureaus = cls.env["govinfo.unit.category"].create({"name": "县直部门", "code": "BM"})
        cls.unit = cls.make_unit("甲镇", "T01", cls.townships, cls.officer, cls.unit_leader)
        cls.unit_b = cls.make_unit("乙镇", "T02", cls.townships, cls.officer_b, cls.unit_leader_b)
        cls.bureau = cls.make_unit("丙局", "B01", cls.bureaus)
        cls.category = cls.env.ref("govinfo_module.category_dynamic")
        cls.bulletin = cls.env["govinfo.publication"].create(
            {"name": "某县政务信息", "code": "PK", "kind": "bulletin", "is_own": True}
        )
        cls.city_paper = cls.env["govinfo.publication"].create(
            {"name": "某市信息", "code": "CITY", "level": "city", "kind": "bulletin"}
        )

    # -- builders ----------------------------------------------------------------------------

    @classmethod
    def make_user(cls, login, name, group, **vals):
        groups = "base.group_user" + (",govinfo_module.group_%s" % group if group else "")
        return new_test_user(
            cls.env,
            login,
            groups=groups,
            context=QUIET,
            name=name,
            email="%s@example.com" % login,
            **vals,
        )

    @classmethod
    def make_unit(cls, name, code, category, officer=None, leader=None, **vals):
        head = cls.env["res.partner"].create(
            {"name": "%s主要领导" % name, "email": "%s@example.com" % code.lower()}
        )
        return cls.env["govinfo.unit"].create(
            dict(
                {
                    "name": name,
                    "code": code,
                    "category_id": category.id,
                    "head_id": head.id,
                    "leader_id": leader.id if leader else False,
                    "officer_ids": [Command.set(officer.ids if officer else [])],
                },
                **vals,
            )
        )

    @classmethod
    def make_item(cls, **vals):
        """A draft of officer A, or as ``vals`` say (``user`` is who writes it)."""
        user = vals.pop("user", cls.officer)
        defaults = {
            "name": "甲镇推进春耕备耕工作",
            "unit_id": cls.unit.id,
            "category_id": cls.category.id,
            "body": "<p>甲镇抢抓农时，全力推进春耕备耕。</p>",
        }
        return cls.env["govinfo.item"].with_user(user).create(dict(defaults, **vals))

    @classmethod
    def submit(cls, item):
        """Take a draft of unit A through sign-off."""
        item.with_user(cls.officer).action_request_signoff()
        item.with_user(cls.unit_leader).action_sign_off()
        return item

    @classmethod
    def accept(cls, item):
        """Take a draft of unit A into the pool of accepted items."""
        cls.submit(item).with_user(cls.reviewer).action_accept()
        return item

    @classmethod
    def make_commission(cls, units, **vals):
        """An issued commission by reviewer A to ``units``, due in three days."""
        defaults = {
            "name": "春耕备耕情况约稿",
            "deadline": fields.Datetime.now() + timedelta(days=3),
            "line_ids": [Command.create({"unit_id": unit.id}) for unit in units],
        }
        commission = (
            cls.env["govinfo.commission"].with_user(cls.reviewer).create(dict(defaults, **vals))
        )
        commission.action_issue()
        return commission

    @classmethod
    def make_issue(cls, *items, **vals):
        """A draft issue of the bulletin by reviewer A with a piece for each of ``items``."""
        defaults = {
            "publication_id": cls.bulletin.id,
            "line_ids": [Command.create({"item_ids": [Command.set(item.ids)]}) for item in items],
        }
        return cls.env["govinfo.issue"].with_user(cls.reviewer).create(dict(defaults, **vals))

    @classmethod
    def approve_issue(cls, issue):
        """Take a draft issue through leader A's approval."""
        issue.action_request_approval()
        issue.with_user(cls.leader).action_approve()
        return issue

    @classmethod
    def publish_issue(cls, issue):
        """Take a draft issue to publication."""
        cls.approve_issue(issue).action_publish()
        return issue

    @classmethod
    def history(cls, model, **vals):
        """A record of past years, brought in by the manager."""
        return cls.env[model].with_user(cls.manager).with_context(govinfo_history=True).create(vals)

    @classmethod
    def past_item(cls, name, submitted_at, **vals):
        """An accepted item of past years, of officer A or as ``vals`` say."""
        defaults = {
            "unit_id": cls.unit.id,
            "author_id": cls.officer.id,
            "category_id": cls.category.id,
            "state": "accepted",
        }
        vals = dict(defaults, name=name, submitted_at=submitted_at, **vals)
        return cls.history("govinfo.item", **vals)

    @classmethod
    def past_items(cls, month, *shares):
        """Accepted items of ``month`` (``2025-03``), one a day: so many of each ``(unit, author, count)``."""
        for unit, author, count in shares:
            for number in range(count):
                cls.past_item(
                    "%s信息%d" % (unit.name, number),
                    "%s-1%d 02:00:00" % (month, number),
                    unit_id=unit.id,
                    author_id=author.id,
                )


def keep_county(env):
    """Make the small county once in a database of tests: each class takes it from there."""
    county = type("KeptCounty", (County,), {"env": env})
    county.company = env.company
    county.make()
    kept = {"company": env.company.id, "records": made_for(county)}
    env["ir.config_parameter"].set_param(KEPT, json.dumps(kept))


def made_for(county):
    """``{name: (model, id)}`` of what the class ``county`` has as its own, but for its company."""
    return {
        name: (value._name, value.id)
        for name, value in vars(county).items()
        if isinstance(value, models.BaseModel) and value != county.company
    }


def take(county, made):
    """Give the class ``county`` what ``made_for`` named, in its environment."""
    for name, (model, number) in made.items():
        setattr(county, name, county.env[model].browse(number))


class GovinfoCase(Remembering, County, common.TransactionCase):
    """A case in the small county."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.build()

    @contextmanager
    def undone(self, asked=False):
        """Leave nothing of what follows in the database, nor in the cache.

        The savepoint is set before the first statement that may write: most refusals come without one.
        ``asked``: before any, for questions that the database itself may refuse.
        """
        self.env.flush_all()  # what is pending was there before
        execute, begun = self.env.cr.execute, []

        def watched(query, *args, **kwargs):
            if not begun and (asked or not only_reads(query)):
                execute("SAVEPOINT undone")
                begun.append(True)
            execute(query, *args, **kwargs)

        with unittest.mock.patch.object(self.env.cr, "execute", watched):
            try:
                yield
            finally:
                self.env.clear()
                if begun:
                    execute("ROLLBACK TO SAVEPOINT undone; RELEASE SAVEPOINT undone")


def only_reads(query):
    """Whether ``query``, in any form a cursor takes, is a plain one."""
    text = getattr(query, "code", query)
    return isinstance(text, str) and text.lstrip()[:6].upper() == "SELECT"


class GovinfoHttpCase(Remembering, County, common.HttpCase):
    """A case whose users look at pages."""

    def setUp(self):
        super().setUp()
        type(self).env = self.env
        self.build()

    def log_in(self, user):
        """Open a session for ``user``; in tests the platform takes any password for the right one."""
        self.authenticate(user.login, user.login)


@contextlib.contextmanager
def queue_pretends(env):
    """Within, the mail queue goes through all its steps; 19.0 skips them in tests."""
    server = type(env["ir.mail_server"])
    with (
        unittest.mock.patch.object(server, "_disable_send", lambda self: False),
        unittest.mock.patch.object(server, "_connect__", lambda self, **kw: None),
        unittest.mock.patch.object(
            server, "send_email", lambda self, message, **kw: message["Message-Id"]
        ),
    ):
        yield

"""Nobody approves what they made: all who wrote or changed it since the first draft are its makers."""

import logging

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ..common import settle
from .trust_county import TrustCase
from .trust_records import Records, put

_logger = logging.getLogger(__name__)
#: Who asks for approval first and the second time, the words that are changed.
APPROVED = {
    "govinfo.item": ("request_signoff", "sign_off", "name"),
    "govinfo.issue": ("request_approval", "approve", "editor_note"),
    "govinfo.adjustment": ("request_approval", "approve", "reason"),
    "govinfo.notice": ("request_approval", "approve", "comment"),
}
PLAIN = ("char", "text", "html", "selection", "integer", "float", "boolean", "date", "datetime")


@tagged("post_install", "-at_install")
class TestTrustMakers(TrustCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        # of every role: what they may not do, they may not for having made it
        cls.both = cls.make_user("both", "编辑兼领导甲", "manager")
        cls.both.group_ids |= cls.env.ref("govinfo_module.group_leader")
        cls.both_b = cls.make_user("both_b", "编辑兼领导乙", "manager")
        cls.both_b.group_ids |= cls.env.ref("govinfo_module.group_leader")

    def fresh(self, model):
        """A draft that somebody else has made; both people of all roles may ask and approve."""
        record = Records(self).make(model)
        if model == "govinfo.item":
            record.unit_id.officer_ids |= self.both | self.both_b
        return record

    def judge(self, record):
        """Who approves and returns such a record, and has not made it."""
        return self.unit_leader_b if record._name == "govinfo.item" else self.leader

    def in_charge(self, record, user):
        if record._name == "govinfo.item":
            record.sudo().unit_id.leader_id = user

    def take(self, record, action, user, *arguments):
        judges = action in ("sign_off", "return")
        self.in_charge(record, user if judges else self.judge(record))
        getattr(record.with_user(user), "action_" + action)(*arguments)

    def assert_refused(self, record, approve, user):
        with self.assertRaises(AccessError):
            self.take(record, approve, user)
        self.assertFalse(record.with_user(user)._may_step(approve))
        if approve == "approve":
            self.assertFalse(record.with_user(user).can_approve)

    def test_the_list_has_every_model_that_is_approved(self):
        found = self.env.registry.descendants(["govinfo.approval.mixin"], "_inherit")
        found = {name for name in found if not self.env[name]._abstract}
        self.assertEqual(found, APPROVED.keys())

    def test_makers_stay_makers_through_return_and_a_second_request(self):
        for model, (request, approve, text) in APPROVED.items():
            with self.subTest(model=model), self.undone():
                record = self.fresh(model)
                record.with_user(self.both)[text] = "改动"
                self.take(record, request, self.both_b)
                self.assert_refused(record, approve, self.both)  # changed it
                self.assert_refused(record, approve, self.both_b)  # asked for it
                self.take(record, "return", self.judge(record), "请补充")
                record.invalidate_recordset()
                asker = self.officer if model == "govinfo.item" else self.reviewer_b
                self.take(record, request, asker)
                self.assert_refused(record, approve, self.both)
                self.assert_refused(record, approve, self.both_b)
                self.take(record, approve, self.judge(record))

    def test_who_changes_a_piece_has_made_the_issue(self):
        pieces = self.env["govinfo.issue.line"]
        for way in ("write", "create", "unlink"):
            with self.subTest(way=way), self.undone():
                issue = self.fresh("govinfo.issue")
                pieces = issue.line_ids.with_user(self.both)
                if way == "write":
                    pieces.name = "改题"
                else:
                    more = pieces.create(
                        {"issue_id": issue.id, "name": "又一条", "body": "<p>文</p>"}
                    )
                    if way == "unlink":
                        more.unlink()
                self.take(issue, "request_approval", self.reviewer)
                self.assert_refused(issue, "approve", self.both)

    def test_who_takes_the_figures_anew_has_made_the_notice(self):
        notice = self.fresh("govinfo.notice")
        notice.with_user(self.both).action_refresh()
        self.take(notice, "request_approval", self.reviewer)
        self.assert_refused(notice, "approve", self.both)

    def test_what_waits_for_approval_is_frozen(self):
        """Every field that people write, for everybody, the approver among them."""
        tried = 0
        for model, (request, _approve, _text) in APPROVED.items():
            with self.undone():
                record = self.fresh(model)
                asker = self.officer if model == "govinfo.item" else self.reviewer
                self.take(record, request, asker)
                for name in self.written(record):
                    for user in (self.both, self.leader, self.reviewer, self.manager, self.officer):
                        with self.subTest(model=model, field=name, user=user.login):
                            with self.assertRaises(UserError), self.undone():
                                record.with_user(user).write({name: record.sudo()[name]})
                        tried += 1
                self.assert_parts_frozen(record)
        _logger.info("trust: makers, %d writes on what waits", tried)
        self.assertGreater(tried, 100)

    def written(self, record):
        guarded = record._guarded()
        return [
            name
            for name, field in record._fields.items()
            if field.store
            and field.type in PLAIN
            and name not in guarded
            and not field.readonly
            and not name.startswith(("message_", "activity_", "website_"))
            and name not in record.env["base"]._fields
        ]

    def assert_parts_frozen(self, record):
        lines = record.line_ids if "line_ids" in record._fields else record.browse()
        for line in lines.with_user(self.reviewer):
            for change in (
                lambda line=line: line.write({"name": "改"}),
                lambda line=line: line.create({"issue_id": line.issue_id.id, "name": "新"}),
                lambda line=line: line.unlink(),
                lambda line=line: line.issue_id.write({"line_ids": [(1, line.id, {"name": "改"})]}),
            ):
                with self.assertRaises(UserError), self.undone():
                    change()

    def test_a_manager_who_makes_himself_leader_is_in_the_log_and_signs_nothing_he_touched(self):
        touched = self.make_item(name="甲镇信息一")
        other = self.make_item(name="甲镇信息二")
        touched.with_user(self.manager).body = "<p>管理员改过</p>"
        (touched | other).action_request_signoff()
        settle(self.env)
        before = self.unit.message_ids
        self.unit.with_user(self.manager).leader_id = self.manager
        settle(self.env)
        logged = self.unit.message_ids - before
        values = logged.sudo().tracking_value_ids
        self.assertEqual(values.field_id.name, "leader_id")
        self.assertEqual(logged.author_id, self.manager.partner_id)
        self.assertEqual(values.new_value_integer, self.manager.id)
        with self.assertRaises(AccessError):
            touched.with_user(self.manager).action_sign_off()
        other.with_user(self.manager).action_sign_off()
        self.assertEqual(other.state, "submitted")

    def test_an_editor_who_becomes_leader_signs_nothing_he_edited(self):
        """Sent back, an edited item has another maker: who edited it in the county office."""
        item = self.submit(self.make_item())
        item.with_user(self.reviewer).body = "<p>编辑改过</p>"
        item.with_user(self.reviewer_b).action_return("请核实")
        item.action_request_signoff()
        self.unit.leader_id = self.reviewer
        with self.assertRaises(AccessError):
            item.with_user(self.reviewer).action_sign_off()

    def test_nobody_clears_what_they_wrote(self):
        item = Records(self).make("govinfo.item")
        item.with_user(self.officer).body = "<p>改</p>"
        self.officer.group_ids |= self.env.ref("govinfo_module.group_leader")
        put(item, "accepted", self)
        with self.assertRaises(AccessError):
            item.with_user(self.officer).action_disclose()

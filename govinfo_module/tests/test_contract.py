"""The names others rely on: models, fields, choices, actions, groups."""

from odoo.tests import tagged

from .common import GovinfoCase

LEVELS = "county city province national"
# model: fields; "name=a b" names the choices a selection must offer
FIELDS = {
    "govinfo.unit.category": "name code sequence",
    "govinfo.unit": "name code category_id partner_id head_id leader_id officer_ids scored_as_id ranked target active",
    "govinfo.category": "name code",
    "govinfo.topic": "name date_from date_to item_ids",
    "govinfo.keypoint": "name date_from date_to item_ids level body unit_ids",
    "govinfo.item": (
        "name number unit_id joint_unit_ids author_id category_id urgency event_time body original_body"
        " secrecy disclosure commission_line_id keypoint_ids topic_ids state counted not_counted_reason"
        " submitted_at signed_by return_reason version_ids adoption_ids instruction_ids upload_ids"
        " is_adopted points"
    ),
    "govinfo.item.version": "item_id stage name body author_id date",
    "govinfo.commission": "name number origin requirement date_issued deadline keypoint_id state line_ids",
    "govinfo.commission.line": (
        "commission_id unit_id deadline extended_reason item_ids state submitted_at completed_at"
    ),
    "govinfo.publication": "name code level kind is_own sequence",
    "govinfo.issue": (
        "publication_id year number date state line_ids compiler_id approver_id report_to send_to copy_to"
        " attachment_id"
    ),
    "govinfo.issue.line": "issue_id sequence item_ids name body mode",
    "govinfo.upload": "item_id level date user_id external_ref",
    "govinfo.adoption": "item_id publication_id level date mode issue_id external_issue external_score",
    "govinfo.instruction": (
        "item_id issue_id publication_id leader_name level rank date text followup_ids"
    ),
    "govinfo.followup": "instruction_id unit_id deadline requirement feedback state done_at",
    "govinfo.incident": (
        "unit_id item_id kind urgent notified_by assessed_points assessed_reason date description"
        " responsible state"
    ),
    "govinfo.training": "name date_start date_stop",
    "govinfo.training.attendance": "training_id unit_id user_id attended",
    "govinfo.ruleset": (
        "name date_from date_to base_score base_window has_floor floor has_ceiling ceiling pass_mark"
        " pass_window zero_adoption_short conversion conversion_weight state group_ids rule_ids"
    ),
    "govinfo.rule.group": (
        "ruleset_id name code sequence has_cap cap_points cap_window has_floor floor_points"
    ),
    "govinfo.rule": (
        "name sequence group_id kind basis publication_ids level category_ids mode leader_rank outcome"
        " incident_kind unit_category_ids commissioned adopted domain points points_mode points_max share"
        " first_n has_cap cap_points cap_window stack_key additive stack_by stack_mode later_points"
        " quota_window quota quota_line_ids met_points extra_points extra_max short_flat short_points"
        " short_share quota_metric weight_line_ids quota_group_id requires_rule_ids soft extra_share"
        " numerator_domain threshold ratio_window below_points veto_trigger veto_count veto_window"
        " veto_rule_id effect"
    ),
    "govinfo.rule.quota": "unit_category_id unit_id quota",
    "govinfo.rule.weight": "category_id weight",
    "govinfo.period": "ruleset_id kind date_from date_to name state score_ids",
    "govinfo.score.entry": (
        "ruleset_id unit_id rule_id group_id date user_id item_id source_model source_id raw_points points"
        " reason note locked"
    ),
    "govinfo.score": (
        "period_id unit_id category_id total converted rank submitted_count adopted_count"
        " instruction_count commission_count commission_done commission_late commission_missed shortfall"
        " shortfall_reason award_barred award_barred_reason below_standard"
    ),
    "govinfo.adjustment": "unit_id period_id points reason state date rule_id",
    "govinfo.appeal": "unit_id period_id points reason state entry_id answer",
    "govinfo.honor": "year kind unit_id user_id item_id total rank state",
    "govinfo.notice": (
        "period_id name doc_number state body approver_id approved_at published_at attachment_id sha256"
        " letter_ids"
    ),
    "govinfo.notice.letter": (
        "notice_id unit_id head_id shortfall state mail_id attachment_id token acknowledged_at"
    ),
}
CHOICES = {
    ("govinfo.item", "urgency"): "normal urgent",
    ("govinfo.item", "secrecy"): "public internal work_secret",
    ("govinfo.item", "disclosure"): "proactive on_request none",
    ("govinfo.item", "state"): "draft signing returned submitted accepted archived withdrawn",
    ("govinfo.commission", "origin"): LEVELS,
    ("govinfo.commission", "state"): "draft issued closed cancelled",
    ("govinfo.commission.line", "state"): "pending submitted done late missed waived",
    ("govinfo.publication", "level"): LEVELS,
    ("govinfo.publication", "kind"): "bulletin special reference other",
    ("govinfo.issue", "state"): "draft pending returned approved published",
    ("govinfo.upload", "level"): "city province national",
    ("govinfo.adoption", "mode"): "full brief composite excerpt title",
    ("govinfo.instruction", "level"): LEVELS,
    ("govinfo.instruction", "rank"): "principal deputy secretary",
    ("govinfo.followup", "state"): "pending done late overdue",
    ("govinfo.incident", "kind"): (
        "late omitted concealed false error format plagiarism criticism breach other"
    ),
    ("govinfo.incident", "notified_by"): "none " + LEVELS,
    ("govinfo.incident", "state"): "draft confirmed dismissed",
    ("govinfo.ruleset", "state"): "draft active retired",
    ("govinfo.period", "kind"): "month quarter year",
    ("govinfo.period", "state"): "open computed publicity locked",
    ("govinfo.score.entry", "reason"): (
        "none stacked capped quota shortfall surplus ratio base floor ceiling veto manual correction"
    ),
    ("govinfo.honor", "kind"): "unit person item",
    ("govinfo.honor", "state"): "proposed approved rejected",
    ("govinfo.notice", "state"): "draft pending returned approved published cancelled",
    ("govinfo.notice.letter", "state"): "pending sent failed acknowledged",
}
METHODS = {
    "govinfo.item": (
        "action_request_signoff action_sign_off action_return action_accept action_archive_item"
        " action_withdraw action_reset action_upload"
    ),
    "govinfo.commission": "action_issue action_close action_cancel",
    "govinfo.commission.line": (
        "action_complete action_waive action_extend _cron_remind_and_expire"
    ),
    "govinfo.issue": "action_request_approval action_approve action_return action_publish",
    "govinfo.ruleset": "action_activate action_retire",
    "govinfo.period": "action_compute action_publicise action_lock _cron_quarter_close",
    "govinfo.notice": (
        "action_request_approval action_approve action_return action_publish action_resend_failed"
    ),
}
CODES = "dynamic experience warning problem research deployment opinion comprehensive"


@tagged("post_install", "-at_install")
class TestContract(GovinfoCase):
    def test_models_have_their_fields(self):
        for model, names in FIELDS.items():
            missing = set(names.split()) - set(self.env[model]._fields)
            self.assertFalse(missing, model)

    def test_selections_offer_their_choices(self):
        for (model, name), choices in CHOICES.items():
            offered = dict(self.env[model]._fields[name]._description_selection(self.env))
            self.assertFalse(set(choices.split()) - set(offered), (model, name))

    def test_records_belong_to_a_county(self):
        for model in FIELDS:
            if model.endswith((".line", ".quota", ".weight", ".attendance")):
                continue
            field = self.env[model]._fields.get("company_id")
            self.assertTrue(field and field.store, model)

    def test_actions_and_crons(self):
        for model, names in METHODS.items():
            for name in names.split():
                self.assertTrue(callable(getattr(self.env[model], name, None)), (model, name))

    def test_groups_and_what_they_imply(self):
        groups = {
            name: self.env.ref("govinfo_module.group_%s" % name)
            for name in ("officer", "reviewer", "leader", "manager")
        }
        self.assertIn(groups["reviewer"], groups["manager"].all_implied_ids)
        self.assertNotIn(groups["reviewer"], groups["leader"].all_implied_ids)
        self.assertNotIn(groups["leader"], groups["reviewer"].all_implied_ids)
        self.assertNotIn(groups["leader"], groups["manager"].all_implied_ids)

    def test_item_categories_are_there(self):
        codes = set(self.env["govinfo.category"].search([]).mapped("code"))
        self.assertFalse(set(CODES.split()) - codes)

    def test_people_can_follow_what_they_work_on(self):
        for model in (
            "unit",
            "topic",
            "keypoint",
            "item",
            "commission",
            "commission.line",
            "issue",
            "adoption",
            "instruction",
            "followup",
            "incident",
            "training",
            "ruleset",
            "period",
            "notice",
        ):
            self.assertIn("message_ids", self.env["govinfo." + model]._fields, model)

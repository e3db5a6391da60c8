"""The imagined fact of the test bench."""

from datetime import time, timedelta

from odoo import SUPERUSER_ID, Command, _, api, fields, models
from odoo.exceptions import UserError

from ...helpers.foundation.doing import QUIETLY
from ...models.foundation.govinfo_guard_mixin import LEVELS

NOON = time(12)
NO_NUMBER = "-"  # given, so that no number of a sequence is used up
IMAGINED = "…"


class GovinfoRuleBench(models.TransientModel):
    """What an imagined fact is like, and how it is made for the length of a computation."""

    _inherit = "govinfo.rule.bench"

    basis = fields.Selection("_selection_basis", "Kind of fact", default="adoption")
    unit_id = fields.Many2one("govinfo.unit", "Unit", ondelete="cascade")
    joint_unit_ids = fields.Many2many(
        "govinfo.unit", "govinfo_rule_bench_joint_rel", string="Jointly with"
    )
    date = fields.Date(default=lambda self: self.env.company.govinfo_today())
    category_id = fields.Many2one("govinfo.category", "Item category", ondelete="cascade")
    is_commissioned = fields.Boolean("Answers a commission")
    publication_id = fields.Many2one("govinfo.publication", "Publication", ondelete="cascade")
    mode = fields.Selection("_selection_mode", "Form of adoption", default="full")
    external_score = fields.Float("Superior's score", digits=(16, 2))
    level = fields.Selection(LEVELS, default="county")
    leader_rank = fields.Selection(
        [("principal", "Principal"), ("deputy", "Deputy"), ("secretary", "Secretary-general")],
        "Leader's rank",
        default="principal",
    )
    outcome = fields.Selection(
        [("done", "Done"), ("late", "Late"), ("missed", "Missed")], default="done"
    )
    answer_value = fields.Selection("_selection_answer", "Reader's answer", default="useful")
    incident_kind = fields.Selection("_selection_incident_kind", "Kind of incident", default="late")
    notified_by = fields.Selection(
        [("none", "Nobody")] + LEVELS, "Named in a notice by", default="none"
    )
    urgent = fields.Boolean("Urgent information")
    assessed_points = fields.Float("Points assessed", digits=(16, 2))

    @api.model
    def _selection_basis(self):
        labels = self.env["govinfo.rule"]._fields["basis"]._description_selection(self.env)
        return [one for one in labels if one[0] != "manual"]

    @api.model
    def _selection_answer(self):
        return self.env["govinfo.response"]._fields["value"]._description_selection(self.env)

    @api.model
    def _selection_mode(self):
        return self.env["govinfo.adoption"]._fields["mode"]._description_selection(self.env)

    @api.model
    def _selection_incident_kind(self):
        return self.env["govinfo.incident"]._fields["kind"]._description_selection(self.env)

    def _imagine(self):
        """Make the fact, and what it hangs on, in the scratch; ids by basis."""
        needed = [("unit_id", _("unit")), ("date", _("day")), ("basis", _("kind of fact"))]
        if self.basis in ("submission", "adoption", "instruction", "upload", "response"):
            needed.append(("category_id", _("category")))
        if self.basis == "adoption":
            needed.append(("publication_id", _("publication")))
        for name, label in needed:
            if not self[name]:
                raise UserError(_("Say of the imagined fact: %s.", label))
        (self.unit_id | self.joint_unit_ids).read(["id"])  # record rules
        # as the system: nothing of it outlives the scratch
        bench = self.with_user(SUPERUSER_ID).with_context(
            govinfo_history=True,
            allowed_company_ids=self.company_id.ids,
            tracking_disable=QUIETLY,
            mail_create_nolog=QUIETLY,
        )
        record = getattr(bench, "_imagine_%s" % self.basis)()
        self.env.flush_all()
        return {self.basis: record.ids}

    def _make(self, model, **vals):
        return self.env[model].create(vals)

    def _moment(self):
        return self.company_id.govinfo_utc(self.date, NOON)

    def _imagine_item(self, counted=False):
        """The item behind the fact; it counts as sent only when that is the question."""
        line = (
            self._imagine_line("pending")
            if self.is_commissioned
            else self.env["govinfo.commission.line"]
        )
        return self._make(
            "govinfo.item",
            name=IMAGINED,
            number=NO_NUMBER,
            unit_id=self.unit_id.id,
            joint_unit_ids=[Command.set(self.joint_unit_ids.ids)],
            category_id=(self.category_id or self.category_id.search([], limit=1)).id,
            body=IMAGINED,
            state="accepted",
            submitted_at=self._moment(),
            commission_line_id=line.id,
            counted=counted,
            not_counted_reason=False if counted else IMAGINED,
        )

    def _imagine_submission(self):
        return self._imagine_item(counted=True)

    def _imagine_adoption(self):
        return self._make(
            "govinfo.adoption",
            item_id=self._imagine_item().id,
            publication_id=self.publication_id.id,
            mode=self.mode or "full",
            date=self.date,
            external_score=self.external_score,
        )

    def _imagine_instruction(self):
        return self._make(
            "govinfo.instruction",
            item_id=self._imagine_item().id,
            publication_id=self.publication_id.id,
            leader_name=IMAGINED,
            level=self.level or "county",
            rank=self.leader_rank or "principal",
            date=self.date,
        )

    def _imagine_upload(self):
        if self.level not in ("city", "province", "national"):
            raise UserError(_("Reports go up to the city, the province or the central offices."))
        item = self._imagine_item()
        return self._make("govinfo.upload", item_id=item.id, level=self.level, date=self.date)

    def _imagine_response(self):
        """The answer of some other unit, on the item in an issue."""
        item = self._imagine_item()
        units = self.env["govinfo.unit"]
        others = [
            ("company_id", "=", self.company_id.id),
            ("id", "not in", (item.unit_id | item.joint_unit_ids).ids),
        ]
        reader = units.search(others, limit=1)
        if not reader:
            raise UserError(_("There is no other unit that could answer."))
        paper = self._make("govinfo.publication", name=IMAGINED, code=IMAGINED, is_own=True)
        issue = self.with_context(govinfo_history=False)._make(
            "govinfo.issue",
            publication_id=paper.id,
            line_ids=[Command.create({"item_ids": [Command.set(item.ids)]})],
        )
        return self.env["govinfo.response"]._make(
            [
                {
                    "issue_line_id": issue.line_ids.id,
                    "item_id": item.id,
                    "unit_id": reader.id,
                    "user_id": self.env.uid,
                    "date": self.date,
                    "value": self.answer_value or "useful",
                }
            ]
        )

    def _imagine_line(self, state):
        commission = self._make(
            "govinfo.commission",
            name=IMAGINED,
            number=NO_NUMBER,
            company_id=self.company_id.id,
            origin=self.level if self.basis == "commission" and self.level else "county",
            deadline=self._moment(),
        )
        return self._make(
            "govinfo.commission.line",
            commission_id=commission.id,
            unit_id=self.unit_id.id,
            deadline=self._moment(),
            state=state,
            completed_at=self._moment() if state in ("done", "late") else False,
        )

    def _imagine_commission(self):
        return self._imagine_line(self.outcome or "done")

    def _imagine_incident(self):
        return self._make(
            "govinfo.incident",
            unit_id=self.unit_id.id,
            kind=self.incident_kind or "late",
            notified_by=self.notified_by or "none",
            urgent=self.urgent,
            assessed_points=self.assessed_points,
            date=self.date,
            state="confirmed",
        )

    def _imagine_followup(self):
        state = {"missed": "overdue"}.get(self.outcome, self.outcome or "done")
        return self._make(
            "govinfo.followup",
            instruction_id=self._imagine_instruction().id,
            unit_id=self.unit_id.id,
            deadline=self._moment(),
            state=state,
            done_at=False if state == "overdue" else self._moment(),
            feedback=IMAGINED,
        )

    def _imagine_training(self):
        start = self._moment()
        training = self._make(
            "govinfo.training",
            name=IMAGINED,
            company_id=self.company_id.id,
            date_start=start,
            date_stop=start + timedelta(hours=1),
        )
        return self._make(
            "govinfo.training.attendance",
            training_id=training.id,
            unit_id=self.unit_id.id,
            attended=True,
        )

import json

from odoo import api, fields, models

from ...documents import (
    blocks_to_html,
    letter_units,
    notice_blocks,
    notice_title,
    supplement_units,
)
from ...gongwen.chinese import period as period_name
from ...helpers.foundation.step import Step
from .govinfo_notice import EDITABLE, OFFICE, OPEN
from .res_company_notice import same_words


class GovinfoNotice(models.Model):
    """Frozen figures and the editor's words, and the text they give together."""

    _inherit = "govinfo.notice"

    _own_steps = {"refresh": Step(**OFFICE, from_=OPEN, closes=False)}

    body = fields.Html("Text", readonly=True, copy=False, sanitize=True)
    figures = fields.Text(
        "Frozen figures (JSON)",
        readonly=True,
        copy=False,
        groups="govinfo_module.group_reviewer,govinfo_module.group_leader",
        help="With the points and ranks of all units, whatever the kind of the notice.",
    )

    @api.model
    def _draft_for(self, period):
        """The notice of ``period``, drafted if there is none yet."""
        notice = self._live(period.id)
        if notice:
            if notice.state == "draft":
                notice._freeze_figures()
            return notice
        kind = period.company_id.govinfo_notice_kind
        notice = self.create(
            {
                "period_id": period.id,
                "name": notice_title(period_name(period.date_from, period.date_to)),
                "requirements": period.company_id._govinfo_next_steps(kind),
                "kind": kind,
            }
        )
        editors = period.company_id._govinfo_users("group_reviewer")
        notice._ask("govinfo_module.mail_activity_revise", editors)
        return notice

    def _freeze_figures(self):
        """Take the figures of the period as they stand now."""
        self.ensure_one()
        figures = self.env["govinfo.notice.figures"]._collect(self.period_id)
        self._transition({"figures": json.dumps(figures, ensure_ascii=False, sort_keys=True)})
        self._rebuild_body()

    def action_refresh(self):
        """Take the period's figures afresh; what the editor wrote stays."""
        for notice in self._take("refresh"):
            notice._freeze_figures()
            notice._note_maker()
        return True

    def _follow_kind(self, before):
        """The next steps are those of the new kind, unless the editor wrote their own."""
        steps = self.company_id._govinfo_next_steps
        if same_words(self.requirements, steps(before)):
            self.requirements = steps(self.kind)

    def _rebuild_body(self):
        blocks = notice_blocks(json.loads(self.figures), self._texts(), *self._manner())
        self._transition({"body": blocks_to_html(blocks)})

    def _manner(self):
        """The kind of notice, whether units that missed a commission are named, and what it corrects."""
        corrected = self.supplement_of_id.figures
        before = json.loads(corrected) if corrected else None
        return self.kind, self.company_id.govinfo_name_missed, before

    def _letter_units(self):
        """The ids of the units that receive a letter with this notice; of a supplement those it concerns."""
        figures, (kind, _name_missed, before) = json.loads(self.figures), self._manner()
        units = letter_units(figures, kind)
        return supplement_units(before, figures, units) if before else units

    def _texts(self):
        texts = {name: self[name] for name in EDITABLE}
        return dict(texts, rectify_by=self.rectify_by and str(self.rectify_by))

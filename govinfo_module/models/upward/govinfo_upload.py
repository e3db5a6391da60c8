from odoo import _, api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.tools import groupby

LEVELS = [
    ("city", "City"),
    ("province", "Province"),
    ("national", "National"),
]
CHANNELS = [
    ("network", "Superior's network"),
    ("package", "Exchange package"),
    ("paper", "Paper, fax or telephone"),
]


class GovinfoUpload(models.Model):
    """An item sent up to city, province or nation (上报).

    Reviewers make it from accepted items (``govinfo.item.action_upload``) and enter the superior's
    number when it is known. Counted per day against the target in ``govinfo.upload.day``.
    """

    _name = "govinfo.upload"
    _description = "Upward Report"
    _inherit = ["govinfo.history.mixin"]
    _order = "date desc, id desc"
    _rec_name = "item_id"
    _guarded_fields = ("user_id",)

    item_id = fields.Many2one(
        "govinfo.item", "Item", required=True, index=True, ondelete="restrict"
    )
    unit_id = fields.Many2one(related="item_id.unit_id", store=True, index=True)
    level = fields.Selection(LEVELS, required=True)
    date = fields.Date(
        required=True, default=lambda self: self.env.company.govinfo_today(), index=True
    )
    user_id = fields.Many2one(
        "res.users", "Sent by", required=True, default=lambda self: self.env.user
    )
    channel = fields.Selection(CHANNELS, "Way of sending", required=True, default="network")
    external_ref = fields.Char("Superior's number")
    state = fields.Selection(
        [("sent", "Sent"), ("received", "Received")],
        compute="_compute_state",
        store=True,
        help="Received: the superior's number is known.",
    )
    day_id = fields.Many2one(
        "govinfo.upload.day", "Day", readonly=True, index=True, copy=False, ondelete="set null"
    )
    company_id = fields.Many2one(related="item_id.company_id", store=True, index=True)

    _level_unique = models.Constraint(
        "unique(item_id, level)",
        "This item has been sent to this level.",
    )

    @api.depends("external_ref")
    def _compute_state(self):
        for upload in self:
            upload.state = "received" if (upload.external_ref or "").strip() else "sent"

    @api.constrains("item_id")
    def _check_item(self):
        for upload in self.filtered(lambda upload: not upload.is_history):
            if upload.item_id.state not in ("accepted", "archived"):
                raise ValidationError(
                    _("%s has not been accepted by the county office yet.", upload.item_id.label)
                )

    @api.constrains("date")
    def _check_date(self):
        for upload in self:
            if upload.date > upload.company_id.govinfo_today():
                raise ValidationError(_("An upward report is registered once it has been sent."))

    @api.model_create_multi
    def create(self, vals_list):
        uploads = super().create(vals_list)
        uploads._file_by_day()
        return uploads

    def write(self, vals):
        result = super().write(vals)
        if "date" in vals or "item_id" in vals:
            self._file_by_day()
        return result

    @api.ondelete(at_uninstall=True)
    def _unlink_except_received(self):
        if any(upload.state == "received" for upload in self):
            raise UserError(_("The superior has received this report; it is kept."))

    def _file_by_day(self):
        """Put the reports under their days, so that the day's count is right."""
        # sudo: the days are the system's own count
        days = self.env["govinfo.upload.day"].sudo()
        filed = self.sudo()
        for company, uploads in groupby(filed, lambda upload: upload.company_id):
            by_date = days._ensure(company, {upload.date for upload in uploads})
            for date, same in groupby(uploads, lambda upload: upload.date):
                filed.browse().union(*same)._transition({"day_id": by_date[date].id})
            days.union(*by_date.values())._close_reminders()

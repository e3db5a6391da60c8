from odoo import _, api, fields, models
from odoo.exceptions import AccessError


class GovinfoSettings(models.TransientModel):
    """The county's settings for information work, for its manager.

    Every ``govinfo_*`` field of the company that is named here is read and written through; an
    extension adds its fields to this model and to its form.
    """

    _name = "govinfo.settings"
    _description = "Settings of Information Work"

    company_id = fields.Many2one(
        "res.company", "County", required=True, readonly=True, default=lambda self: self.env.company
    )
    name = fields.Char("Name of the county", related="company_id.name", readonly=False)
    organ = fields.Char(related="company_id.govinfo_organ", readonly=False)
    tz = fields.Char(related="company_id.govinfo_tz", readonly=False)
    secret_reader_ids = fields.Many2many(
        related="company_id.govinfo_secret_reader_ids", readonly=False
    )
    urgent_hours = fields.Float(related="company_id.govinfo_urgent_hours", readonly=False)
    editor_id = fields.Many2one(related="company_id.govinfo_editor_id", readonly=False)
    notice_mark = fields.Char(related="company_id.govinfo_notice_mark", readonly=False)
    letter_mark = fields.Char(related="company_id.govinfo_letter_mark", readonly=False)
    close_day = fields.Integer(related="company_id.govinfo_close_day", readonly=False)
    month_notice = fields.Boolean(related="company_id.govinfo_month_notice", readonly=False)
    month_close_day = fields.Integer(related="company_id.govinfo_month_close_day", readonly=False)
    rectify_days = fields.Integer(related="company_id.govinfo_rectify_days", readonly=False)
    receipt_confirm = fields.Boolean(related="company_id.govinfo_receipt_confirm", readonly=False)
    addressee = fields.Char(related="company_id.govinfo_addressee", readonly=False)
    copy_to = fields.Char(related="company_id.govinfo_copy_to", readonly=False)
    publicity_days = fields.Integer(related="company_id.govinfo_publicity_days", readonly=False)
    public = fields.Boolean(related="company_id.govinfo_public", readonly=False)
    public_robots = fields.Boolean(related="company_id.govinfo_public_robots", readonly=False)
    receipt_days = fields.Integer(related="company_id.govinfo_receipt_days", readonly=False)
    requirements = fields.Html(related="company_id.govinfo_requirements", readonly=False)

    @api.model_create_multi
    def create(self, vals_list):
        self._check_manager(vals_list)
        self.default_get(list(self._fields))  # what the context names is checked as the caller's
        county = self.env.company  # one of the caller's own, the platform sees to it
        vals_list = [dict(vals, company_id=county.id) for vals in vals_list]
        # sudo: a manager of information work may not edit companies, only these fields of their own
        return super(GovinfoSettings, self.sudo()).create(vals_list).with_env(self.env)

    def write(self, vals):
        self._check_manager([vals])
        self.check_access("write")  # record rule: one's own dialog
        if self.company_id - self.env.user.company_ids:
            raise AccessError(_("Only the manager changes the settings."))
        # sudo: as in create
        return super(GovinfoSettings, self.sudo()).write(vals)

    @api.model
    def _check_manager(self, vals_list):
        """Refuse all but managers, and another county than the one they work in."""
        if not (self.env.su or self.env.user.has_group("govinfo_module.group_manager")):
            raise AccessError(_("Only the manager changes the settings."))
        self._govinfo_check_named(vals_list)
        county = self.env.company
        if any(vals.get("company_id", county.id) != county.id for vals in vals_list):
            raise AccessError(_("Settings belong to the county you work in; change to it first."))

    def action_save(self):
        """Close the dialog; the settings were written with it."""
        self.check_access("read")
        return {"type": "ir.actions.act_window_close"}

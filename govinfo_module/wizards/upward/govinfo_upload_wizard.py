import base64

from odoo import Command, _, api, fields, models
from odoo.exceptions import UserError

from ...helpers.foundation.language import day_text
from ...models.upward.govinfo_upload import CHANNELS, LEVELS


class GovinfoUploadWizard(models.TransientModel):
    """Sends items upward: shows which can be sent and why others cannot, sends, offers the package.

    The items' own judge decides, here for the preview and again when they are sent.
    """

    _name = "govinfo.upload.wizard"
    _description = "Send Items Upward"

    item_ids = fields.Many2many(
        "govinfo.item",
        "govinfo_upload_wizard_item_rel",
        "wizard_id",
        "item_id",
        "Chosen items",
        readonly=True,
    )
    level = fields.Selection(LEVELS, "Send to level", required=True, default="city")
    channel = fields.Selection(CHANNELS, "Way of sending", required=True, default="network")
    date = fields.Date(required=True, default=lambda self: self.env.company.govinfo_today())
    ready_ids = fields.Many2many("govinfo.item", compute="_compute_ready_ids", string="Items")
    refusals = fields.Text("Left out", compute="_compute_ready_ids")
    upload_ids = fields.Many2many(
        "govinfo.upload",
        "govinfo_upload_wizard_upload_rel",
        "wizard_id",
        "upload_id",
        "Reports",
        readonly=True,
    )
    package = fields.Binary("Exchange package", readonly=True, attachment=False)
    package_name = fields.Char(readonly=True)

    @api.depends("item_ids", "level")
    def _compute_ready_ids(self):
        for wizard in self:
            judged = [(item, wizard._refusal(item)) for item in wizard.item_ids]
            wizard.ready_ids = [Command.set([item.id for item, refusal in judged if not refusal])]
            wizard.refusals = "\n".join(str(refusal) for _item, refusal in judged if refusal)

    def _refusal(self, item):
        """Why ``item`` cannot be sent to the level; False if it can."""
        sent = item.upload_ids.filtered(lambda upload: upload.level == self.level)
        if sent:
            day = day_text(self.env, sent[0].date)
            return _("%(item)s was sent to this level on %(day)s.", item=item.label, day=day)
        return item._step_refusal("upload")

    def action_send(self):
        """Send what can be sent; with the exchange package when that is the channel."""
        self.ensure_one()
        items = self.ready_ids
        if not items:
            raise UserError(_("None of the chosen items can be sent."))
        uploads = items.action_upload(self.level)
        uploads.write({"channel": self.channel, "date": self.date})
        if self.channel == "package":
            return self.offer(uploads)
        return {"type": "ir.actions.act_window_close"}

    @api.private
    @api.model
    def offer(self, uploads):
        """A dialog with the exchange package of ``uploads``."""
        name, content = uploads._exchange_package()
        wizard = self.create(
            {
                "level": uploads[0].level,
                "upload_ids": [Command.set(uploads.ids)],
                "package": base64.b64encode(content),
                "package_name": name,
            }
        )
        return {
            "type": "ir.actions.act_window",
            "name": _("Exchange package"),
            "res_model": self._name,
            "res_id": wizard.id,
            "view_mode": "form",
            "views": [
                (self.env.ref("govinfo_module.govinfo_upload_wizard_view_form_package").id, "form")
            ],
            "target": "new",
        }

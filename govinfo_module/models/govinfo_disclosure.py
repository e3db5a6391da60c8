from odoo import _, api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError


class GovinfoDisclosure(models.Model):
    """What the public may read of an item or an issue (政府信息公开).

    A leader clears an item or a published issue; title and text are copied here at that moment. The
    public pages read this model and no other, so nothing else can be reached without login, and what
    is edited later stays inside until it is cleared again.
    """

    _name = "govinfo.disclosure"
    _description = "Disclosure"
    _inherit = ["govinfo.guard.mixin", "mail.thread"]
    _order = "date desc, id desc"
    _mail_post_access = "read"
    _check_company_auto = True
    _guarded_fields = (
        "name",
        "body",
        "source",
        "date",
        "item_id",
        "issue_id",
        "state",
        "cleared_by_id",
        "withdrawn_by_id",
        "withdrawn_at",
        "withdrawn_reason",
    )

    name = fields.Char("Title", required=True, readonly=True)
    body = fields.Html("Text", readonly=True, sanitize=True, strip_style=True)
    source = fields.Char("Published by", readonly=True)
    date = fields.Date("Disclosed on", required=True, readonly=True, index=True)
    item_id = fields.Many2one(
        "govinfo.item", "Item", readonly=True, index=True, ondelete="restrict"
    )
    issue_id = fields.Many2one(
        "govinfo.issue", "Issue", readonly=True, index=True, ondelete="restrict"
    )
    state = fields.Selection(
        [("public", "Public"), ("withdrawn", "Withdrawn")],
        required=True,
        readonly=True,
        default="public",
        index=True,
        tracking=True,
    )
    cleared_by_id = fields.Many2one("res.users", "Cleared by", required=True, readonly=True)
    withdrawn_by_id = fields.Many2one("res.users", "Withdrawn by", readonly=True)
    withdrawn_at = fields.Datetime("Withdrawn on", readonly=True)
    withdrawn_reason = fields.Char("Reason of withdrawal", readonly=True)
    company_id = fields.Many2one("res.company", "County", required=True, readonly=True, index=True)

    @api.constrains("item_id", "issue_id")
    def _check_one_source(self):
        for record in self:
            if bool(record.item_id) == bool(record.issue_id):
                raise ValidationError(_("A disclosure shows one item or one issue."))

    def unlink(self):
        raise AccessError(_("Disclosures are withdrawn, not deleted."))

    @api.model
    def _check_leader(self, records):
        """Lock ``records`` and refuse whoever is not a leader allowed to read them."""
        records._lock()
        if not self.env.user.has_group("govinfo_module.group_leader"):
            raise AccessError(_("Only leaders of the county office clear texts for the public."))
        records.read(["id"])  # record rules

    @api.model
    def _clear(self, vals):
        """Make the text in ``vals`` public; the source has decided that it may be."""
        # sudo: a disclosure is made by clearing its source, never by hand
        disclosures = self.sudo()._guarded()
        same = [(name, "=", vals.get(name, False)) for name in ("item_id", "issue_id")]
        if disclosures.search_count(same + [("state", "=", "public")]):
            raise UserError(_('"%s" is public already.', vals["name"]))
        return disclosures.create(
            dict(vals, cleared_by_id=self.env.uid, date=self.env.company.govinfo_today())
        )

    def action_withdraw(self, reason):
        """Take the texts off the public pages, saying why."""
        self._lock()
        reason = (reason or "").strip()
        if not reason:
            raise UserError(_("Say why the text is no longer public."))
        user = self.env.user
        if not any(
            user.has_group("govinfo_module.group_%s" % group) for group in ("leader", "manager")
        ):
            raise AccessError(_("Only leaders and managers withdraw a disclosure."))
        self.read(["id"])  # record rules
        for record in self:
            if record.state != "public":
                raise UserError(_('"%s" has been withdrawn already.', record.name))
        return self._transition(
            {
                "state": "withdrawn",
                "withdrawn_by_id": self.env.uid,
                "withdrawn_at": fields.Datetime.now(),
                "withdrawn_reason": reason,
            }
        )

    def action_open_withdraw(self):
        """Ask for the reason of the withdrawal."""
        return self.env["govinfo.reason.wizard"].open_for(self, "action_withdraw")

    # -- the public pages --------------------------------------------------------------------

    @api.model
    def _public(self, company, words="", only=None, limit=20, offset=0):
        """What the public pages of ``company`` show, newest first: ``(records, count)``.

        ``words``: at most five words that title or text must hold; ``only``: one record's id.
        """
        # sudo: the one place where somebody without login reads; public texts and nothing else
        records = self.sudo()
        domain = [("company_id", "=", company.id), ("state", "=", "public")]
        if only is not None:
            domain.append(("id", "=", only))
        for word in words.split()[:5]:
            domain += ["|", ("name", "ilike", word), ("body", "ilike", word)]
        return (
            records.search(domain, limit=limit, offset=offset),
            records.search_count(domain),
        )

"""Items very like an earlier one: found by an index, shown to the writer, flagged to the office."""

from datetime import timedelta

from odoo import _, api, fields, models

from ...exchange.clean_html import clean, plain_text
from ...exchange.likeness.similar import NEARLY_SAME, fingerprint, similarity

DAYS = 90
MAX_CANDIDATES = 50


class GovinfoItem(models.Model):
    """The comparison looks at what other units sent too, but shows nobody what they may not read."""

    _inherit = "govinfo.item"

    like_ids = fields.One2many(
        "govinfo.item.like",
        "item_id",
        "Earlier items like it",
        readonly=True,
        groups="govinfo_module.group_reviewer,govinfo_module.group_leader",
    )
    is_duplicate = fields.Boolean(
        "Like an earlier item",
        readonly=True,
        copy=False,
        index=True,
        help="Very like an item of the 90 days before it, of the same or another unit.",
    )
    duplicate_note = fields.Html("Similar items", compute="_compute_duplicate_note", sanitize=False)

    def _fingerprint_recent(self):
        """Store the fingerprints of those that later items may be like."""
        since = fields.Datetime.now() - timedelta(days=DAYS)
        self.filtered(lambda item: item.submitted_at and item.submitted_at > since)._fingerprint()

    def _fingerprint(self):
        """Store the fingerprints of the present texts."""
        if self:
            self.env["govinfo.item.band"]._store(
                {item.id: fingerprint(plain_text(item.body)) for item in self}
            )

    def _sent_body(self):
        """The text as it left its unit, or as it waits for its sign-off."""
        waiting = self.state == "signing" or not self.original_body
        return self.body if waiting else self.original_body

    def _candidates(self, text):
        """Items sent within 90 days before that share a part of the fingerprint, likest first."""
        bands = fingerprint(text)
        if not bands:
            return self.browse()
        self.env.flush_all()
        moment = self.submitted_at or fields.Datetime.now()
        self.env.cr.execute(
            """
            SELECT item.id
            FROM govinfo_item_band band JOIN govinfo_item item ON item.id = band.item_id
            WHERE band.band IN %(bands)s AND item.id <> %(id)s AND item.company_id = %(company)s
                AND item.state NOT IN ('draft', 'withdrawn')
                AND coalesce(item.submitted_at, item.approval_requested_at)
                    BETWEEN %(since)s AND %(moment)s
            GROUP BY item.id
            ORDER BY count(*) DESC, item.id DESC
            LIMIT %(limit)s
            """,
            {
                "bands": tuple(bands),
                "id": self._origin.id or 0,
                "company": (self.company_id or self.env.company).id,
                "since": moment - timedelta(days=DAYS),
                "moment": moment,
                "limit": MAX_CANDIDATES,
            },
        )
        return self.browse([row[0] for row in self.env.cr.fetchall()])

    def _similar(self):
        """``[(earlier item, similarity)]`` of at least ``NEARLY_SAME``, likest first, as superuser."""
        self.ensure_one()
        item = self.sudo()  # sudo: items of other units are compared, not shown
        text = plain_text(item.body)
        found = [
            (other, similarity(text, plain_text(other._sent_body())))
            for other in item._candidates(text)
        ]
        found = [(other, share) for other, share in found if share >= NEARLY_SAME]
        return sorted(found, key=lambda pair: -pair[1])

    def _note_similar(self):
        """Keep which earlier items this one is like."""
        similar = self._similar()
        self._likes().unlink()
        self._likes().create(
            [
                {"item_id": self.id, "other_id": other.id, "percent": int(share * 100)}
                for other, share in similar
            ]
        )
        # a flag that everybody sees must not tell of another unit's work secret
        open_ones = [
            other
            for other, _share in similar
            if other.secrecy != "work_secret" or other.unit_id == self.unit_id
        ]
        self._transition({"is_duplicate": bool(open_ones)})

    def _likes(self):
        """What is known of these items' likeness, whoever may read it."""
        # sudo: kept by the system. Searched, not read by field: the cache is shared with the caller.
        return self.env["govinfo.item.like"].sudo().search([("item_id", "in", self.ids)])

    # -- side by side ------------------------------------------------------------------------

    @api.depends("like_ids")
    @api.depends_context("uid")
    def _compute_duplicate_note(self):
        for item in self:
            pairs = [(like.other_id, like.percent) for like in item._origin._likes()]
            item.duplicate_note = item._side_by_side(pairs)

    def _side_by_side(self, pairs):
        """This text beside those of the items in ``pairs`` of ``(item, percent)``.

        What the current user may not read is only counted, and work secrets not even that.
        """
        readable = self.search([("id", "in", [other.id for other, _percent in pairs])])
        shown = [(other.with_env(self.env), share) for other, share in pairs if other in readable]
        hidden = [
            (other, share)
            for other, share in pairs
            if other not in readable and other.secrecy != "work_secret"
        ]
        if not shown and not hidden:
            return False
        values = {"own": clean(self.body)}
        values["shown"] = [
            (self._likeness(other, share), clean(other._sent_body())) for other, share in shown
        ]
        values["hidden"] = [self._hidden_likeness(other, share) for other, share in hidden]
        return self.env["ir.qweb"]._render("govinfo_module.item_side_by_side", values)

    def _likeness(self, other, percent):
        return _(
            "%(number)s %(name)s (%(unit)s), %(percent)s%% the same",
            number=other.number,
            name=other.name,
            unit=other.unit_id.name,
            percent=percent,
        )

    def _hidden_likeness(self, other, percent):
        moment = self.company_id.govinfo_local(other.submitted_at or other.approval_requested_at)
        return _(
            "On %(day)s another unit sent an item that is %(percent)s%% the same. The county office"
            " sees both; ask there before you send this one.",
            day=self.company_id._govinfo_day(moment.date()),
            percent=percent,
        )

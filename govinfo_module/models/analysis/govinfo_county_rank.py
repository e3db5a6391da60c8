from odoo import _, api, fields, models
from odoo.exceptions import ValidationError


class GovinfoCountyRank(models.Model):
    """The rank a superior gave the county for a year's information work."""

    _name = "govinfo.county.rank"
    _description = "Rank Given to the County"
    _inherit = ["govinfo.guard.mixin", "mail.thread"]
    _order = "year desc, level"
    _rec_name = "label"

    label = fields.Char(compute="_compute_label", store=True)
    year = fields.Integer(
        required=True,
        aggregator=False,
        default=lambda self: self.env.company.govinfo_today().year - 1,
    )
    level = fields.Selection([("city", "City"), ("province", "Province")], required=True)
    rank = fields.Integer(required=True, tracking=True, aggregator=False)
    of_how_many = fields.Integer("Of how many", tracking=True, aggregator=False)
    note = fields.Char(help="Such as an award: 一等奖, 先进单位.")
    company_id = fields.Many2one(
        "res.company", "County", required=True, index=True, default=lambda self: self.env.company
    )

    _level_unique = models.Constraint(
        "unique(company_id, year, level)",
        "The rank of this year and level is recorded already.",
    )

    @api.depends("year", "level", "rank", "of_how_many")
    def _compute_label(self):
        levels = dict(self._fields["level"]._description_selection(self.env))
        for record in self:
            words = {
                "year": record.year,
                "level": levels.get(record.level, ""),
                "rank": record.rank,
                "count": record.of_how_many,
            }
            if record.of_how_many:
                record.label = _("%(level)s %(year)s: place %(rank)s of %(count)s", **words)
            else:
                record.label = _("%(level)s %(year)s: place %(rank)s", **words)

    @api.constrains("year", "rank", "of_how_many")
    def _check_rank(self):
        for record in self:
            if not 1980 <= record.year <= 2099:
                raise ValidationError(_("%s is not a year.", record.year))
            if record.rank < 1 or record.of_how_many and record.rank > record.of_how_many:
                raise ValidationError(_("A rank lies between 1 and the number of counties ranked."))

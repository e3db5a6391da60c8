"""What goes along: the models in the order in which they are brought in."""

# the platform's records that facts name, made again where they are not there
PEOPLE = ("res.partner", "res.users")
# those of all counties go along as well
SHARED = ("govinfo.category",)


class Table:
    """One model. ``domain``: its records that go along, of those whose ``county`` is the one asked for.

    ``key``: fields by which a record is known that the other database has already; it is left as it is
    there. Without one every record is made.
    """

    def __init__(self, model, domain=(), key=(), county="company_id"):
        self.model, self.domain, self.key, self.county = model, list(domain), key, county

    def of(self, company):
        """The domain of the records of ``company`` that go along."""
        own = [(self.county, "=", company.id)]
        if self.model in SHARED:
            own = ["|", (self.county, "=", False), *own]
        return own + self.domain


TABLES = (
    Table("govinfo.unit.category", key=("code",)),
    Table("govinfo.category", key=("code",)),
    Table("govinfo.publication", key=("code",)),
    Table("govinfo.unit", key=("code",)),
    Table("govinfo.unit.category.history", key=("unit_id", "date_from")),
    Table("govinfo.working.day", key=("date",)),
    Table("govinfo.wordlist.term", key=("name",)),
    Table("govinfo.ruleset"),
    Table("govinfo.rule.group"),
    Table("govinfo.rule"),
    Table("govinfo.rule.quota", county="rule_id.company_id"),
    Table("govinfo.rule.weight", county="rule_id.company_id"),
    Table("govinfo.topic"),
    Table("govinfo.keypoint"),
    Table("govinfo.commission", [("state", "!=", "draft")]),
    Table("govinfo.commission.line", [("commission_id.state", "!=", "draft")]),
    # what has left its unit; drafts are finished or written again
    Table("govinfo.item", [("submitted_at", "!=", False)]),
    Table("govinfo.upload"),
    Table("govinfo.issue", [("state", "=", "published")]),
    Table("govinfo.issue.line", [("issue_id.state", "=", "published")]),
    Table("govinfo.adoption"),
    Table("govinfo.instruction"),
    Table("govinfo.followup"),
    Table("govinfo.incident", [("state", "!=", "draft")]),
    Table("govinfo.training"),
    Table("govinfo.training.attendance"),
    Table("govinfo.period", [("state", "!=", "open")]),
    Table("govinfo.adjustment", [("state", "=", "approved")]),
    Table("govinfo.county.rank", key=("year", "level")),
)
MODELS = PEOPLE + tuple(table.model for table in TABLES)
LEFT_OUT = {
    "id",
    "create_uid",
    "create_date",
    "write_uid",
    "write_date",
    "company_id",
    "is_history",
    # whom this installation still has to tell
    "is_untold",
    # follow from the others
    "display_name",
    "label",
}
NO_VALUES = ("one2many", "binary", "reference", "many2one_reference", "properties")


def names(env, model):
    """The fields of ``model`` that are facts: stored, not worked out from others, of records that go along."""
    found = []
    for name, field in sorted(env[model]._fields.items()):
        worked_out = field.related or (field.compute and field.readonly)
        if not field.store or worked_out or field.type in NO_VALUES or name in LEFT_OUT:
            continue
        if field.relational and field.comodel_name not in MODELS:
            continue
        found.append(name)
    return found

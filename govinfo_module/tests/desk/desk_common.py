"""A person's desk, as it is looked at in tests."""

from ..common import GovinfoCase


class DeskCase(GovinfoCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.ruleset = cls.env["govinfo.ruleset"].create(
            {"name": "考核办法", "date_from": "2000-01-01", "date_to": "2099-12-31"}
        )

    def look(self, user):
        return self.env["govinfo.desk"].with_user(user).look()

    def lines(self, user, task=None):
        """The lines of a person's desk, of one task only: title → line."""
        waiting = self.look(user)["waiting"]
        return {line["title"]: line for line in waiting if task in (None, line["task"])}

    def block(self, user, title):
        return next((b for b in self.look(user)["blocks"] if title in b["title"]), None)

    def cells(self, block):
        return {cell["label"]: cell["value"] for cell in block["cells"]}

    def take(self, user, line):
        """What the line's button does."""
        return getattr(self.env[line["model"]].with_user(user).browse(line["id"]), line["method"])()

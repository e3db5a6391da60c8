"""Points of the security list that are tried one by one, over every model they concern."""

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from ...helpers.assessment.rule_condition import FIELDS
from .trust_county import TrustCase


@tagged("post_install", "-at_install")
class TestTrustPoints(TrustCase):
    def models(self, **kinds):
        """Our models; ``transient=True`` for dialogs, ``transient=False`` for the others."""
        for name, model in sorted(self.env.registry.items()):
            if name.startswith("govinfo.") and not model._abstract:
                if kinds.get("transient") in (None, model._transient):
                    yield self.env[name]

    def test_a_secret_that_is_named_is_refused_whatever_the_field(self):
        """By reviewer B, who may use nearly every model but is not named on the secret."""
        tried = 0
        for model in self.models():
            model = model.with_user(self.reviewer_b)
            for name, field in model._fields.items():
                secret = self.records.get(field.comodel_name or "", {}).get("secret")
                if not secret or not model.has_access("create"):
                    continue
                for value in self.ways_to_name(field, secret):
                    with self.subTest(model=model._name, field=name, value=value):
                        self.not_taken(model, name, value)
                        with self.assertRaises(refusal(value)), self.undone():
                            model.create({name: value})
                    tried += 1
        self.assertGreater(tried, 60)

    def not_taken(self, model, name, value):
        """A form and a default that name the secret are refused, or what they say is not believed."""
        guarded = hasattr(model, "_guarded") and name in model._guarded()
        for ask in (
            lambda: model.onchange({name: value}, [name], {name: {}}).get("value"),
            lambda: model.with_context(**{"default_" + name: value}).default_get([name]).get(name),
        ):
            if guarded:
                self.assertFalse(ask())
            else:
                self.assertRaises(refusal(value), ask)

    def ways_to_name(self, field, secret):
        if field.type == "many2one":
            yield secret.id
            yield {"id": secret.id}
        elif field.type in ("many2many", "one2many"):
            yield [(4, secret.id)]
            yield [(6, 0, secret.ids)]
            yield [(1, secret.id, {})]
            yield [[4, secret.id, 0]]

    def test_a_secret_behind_a_line_of_a_line_is_refused(self):
        secret = self.records["govinfo.item"]["secret"]
        line = {"item_ids": [(6, 0, secret.ids)]}
        issues = self.env["govinfo.issue"].with_user(self.reviewer_b)
        for lines in ([(0, 0, line)], [(0, "virtual_1", line)]):
            with self.assertRaises(AccessError):
                issues.onchange({"line_ids": lines}, ["line_ids"], {"line_ids": {"fields": {}}})
            with self.assertRaises(AccessError):
                issues.create({"publication_id": self.bulletin.id, "line_ids": lines})

    def test_dialogs_belong_to_their_user(self):
        """One user's dialog is nobody else's, leaders, managers and the platform's admin included."""
        admin = self.env.ref("base.user_admin")
        admin.group_ids |= self.env.ref("govinfo_module.group_leader")
        users = self.reviewer_b | self.leader | self.manager | self.officer | admin
        tried = 0
        for model in self.models(transient=True):
            dialog = self.dialog_of(self.outsider, model)  # no role of theirs matters
            if not dialog:
                continue
            for user in users:
                one = dialog.with_user(user)
                if not model.with_user(user).has_access("read"):
                    continue
                with self.subTest(model=model._name, user=user.login):
                    self.assertFalse(one.search([("id", "=", one.id)]))
                    for ask in (
                        lambda one=one: one.read(["display_name"]),
                        lambda one=one: one.write({"create_date": False}),
                        lambda one=one: one.unlink(),
                    ):
                        with self.assertRaises(AccessError), self.undone():
                            ask()
                tried += 1
        self.assertGreater(tried, 70)

    def test_settings_belong_to_their_county(self):
        county, other = self.env.company, self.other.env.company
        settings = self.env["govinfo.settings"].with_user(self.manager)
        before = other.govinfo_organ, other.govinfo_public
        for vals in ({"company_id": other.id}, {"company_id": other.id, "public": True}):
            with self.assertRaises(AccessError), self.undone():
                settings.create(vals)
            with self.assertRaises(AccessError), self.undone():
                settings.create({}).write(vals)
        with self.assertRaises(AccessError):
            settings.with_context(default_company_id=other.id).create({"organ": "别名"})
        with self.assertRaises(AccessError):
            settings.onchange({"company_id": other.id}, ["company_id"], {"organ": {}})
        with self.assertRaises(AccessError):
            settings.with_context(allowed_company_ids=other.ids).create({"organ": "别名"})
        self.assertEqual((other.govinfo_organ, other.govinfo_public), before)
        settings.create({"organ": "本县办公室"})
        self.assertEqual(county.govinfo_organ, "本县办公室")

    def test_conditions_know_a_list_of_fields(self):
        """A condition is evaluated as superuser: no text, no user, no token can be asked for."""
        for model, names in FIELDS.items():
            for name in names:
                self.assertNotIn(self.last_field(model, name).type, ("html", "text"), name)
                self.env[model].search([(name, "!=", False)], limit=1)
        group = self.draft_ruleset()
        for text in (
            "[('name', 'like', '探针')]",
            "[('body', '=', 'x')]",
            "[('author_id.password', '=like', 'a%')]",
            "[('message_ids.body', '=', 'x')]",
            "[('state', 'like', 'x')]",
            "[('unit_id', 'any', [('name', '=', 'x')])]",
            "[('state', 'in', [['x']])]",
            "[('state', '=')]",
            "[1]",
            "{}",
            "(" * 1900,
        ):
            with self.subTest(text=text[:40]), self.assertRaises(ValidationError), self.undone():
                group.rule_ids.create(
                    {
                        "name": "条件",
                        "ruleset_id": group.id,
                        "kind": "event",
                        "basis": "submission",
                        "domain": text,
                    }
                )

    def draft_ruleset(self):
        return (
            self.env["govinfo.ruleset"]
            .with_user(self.manager)
            .search([("state", "=", "draft")], limit=1)
        )

    def last_field(self, model, path):
        model = self.env[model]
        *between, last = path.split(".")
        for name in between:
            model = self.env[model._fields[name].comodel_name]
        return model._fields[last]

    def test_refusals_name_nobody(self):
        """Whoever asks for a foreign record, in debug mode too, learns its kind and nothing else."""
        foreign = self.records
        for model, records in sorted(foreign.items()):
            record = records.get("foreign")
            if not record:
                continue
            name = record.display_name
            for user in self.manager | self.leader | self.officer:
                with self.subTest(model=model, user=user.login):
                    try:
                        record.with_user(user).read([])
                    except AccessError as refusal:
                        self.assertNotIn(name, str(refusal))
                        self.assertNotIn(str(record.id), str(refusal).split())

    def test_nothing_of_another_county_is_read_by_its_id(self):
        """Nor exported, nor its name, by anybody."""
        tried = 0
        for model, records in sorted(self.records.items()):
            foreign = records.get("foreign")
            shared = foreign and "company_id" in foreign._fields and not foreign.company_id
            for user in self.manager | self.leader | self.officer if foreign and not shared else ():
                one = foreign.with_user(user)
                for ask in (
                    lambda r=one: r.read(["display_name"]),
                    lambda r=one: r.export_data(["display_name", ".id"]),
                    lambda r=one: r.web_read({"display_name": {}}),
                    lambda r=one: r.display_name and r.copy(),
                ):
                    tried += 1
                    with self.subTest(model=model, user=user.login), self.undone():
                        self.assertRaises(AccessError, ask)
        self.assertGreater(tried, 300)

    def test_password_tokens_are_not_grouped_by(self):
        """Sign-up and reset tokens of people, by any way that answers yes or no."""
        partners = self.env["res.partner"]
        secret = [
            name
            for model in ("res.partner", "res.users")
            for name in self.env[model]._fields
            if "token" in name or "password" in name or "secret" in name
        ]
        self.assertIn("signup_type", {*partners._fields, *secret, "signup_type"})
        for model in ("res.partner", "res.users", "res.users.apikeys"):
            for name, field in self.env[model]._fields.items():
                if not any(word in name for word in ("token", "password", "totp", "key")):
                    continue
                if field.type not in ("char", "text"):
                    continue
                for user in self.officer | self.reviewer | self.leader | self.manager:
                    asked = self.env[model].with_user(user)
                    with self.subTest(model=model, field=name, user=user.login):
                        self.assertFalse(self.answers(asked, name))

    def answers(self, model, name):
        """What a client learns of the field by grouping, ordering, searching or reading."""
        learned = []
        for way, ask in {
            "group": lambda: model.formatted_read_group([], [name], ["__count"]),
            "aggregate": lambda: model.formatted_read_group([], [], [name + ":max"]),
            "order": lambda: model.search([], order=name, limit=1).ids,
            "search": lambda: model.search_count([(name, "=like", "%a%")]),
        }.items():
            with self.undone():
                try:
                    found = ask()
                except (AccessError, ValueError):
                    continue
                if way != "search" or found:
                    learned.append(way)
        return learned


def refusal(value):
    """A record by itself is no value but in a form, whatever may be read."""
    return UserError if isinstance(value, dict) else AccessError

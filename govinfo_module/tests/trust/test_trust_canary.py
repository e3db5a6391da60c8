"""A work secret's words reach those the table names and nobody else, whatever way they look."""

import logging

from odoo.tests import tagged

from .trust_canary import OFFICE, READERS, REFUSED, UNIT, WORD, CanaryCase, written

_logger = logging.getLogger(__name__)
TEXTS = ("char", "text", "html")
GROUPED = (*TEXTS, "many2one", "many2many", "reference")
AGGREGATES = ("array_agg", "max")
ENOUGH = 20000


@tagged("post_install", "-at_install")
class TestTrustCanary(CanaryCase):
    # -- ways --------------------------------------------------------------------------------

    def test_its_readers_read_it(self):
        """The words are there, and found by those who are named: otherwise the rest would prove nothing."""
        for role in (*UNIT, *OFFICE):
            env = self.env(user=self.user(role), su=False)
            seen = ""
            for name in ("item", "upload", "adoption", "instruction", "followup", "issue"):
                model = env["govinfo." + name]
                secret = model.browse(self.records[model._name]["secret"].ids)
                if role in READERS[name]:
                    seen += written(self.call(secret, "read", []))
            with self.subTest(role=role):
                found = {self.words[word].split(".")[0] for word in WORD.findall(seen)}
                self.assertLessEqual({"item", "upload", "adoption", "instruction"}, found)
                self.assertTrue(self.call(env["govinfo.search"], "find", "探针"))
                self.assertTrue(self.found(env["govinfo.item"], [("name", "like", "QXITEM")]))

    def test_reading(self):
        """In lists, as they are read by a client's own code and by the web client, names behind relations too."""
        for role, model in self.each(self.models):
            open_names, closed = self.parted(model)
            for names in (open_names, *([name] for name in closed)):
                self.look(
                    role,
                    "search_read",
                    model,
                    names,
                    lambda names, m=model: self.call(m, "search_read", [], names),
                )
                self.look(
                    role,
                    "web_search_read",
                    model,
                    names,
                    lambda names, m=model: self.call(
                        m, "web_search_read", [], self.spec(m, names), limit=None
                    ),
                )
        self.check()
        self.assertGreater(self.looked["search_read"], ENOUGH)

    def parted(self, model):
        """Names of the fields of ``model`` that the person may ask for, and of the others."""
        if not model.has_access("read"):
            return list(model._fields), []
        known = model.fields_get(attributes=["type"])
        return list(known), [name for name in model._fields if name not in known]

    def spec(self, model, names):
        """What the web client asks for: of related records their names."""
        deep = {"fields": {"display_name": {}}}
        fields = model._fields
        return {n: deep if fields[n].relational and n != "create_uid" else {} for n in names}

    def test_reading_and_exporting_by_id(self):
        for role, model in self.each(self.ours):
            secret = model.browse(self.records.get(model._name, {}).get("secret", model).ids)
            names = list(model._fields) if secret else []
            deep = [
                "%s/%s" % (name, part)
                for name in names
                if model._fields[name].relational
                for part in ("display_name", "name")
                if part in self.env[model._fields[name].comodel_name]._fields
            ]
            for way, method, paths in (
                ("read", "read", names),
                ("export", "export_data", names + deep),
                ("web_read", "web_read", names),
            ):
                whole = secret.has_access("read")
                for some in (paths,) if whole else (paths[:1], paths[1:]):
                    self.look(
                        role,
                        way,
                        model if whole else secret,
                        some,
                        lambda names, s=secret, k=method: self.call(
                            s, k, {name: {} for name in names} if k == "web_read" else names
                        ),
                    )
        self.check()

    def test_searching(self):
        """A search that answers yes or no."""
        for role, model in self.each(self.models):
            closed = [kind for kind, readers in READERS.items() if role not in readers]
            # a kind's words begin alike, and all words
            words = (
                ["QX"] if len(closed) == len(READERS) else ["QX" + kind.upper() for kind in closed]
            )
            for paths in self.text_paths(model) if model.has_access("read") else ():
                self.looked["search"] += len(paths)
                for word in words:
                    if self.found(model, [(path, "like", word) for path in paths]):
                        for path in paths:
                            if self.found(model, [(path, "like", word)]):
                                self.leaks[role, "search", model._name, path, word] += 1
        self.check()
        self.assertGreater(self.looked["search"], ENOUGH)

    def text_paths(self, model):
        """Texts of ``model`` and those behind its relations; those of closed models one relation a time."""
        together = self.texts(model)
        for name, field in model._fields.items():
            if field.relational and field.comodel_name in self.models:
                if field.store or field.search:
                    other = self.env[field.comodel_name]
                    paths = ["%s.%s" % (name, text) for text in self.texts(other)]
                    if other.with_env(model.env).has_access("read"):
                        together = together + paths
                    else:
                        yield paths[:1]
        yield together

    def texts(self, model):
        return [
            name
            for name, field in model._fields.items()
            if field.type in TEXTS
            and (field.store or field.search)
            and (name != "display_name" or model._rec_name)
        ]

    def found(self, model, terms):
        """Whether a search for any of ``terms`` finds something; refused ones are left out."""
        if not terms or not model.has_access("read"):
            return False
        try:
            domain = ["|"] * (len(terms) - 1) + terms
            return bool(self.call(model, "search_count", domain))
        except REFUSED:
            half = len(terms) // 2
            return half and (self.found(model, terms[:half]) or self.found(model, terms[half:]))

    def test_grouping(self):
        for role, model in self.each(self.models):
            if not model.has_access("read"):
                continue
            open_names, closed = self.parted(model)
            fields = model._fields
            names = [
                name
                for name in open_names
                if fields[name].type in GROUPED and (fields[name].store or fields[name].related)
            ]
            for some in (names, *([name] for name in closed)):
                self.look(
                    role,
                    "group by",
                    model,
                    some,
                    lambda names, m=model: self.call(
                        m, "formatted_read_grouping_sets", [], [[n] for n in names], ["__count"]
                    ),
                    undo=True,
                )
            for aggregate in AGGREGATES:
                self.look(
                    role,
                    aggregate,
                    model,
                    [name for name in names if fields[name].type in TEXTS and fields[name].store],
                    lambda names, m=model, a=aggregate: self.call(
                        m, "formatted_read_group", [], [], ["%s:%s" % (name, a) for name in names]
                    ),
                    undo=True,
                )
        self.check()

    def test_naming(self):
        """Nobody gets the words by naming the secret in a record of their own."""
        for role, model in self.each(self.ours):
            spec = {name: {} for name in model._fields}
            for name, field in model._fields.items():
                secret = self.records.get(field.comodel_name or "", {}).get("secret")
                if not secret:
                    continue
                value = secret.id if field.type == "many2one" else [(6, 0, secret.ids)]
                for way, args, context in (
                    ("onchange", ({name: value}, [name]), {}),
                    ("default", ({}, []), {"default_" + name: value}),
                ):
                    self.look(
                        role,
                        way,
                        model,
                        [name],
                        lambda names, m=model, a=args, c=context, s=spec: self.call(
                            m, "onchange", *a, s, context=c
                        ),
                        undo=True,
                    )
                self.look(
                    role,
                    "create",
                    model,
                    [name],
                    lambda names, m=model, n=name, v=value, s=spec: self.call(
                        m, "web_save", {n: v}, s
                    ),
                    undo=True,
                )
        self.check()

    def test_names(self):
        for role, model in self.each(self.models):
            for text in ("", "QX"):
                self.look(
                    role,
                    "name_search",
                    model,
                    [text],
                    lambda names, m=model: self.call(m, "name_search", names[0], limit=None),
                )
        self.check()

    def test_finding(self):
        """The search over all texts gives nobody else a title, an excerpt or a mere hit."""
        for role, model in self.each(["govinfo.search"]):
            for word in self.words:
                self.look(
                    role,
                    "find",
                    model,
                    [word],
                    lambda names, m=model: [
                        row["title"] + row["excerpt"] + "探针" + names[0]
                        for row in self.call(m, "find", "探针" + names[0])
                    ],
                    undo=True,
                )
        self.check()

    # -- what is told ------------------------------------------------------------------------

    def test_log_and_activities_only_link(self):
        """Messages of the system, tracked values and activities hold no word of the secret at all."""
        for model, names in {
            "mail.message": ("body", "subject", "record_name"),
            "mail.tracking.value": (
                "old_value_char",
                "new_value_char",
                "old_value_text",
                "new_value_text",
            ),
            "mail.activity": ("note", "summary", "res_name"),
            "mail.mail": ("body_html", "subject", "email_to"),
            "discuss.channel": ("name", "description"),
            "mail.notification": ("failure_reason",),
        }.items():
            records = self.env[model].sudo().with_context(active_test=False).search([])
            self.looked["told"] += len(records) * len(names)
            for record in records:
                for name in names:
                    found = set(WORD.findall(str(record[name] or "")))
                    found -= {word for word, what in self.words.items() if what == "comment"}
                    with self.subTest(model=model, field=name, id=record.id):
                        self.assertFalse({self.words[word] for word in found})

    def test_nobody_else_is_told(self):
        """What a reader says on the secret goes to its readers only."""
        comments = self.env["mail.message"].sudo().search([("body", "like", "QX")])
        self.assertTrue(comments)
        readers = [user for role in UNIT | OFFICE for user in self.user(role)]
        allowed = self.env["res.partner"].union(*(user.partner_id for user in readers))
        self.assertFalse(comments.notified_partner_ids - allowed)
        self.assertFalse(comments.partner_ids - allowed)
        for records in (whose["secret"] for whose in self.records.values() if "secret" in whose):
            self.looked["followers"] += 1
            if "message_partner_ids" in records._fields:
                followers = records.sudo().message_partner_ids.filtered("user_ids")
                with self.subTest(model=records._name):
                    self.assertFalse((followers - allowed).mapped("name"))

    def test_the_servers_log_says_nothing_of_it(self):
        """Whatever was logged while people looked, wrote and were refused."""
        with self.assertLogs("odoo", "INFO") as logs:
            _logger.info("looked at")
            for _role, model in self.each(["govinfo.item", "govinfo.issue", "govinfo.instruction"]):
                secret = model.browse(self.records[model._name]["secret"].ids)
                for call in (
                    lambda r=secret: r.read(["name"]),
                    lambda r=secret: r.write({"name": r.sudo()[r._rec_name] * 300}),
                    lambda r=secret: r.write({"state": "draft"}),
                    lambda r=secret: r.unlink(),
                    lambda r=secret: r.copy(),
                    *(
                        lambda r=secret, action=step.action or name: r._take(action, "理由")
                        for name, step in secret._steps.items()
                    ),
                ):
                    with self.undone():
                        try:
                            call()
                        except REFUSED as refusal:
                            _logger.warning("%s", refusal)  # as the platform does
                    self.looked["log"] += 1
        said = "\n".join(logs.output)
        self.assertFalse({self.words[word] for word in WORD.findall(said)})

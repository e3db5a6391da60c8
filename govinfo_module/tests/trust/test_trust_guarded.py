"""What a record says of states, numbers and signatures comes from the server, whatever way a client tries."""

import logging
from collections import Counter

import psycopg2

from odoo.exceptions import MissingError, UserError
from odoo.fields import Command
from odoo.tests import tagged
from odoo.tools import mute_logger

from ...models.foundation.govinfo_guard_mixin import AUTOMATIC
from .trust_county import TrustCase

_logger = logging.getLogger(__name__)
REFUSED = (UserError, MissingError, ValueError, psycopg2.Error)
PEOPLE = ("officer", "reviewer", "leader", "manager")
PLAIN = {
    "char": "伪造",
    "text": "伪造",
    "html": "<p>伪造</p>",
    "integer": 77,
    "float": 77.5,
    "date": "2026-01-15",
    "datetime": "2026-01-15 01:02:03",
    "binary": b"77",
}
#: They log each refusal; not the tests, which log their failures.
MUTED = ("odoo.addons.base", "odoo.addons.mail", "odoo.addons.govinfo_module.models")
#: Models whose read-only fields their own create and write set, whatever is sent.
OWN_GUARD = {"govinfo.response"}


@tagged("post_install", "-at_install")
class TestTrustGuarded(TrustCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.tried = Counter()

    def setUp(self):
        super().setUp()
        mute = mute_logger("odoo.sql_db", "odoo.models", *MUTED)
        mute.__enter__()
        self.addCleanup(mute.__exit__, None, None, None)

    @classmethod
    def tearDownClass(cls):
        _logger.info("trust: guarded fields, %d tries %s", sum(cls.tried.values()), cls.tried)
        super().tearDownClass()

    def models(self):
        """Our models with rows of their own, dialogs left out: what they hold is their user's."""
        for name, model in sorted(self.env.registry.items()):
            if name.startswith("govinfo.") and not model._abstract and not model._transient:
                if model._auto and not model._table_query:
                    yield self.env[name]

    def guarded(self):
        """Models with a guard, each with its guarded fields and forged values for them."""
        for model in self.models():
            if hasattr(model, "_guarded"):
                names = sorted(model._guarded())
                forged = {name: self.forged(model, name) for name in names}
                yield model, {name: value for name, value in forged.items() if value is not None}

    def own(self, model):
        return next(iter(self.records.get(model._name, {}).values()), model)

    def forged(self, model, name):
        """A value that ``own(model)`` does not have; None when there is none to take."""
        field, present = model._fields[name], self.own(model)[:1][name]
        if field.type in PLAIN:
            return PLAIN[field.type]
        if field.type == "boolean":
            return not model.default_get([name]).get(name)
        if field.type == "selection":
            return next((v for v in reversed(field.get_values(self.env)) if v != present), None)
        if field.relational:
            other = self.env[field.comodel_name].sudo().search([("id", "not in", present.ids)])[-1:]
            link = other.id if field.type == "many2one" else [Command.set(other.ids)]
            return link if other else None
        return None

    def refused(self, way, about, call):
        self.tried[way] += 1
        with self.subTest(way=way, about=about), self.undone():
            try:
                call()
            except REFUSED:
                return
            self.fail("taken")

    def writers(self, model, operation):
        """Somebody of each role that may do ``operation`` with ``model``, and the superuser."""
        users = [self.user(role) for role in PEOPLE]
        able = [model.with_user(u) for u in users if model.with_user(u).has_access(operation)]
        return [*able[:1], model.sudo()]

    # -- the models --------------------------------------------------------------------------

    def test_whoever_may_write_a_model_finds_its_readonly_fields_guarded(self):
        for model in self.models():
            shown = {n for n, field in model._fields.items() if field.store and field.readonly}
            shown -= AUTOMATIC
            if not shown or hasattr(model, "_guarded") or model._name in OWN_GUARD:
                continue
            for role in PEOPLE:
                one = model.with_user(self.user(role))
                with self.subTest(model=model._name, role=role, fields=sorted(shown)):
                    self.assertFalse(one.has_access("create") or one.has_access("write"))

    def test_values_are_refused(self):
        """In ``create``, ``write``, ``copy`` and ``load``, by people and by the superuser."""
        for model, forged in self.guarded():
            for name, value in forged.items():
                vals, own = {name: value}, self.own(model)
                about = "%s %s" % (model._name, name)
                for one in self.writers(model, "create"):
                    self.refused("create", about, lambda m=one, v=vals: m.create(v))
                for one in self.writers(own, "write") if own else ():
                    self.refused("write", about, lambda r=one, v=vals: r.write(v))
                if own:
                    self.refused("copy", about, lambda r=own, v=vals: r.copy(v))
                self.imported(about, model, name, value)
        self.assertGreater(self.tried["create"] + self.tried["write"] + self.tried["import"], 1000)

    def imported(self, about, model, name, value):
        self.tried["import"] += 1
        relational = model._fields[name].relational
        column, text = (name + "/.id", str(value)) if relational else (name, str(value))
        for one in self.writers(model, "create")[:1]:
            with self.subTest(way="import", about=about), self.undone():
                try:
                    made = one.load([column], [[text]])
                except REFUSED:
                    continue
                self.assertFalse(made["ids"])
                self.assertTrue(made["messages"])

    def test_forms_and_defaults_are_not_believed(self):
        """onchange, the context's defaults, and the user's own defaults."""
        for model, forged in self.guarded():
            for name, value in forged.items():
                about = "%s %s" % (model._name, name)
                for one in self.writers(model, "create"):
                    with self.subTest(about=about), self.undone():
                        honest = one.default_get([name]).get(name)
                        sent = one.onchange({name: value}, [name], {name: {}}) if name else {}
                        self.assertNotIn(name, sent.get("value", {}))
                        asked = one.with_context(**{"default_" + name: value})
                        self.assertEqual(asked.default_get([name]).get(name), honest)
                        if not isinstance(value, bytes):
                            self.env["ir.default"].sudo().set(model._name, name, value, one.env.uid)
                            self.assertEqual(one.default_get([name]).get(name), honest)
                    self.tried["onchange"] += 1
                    self.tried["default"] += 2
        self.assertGreater(self.tried["default"], 900)

    def test_nested_values_are_refused(self):
        """In a line that is made or written through the record it belongs to."""
        guarded = {model._name: forged for model, forged in self.guarded()}
        for model in self.models():
            own = self.own(model)
            for path, field in model._fields.items():
                if field.type not in ("one2many", "many2many") or not own or not field.store:
                    if field.type != "one2many" or not own:
                        continue
                line = self.own(self.env[field.comodel_name])
                for name, value in guarded.get(field.comodel_name, {}).items():
                    about = "%s %s.%s" % (model._name, path, name)
                    new = [Command.create({name: value})]
                    self.refused("nested", about, lambda p=path, v=new, r=own: r.write({p: v}))
                    if line:
                        old = [Command.update(line.id, {name: value})]
                        self.refused("nested", about, lambda p=path, v=old, r=own: r.write({p: v}))

    def test_a_whole_record_takes_nothing_from_defaults(self):
        """Made as people make it, while context and personal defaults say otherwise for all fields at once."""
        for model, forged in self.guarded():
            own = self.own(model)
            for one in self.writers(model, "create")[:1] if own else ():
                vals = own.copy_data()[0]
                vals = {name: value for name, value in vals.items() if name not in forged}
                honest = self.made(one, vals, {})
                if honest is None:
                    continue
                lying = self.made(one, vals, forged)
                for name in forged if lying is not None else ():
                    self.tried["whole"] += 1
                    with self.subTest(model=model._name, field=name):
                        told = model._fields[name].convert_to_read(lying[name], one, False)
                        if told == forged[name]:
                            self.assertEqual(lying[name], honest[name])
        self.assertGreater(self.tried["whole"], 50)

    def made(self, model, vals, forged):
        """The guarded values of a record made of ``vals`` under lying defaults; None when it cannot be."""
        model = model.with_context(**{"default_" + name: value for name, value in forged.items()})
        with self.undone():
            for name, value in forged.items():
                if not isinstance(value, bytes):
                    self.env["ir.default"].sudo().set(model._name, name, value, model.env.uid)
            try:
                record = model.create(dict(vals)).sudo()
                record.flush_recordset()
            except REFUSED:
                return None
            return {name: record[name] for name in model._guarded()}

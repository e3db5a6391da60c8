"""Whatever is sent to a public method or into a field: a sentence or a result, never an error of the program.

The generator is seeded: the same inputs each time, a different one for every method and field.
"""

import logging
import re
import traceback
from collections import Counter
from random import Random

import psycopg2

from odoo.exceptions import AccessError, MissingError, UserError
from odoo.service.model import call_kw, get_public_method
from odoo.tests import tagged
from odoo.tools import mute_logger

from ...models.foundation.govinfo_guard_mixin import AUTOMATIC
from .trust_county import TrustCase

_logger = logging.getLogger(__name__)
OURS = "odoo.addons.govinfo_module."
#: The platform's own methods that we extend: their values are tried field by field.
ORM = {"create", "write", "unlink", "copy", "default_get", "onchange", "export_data", "send"}
ORM |= {
    "web_read",
    "web_search_read",
    "add_members",
    "message_post",
    "message_subscribe",
    "message_new",
    "process_email_queue",
}
PEOPLE = ("officer", "unit_leader", "reviewer", "leader", "manager", "portal")
TEXTS = (
    *("", " ", "\0", "a\0b", "\ud800", "\u202e反", "x" * 201, "长" * 3000, "x" * 100_000),
    *(
        "'; DROP TABLE govinfo_item; --",
        "<script>alert(1)</script>",
        "<p><p><table><td>",
        "%s%(x)s{0}",
    ),
    *(
        "%",
        "\\",
        "²",
        "１２",
        "-1",
        "1e999",
        "NaN",
        "Infinity",
        "0x10",
        "1,000",
        "None",
        "[]",
        "False",
    ),
    *(
        "2026-13-45",
        "0001-01-01",
        "9999-12-31",
        "2026-01-01 25:00:00",
        "2026-10-12T02:00:00Z",
        "今天",
    ),
    *("res.users,1", "govinfo.item,0", '=HYPERLINK("x")', "\r\n\r\n", "../../etc/passwd", "🏛" * 50),
    *("UEsDBA==", "####", "accept", "unit", "govinfo.item", "action_sign_off"),
)
NUMBERS = (0, -1, 1, 2**31, -(2**63), 10**12, 10**30, 0.5, -0.0, 1e308, float("inf"), float("nan"))
SHAPES = (
    *(None, True, False, [], [[]], [None], ["x"], {}, {"id": 1}, {"id": "x"}, {"x": [1]}, [{}]),
    *([[6, 0, [10**12]]], [[6, 0, "x"]], [[0, 0, {}]], [[0, 0, {"x": 1}]], [[4, "x"]], [[9, 9, 9]]),
    *([[5]], [[1, 2]], [[2, -1]], [[1, 10**12, {}]], [[3, 10**9]], [1, "x"], [[[[[[[]]]]]]]),
)
VALUES = (*TEXTS, *NUMBERS, *SHAPES)
#: Of each kind of field some that look nearly right.
KINDS = {
    "date": ("2026-13-45", "9999-12-31", "0001-01-01", "今天", 20261012, "2026-10-12x", [2026]),
    "datetime": ("2026-01-01 25:00:00", "9999-12-31 23:59:59", "2026-10-12T02:00:00Z", "x", 1e30),
    "selection": ("none", "Draft", ["draft"], {"draft": 1}, 0.5, "draft\0", "approved"),
    "many2one": (10**12, -1, "1", [1], {"id": 10**12}, [1, "x"], 1.5),
    "one2many": SHAPES,
    "many2many": SHAPES,
    "integer": NUMBERS,
    "float": NUMBERS,
    "binary": ("####", "abc", 7, [], "UEsDBA==", "\ud800"),
    "char": ("x" * 201, "\0", "\ud800", 7, True, [], {}, "长" * 3000),
}
#: More arguments where the caller is let in.
MORE = 5
#: What no sentence for people holds.
TECHNICAL = re.compile(
    r"govinfo\.[a-z]|\b[a-z]+_[a-z_]+\b|Traceback|object has no|<class|NoneType|psycopg|\bids?=|Odoo",
)
#: Tables of which nothing may be missing after a call that was not refused.
KEPT = ("item_version", "score_entry", "notice_letter", "disclosure", "adoption_import", "upload")
#: They log each refusal; not the tests, which log their failures.
MUTED = ("odoo.addons.base", "odoo.addons.mail", "odoo.addons.govinfo_module.models")
ENOUGH = 10_000


@tagged("post_install", "-at_install")
class TestTrustHostile(TrustCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.sent = Counter()
        cls.people = {role: cls.user(role) for role in PEOPLE}
        cls.people["x_manager"] = cls.other.manager

    def setUp(self):
        super().setUp()
        self.faults = {}
        self.before = self.kept()  # whatever is sent is undone
        mute = mute_logger("odoo.sql_db", "odoo.domains", "odoo.models", *MUTED)
        mute.__enter__()
        self.addCleanup(mute.__exit__, None, None, None)

    # -- what is sent ------------------------------------------------------------------------

    def models(self):
        for name in sorted(self.env.registry):
            if name.startswith(("govinfo.", "res.", "ir.", "mail.", "discuss.")):
                yield self.env[name]

    def methods(self, model):
        """Public methods that the addon defines on ``model``, with the names of their arguments."""
        for name in sorted(dir(type(model))):
            if name.startswith("_") or name in ORM:
                continue
            function = getattr(type(model), name)
            code = getattr(getattr(function, "__wrapped__", function), "__code__", None)
            if not code or not getattr(function, "__module__", "").startswith(OURS):
                continue
            try:
                get_public_method(model, name)
            except AccessError:
                continue  # not for clients
            yield name, code.co_varnames[1 : code.co_argcount + code.co_kwonlyargcount]

    def ids_of(self, model):
        """Lists of ids a client may name."""
        own = [record.id for record in self.records.get(model._name, {}).values()]
        yield from ([], own[:1], own, [10**9], [10**12], own[-1:] + [10**9])

    # -- what comes back ---------------------------------------------------------------------

    def send(self, way, about, call):
        """One input; what is neither a result nor a clear sentence is kept under ``about``.

        Gives False when the caller was refused whatever is sent.
        """
        self.sent[way] += 1
        with self.undone():
            try:
                call()
                self.env.flush_all()
                if any(now < then for now, then in zip(self.kept(), self.before)):
                    self.faults.setdefault(about, "something is lost")
            except AccessError as refusal:
                self.judge(about, refusal)
                return False
            except (UserError, MissingError) as refusal:
                self.judge(about, refusal)
            except psycopg2.IntegrityError:
                pass  # the platform makes a sentence of it
            except RecursionError:
                self.faults.setdefault(about, "recursion")
            except Exception as error:  # whatever it is: people would see it
                where = traceback.extract_tb(error.__traceback__)[-4:]
                lines = ["%s:%d" % (frame.filename[-60:], frame.lineno) for frame in where]
                self.faults.setdefault(about, "%r %s" % (error, " ".join(lines)))
        return True

    def judge(self, about, refusal):
        """A refusal is a sentence for people."""
        said = str(refusal)
        if isinstance(refusal, MissingError):  # the platform adds which, in its own words
            said = said.partition("\n")[0]
        if said.startswith("Failed to read field"):  # so does its form, above the refusal
            said = said.partition("\n")[2]
        found = TECHNICAL.search(re.sub("“[^”]*”", "", said))  # what was sent may stand in quotes
        if found or not str(refusal).strip():
            self.faults.setdefault(about, "%s: %s" % (found and found.group(), refusal))

    def kept(self):
        """How many rows there are of what is never deleted."""
        self.env.cr.execute(
            "SELECT %s" % ", ".join("(SELECT count(*) FROM govinfo_%s)" % name for name in KEPT)
        )
        return self.env.cr.fetchone()

    def check(self):
        faults = sorted("%s: %s" % (about, fault[:400]) for about, fault in self.faults.items())
        for fault in faults:
            _logger.error("trust: %s", fault)
        self.assertEqual(len(faults), 0)

    @classmethod
    def tearDownClass(cls):
        total = sum(cls.sent.values())
        _logger.info("trust: hostile input, %d inputs %s", total, dict(cls.sent))
        super().tearDownClass()

    # -- ways --------------------------------------------------------------------------------

    def test_methods(self):
        """Every public method, by everybody, of any records, with any arguments."""
        for model in self.models():
            for name, arguments in self.methods(model):
                chance = Random("%s.%s" % (model._name, name))
                for user in self.people.values():
                    for ids in self.ids_of(model):
                        self.call(chance, user, model, name, ids, len(arguments))
        self.check()
        self.assertGreater(self.sent["methods"], ENOUGH / 2)

    def call(self, chance, user, model, name, ids, count):
        """With one set of arguments, and with more where it is the arguments that decide."""
        method, recs = getattr(type(model), name), model.with_user(user)
        about = "%s.%s" % (model._name, name)
        for _time in range(1 + MORE * bool(count)):
            values = [chance.choice(VALUES) for _argument in range(count)]
            args = values if getattr(method, "_api_model", False) else [ids, *values]
            if not self.send("methods", about, lambda a=args: call_kw(recs, name, a, {})):
                break

    def test_values(self):
        """Every field of every model, by somebody who may write it, with any value."""
        for model in self.models():
            if not model._name.startswith("govinfo.") or model._abstract:
                continue
            for name in model._fields:
                if name not in AUTOMATIC:
                    self.try_field(model, name)
        self.check()
        self.assertGreater(sum(self.sent.values()), ENOUGH)

    def try_field(self, model, name):
        chance = Random("%s %s" % (model._name, name))
        user = self.writer(model)
        if not user:
            return
        model, record = model.with_user(user), self.own(model).with_user(user)
        about = "%s %s" % (model._name, name)
        for way, call in (
            ("create", lambda value: model.create({name: value})),
            ("write", lambda value: record.write({name: value})),
            ("onchange", lambda value: record.onchange({name: value}, [name], {name: {}})),
            ("default", lambda value: model.with_context(default(name, value)).default_get([name])),
            ("search", lambda value: model.search_count([(name, "=", value)])),
        ):
            kind = KINDS.get(model._fields[name].type, VALUES)
            for value in (chance.choice(VALUES), chance.choice(kind)):
                # of dates and numbers a client's own forms make the conditions
                if way != "search" or isinstance(value, str) and name in self.texts(model):
                    self.send(way, about, lambda c=call, v=value: c(v))

    def texts(self, model):
        fields = model._fields
        return {n for n in fields if fields[n].store and fields[n].type in ("char", "text", "html")}

    def writer(self, model):
        for role in ("manager", "reviewer", "leader", "officer"):
            user = self.user(role)
            if model.with_user(user).has_access("create"):
                return user
        return None

    def own(self, model):
        records = self.records.get(model._name, {})
        return next(iter(records.values()), model)


def default(name, value):
    return {"default_" + name: value}

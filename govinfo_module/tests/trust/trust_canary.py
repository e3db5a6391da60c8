"""Looking for a work secret's words, as everybody may look.

A look-up is one field of one model, asked in one way by one person. Many are asked in one call; a call
that is refused is asked again field by field.
"""

import logging
import pickle
import re
from collections import Counter
from contextlib import nullcontext

import psycopg2

from odoo.exceptions import AccessError, MissingError, UserError
from odoo.service.model import call_kw
from odoo.tools import mute_logger

from .trust_county import ROLES, TrustCase

_logger = logging.getLogger(__name__)
WORD = re.compile(r"QX[A-Z]+\d{3}Z")
UNIT = {"officer", "unit_leader"}
OFFICE = {"reviewer", "leader"}
#: Who may read which text of the work secret and of what hangs on it.
READERS = {
    "item": UNIT | OFFICE,
    "attachment": UNIT | OFFICE,
    "comment": UNIT | OFFICE,
    "issue": OFFICE,  # not published yet
    "upload": UNIT | OFFICE,
    "adoption": UNIT | OFFICE,
    "instruction": UNIT | OFFICE,
    "followup": UNIT | OFFICE,
    "incident": UNIT | OFFICE,
}
#: Of the other county.
STRANGERS = ("x_officer", "x_unit_leader", "x_reviewer", "x_leader", "x_manager")
#: Models of the platform that hold words about our records.
PLATFORM = (
    "calendar.event",
    "discuss.channel",
    "discuss.channel.member",
    "ir.attachment",
    "mail.activity",
    "mail.followers",
    "mail.mail",
    "mail.message",
    "mail.notification",
    "mail.tracking.value",
    "res.company",
    "res.partner",
    "res.users",
)
#: What a call that is not allowed, or makes no sense, ends with.
REFUSED = (
    *(AccessError, UserError, MissingError),
    *(ValueError, TypeError, KeyError, NotImplementedError, AssertionError, psycopg2.Error),
)
QUIET = (
    "odoo.addons.base.models.ir_model",
    "odoo.addons.govinfo_module.models.foundation",
    "odoo.domains",
    "odoo.models",
    "odoo.sql_db",
)


def written(answer):
    """An answer with all its texts, pictures and papers included, in which words of plain letters can be found.

    A third of the tests' time was writing it as Python does, each letter looked at.
    """
    try:
        return pickle.dumps(answer).decode("latin-1")
    except (TypeError, AttributeError, pickle.PicklingError):  # holds something that is no value
        return repr(answer)


class CanaryCase(TrustCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.ours = sorted(
            name
            for name, model in cls.env.registry.items()
            if name.startswith("govinfo.") and not model._abstract
        )
        cls.models = [*cls.ours, *PLATFORM]
        cls.looked = Counter()

    def setUp(self):
        super().setUp()
        self.leaks = Counter()
        mute = mute_logger(*QUIET)
        mute.__enter__()
        self.addCleanup(mute.__exit__, None, None, None)

    def each(self, models):
        """Everybody who may not read all of it, with every one of ``models`` as their own."""
        people = [(role, self.user(role), self.env.company) for role in ROLES if role not in OFFICE]
        county = self.other.env.company
        people += [(role, getattr(self.other, role[2:]), county) for role in STRANGERS]
        for role, user, company in people:
            env = self.env(user=user, su=False, context={"allowed_company_ids": company.ids})
            for name in models:
                yield role, env[name]

    def look(self, role, way, model, names, call, undo=False):
        """Look by ``call(names)`` at ``names``; in halves when they are refused together.

        ``undo``: the call may write, or end in an error of the database.
        """
        self.looked[way] += len(names)
        if names:
            self.look_at(role, way, model, names, call, undo)

    def look_at(self, role, way, model, names, call, undo):
        refused, seen = self.seen(call, names, undo)
        for word in set(WORD.findall(seen)):
            if role not in self.readers(word):
                about = names[0] if len(names) == 1 else "…"
                self.leaks[role, way, model._name, about, self.words[word]] += 1
        # a record that may not be read at all is refused whatever the field
        if refused and len(names) > 1 and model.has_access("read"):
            half = len(names) // 2
            self.look_at(role, way, model, names[:half], call, undo)
            self.look_at(role, way, model, names[half:], call, undo)

    def seen(self, call, names, undo):
        """``(whether it was refused, what was answered, refusals included)``."""
        with self.undone(asked=True) if undo else nullcontext():
            try:
                return False, written(call(names))
            except REFUSED as refusal:
                return True, str(refusal)

    def readers(self, word):
        return READERS[self.words[word].split(".")[0]]

    def call(self, records, method, *args, **kwargs):
        """As a client calls it."""
        if not getattr(getattr(type(records), method), "_api_model", False):
            args = (records.ids, *args)
        context = dict(records.env.context, **kwargs.pop("context", {}))
        return call_kw(records.browse(), method, args, dict(kwargs, context=context))

    def check(self):
        self.assertFalse(self.leaks, "\n".join(map(str, sorted(self.leaks)[:40])))

    @classmethod
    def tearDownClass(cls):
        total = sum(cls.looked.values())
        _logger.info("trust: canary, %d look-ups %s", total, dict(cls.looked))
        super().tearDownClass()

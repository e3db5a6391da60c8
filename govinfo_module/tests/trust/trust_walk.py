"""Walks every record, role, right and public method, and notes what really happens."""

import inspect
from collections import Counter, defaultdict
from datetime import datetime

import psycopg2

from odoo.exceptions import AccessError, UserError
from odoo.service.model import call_kw, get_public_method

from .trust_county import ROLES, TrustCase
from .trust_records import Records, put, state_field, states
from .trust_table import RIGHTS

MODULE = "odoo.addons.govinfo_module."
#: Who looks; ``_b``: of the other unit, ``x_``: of the other county.
COLUMNS = (*ROLES, "unit_leader_b", "x_officer", "x_reviewer", "x_leader", "x_manager")
#: What a method is called with, by the name of the parameter.
ARGUMENTS = {
    "reason": "理由",
    "answer": "答复",
    "deadline": datetime(2027, 6, 1),
    "level": "city",
    "name": "综合信息",
    "step": "accept",
    "value": "useful",
    "words": "春耕",
    "title": "标题",
    "text": "正文",
}
#: Models of whose records the work secret has some, too.
OF_SECRETS = ("item", "issue", "adoption", "instruction", "followup")
#: The field that is written where another one is everybody's first thought.
WRITTEN = {"govinfo.followup": "feedback", "govinfo.notice.letter": "rectification"}
PLAIN = ("char", "text", "html", "selection", "integer", "float", "boolean", "date", "datetime")
#: What must not grow when a step is taken a second time.
COUNTED = (
    *("govinfo.item.version", "govinfo.adoption", "govinfo.upload", "govinfo.disclosure"),
    *("govinfo.notice", "govinfo.notice.letter", "govinfo.score.entry", "govinfo.adjustment"),
    *("govinfo.training.attendance", "govinfo.adoption.import.line", "mail.activity", "mail.mail"),
)


def public_methods(model):
    """Names of the methods of the addon that a client may call on ``model``."""
    names = set()
    for cls in type(model).__mro__:
        if cls.__module__.startswith(MODULE) and not getattr(cls, "pool", None):
            names |= {name for name, value in vars(cls).items() if inspect.isfunction(value)}
    return sorted(name for name in names if is_ours(model, name))


def is_ours(model, name):
    """Whether a client may call ``name``, and it is none of the platform's methods extended."""
    try:
        get_public_method(model, name)
    except AccessError:
        return False
    classes = [cls for cls in type(model).__mro__ if name in vars(cls)]
    return all(cls.__module__.startswith(MODULE) for cls in classes)


class Walk(TrustCase):
    """``seen``: ``{(model, whose, state, what): {role: sign}}``; ``faults``: what is wrong with steps."""

    seen = None

    def walked(self):
        """Walk once for all tests of the class."""
        if Walk.seen is None:
            Walk.seen, Walk.faults, Walk.taken = defaultdict(dict), [], Counter()
            self.tried = set()
            for name in self.models():
                self.walk(self.env[name])
        return Walk.seen

    def models(self):
        return sorted(
            name
            for name, model in self.env.registry.items()
            if name.startswith("govinfo.")
            and (not model._abstract or public_methods(self.env[name]))
            and not name.endswith(".mixin")
        )

    def walk(self, model):
        methods = public_methods(model)
        general = [n for n in methods if getattr(getattr(type(model), n), "_api_model", False)]
        self.own = [name for name in methods if name not in general]
        for role, env in self.people():
            for what in general:
                self.note(model, "any", "", what, role, self.general(env[model._name], what))
        if model._abstract:
            return
        if model._transient:
            return self.walk_dialog(model)
        if hasattr(model, "_steps"):
            return self.walk_states(model)
        records = self.records.get(model._name) or {}
        if hasattr(Records, model._name[len("govinfo.") :].replace(".", "_")):
            records = {"own": Records(self).make(model._name), **records}
        if not records:
            records = {"any": model.sudo().search([], limit=1)}
            if self.own and not records["any"]:
                raise AssertionError("trust_records.py makes no record of %s" % model._name)
        for whose, record in records.items():
            self.walk_record(record, whose, "")

    def general(self, model, what):
        arguments = {"propose": [2026, "unit", 1, model.env.company]}.get(what)
        return self.sign(model, what, arguments or self.arguments(model, what))

    def people(self):
        """``(role, environment)`` of each column."""
        for role in COLUMNS:
            county = self.other if role.startswith("x_") else self
            user = getattr(county, role.removeprefix("x_"))
            companies = {"allowed_company_ids": county.env.company.ids}
            yield role, self.env(user=user, su=False, context=companies)

    # -- records -----------------------------------------------------------------------------

    def walk_states(self, model):
        """A record of unit A; what is another unit's or county's is asked by people of those."""
        short = model._name[len("govinfo.") :]
        for whose in ["own", *(["secret"] if short in OF_SECRETS else [])]:
            with self.undone():
                made = Records(self)
                record = made.make(model._name, whose)
                self.twin = made.make(model._name, whose) if short == "item" else record
                for state in states(model):
                    with self.undone():
                        for one in record | self.twin:
                            put(one, state, self)
                        self.walk_record(record, whose, state)

    def walk_record(self, record, whose, state):
        for role, env in self.people():
            own = record.with_env(env)
            env.invalidate_all()
            readable = own.has_access("read")
            for right in RIGHTS:
                self.note(record, whose, state, right, role, self.right(own, right))
            for what in self.own:
                outcome = self.outcome if readable else self.refusal
                sign = self.sign(self.meant(own, what), what, self.arguments(own, what), outcome)
                self.note(record, whose, state, what, role, sign)
                if readable and what.startswith("action_") and hasattr(record, "_steps"):
                    self.check_step(own, what[len("action_") :], sign, role)

    def meant(self, record, what):
        """The records a method is called on: a composite is made of two."""
        merged = what in ("action_merge", "action_open_merge")
        return record | self.twin.with_env(record.env) if merged else record

    def note(self, model, whose, state, what, role, sign):
        Walk.seen[model._name, whose, state, what][role] = sign

    def right(self, record, right):
        if not record.has_access(right):
            return "n"
        if not record:  # nobody has made one: what the access lines say
            return "y"
        if right == "write":
            return self.outcome(lambda: record.write(self.same(record)))
        return self.outcome(record.unlink) if right == "unlink" else "y"

    def same(self, record):
        """A value to write: the one there is, of a field that people fill in."""
        guarded = getattr(record, "_guarded", set)()
        names = [
            name
            for name, field in sorted(record._fields.items())
            if field.store
            and field.type in PLAIN
            and not (field.readonly or field.compute)
            and not field.groups
            and name not in guarded
            and name not in record.env["base"]._fields
        ]
        names = [WRITTEN[record._name]] if record._name in WRITTEN else names
        return {name: record.sudo()[name] for name in names[:1]}

    def sign(self, records, what, arguments, outcome=None):
        self.at = "%s.%s" % (records._name, what)
        own = getattr(type(records), what)
        ids = [] if getattr(own, "_api_model", False) else [records.ids]
        context = {"context": dict(records.env.context)}
        outcome = outcome or self.outcome
        return outcome(lambda: call_kw(records, what, [*ids, *arguments], dict(context)))

    def refusal(self, call):
        """``n``: of a record that one may not read, every call is refused before anything is done."""
        self.env.invalidate_all()
        try:
            call()
        except AccessError:
            return "n"
        except UserError:
            return "-"
        return "y"

    def arguments(self, records, what):
        parameters = inspect.signature(getattr(type(records), what)).parameters.values()
        needed = [
            one
            for one in parameters
            if one.default is one.empty and one.kind is one.POSITIONAL_OR_KEYWORD
        ]
        return [ARGUMENTS.get(one.name) for one in needed if one.name != "self"]

    def outcome(self, call):
        """``y``, ``n`` or ``-``; ``!`` when it ended in a traceback. Whatever was done is undone."""
        with self.undone():
            self.env.invalidate_all()  # a client's call finds nothing that somebody else has read
            try:
                call()
                self.env.flush_all()
            except AccessError:
                return "n"
            except (
                UserError,
                psycopg2.IntegrityError,
            ):  # the platform words the database's refusal
                return "-"
            except Exception as error:  # a traceback: the walk goes on, and says so in the end
                Walk.faults.append("%s: %r" % (self.at, error))
                return "!"
            return "y"

    # -- dialogs -----------------------------------------------------------------------------

    def walk_dialog(self, model):
        """Who may open one, and that nobody does anything with another's."""
        dialog = self.dialog_of(self.leader_b, model)  # none of the columns
        for role, env in self.people():
            opened = env[model._name]
            for right in RIGHTS:
                mine = "y" if opened.has_access(right) else "n"
                self.note(model, "mine", "", right, role, mine)
                others = "y" if dialog.with_env(env).has_access(right) else "n"
                self.note(model, "others", "", right, role, others)
            for what in self.own:
                sign = self.sign(dialog.with_env(env), what, self.arguments(opened, what))
                self.note(model, "others", "", what, role, sign)

    # -- steps -------------------------------------------------------------------------------

    def check_step(self, record, action, sign, role):
        """What the table of steps says is exactly what happened."""
        if not record._rows(action):
            return
        row = record.sudo()._row(action)
        state = record.sudo()[state_field(record)] if states(record) != [""] else ""
        where = "%s %s %s by %s" % (record._name, state, action, role)
        judged = self.judged(record, action)
        button = "can_" + action
        if button in record._fields and record.has_access("read"):
            if record[button] != (judged == "y"):
                Walk.faults.append("%s: the button says %s" % (where, record[button]))
        if sign == "y" and judged != "y" or sign != "y" and judged not in ("y", sign):
            Walk.faults.append("%s: judged %s, was %s" % (where, judged, sign))
        if sign == "y":
            if row.from_ and state not in row.from_:
                Walk.faults.append("%s: taken from another state" % where)
            if not record._is_for_me(row):
                Walk.faults.append("%s: taken by another" % where)
            if (record._name, state, action) not in self.tried:
                self.tried.add((record._name, state, action))
                Walk.taken[record._name, action] += 1
                self.check_reason(record, action, row, where)
                self.check_twice(record, action, row, where)

    def judged(self, record, action):
        try:
            record._check_seen()
        except AccessError:
            return "n"
        refusal = record._step_refusal(action)
        return "y" if not refusal else "n" if isinstance(refusal, AccessError) else "-"

    def check_reason(self, record, action, row, where):
        what = "action_" + action
        arguments = self.arguments(record, what)
        if not row.reason:
            return
        blank = [" " if one in ("理由", "答复") else one for one in arguments]
        if self.sign(record, what, blank) != "-":
            Walk.faults.append("%s: taken without a reason" % where)

    def check_twice(self, record, action, row, where):
        """A second call is refused, or changes nothing more."""
        what = "action_" + action
        records, arguments = self.meant(record, what), self.arguments(record, what)
        with self.undone():
            getattr(records, what)(*arguments)
            before = self.counts(record)
            again = self.sign(records, what, arguments)
            if again != "y":
                return
            getattr(records, what)(*arguments)
            after = self.counts(record)
        if before != after:
            grown = {
                name: (before[name], after[name]) for name in before if before[name] != after[name]
            }
            Walk.faults.append("%s: doubled when taken twice: %s" % (where, grown))

    def counts(self, record):
        self.env.flush_all()
        found = {}
        for name in COUNTED:
            self.env.cr.execute('SELECT count(*) FROM "%s"' % self.env[name]._table)
            found[name] = self.env.cr.fetchone()[0]
        return found

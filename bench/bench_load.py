"""The last hour before a deadline: 200 sessions over HTTP on two workers, beside two other models.

Every session is an officer of a unit who opens the list, begins a piece, saves it, reads it again,
corrects it and sends it for sign-off. The same sessions do the same in the same run, in turn, on models of
the same columns made by the platform's own means:

* *plain*: nothing on top; sending writes the state;
* *followed*: with log and activities, the state tracked; sending writes the state and asks the unit's
  leader by an activity, as a server action does.

Neither has record rules, manuscripts, likeness, search, or a commission. Prints

* items ÷ either: median and 95th percentile of the time of an answer, over all requests and for each
  kind of request (bar for all: 1.3 times the plain one);
* submissions lost and doubled (bar: 0 and 0), errors of both.

Once measured with other work beside it, 40 sessions in 30 s: all 2.2 times the plain model at the median and 5.2
at p95, 2.0 and 1.3 times the followed one; sending 12 times the plain one and 1.15 times the followed one. No
errors, nothing lost or doubled. Mails leave by the queue, whose job does not run here; the followed model's are
sent after the request. On a machine that is busy already, 200 sessions measure its queue and nothing else.

``make bench ARGS="load 200 60"``: so many sessions, the hour run in so many seconds.
"""

import concurrent.futures
import os
import random
import statistics
import sys
import time
from collections import Counter, defaultdict
from datetime import timedelta

from common import environment
from load_session import Session, server

from odoo import Command, fields

from demo.some_texts import some_items

SESSIONS, SECONDS, UNITS, WORKERS = 200, 60, 50, 2
PLAIN, FOLLOWED = "x_govinfo_load", "x_govinfo_followed"
#: Of the list and the form; the plain model has them with an x_ before.
COLUMNS = {
    "name": "char",
    "number": "char",
    "body": "html",
    "unit_id": "many2one",
    "category_id": "many2one",
    "author_id": "many2one",
    "urgency": "char",
    "state": "char",
    "submitted_at": "datetime",
}
TARGETS = {
    "unit_id": "govinfo.unit",
    "category_id": "govinfo.category",
    "author_id": "res.users",
}
#: What the followed model does when a piece is sent.
SEND = """
record.write({"x_state": "signing"})
record.activity_schedule("mail.mail_activity_data_todo", user_id=record.x_unit_id.leader_id.id)
"""


class County:
    """Fifty units with four officers each, an open commission that all of them answer."""

    def __init__(self, env, sessions):
        self.env = env
        company = env.company
        category = env["govinfo.unit.category"].create({"name": "乡镇", "code": "XZ"})
        self.category = env.ref("govinfo_module.category_dynamic")
        users = env["res.users"].with_context(no_reset_password=True)
        officer = env.ref("govinfo_module.group_officer") | env.ref("base.group_user")
        people = users.create(
            [
                {
                    "name": "信息员%d" % number,
                    "login": "load%d" % number,
                    "password": "load%d-password" % number,
                    "group_ids": [Command.set(officer.ids)],
                }
                for number in range(sessions + UNITS)
            ]
        )
        leaders, self.officers = people[:UNITS], people[UNITS:]
        self.units = env["govinfo.unit"].create(
            [
                {
                    "name": "单位%d" % number,
                    "code": "L%d" % number,
                    "category_id": category.id,
                    "leader_id": leaders[number].id,
                    "officer_ids": [Command.set(self.officers[number::UNITS].ids)],
                }
                for number in range(UNITS)
            ]
        )
        commission = env["govinfo.commission"].create(
            {
                "name": "春耕备耕情况约稿",
                "deadline": fields.Datetime.now() + timedelta(hours=1),
                "line_ids": [Command.create({"unit_id": unit.id}) for unit in self.units],
            }
        )
        commission.action_issue()
        self.lines = {line.unit_id: line.id for line in commission.line_ids}
        self.make(PLAIN)
        followed = self.make(FOLLOWED, is_mail_thread=True, is_mail_activity=True)
        followed.field_id.filtered(lambda field: field.name == "x_state").tracking = 1
        self.sending = env["ir.actions.server"].create(
            {"name": "Send", "model_id": followed.id, "state": "code", "code": SEND}
        )
        self.company = company

    def make(self, name, **more):
        """A model called ``name`` of the same columns, open to everybody."""
        kinds = {name: {"relation": target} for name, target in TARGETS.items()}
        columns = [
            Command.create(
                dict(name="x_" + name, field_description=name, ttype=kind, **kinds.get(name, {}))
            )
            for name, kind in COLUMNS.items()
        ]
        model = self.env["ir.model"].create(
            {"name": name, "model": name, "field_id": columns, **more}
        )
        self.env["ir.model.access"].create(
            {
                "name": name,
                "model_id": model.id,
                "group_id": self.env.ref("base.group_user").id,
                **{"perm_" + right: True for right in ("read", "write", "create", "unlink")},
            }
        )
        return model

    def sessions(self):
        """What each session knows: ``(login, values of its piece)``."""
        texts = some_items(len(self.officers))
        for number, (officer, (_unit, _title, body, _day)) in enumerate(zip(self.officers, texts)):
            unit = self.units[number % UNITS]
            yield (
                officer.login,
                {
                    "name": "春耕备耕情况%d" % number,
                    "body": body,
                    "unit_id": unit.id,
                    "category_id": self.category.id,
                    "commission_line_id": self.lines[unit],
                },
            )


class Officer(Session):
    """Writes a piece and sends it, on whichever of the models."""

    def send(self, model, ids, action):
        """Send the piece, in the way of its model; ``action`` is the followed one's."""
        if model == PLAIN:
            self.call("send", model, "write", ids, {"x_state": "signing"})
        elif model == FOLLOWED:
            context = {"active_model": model, "active_id": ids[0], "active_ids": ids}
            self.ask("send", "/web/action/run", {"action_id": action, "context": context})
        else:
            self.call("send", model, "action_request_signoff", ids)

    def report(self, model, vals, prefix, pauses, action):
        """Write one piece and send it, with ``pauses`` between the requests."""
        f = {prefix + name: {} for name in COLUMNS}
        short = {name: {} for name in f if "body" not in name}
        mine = [(prefix + "unit_id", "=", vals["unit_id"])]
        vals = {
            prefix + name: value for name, value in vals.items() if name in COLUMNS or not prefix
        }
        pauses = iter(pauses)
        time.sleep(next(pauses))
        self.call("list", model, "web_search_read", mine, short, limit=80)
        time.sleep(next(pauses))
        self.call("new", model, "onchange", [], {}, [], f)
        time.sleep(next(pauses))
        saved = self.call("save", model, "web_save", [], vals, f)
        if not saved:
            return
        ids = [saved[0]["id"]]
        time.sleep(next(pauses))
        self.call("read", model, "web_read", ids, f)
        time.sleep(next(pauses))
        corrected = {prefix + "body": vals[prefix + "body"] + "<p>又及。</p>"}
        self.call("correct", model, "web_save", ids, corrected, f)
        time.sleep(next(pauses))
        self.send(model, ids, action)
        time.sleep(next(pauses))
        self.call("list", model, "web_search_read", mine, short, limit=80)


def run(sessions, seconds, model, action):
    """All sessions at once, each at its own times within ``seconds``; gives times by kind and faults."""
    chance = random.Random(7)

    def one(session, vals):
        session.times.clear(), session.faults.clear()
        begin = chance.uniform(0, seconds * 0.7)
        pauses = [begin, *(chance.uniform(0, seconds * 0.09) for _request in range(6))]
        session.report(model, vals, "x_" if model.startswith("x_") else "", pauses, action)

    with concurrent.futures.ThreadPoolExecutor(len(sessions)) as pool:
        for done in [pool.submit(one, *session) for session in sessions]:
            done.result()
    times, faults = defaultdict(list), Counter()
    for session, _vals in sessions:
        faults.update(session.faults)
        for kind, spent in session.times.items():
            times[kind] += spent
    return times, faults


def p95(values):
    return statistics.quantiles(values, n=20)[-1]


def show(name, ours, others):
    """One line: ours in milliseconds, and how many times each of ``others`` that is."""
    line = "  %-8s median %5.0f ms p95 %5.0f ms" % (
        name,
        1000 * statistics.median(ours),
        1000 * p95(ours),
    )
    for what, theirs in others.items():
        line += "   ÷ %s: median %5.2f p95 %5.2f" % (
            what,
            statistics.median(ours) / statistics.median(theirs),
            p95(ours) / p95(theirs),
        )
    print(line)


def main(count, seconds):
    with environment() as env:
        county = County(env, count)
        todo, action = list(county.sessions()), county.sending.id
        env.cr.commit()
    with server(WORKERS) as port, concurrent.futures.ThreadPoolExecutor(8) as pool:
        database = os.environ["BENCH_DB"]
        people = list(pool.map(lambda one: (Officer(database, port, one[0]), one[1]), todo))
        for model in (PLAIN, FOLLOWED, "govinfo.item"):  # both workers know all
            run(people[:8], 2, model, action)
        with environment() as env:
            env["govinfo.item"].search([]).exists()
            before = env["govinfo.item"].search_count([])
        plain, plain_faults = run(people, seconds, PLAIN, action)
        followed, followed_faults = run(people, seconds, FOLLOWED, action)
        ours, faults = run(people, seconds, "govinfo.item", action)
    print(
        "%d sessions, %d requests in %d s on %d workers"
        % (count, sum(map(len, ours.values())), seconds, WORKERS)
    )
    others = {"plain": plain, "followed": followed}
    show("all", sum(ours.values(), []), {k: sum(v.values(), []) for k, v in others.items()})
    for kind in ours:
        show(kind, ours[kind], {what: times[kind] for what, times in others.items()})
    print(
        "  errors   %d, of the plain model %d, of the followed one %d"
        % (faults.total(), plain_faults.total(), followed_faults.total())
    )
    for fault, times in (faults + plain_faults + followed_faults).most_common(5):
        print("           %d × %s" % (times, fault))
    with environment() as env:
        items = env["govinfo.item"].search([])[: -before or None]
        sent = items.filtered(lambda item: item.state == "signing")
        names = Counter(sent.sorted("id").mapped("name"))
        wanted = {vals["name"] for _login, vals in todo}
        lost = len(wanted - names.keys())
        doubled = sum(times > (2 if int(name[6:]) < 8 else 1) for name, times in names.items())
        versions = Counter(
            sent.version_ids.filtered(lambda v: v.stage == "signing").mapped("item_id")
        )
        doubled += sum(times > 1 for times in versions.values())
        print("  lost %d, doubled %d" % (lost, doubled))


if __name__ == "__main__":
    numbers = [int(one) for one in sys.argv[1:]]
    main(*(numbers or [SESSIONS, SECONDS]))

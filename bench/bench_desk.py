"""The first screen of each role against a plain list of 80 items, in the sample county.

Printed for each role: milliseconds of the desk's one call and of the list's (median of all rounds, taken in
turns, each with an empty cache and its answer as JSON), and their ratio. The list is what an editor's list of
all items asks for: 80 rows, newest first, with the columns it shows and the count.

Asked for: a desk takes at most 1.5 times as long as the list.

``python bench/bench_desk.py [rounds]`` with another number of rounds. A database that holds a sample county
already is measured as it is; in any other one is made first, which takes minutes.
"""

import json
import statistics
import sys
import time

from common import environment

ROUNDS, ROWS, BAR = 15, 80, 1.5
ROLES = ("xinxi", "fenguan", "bianji", "lingdao", "guanli")
EDITOR = "bianji"


def main(rounds):
    with environment() as env:
        if not env["res.users"].search_count([("login", "=", EDITOR)]):
            make_county(env)
        people = {login: as_person(env, login) for login in ROLES}
        columns = listed(people[EDITOR])
        times = {name: [] for name in ("list", *ROLES)}
        for _round in range(rounds + 1):
            times["list"].append(taken(people[EDITOR], lambda own: plain_list(own, columns)))
            for login, own in people.items():
                times[login].append(taken(own, lambda own: own["govinfo.desk"].look()))
        show({name: 1000 * statistics.median(found[1:]) for name, found in times.items()})


def make_county(env):
    """The sample county; its code is found once Odoo knows the addons."""
    from demo.sample import make

    make(env, tell=lambda what, share: None)
    env.cr.commit()


def as_person(env, login):
    """The environment of a person's request, in their language."""
    user = env["res.users"].search([("login", "=", login)])
    return env(user=user.id, context={"lang": user.lang, "tz": user.tz})


def listed(env):
    """The columns the list of all items shows, as the client asks for them."""
    view = env["govinfo.item"].get_view(view_type="list")
    shown = view["models"]["govinfo.item"]
    fields = env["govinfo.item"].fields_get(shown, ["type"])
    linked = ("many2one", "many2many", "one2many")
    return {
        name: {"fields": {"display_name": {}}} if fields[name]["type"] in linked else {}
        for name in shown
        if name in fields
    }


def plain_list(env, columns):
    return env["govinfo.item"].web_search_read([], columns, limit=ROWS, count_limit=10001)


def taken(env, call):
    """Seconds of a call in an empty cache."""
    env.flush_all()
    env.invalidate_all()
    begun = time.perf_counter()
    json.dumps(call(env), default=str)
    return time.perf_counter() - begun


def show(medians):
    plain = medians.pop("list")
    print("list of %d items: %.0f ms" % (ROWS, plain))
    for login, found in medians.items():
        verdict = "" if found <= BAR * plain else "  above %.1f" % BAR
        print("desk of %-8s %4.0f ms  ratio %.2f%s" % (login, found, found / plain, verdict))


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else ROUNDS)

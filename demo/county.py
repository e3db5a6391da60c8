"""The sample county itself: settings, people, units, publications, word list, holidays."""

from concurrent.futures import ThreadPoolExecutor

from odoo.fields import Command

from odoo.addons.govinfo_module.helpers.foundation.doing import QUIETLY

from .holidays import holidays, span
from .plan import WORDS
from .units import make_units

QUIET = {
    "no_reset_password": True,
    "tracking_disable": QUIETLY,
    "mail_create_nolog": QUIETLY,
    "mail_create_nosubscribe": True,
}
# Logins of the sample people who may be tried out; the password is the login.
LOGINS = (
    ("guanli", "管理员", "group_manager"),
    ("bianji", "编辑甲", "group_reviewer"),
    ("bianji2", "编辑乙", "group_reviewer"),
    ("lingdao", "县府办领导", "group_leader"),
    ("xinxi", "城关镇信息员", "group_officer"),
    ("fenguan", "城关镇分管领导", "group_officer"),
)
PUBLICATIONS = (
    ("PK", "某县政务信息（普刊）", "county", "bulletin", True),
    ("ZB", "专报信息", "county", "special", True),
    ("CY", "参阅", "county", "reference", True),
    ("SZW", "某市政务信息", "city", "bulletin", False),
    ("SZB", "某市专报信息", "city", "special", False),
    ("PZW", "某省政务信息", "province", "bulletin", False),
    ("PZB", "某省专报信息", "province", "special", False),
)
CATEGORIES = (("乡镇街道", "XZ", 10), ("县直部门", "BM", 20))
# one head has no address yet: the letter is printed, as in life
WITHOUT_ADDRESS = "BM45"


class County:
    """Makes the master data and keeps what the story needs: users, units, publications.

    ``units``: the record of each of ``plan_units`` (``demo.units``).
    """

    def __init__(self, env, plan_units=None):
        self.env = env(context=dict(env.context, **QUIET))
        self.company = env.company
        self.plan_units = plan_units or make_units()
        self.users, self.units, self.publications, self.categories = {}, {}, {}, {}

    def make(self, years):
        """Make everything, with the holidays of ``years``; returns itself."""
        self._settings()
        # hashing a password takes half a second, meanwhile the rest is made
        context = self.env["res.users"]._crypt_context()
        with ThreadPoolExecutor(1) as pool:
            passwords = {login: pool.submit(context.hash, login) for login, *_rest in LOGINS}
            self._people()
            self._units()
            self._publications()
            self._wordlist()
            self._holidays(years)
            categories = self.env["govinfo.category"].search([])
            self.categories = {category.code: category for category in categories}
            self.env.flush_all()
        for login, password in passwords.items():
            self.users[login]._set_encrypted_password(self.users[login].id, password.result())
        return self

    def as_user(self, login, model, **context):
        """``model`` as the user ``login`` sees it."""
        return self.env[model].with_user(self.users[login]).with_context(**context)

    def utc(self, moment):
        """The county's local ``moment`` as naive UTC."""
        return self.company.govinfo_utc(moment.date(), moment.time())

    def _settings(self):
        self.env["res.lang"]._activate_lang("zh_CN")
        self.env = self.env(context=dict(self.env.context, lang="zh_CN"))
        self.company = self.company.with_env(self.env)
        self.company.write(
            {
                "name": "某县",
                "govinfo_organ": "某县人民政府办公室",
                "govinfo_contact": "编辑甲",
                "govinfo_phone": "0000-1234567",
                "govinfo_notice_kind": "ranking",  # as the speech wants it
                "govinfo_public": True,
            }
        )
        self.company.partner_id.write({"lang": "zh_CN", "tz": "Asia/Shanghai"})
        self.env.ref("base.partner_root").name = "系统"
        self.env.ref("base.user_admin").name = "系统管理员"
        self.company.resource_calendar_id.name = "标准工作时间"
        self.env.ref("mail.channel_all_employees").name = "全体人员"
        for user in self.env.ref("base.user_admin") | self.env.ref("base.user_root"):
            user.write({"lang": "zh_CN", "tz": "Asia/Shanghai"})

    # -- people ------------------------------------------------------------------------------

    def _people(self):
        """The people of LOGINS, and an officer and a leader in charge for each unit but the first.

        Nobody signs in as the latter: they have no password.
        """
        people = list(LOGINS)
        for unit in self.plan_units[1:]:
            login = unit.code.lower()
            people.append((login + "x", unit.name + "信息员", "group_officer"))
            people.append((login + "l", unit.name + "分管领导", "group_officer"))
        self.make_users(people)

    def make_users(self, people):
        """Make users of ``people`` (login, name, group)."""
        users = self.env["res.users"].create(
            [
                {
                    "login": login,
                    "name": name,
                    "email": "%s@example.com" % login,
                    "lang": "zh_CN",
                    "tz": "Asia/Shanghai",
                    # in the web client: nobody's mailbox is filled by a sample
                    "notification_type": "inbox",
                    "group_ids": [
                        Command.set(
                            [
                                self.env.ref("base.group_user").id,
                                self.env.ref("govinfo_module." + group).id,
                                # in the sample one person keeps county and system
                                *(self.env.ref("base.group_system").ids * (login == "guanli")),
                            ]
                        )
                    ],
                }
                for login, name, group in people
            ]
        )
        self.users.update((user.login, user) for user in users)
        return users

    def _units(self):
        categories = self.env["govinfo.unit.category"].create(
            [{"name": name, "code": code, "sequence": place} for name, code, place in CATEGORIES]
        )
        by_code = {category.code: category for category in categories}
        heads = self.env["res.partner"].create([self._head(unit) for unit in self.plan_units])
        units = self.env["govinfo.unit"].create(
            [
                {
                    "name": unit.name,
                    "full_name": unit.full_name,
                    "code": unit.code,
                    "sequence": 10 * place,
                    "category_id": by_code[unit.code[:2]].id,
                    "head_id": head.id,
                    "leader_id": self._of(unit, "l").id,
                    "officer_ids": [Command.set(self._of(unit, "x").ids)],
                }
                for place, (unit, head) in enumerate(zip(self.plan_units, heads), 1)
            ]
        )
        self.units = dict(zip(self.plan_units, units))

    def _head(self, unit):
        address = "%s@example.com" % unit.code.lower()
        return {
            "name": "%s主要领导" % unit.name,
            "email": False if unit.code == WITHOUT_ADDRESS else address,
            "lang": "zh_CN",
        }

    def _of(self, unit, letter):
        """The officer (x) or the leader in charge (l) of ``unit``."""
        own = {"x": "xinxi", "l": "fenguan"}[letter]
        return self.users[own if unit is self.plan_units[0] else unit.code.lower() + letter]

    # -- what the office works with -----------------------------------------------------------

    def _publications(self):
        records = self.env["govinfo.publication"].create(
            [
                {
                    "code": code,
                    "name": name,
                    "level": level,
                    "kind": kind,
                    "is_own": own,
                    "sequence": 10 * number,
                    "report_to": "市政府办公室，县委、县政府领导。" if own else False,
                    "send_to": "县委办公室，县人大常委会办公室，县政协办公室。" if own else False,
                    "copy_to": "各乡镇、街道，县直各单位。" if own else False,
                }
                for number, (code, name, level, kind, own) in enumerate(PUBLICATIONS, 1)
            ]
        )
        self.publications = {record.code: record for record in records}

    def _wordlist(self):
        self.env["govinfo.wordlist.term"].create(
            [
                {"name": name, "suggestion": instead or False}
                for name, instead in WORDS["wordlist"].items()
            ]
        )

    def _holidays(self, years):
        """Holidays, and weekends worked instead."""
        days = []
        for year in years:
            for name, first, last, worked in holidays(year):
                days += [{"date": day, "name": name} for day in span(first, last)]
                days += [
                    {"date": day, "works": True, "name": "%s调休上班" % name} for day in worked
                ]
        self.env["govinfo.working.day"].create(days)

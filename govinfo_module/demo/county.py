"""The sample county itself: settings, people, units, publications, the assessment measure."""

from .words import BUREAUS, TOWNSHIPS

QUIET = {"no_reset_password": True, "tracking_disable": True, "mail_create_nolog": True}
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


class County:
    """Makes the master data and keeps what the year's story needs: users, units, publications."""

    def __init__(self, env):
        self.env = env(context=dict(env.context, **QUIET))
        self.company = env.company
        self.users = {}
        self.publications = {}

    def make(self):
        """Make everything; returns itself."""
        self._settings()
        self._people()
        self._units()
        self._publications()
        return self

    def _settings(self):
        self.env["res.lang"]._activate_lang("zh_CN")
        # the first application opens when people sign in
        self.env.ref("govinfo_module.menu_govinfo_root").sequence = 0
        self.env = self.env(context=dict(self.env.context, lang="zh_CN"))
        self.company.write(
            {"name": "某县", "govinfo_organ": "某县人民政府办公室", "govinfo_public": True}
        )
        self.company.partner_id.write({"lang": "zh_CN", "tz": "Asia/Shanghai"})
        for user in self.env.ref("base.user_admin") | self.env.ref("base.user_root"):
            user.write({"lang": "zh_CN", "tz": "Asia/Shanghai"})

    def _user(self, login, name, group, password=None):
        vals = {
            "login": login,
            "name": name,
            "email": "%s@example.com" % login,
            "lang": "zh_CN",
            "tz": "Asia/Shanghai",
            # in the web client: nobody's mailbox is filled by a sample
            "notification_type": "inbox",
            "groups_id": [(6, 0, [self.env.ref("base.group_user").id, self._group(group).id])],
        }
        if password:
            vals["password"] = password
        self.users[login] = self.env["res.users"].create(vals)
        return self.users[login]

    def _group(self, name):
        return self.env.ref("govinfo_module.%s" % name)

    def _people(self):
        for login, name, group in LOGINS:
            self._user(login, name, group, password=login)

    def _units(self):
        categories = self.env["govinfo.unit.category"]
        groups = (
            (categories.create({"name": "乡镇街道", "code": "XZ", "sequence": 10}), TOWNSHIPS),
            (categories.create({"name": "县直部门", "code": "BM", "sequence": 20}), BUREAUS),
        )
        self.units = self.env["govinfo.unit"]
        for category, names in groups:
            for number, name in enumerate(names, 1):
                self.units |= self._unit(category, "%s%02d" % (category.code, number), name)

    def _unit(self, category, code, name):
        first = code == "XZ01"
        officer = self.users["xinxi"] if first else self._officer(code, name, "信息员", "x")
        leader = self.users["fenguan"] if first else self._officer(code, name, "分管领导", "l")
        head = self.env["res.partner"].create(
            {
                "name": "%s主要领导" % name,
                # one head has no address yet: the letter is printed, as in life
                "email": False if code == "BM45" else "%s@example.com" % code.lower(),
                "lang": "zh_CN",
            }
        )
        return self.env["govinfo.unit"].create(
            {
                "name": name,
                "code": code,
                "category_id": category.id,
                "head_id": head.id,
                "leader_id": leader.id,
                "officer_ids": [(6, 0, officer.ids)],
            }
        )

    def _officer(self, code, unit, role, letter):
        return self._user("%s%s" % (code.lower(), letter), "%s%s" % (unit, role), "group_officer")

    def _publications(self):
        for number, (code, name, level, kind, own) in enumerate(PUBLICATIONS, 1):
            self.publications[code] = self.env["govinfo.publication"].create(
                {
                    "code": code,
                    "name": name,
                    "level": level,
                    "kind": kind,
                    "is_own": own,
                    "sequence": 10 * number,
                    "report_to": "市政府办公室，县委、县政府领导。" if own else False,
                    "send_to": "县委办、县人大办、县政协办。" if own else False,
                    "copy_to": "各乡镇、街道，县直各单位。" if own else False,
                }
            )

"""The sample county's assessment measure (考核办法), quality first."""

EVENT = {"kind": "event"}
ADOPTION = dict(EVENT, basis="adoption", stack_key="采用", stack_by="item", stack_mode="highest")
GROUPS = (
    ("BS", "报送"),
    ("CY", "采用"),
    ("PS", "批示"),
    ("YG", "约稿"),
    ("PX", "培训"),
    ("KF", "扣分"),
)
RULES = (
    (
        "BS",
        dict(
            EVENT,
            name="报送信息一条计1分，每月最多10分",
            basis="submission",
            points=1,
            has_cap=True,
            cap_points=10,
            cap_window="month",
        ),
    ),
    (
        "BS",
        {
            "name": "乡镇街道每月报送2条、县直部门和县府办科室每月报送1条，少一条扣1分",
            "kind": "quota",
            "basis": "submission",
            "quota_window": "month",
            "quota": 1,
            "short_points": -1,
            "quota_line_ids": {"XZ": 2},
        },
    ),
    (
        "BS",
        {
            "name": "信息员每人每季度报送3条",
            "kind": "quota",
            "basis": "submission",
            "quota_window": "quarter",
            "quota_per": "author",
            "to_unit": False,
            "quota": 3,
            "met_points": 2,
            "short_points": -1,
        },
    ),
    ("CY", dict(ADOPTION, name="县级刊物采用一条计5分", level="county", points=5)),
    ("CY", dict(ADOPTION, name="市级刊物采用一条计20分", level="city", points=20)),
    ("CY", dict(ADOPTION, name="省级刊物采用一条计50分", level="province", points=50)),
    ("CY", dict(ADOPTION, name="国家级刊物采用一条计80分", level="national", points=80)),
    (
        "PS",
        dict(EVENT, name="县领导批示一次计10分", basis="instruction", level="county", points=10),
    ),
    ("PS", dict(EVENT, name="市领导批示一次计20分", basis="instruction", level="city", points=20)),
    (
        "PS",
        dict(EVENT, name="省领导批示一次计40分", basis="instruction", level="province", points=40),
    ),
    ("YG", dict(EVENT, name="按时完成约稿一件计2分", basis="commission", outcome="done", points=2)),
    (
        "YG",
        dict(EVENT, name="未完成约稿一件扣10分", basis="commission", outcome="missed", points=-10),
    ),
    ("PX", dict(EVENT, name="参加培训一人次计1分", basis="training", points=1)),
    *(
        ("KF", dict(EVENT, name=name, basis="incident", incident_kind=kind, points=points))
        for name, kind, points in (
            ("迟报一次扣5分", "late", -5),
            ("漏报一次扣10分", "omitted", -10),
            ("瞒报一次扣20分", "concealed", -20),
            ("虚报一次扣20分", "false", -20),
            ("数据或事实差错一次扣3分", "error", -3),
            ("格式差错一次扣1分", "format", -1),
            ("抄袭一次扣10分", "plagiarism", -10),
            ("被上级点名批评一次扣10分", "criticism", -10),
            ("违反保密规定一次扣20分", "breach", -20),
            ("其他差错一次扣1分", "other", -1),
        )
    ),
)


def make_measure(env, company, first):
    """The active rule set of ``company`` from ``first`` on."""
    ruleset = env["govinfo.ruleset"].create(
        {
            "name": "某县政务信息工作考核办法",
            "company_id": company.id,
            "date_from": first,
            "has_floor": True,
            "floor": 0,
            "base_window": "quarter",
        }
    )
    groups = {
        code: env["govinfo.rule.group"].create(
            {"ruleset_id": ruleset.id, "code": code, "name": name, "sequence": 10 * place}
        )
        for place, (code, name) in enumerate(GROUPS, 1)
    }
    categories = {
        category.code: category.id for category in env["govinfo.unit.category"].search([])
    }
    for place, (code, rule) in enumerate(RULES, 1):
        vals = dict(rule, ruleset_id=ruleset.id, group_id=groups[code].id, sequence=10 * place)
        vals["quota_line_ids"] = [
            (0, 0, {"unit_category_id": categories[group], "quota": quota})
            for group, quota in rule.get("quota_line_ids", {}).items()
        ]
        env["govinfo.rule"].create(vals)
    ruleset.action_activate()
    return ruleset

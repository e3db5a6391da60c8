"""The tables that offices keep: their columns and the names these go by."""

from datetime import time

from .table import Column

LEVELS = {
    "county": ("县级", "县", "区县级", "本级", "县政府", "县府办", "县政府办公室"),
    "city": ("市级", "市", "地市级", "市政府", "市府办", "市政府办公室", "市委办"),
    "province": ("省级", "省", "省政府", "省府办", "省政府办公厅", "省委办公厅"),
    "national": ("国家级", "国家", "中央", "国务院", "国办", "国务院办公厅", "中办"),
}
MODES = {
    "full": ("全文采用", "全文", "单篇采用", "单篇", "单条", "专期", "整篇"),
    "brief": ("简讯采用", "简讯", "简要采用", "短讯", "要目", "简报"),
    "composite": ("综合采用", "综合", "合编", "综合类"),
    "excerpt": ("摘编采用", "摘编", "摘录", "节选", "摘要"),
    "title": ("标题采用", "标题", "题录", "条目"),
}
OUTCOMES = {
    "done": ("按时完成", "完成", "已完成", "按时", "按时报送"),
    "late": ("逾期完成", "逾期", "迟报", "逾期报送"),
    "missed": ("未完成", "未报", "缺报", "漏报", "未报送"),
    "waived": ("免报", "免于报送", "无需报送"),
}
_UNIT = (
    "单位",
    "报送单位",
    "来稿单位",
    "供稿单位",
    "信息来源",
    "来源",
    "单位名称",
    "上报单位",
    "采用单位",
)
_DATE = (
    "采用日期",
    "日期",
    "采用时间",
    "录用日期",
    "录用时间",
    "刊发日期",
    "刊发时间",
    "时间",
    "刊登日期",
)

#: A superior's list of what it adopted.
ADOPTIONS = (
    Column(
        "title",
        (
            "标题",
            "信息标题",
            "题目",
            "信息题目",
            "采用信息标题",
            "信息名称",
            "稿件标题",
            "采用标题",
            "录用标题",
            "内容",
            "信息内容",
            "采用信息",
            "录用信息",
            "篇名",
            "名称",
        ),
        required=True,
    ),
    Column("unit", _UNIT),
    Column(
        "publication", ("刊物", "采用刊物", "录用刊物", "刊物名称", "采用载体", "载体", "刊载刊物")
    ),
    Column("level", ("级别", "采用级别", "层级", "采用层级", "录用级别"), "choice", choices=LEVELS),
    Column("date", _DATE, "date"),
    Column(
        "mode", ("采用方式", "方式", "采用形式", "录用方式", "采用类型"), "choice", choices=MODES
    ),
    Column("issue", ("期号", "期数", "刊期", "期次"), "code"),
    Column("score", ("得分", "分值", "计分", "分数", "采用得分"), "number"),
    Column("number", ("编号", "信息编号", "稿件编号"), "code"),
)
UNITS = (
    Column("name", ("单位", "单位名称", "名称"), required=True),
    Column("full_name", ("全称", "单位全称", "公文抬头", "主送名称")),
    Column("code", ("代码", "单位代码", "编码", "单位编码"), "code", required=True),
    Column("category", ("考核分组", "类别", "单位类别", "分组", "考核类别", "单位类型")),
    Column("head", ("主要领导", "主要负责人", "单位主要领导")),
    Column("head_email", ("主要领导邮箱", "邮箱", "电子邮箱", "电子邮件"), "code"),
    Column("leader", ("分管领导", "签发领导", "单位分管领导")),
    Column("leader_login", ("分管领导账号", "分管领导用户名", "签发领导账号"), "code"),
    Column("officer", ("信息员", "信息员姓名", "报送信息员")),
    Column("officer_login", ("信息员账号", "信息员用户名"), "code"),
    Column("ranked", ("参与排名", "是否排名", "是否参与考核", "参加考核"), "flag"),
    Column("target", ("任务数", "年度任务", "目标任务", "报送任务"), "integer"),
)
COMMISSIONS = (
    Column("name", ("约稿题目", "题目", "标题", "约稿名称", "约稿主题", "主题"), required=True),
    Column(
        "units", ("承办单位", "约稿单位", "责任单位", "单位", "报送单位"), "names", required=True
    ),
    Column(
        "deadline",
        ("截止时间", "报送时限", "时限", "完成时限", "截止日期", "报送时间", "完成时间"),
        "datetime",
        required=True,
        default_time=time(18),
    ),
    Column("requirement", ("约稿要求", "要求", "报送要求", "约稿内容", "内容要求"), "text"),
    Column("origin", ("约稿来源", "来源", "约稿级别", "级别"), "choice", choices=LEVELS),
    Column("date_issued", ("约稿日期", "下发日期", "下达日期", "发文日期", "日期"), "date"),
    Column(
        "superior_deadline",
        ("上级时限", "上级截止时间", "上级报送时限"),
        "datetime",
        default_time=time(18),
    ),
    Column("outcome", ("完成情况", "办理情况", "办理结果"), "choice", choices=OUTCOMES),
    Column(
        "completed_at",
        ("实际完成时间", "实际报送时间", "报送日期"),
        "datetime",
        default_time=time(12),
    ),
)
#: Holidays, and weekends that are worked instead.
WORKING_DAYS = (
    Column("date", ("日期", "日子", "时间"), "date", required=True),
    Column(
        "works",
        ("安排", "是否上班", "上班", "类型", "类别"),
        "choice",
        required=True,
        choices={
            "yes": ("上班", "调休上班", "补班", "班", "是", "工作日"),
            "no": ("放假", "休息", "休", "否", "节假日", "法定节假日"),
        },
    ),
    Column("name", ("说明", "节日", "名称", "备注")),
)
#: Terms to warn about, and what to write instead.
WORDS = (
    Column(
        "term",
        ("词语", "敏感词", "词条", "用语", "不规范用语", "错误用语", "禁用词"),
        required=True,
    ),
    Column(
        "suggestion", ("建议用语", "替换", "建议", "规范用语", "正确用语", "替换为", "建议替换")
    ),
)

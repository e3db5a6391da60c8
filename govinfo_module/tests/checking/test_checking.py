"""Each rule of the checking of texts: what it reports, how severely, and where it keeps quiet."""

from ...checking import ERROR, HINT, KINDS, WARNING, Lists, check, check_title
from ...checking.check import MOST
from ..pure import PureCase, tagged
from .checking_cases import LISTS


class RuleCase(PureCase):
    def of(self, kind, text, lists=LISTS):
        """The findings of one kind as ``(text, severity, suggestion)``."""
        return [
            (text[one.start : one.end], one.severity, one.suggestion)
            for one in check(text, lists)
            if one.kind == kind
        ]

    def assert_quiet(self, *texts):
        for text in texts:
            with self.subTest(text):
                self.assertEqual(check(text, LISTS), [])


@tagged("post_install", "-at_install")
class TestCheck(RuleCase):
    def test_nothing(self):
        for text in ("", None, " \n\u3000\n", "。", "好。"):
            with self.subTest(text):
                self.assertEqual(check(text, Lists()), [])
                self.assertEqual(check_title(text, Lists()), [])

    def test_in_order_of_place(self):
        text = "截止目前,１２户。\n电话13812345678，2月30日，台帐。"
        found = check(text, LISTS)
        self.assertEqual(
            [one.kind for one in found], ["word", "width", "width", "mobile", "date", "word"]
        )
        for one in found:
            self.assertIn(one.kind, KINDS)
            self.assertTrue(one.message and one.source)

    def test_one_rule_reports_a_bounded_number(self):
        self.assertEqual(len(check("台帐。\n" * (MOST + 5), LISTS)), MOST)


@tagged("post_install", "-at_install")
class TestLength(RuleCase):
    def test_text(self):
        lists = Lists(limit=10)
        self.assertEqual(self.of("length", "一二三四五 六七八九十\n", lists), [])
        self.assertEqual(
            self.of("length", "甲乙丙丁戊 己庚辛壬癸\n子丑\n", lists), [("子丑", WARNING, "")]
        )
        self.assertEqual(Lists().limit, 5000)

    def test_title(self):
        self.assertEqual(check_title("题" * 40, Lists(limit=3)), [])
        (found,) = check_title("甲乙丙丁", Lists(title_limit=3))
        self.assertEqual((found.start, found.end, found.kind), (3, 4, "title"))
        self.assertIn("标题4字", found.message)
        self.assertEqual([one.kind for one in check_title("关于台帐的通知", Lists())], ["word"])


@tagged("post_install", "-at_install")
class TestPersonal(RuleCase):
    def test_identity(self):
        for number, severity, suggestion in [
            ("11010519491231002X", WARNING, "110105********002X"),
            ("11010519491231002x", WARNING, "110105********002X"),
            ("110105 1949 1231 002X", WARNING, "110105********002X"),
            ("110105194912310021", ERROR, ""),
            ("110105194902300021", ERROR, ""),
        ]:
            with self.subTest(number):
                found = self.of("identity", "王某（%s）反映情况。" % number)
                self.assertEqual(found, [(number, severity, suggestion)])

    def test_check_digit_is_named(self):
        (found,) = check("王某（110105194912310021）反映情况。", LISTS)
        self.assertIn("校验位不符", found.message)

    def test_other_long_numbers(self):
        self.assert_quiet(
            "统一社会信用代码911101051949123100，已注销。",
            "对公账号110105194912310021，开户行为县农商行。",
            "流水为123456789012345678901234的记录。",
            "设备序列999999999999999999正常。",
        )

    def test_mobile(self):
        for text, hidden in [
            ("请致电13812345678。", "138****5678"),
            ("请致电138 1234 5678。", "138****5678"),
            ("请致电+86 13812345678。", "138****5678"),
        ]:
            with self.subTest(text):
                self.assertEqual(self.of("mobile", text), [(text[3:-1], WARNING, hidden)])
        self.assertEqual(self.of("mobile", "手机：1381234567。"), [("1381234567", ERROR, "")])

    def test_no_mobile(self):
        self.assert_quiet(
            "电话0571-88001234。",
            "全年用电13812345678千瓦时，资金13812345678元。",
            "编码213812345678901有效。",
            "拨打12345或110。",
        )


@tagged("post_install", "-at_install")
class TestNumbering(RuleCase):
    def test_restart_and_continuation(self):
        self.assert_quiet(
            "一是甲，二是乙。\n一是丙；二是丁；三是戊。",
            "一、总体情况\n（一）甲。\n（二）乙。\n二、问题\n（一）丙。\n（二）丁。\n三、打算",
            "一、情况\n1.甲。\n2.乙。\n二、问题\n3.丙。\n4.丁。",
            "第一产业增长3%，第二、第三产业分别增长5%、6%。",
            "原因之一是资金不足，结果之三是工期延误。",
            "按照第五条第（三）项规定办理，防灾减灾日是5.12日前后。",
            "问题有两类，一是资金不足，另一类是人员不足。",
        )

    def test_one_slip_is_one_finding(self):
        text = "一是甲；二是乙；二是丙；四是丁。"
        self.assertEqual(self.of("numbering", text), [("二是", WARNING, "三是")])

    def test_lone_first(self):
        self.assertEqual(self.of("numbering", "主要问题：一是资金不足。"), [("一是", HINT, "")])

    def test_announced_count(self):
        self.assertEqual(
            self.of("numbering", "做好两项工作：一是甲；二是乙；三是丙。"),
            [("两项工作", WARNING, "")],
        )
        self.assert_quiet("做好两项工作：一是甲；二是乙。", "落实第三项措施：一是甲；二是乙。")


@tagged("post_install", "-at_install")
class TestTotals(RuleCase):
    def test_severity(self):
        for text, severity in [
            ("共报送120条，其中动态80条、经验30条、问题20条。", WARNING),
            ("报送120条，其中动态130条。", ERROR),
            ("共报送120条：动态80条、经验30条。", ERROR),
            ("报送120条，其中动态80条，其余30条。", ERROR),
            ("动态80条、经验30条，合计120条。", ERROR),
        ]:
            with self.subTest(text):
                self.assertEqual(self.of("total", text), [("120条", severity, "")])

    def test_quiet(self):
        self.assert_quiet(
            "共报送120条，其中动态80条、经验30条。",  # 其中 need not be all
            "报送120条，其中紧急信息80条，被市以上采用60条。",  # what they are, what became of them
            "排查120处，其中重大5处，较去年增加130处。",
            "涉及15个乡镇，其中80个村受灾。",
            "报送约120条，其中动态80条、经验50条。",
            "投入1.2亿元，其中中央8200万元、省级4200万元。",  # rounded
            "动态80条、经验30条、问题10条，共计120条。",
            "开展培训5次、讲座8次，共计培训600人。",
            "铁路639公里、其中高铁370公里，公路2600公里。",
        )


@tagged("post_install", "-at_install")
class TestPercents(RuleCase):
    def test_may_exceed(self):
        self.assert_quiet(
            "产值增长128%，完成年度计划的112%，任务完成率105%。",
            "粮食自给率120%，拨备覆盖率215%，小学毛入学率103%。",
            "满意度由95%提高到100%，同比提高135%。",
            "认为资金不足、人员不足的分别占65%、48%。",
        )

    def test_cannot(self):
        self.assertEqual(self.of("percent", "办结率为100.5%。"), [("100.5%", ERROR, "")])
        self.assertEqual(
            self.of("percent", "办结率为百分之一百二十。"), [("百分之一百二十", ERROR, "")]
        )


@tagged("post_install", "-at_install")
class TestDates(RuleCase):
    def test_february(self):
        self.assert_quiet("2024年2月29日和2月29日。", "农历二月三十日。")
        self.assertEqual(self.of("date", "2025年2月29日。"), [("2025年2月29日", ERROR, "")])
        self.assertEqual(self.of("date", "二月三十日。"), [("二月三十日", ERROR, "")])

    def test_weekday(self):
        self.assert_quiet("2026年3月5日（星期四）至3月8日（周日）。", "3月5日（星期五）。")
        text = "2026年3月5日（星期四）至3月8日（周六）。"
        self.assertEqual(self.of("date", text), [("六", ERROR, "日")])

    def test_spans(self):
        self.assert_quiet("11月15日至3月15日。", "2025年11月至2026年3月。", "3月5日提前至3月2日。")
        self.assertEqual(self.of("date", "9月15日至9月5日。"), [("9月5日", ERROR, "")])

    def test_year(self):
        self.assert_quiet(
            "2024—2025年，2024和2025年，2025届毕业生，报送2025条，2000余人，ISO2015标准。",
            "工龄25年，历时15年3个月，江政办发〔2025〕3号，2025全球数字经济大会。",
        )
        self.assertEqual(self.of("year", "25年3月。"), [("25年", WARNING, "2025年")])


@tagged("post_install", "-at_install")
class TestNames(RuleCase):
    def test_units(self):
        text = "县教育局、市教育局、教育局和县教委。"
        self.assertEqual(
            self.of("unit", text),
            [("教育局", WARNING, "县教育局"), ("县教委", WARNING, "县教育局")],
        )

    def test_leaders(self):
        self.assert_quiet(
            "县委副书记、县长王某甲，县长王某甲，王某甲县长，王某甲同志。",
            "县政府办公室副主任赵某丙，吴某戊主任，县人大常委会主任吴某戊。",
        )
        for text, place, suggestion in [
            ("副县长王某甲讲话。", "副县长", "县委副书记、县长"),
            ("王某甲书记讲话。", "书记", "县长"),
            ("县政府办公室主任赵某丙。", "主任", "副主任"),
            ("县财政局局长周某丁。", "局长", ""),
        ]:
            with self.subTest(text):
                self.assertEqual(self.of("leader", text), [(place, ERROR, suggestion)])


@tagged("post_install", "-at_install")
class TestSigns(RuleCase):
    def test_quiet(self):
        self.assert_quiet(
            "上午9:30开会，比例为1:2，1,200元，见www.example.com。",
            "Odoo (ERP), version 19.0; “a, b”.",
            "建设“和美乡村”、和谐社区、等级公路。",
            "1）甲；2）乙；a）丙。",
            "《关于印发〈办法〉的通知》，他说：“这是‘三个聚焦’。”",
            "群众说：“好！”“真好！”",
        )

    def test_nested(self):
        text = "他说：“这是“三个聚焦”做法。”"
        self.assertEqual(self.of("quote", text), [("“三个聚焦”", WARNING, "‘三个聚焦’")])

    def test_straight(self):
        text = '推行"一窗受理"改革。'
        self.assertEqual(self.of("quote", text), [('"', WARNING, "“"), ('"', WARNING, "”")])


@tagged("post_install", "-at_install")
class TestWords(RuleCase):
    def test_repeats(self):
        self.assert_quiet(
            "为了了解情况，达到目的的做法，一件一件抓，实实在在，家家户户，就就业问题座谈。"
        )
        sentence = "各级各部门要进一步压实责任、细化措施"
        self.assertEqual(
            self.of("repeat", "%s。%s。" % (sentence, sentence)), [(sentence, WARNING, "")]
        )

    def test_own_words_come_first(self):
        lists = Lists(
            words=(("台帐", "登记簿"), ("其它", "其它")), phrases=(("如火如荼", "如火如荼"),)
        )
        text = "台帐和其它，如火如荼，布署。"
        self.assertEqual(
            self.of("word", text, lists), [("台帐", WARNING, "登记簿"), ("布署", WARNING, "部署")]
        )
        self.assertEqual(self.of("phrase", text, lists), [])

    def test_words_that_only_meet(self):
        self.assert_quiet(
            "发布署名文章，按排名先后，自己经营，问讯期间，面积及人口，做为民服务的事。"
        )

    def test_own_marks(self):
        found = self.of("secrecy", "内部机要件。", Lists(secrecy_marks=("内部机要",)))
        self.assertEqual(found, [("内部机要", ERROR, "")])

    def test_no_secrecy(self):
        self.assert_quiet(
            "司机密切配合，企业商业机密，手机密码，数据机密性，秘密调查，保守国家秘密。"
        )

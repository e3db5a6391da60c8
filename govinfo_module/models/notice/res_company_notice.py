from datetime import timedelta

from odoo import _, api, fields, models
from odoo.exceptions import ValidationError

from ...exchange.clean_html import plain_text

# what a notice says, see 《整治形式主义为基层减负若干规定》 on rankings by month or quarter
NOTICE_KINDS = [("situation", "Situation only"), ("ranking", "With points and ranks")]
REQUIREMENTS = """
<p>（一）提高思想认识。各单位主要负责同志要重视政务信息工作，分管负责同志要亲自把关，确保信息报送及时、准确、全面。</p>
<p>（二）突出报送重点。紧紧围绕县委、县政府中心工作和领导关注的问题，多报综合类、调研类、问题类信息，努力提高信息质量。</p>
<p>（三）按时完成约稿。对县政府办公室下达的约稿任务，要明确专人负责，按时保质完成。未达到报送要求的单位要认真整改，并于【整改期限】前报送整改情况。</p>
"""
# a notice that names nobody who fell short asks nobody to put it right
REQUIREMENTS_OF_SITUATION = REQUIREMENTS.replace(
    "未达到报送要求的单位要认真整改，并于【整改期限】前报送整改情况。",
    "有困难的要及时与县政府办公室沟通，不得要求基层重复报送。",
)


def same_words(one, other):
    """Whether two pieces of HTML say the same, whatever became of their markup."""
    texts = ["".join(plain_text(html or "").split()) for html in (one, other)]
    return texts[0] == texts[1]


class ResCompany(models.Model):
    """What a county's notices say besides their figures."""

    _inherit = "res.company"

    govinfo_notice_mark = fields.Char(
        "Mark of document numbers",
        default="政办通报",
        help="What stands before the year in the number of a notice: 政办通报〔2026〕1号.",
    )
    govinfo_addressee = fields.Char(
        "Addressee of notices", default="各乡镇人民政府（街道办事处），县直各单位："
    )
    govinfo_copy_to = fields.Char(
        "Copies of notices to", default="县委办公室，县人大常委会办公室，县政协办公室。"
    )
    govinfo_requirements = fields.Html(
        "Next steps in notices",
        default=REQUIREMENTS,
        help="Template; edited on each notice. Filled in are 【通报期间】 (the period), 【整改期限】 (the"
        " date for rectification) and 【未达标单位数】 (how many units fell short), nothing else.",
    )
    govinfo_letter_mark = fields.Char(
        "Mark of letter numbers",
        default="政办告",
        help="What stands before the year in the number of a letter: 政办告〔2026〕1号.",
    )
    govinfo_notice_kind = fields.Selection(
        NOTICE_KINDS,
        "Kind of notices",
        default="situation",
        required=True,
        help="Situation: adoptions, instructions, commissions, good pieces and problems, without points"
        " and ranks. Ranking: also points, ranks and the units that fell short.",
    )
    govinfo_name_missed = fields.Boolean(
        "Name units that missed commissions", default=True, help="In notices of the situation."
    )
    govinfo_letter_numbered = fields.Boolean(
        "Letters carry document numbers",
        default=True,
        help="Off: they go out as plain letters (便函).",
    )
    govinfo_rectify_days = fields.Integer(
        "Days for rectification",
        default=30,
        help="How long a unit that fell short has to report on rectification.",
    )
    govinfo_close_day = fields.Integer(
        "Close the quarter on day",
        default=1,
        help="On this day after the quarter's end the period is computed and its notice drafted.",
    )
    govinfo_month_notice = fields.Boolean(
        "Notice on each month, too", help="Drafted by itself as that of the quarter is."
    )
    govinfo_month_close_day = fields.Integer(
        "Close the month on day",
        default=1,
        help="On this day after the month's end the period is computed and its notice drafted.",
    )
    govinfo_receipt_confirm = fields.Boolean(
        "Receipt needs a second click",
        help="The link in the e-mail opens a page with a button. For counties whose mail gateway opens"
        " every link by itself.",
    )
    govinfo_receipt_days = fields.Integer(
        "Remind of receipt after (days)",
        default=5,
        help="Heads who have not acknowledged a notice are reminded once; 0: not at all.",
    )
    govinfo_channel_res_id = fields.Integer("Intranet channel (id)", readonly=True)

    @api.constrains("govinfo_close_day", "govinfo_month_close_day")
    def _check_govinfo_close_day(self):
        for company in self:
            for day in (company.govinfo_close_day, company.govinfo_month_close_day):
                if not 1 <= day <= 28:
                    raise ValidationError(_("The day of closing is between 1 and 28."))

    def write(self, vals):
        result = super().write(vals)
        if "govinfo_notice_kind" in vals:
            self.env.registry.clear_cache()  # menus and views of units follow the kind
        return result

    def _govinfo_next_steps(self, kind):
        """What a notice of ``kind`` asks for: the county's own words, or the usual ones of that kind."""
        if kind == "situation" and same_words(self.govinfo_requirements, REQUIREMENTS):
            return REQUIREMENTS_OF_SITUATION
        return self.govinfo_requirements

    def _govinfo_closed_kinds(self):
        """The kinds of periods that this county closes by itself, the shorter ones first."""
        return ("month", "quarter") if self.govinfo_month_notice else ("quarter",)

    def _govinfo_close_date(self, kind, last):
        """The day on which the period of ``kind`` that ends on ``last`` is closed."""
        day = self.govinfo_month_close_day if kind == "month" else self.govinfo_close_day
        return last + timedelta(days=day)

    def _govinfo_channel(self):
        """The county's intranet channel, open to all its users; made on first use. Call as superuser."""
        self.ensure_one()
        people = self.env["res.users"].search(
            [("company_ids", "in", self.id), ("share", "=", False)]
        )
        channel = self.env["discuss.channel"].browse(self.govinfo_channel_res_id).exists()
        if not channel:
            channel = channel._govinfo_open("政务信息通报")
            self.govinfo_channel_res_id = channel.id
        channel._govinfo_welcome(people.partner_id)
        return channel

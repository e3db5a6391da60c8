"""The quarterly job of the sample county, run in Odoo's shell by make run; prints a summary.

Every step is taken by the person who takes it in the office: the system closes the quarter and
drafts the notice, the editor asks for approval, the leader approves, the editor publishes. Steps
taken before are not taken again.
"""

import os
import re
from pathlib import Path

OUT = Path(os.environ["GOVINFO_OUT"])
EDITOR, LEADER = "bianji", "lingdao"
LOGINS = (
    ("guanli", "管理员"),
    ("bianji", "县府办信息科编辑"),
    ("lingdao", "县府办领导"),
    ("xinxi", "单位信息员"),
    ("fenguan", "单位分管领导"),
)


def publish(env):
    """Take the notice of the last finished quarter to its end; return it."""
    env["govinfo.period"]._cron_quarter_close()
    env.cr.commit()
    notice = env["govinfo.notice"].search(
        [
            ("period_id.kind", "=", "quarter"),
            ("period_id.date_to", "<", env.company.govinfo_today()),
            ("state", "!=", "cancelled"),
        ],
        order="id desc",
        limit=1,
    )
    for state, login, action in (
        ("draft", EDITOR, "action_request_approval"),
        ("pending", LEADER, "action_approve"),
        ("approved", EDITOR, "action_publish"),
    ):
        if notice.state == state:
            user = env["res.users"].search([("login", "=", login)])
            getattr(notice.with_user(user), action)()
            env.cr.commit()
    env["mail.mail"].process_email_queue()
    env.cr.commit()
    return notice


def write_files(notice):
    """Write the notice and its letters below OUT; return the folder and the files' names."""
    folder = OUT / str(notice.period_id.date_to)
    folder.mkdir(parents=True, exist_ok=True)
    files = {notice.name: notice.attachment_id}
    for letter in notice.letter_ids.filtered("attachment_id"):
        files["告知书（%s）" % letter.unit_id.name] = letter.attachment_id
    for name, attachment in files.items():
        safe = re.sub(r'[/\\:*?"<>|\s]+', " ", name).strip()
        (folder / (safe + ".pdf")).write_bytes(attachment.raw)
    return folder, list(files)


def write_year(env):
    """Write last year's annual report below OUT; return the file."""
    year = env.company.govinfo_today().year - 1
    file = OUT / ("%d年度政务信息工作报告.pdf" % year)
    file.write_bytes(env["govinfo.annual.figures"]._render_pdf(env.company, year))
    return file


def ranking(notice):
    """One line for each ranking group: how many units, and the first three."""
    scores = notice.period_id.score_ids.filtered("rank").sorted("rank")
    for category in scores.mapped("category_id").sorted("sequence"):
        own = [score for score in scores if score.category_id == category]
        names = "、".join("%s（%g分）" % (score.unit_id.name, score.total) for score in own[:3])
        yield "%s %d 个单位，前三名：%s" % (category.name, len(own), names)


def summary(notice):
    folder, files = write_files(notice)
    letters = notice.letter_ids
    sent = letters.filtered(lambda letter: letter.state in ("sent", "acknowledged"))
    short = letters.filtered("shortfall").mapped("unit_id.name")
    states = dict(notice._fields["state"]._description_selection(notice.env))
    yield ""
    yield "%s考核与通报" % notice.period_id.name
    yield from ("  " + line for line in ranking(notice))
    yield "  未达报送要求或未完成约稿的单位 %d 个：%s" % (len(short), "、".join(short))
    yield "  通报：%s %s，%s" % (notice.name, notice.doc_number or "", states[notice.state])
    yield "  送达：%d 个单位，邮件已发 %d 封（存于 %s）" % (
        len(letters),
        len(sent),
        os.environ["GOVINFO_OUTBOX"],
    )
    yield "  文件：通报和告知书 %d 份，在 %s" % (len(files), folder)
    yield "  上年年度报告：%s" % write_year(notice.env)
    if os.environ["GOVINFO_ADDRESS"]:
        yield ""
        yield "网址 %s ，密码与账号相同：" % os.environ["GOVINFO_ADDRESS"]
        yield from ("  %-8s %s" % login for login in LOGINS)


def main(env):
    if os.environ["GOVINFO_ADDRESS"]:  # where the links in the e-mails lead
        env["ir.config_parameter"].set_param("web.base.url", os.environ["GOVINFO_ADDRESS"])
    notice = publish(env(context=dict(env.context, lang="zh_CN")))
    print("\n".join(summary(notice)))


main(env)

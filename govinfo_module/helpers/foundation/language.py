"""Official documents are written in Chinese, whoever has them made; days as people write them."""

from odoo.tools import format_date


def in_chinese(records):
    """``records`` reading their terms in Chinese, where it is installed; the platform refuses it otherwise."""
    installed = records.env["res.lang"]._get_data(code="zh_CN")
    return records.with_context(lang="zh_CN") if installed else records


def day_text(env, day):
    """``day`` as people write it, in the language of the context; nothing of no day."""
    return format_date(env, day, date_format=env._("MMM d, y"))

"""The one place that knows which Odoo series this runs on (14.0, 16.0, 18.0)."""

from markupsafe import Markup

from odoo import SUPERUSER_ID, api, fields, models, release
from odoo.tools import html2plaintext

# Parameters of a stored field that depends on itself on the parent; unknown to 14.0.
RECURSIVE = {"recursive": True} if release.version_info[0] >= 15 else {}


def hook_env(*args):
    """Environment of an install hook: called with ``(cr, registry)`` to 16.0, ``(env)`` later."""
    if len(args) == 1 and hasattr(args[0], "cr"):
        return args[0]
    return api.Environment(args[0], SUPERUSER_ID, {})


def render(env, xmlid, values):
    """Render the QWeb view ``xmlid`` as safe HTML."""
    html = env["ir.qweb"]._render(xmlid, values)
    return Markup(html.decode() if isinstance(html, bytes) else html)


def flush(env):
    """Write all pending changes to the database, before raw SQL reads them."""
    if hasattr(env, "flush_all"):
        env.flush_all()
    else:
        env["base"].flush()


def in_chinese(records):
    """``records`` reading their terms in Chinese, where it is installed (18.0 refuses it otherwise)."""
    installed = (
        records.env["res.lang"].sudo().search_count([("code", "=", "zh_CN"), ("active", "=", True)])
    )
    return records.with_context(lang="zh_CN") if installed else records


def is_html_empty(value):
    """Whether an HTML text shows nothing: no words and no picture."""
    if not value:
        return True
    return "<img" not in value and not html2plaintext(value).strip()


def get_param(env, key, default=None):
    """System parameter ``key``; the caller has made sure that it may be read."""
    return env["ir.config_parameter"].get_param(key, default)


def set_param(env, key, value):
    """Write the system parameter ``key``."""
    return env["ir.config_parameter"].set_param(key, value)


def totals(model, domain, groupby, sums=()):
    """Grouped sums and counts as rows ``(groups..., sums..., count)``; many2one as id."""
    if release.version_info[0] >= 17:
        rows = model._read_group(domain, groupby, ["%s:sum" % name for name in sums] + ["__count"])
        return [tuple(v.id if isinstance(v, models.BaseModel) else v for v in row) for row in rows]
    rows = model.read_group(
        domain, ["%s:sum" % name for name in sums] or groupby, groupby, lazy=False
    )
    return [
        tuple(row[g][0] if isinstance(row[g], tuple) else row[g] for g in groupby)
        + tuple(row[name] for name in sums)
        + (row["__count"],)
        for row in rows
    ]


def trigger_cron(env, xmlid):
    """Let the job ``xmlid``, if it is there, run as soon as this transaction has ended."""
    # sudo: when the platform's jobs run is nobody's own
    cron = env.ref(xmlid, raise_if_not_found=False)
    cron = (cron or env["ir.cron"]).sudo()
    if not cron:
        return
    if hasattr(cron, "_trigger"):
        cron._trigger()
    else:
        cron.try_write({"nextcall": fields.Datetime.now()})


def subselect(model, domain):
    """``(sql, params)`` of a query that gives the ids of ``model`` matching ``domain``."""
    query = model.with_context(active_test=False)._where_calc(domain)
    select = query.select()
    if isinstance(select, tuple):
        return select
    return select.code, list(select.params)


CHANNEL = "discuss.channel" if release.version_info[0] >= 17 else "mail.channel"


def create_channel(env, name, partners):
    """A private intranet channel called ``name`` with ``partners`` as members."""
    if release.version_info[0] < 15:
        vals = {"name": name, "channel_type": "channel", "public": "private"}
    else:
        # a "channel" without a group is open to everybody there
        vals = {"name": name, "channel_type": "group"}
    channel = env[CHANNEL].create(vals)
    add_members(channel, partners)
    return channel


def add_members(channel, partners):
    """Let ``partners`` read an intranet channel; those who do already stay."""
    missing = partners - channel.channel_partner_ids
    if not missing:
        return
    if release.version_info[0] < 15:
        channel.write({"channel_partner_ids": [(4, partner.id) for partner in missing]})
    else:
        channel.add_members(partner_ids=missing.ids)


def set_members(channel, partners):
    """Let exactly ``partners`` read an intranet channel."""
    if channel.channel_partner_ids != partners:
        channel.write({"channel_partner_ids": [(6, 0, partners.ids)]})

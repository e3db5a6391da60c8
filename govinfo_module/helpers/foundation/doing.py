"""What our own code says by the context, and no client can: a context that is sent holds no such object."""


class Doing:
    """A mark in the context; it is told from whatever a client may send by being an object of this class."""


#: as the value of ``tracking_disable`` and its like: our own code does without a log
QUIETLY = Doing()
#: as the value of ``govinfo_seen``: what changed was seen by the platform, not told by somebody
SEEN = Doing()
#: Of the platform: with one of these in the context no log is kept.
SILENT = ("tracking_disable", "mail_notrack", "mail_create_nolog")
#: How and where somebody works.
WORKING = ("lang", "tz", "allowed_company_ids")


def heard(context):
    """``context`` without what would silence the log, unless our own code says so."""
    return {
        name: value
        for name, value in context.items()
        if name not in SILENT or not value or isinstance(value, Doing)
    }


def bare(context):
    """Of ``context`` the language, time zone and counties alone."""
    return {name: context[name] for name in WORKING if name in context}

"""The database that make bench has made for a benchmark."""

import os
from contextlib import contextmanager

from odoo import SUPERUSER_ID, api
from odoo.modules.registry import Registry
from odoo.tools import config


@contextmanager
def environment():
    """An environment of the superuser; what was done is kept at the end."""
    database, addons = os.environ["BENCH_DB"], os.environ["BENCH_ADDONS"]
    options = ["-d", database, "--addons-path", addons, "--log-level", "error"]
    config.parse_config([*options, "--http-interface", "127.0.0.1"], setup_logging=True)
    with Registry(database).cursor() as cr:
        yield api.Environment(cr, SUPERUSER_ID, {"tracking_disable": True})

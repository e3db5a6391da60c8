"""The table of permissions is what really happens, for every model, role, state and public method."""

import io
import logging
import os

from odoo.tests import tagged
from odoo.tools import mute_logger

from . import trust_table
from .trust_walk import COLUMNS, Walk

_logger = logging.getLogger(__name__)
ENOUGH = 20000
QUIET = (
    "odoo.addons.base.models.ir_model",
    "odoo.addons.govinfo_module.models.foundation.ir_rule",
    "odoo.sql_db",
)


@tagged("post_install", "-at_install")
class TestTrustTable(Walk):
    def setUp(self):
        super().setUp()
        mute = mute_logger(*QUIET)
        mute.__enter__()
        self.addCleanup(mute.__exit__, None, None, None)

    def test_the_table_is_true(self):
        roles, table = trust_table.read()
        self.assertEqual(tuple(roles), COLUMNS)
        seen = self.walked()
        if os.environ.get("GOVINFO_PERMISSIONS"):  # the table as it is, to be compared and judged
            with open(os.environ["GOVINFO_PERMISSIONS"], "w", encoding="utf-8") as target:
                trust_table.write(seen, COLUMNS, target)
        wrong = {cell: signs for cell, signs in seen.items() if table.get(cell) != signs}
        if wrong:
            target = io.StringIO()
            trust_table.write(wrong, COLUMNS, target)
            self.fail("not so in permissions.csv, but really:\n" + target.getvalue())
        self.assertFalse(table.keys() - seen.keys(), "in permissions.csv, but not in the county")
        cells = len(seen) * len(COLUMNS)
        _logger.info("trust: permissions, %d cells in %d lines", cells, len(table))
        self.assertGreaterEqual(cells, ENOUGH)

    def test_every_step_is_taken_as_its_table_says(self):
        self.walked()
        self.assertFalse(Walk.faults, "\n".join(Walk.faults[:60]))
        steps = {
            (name, row.action or step)
            for name in self.models()
            if hasattr(self.env[name], "_steps")
            for step, row in self.env[name]._steps.items()
        }
        self.assertFalse(steps - Walk.taken.keys(), "steps that nobody could take")
        _logger.info(
            "trust: steps, %d of them, %d from a state", len(steps), sum(Walk.taken.values())
        )

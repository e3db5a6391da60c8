"""Base class of tests that need no Odoo: scoring, gongwen and exchange can be tested alone."""

try:
    from odoo.tests.common import BaseCase as PureCase
    from odoo.tests.common import tagged
except ImportError:  # run without Odoo, with the addon's folder on the path
    from unittest import TestCase as PureCase

    def tagged(*_tags):
        """Stand-in for Odoo's test tags."""
        return lambda cls: cls


__all__ = ["PureCase", "tagged"]

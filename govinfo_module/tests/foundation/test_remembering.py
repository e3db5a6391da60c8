"""What a test had looked up of its own changes is forgotten with them."""

from odoo.tests import tagged

from ..common import GovinfoCase


@tagged("post_install", "-at_install")
class TestRemembering(GovinfoCase):
    """The same twice: the second of the two would find what the first has left."""

    def setUp(self):
        super().setUp()
        self.settings = self.env["ir.config_parameter"]

    def check_nothing_left(self):
        self.assertFalse(self.settings.get_param("govinfo.remembered"))
        self.settings.set_param("govinfo.remembered", "of one test")
        self.assertEqual(self.settings.get_param("govinfo.remembered"), "of one test")

    def test_a_change_nobody_was_told_of(self):
        self.check_nothing_left()

    def test_a_change_other_processes_were_told_of(self):
        self.check_nothing_left()
        self.registry.signal_changes()

    def test_nothing_is_left_of_either(self):
        self.check_nothing_left()

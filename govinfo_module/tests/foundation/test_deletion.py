"""What is kept is kept, also from a client that says it uninstalls the addon."""

from odoo.exceptions import UserError
from odoo.tests import tagged

from odoo.addons.base.models.ir_model import MODULE_UNINSTALL_FLAG

from ..common import GovinfoCase


@tagged("post_install", "-at_install")
class TestDeletion(GovinfoCase):
    def test_the_flag_of_an_uninstallation_opens_nothing(self):
        item = self.submit(self.make_item())
        flagged = item.with_user(self.manager).with_context(**{MODULE_UNINSTALL_FLAG: True})
        with self.assertRaises(UserError):
            flagged.unlink()
        self.assertTrue(item.exists())

    def test_every_check_of_a_deletion_is_made_under_the_flag(self):
        checks = {
            (name, check.__name__): check._ondelete
            for name, model in self.env.items()
            for check in model._ondelete_methods
            if name.startswith("govinfo.") and "govinfo_module" in check.__module__
        }
        self.assertGreater(len(checks), 20)
        self.assertEqual({place for place, always in checks.items() if not always}, set())

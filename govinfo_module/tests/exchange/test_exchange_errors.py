"""Every fault of the exchange package reaches the user as a sentence in their language."""

from odoo.exceptions import UserError
from odoo.tests.common import TransactionCase, tagged
from odoo.tools.translate import code_translations

from ...exchange import errors
from ...helpers.foundation.exchange_errors import sentence, user_error


@tagged("post_install", "-at_install")
class TestExchangeErrors(TransactionCase):
    def test_every_fault_has_its_sentence(self):
        sentences = {cls.template for cls in errors.leaves()}
        self.assertEqual(len(sentences), len(errors.leaves()))
        self.assertNotIn(errors.ExchangeError.template, sentences)
        chinese = code_translations.get_python_translations("govinfo_module", "zh_CN")
        self.assertLessEqual(sentences, set(chinese))

    def test_user_error(self):
        users = self.env["res.users"]
        error = errors.BadNumber(column="分值", value="<b>5%</b>")
        self.assertEqual(sentence(users, error), str(error))
        raised = user_error(users, error)
        self.assertIsInstance(raised, UserError)
        self.assertIn("分值: “<b>5%</b>” is not a number.", str(raised))

from odoo import _, fields, models
from odoo.exceptions import UserError

from ...exchange.clean_html import plain_text
from ...exchange.errors import ExchangeError
from ...exchange.package import DOCX, PDF, Package, PackageFile, PackageItem, write_package
from ...exchange.word.docx_out import write_docx
from ...gongwen import Sheet, html_to_blocks, render_pdf
from ...helpers.foundation.exchange_errors import user_error

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


class GovinfoUpload(models.Model):
    """Upward reports as an exchange package, to be carried into the superior's network."""

    _inherit = "govinfo.upload"

    def _exchange_package(self):
        """``(file name, bytes)`` of the package of these reports: XML with its schema, .docx and PDF."""
        company = self.company_id
        if len(company) != 1 or len(set(self.mapped("level"))) != 1:
            raise UserError(_("A package holds the reports of one county to one level."))
        package = Package(
            sender=company.govinfo_organ or company.name,
            level=self[0].level,
            created=company.govinfo_local(fields.Datetime.now()),
            items=tuple(upload._package_item() for upload in self.sorted("id")),
        )
        try:
            content = write_package(package)
        except ExchangeError as error:
            raise user_error(self, error) from error
        name = "%s-%s-%s.zip" % (
            {"city": "SB-SHI", "province": "SB-SHENG", "national": "SB-GUO"}[package.level],
            package.created.strftime("%Y%m%d"),
            len(package.items),
        )
        return name, content

    def _package_item(self):
        item, company = self.item_id, self.company_id
        units = item.unit_id | item.joint_unit_ids
        return PackageItem(
            number=item.number,
            title=item.name,
            units=tuple(units.mapped("name")),
            # a piece registered afterwards, from a superior's list, may have none
            category=item.category_id.code or "none",
            category_name=item.category_id.name or "未分类",
            submitted=company.govinfo_local(item.submitted_at),
            text=plain_text(item.body or ""),
            author=item.author_id.name,
            urgency=item.urgency,
            secrecy=item.secrecy,
            event_time=item.event_time and company.govinfo_local(item.event_time),
            files=(
                PackageFile("%s.docx" % item.name, self._package_docx(), WORD, DOCX),
                PackageFile("%s.pdf" % item.name, self._package_pdf(), "application/pdf", PDF),
            ),
        )

    def _package_docx(self):
        return write_docx(self.item_id.name, self.item_id.body or "")

    def _package_pdf(self):
        item, company = self.item_id, self.company_id
        return render_pdf(
            Sheet(
                title=item.name,
                blocks=html_to_blocks(item.body),
                organ="、".join((item.unit_id | item.joint_unit_ids).mapped("name")),
                date=company.govinfo_local(item.submitted_at).date(),
            ),
            **company._govinfo_print(),
        )

    def action_package(self):
        """Make the exchange package of the chosen reports and offer it for download."""
        return self.env["govinfo.upload.wizard"].offer(self)

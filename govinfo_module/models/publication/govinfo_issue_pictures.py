"""The pictures of an issue are those its approval was asked for with."""

import re

from odoo import _, fields, models
from odoo.exceptions import AccessError, UserError

# longer numbers are no record's
PICTURE = re.compile(r"/web/(?:image|content)/(\d{1,9})\b")


class GovinfoIssue(models.Model):
    """A text names its pictures by number; what lies under the number could be exchanged later.

    So what the pictures are, as far as whoever asks for approval may read them, is kept with the request:
    others are not printed, and an issue with an exchanged one is not published.
    """

    _inherit = "govinfo.issue"

    picture_sums = fields.Text(
        "Pictures as approved", readonly=True, copy=False, help="Their numbers and checksums."
    )

    def _request_values(self):
        return super()._request_values() | {"picture_sums": self._find_picture_sums()}

    def _find_picture_sums(self):
        """Numbers and checksums of the pictures in the pieces that the current user may read."""
        # sudo: all pieces; each picture is asked for with the user's rights
        lines = self.sudo().line_ids
        ids = {int(number) for line in lines for number in PICTURE.findall(line.body or "")}
        pictures = filter(None, map(self._readable_picture, sorted(ids)))
        return " ".join(map(_sum, pictures))

    def _readable_picture(self, number):
        """The attachment with that number, or None where the current user may not read it."""
        picture = self.env["ir.attachment"].sudo(False).browse(number).exists()
        try:
            picture.check_access("read")
        except AccessError:
            return None
        return picture or None

    def _load_picture(self, address):
        """The bytes of a picture in a text, when the current user may read its attachment."""
        found = PICTURE.search(address or "")
        picture = found and self._readable_picture(int(found.group(1)))
        return picture.raw if picture and self._is_asked_for(picture) else None

    def _is_asked_for(self, picture):
        """Whether ``picture`` is as it was when approval was asked for; before that any will do."""
        if self.state not in ("pending", "approved"):
            return True
        return _sum(picture) in (self.picture_sums or "").split()

    def _check_pictures(self):
        """Raise unless all pictures that were approved are there as they were, and printed for the current user."""
        for kept in (self.picture_sums or "").split():
            number = int(kept.split(":")[0])
            # sudo: whether it is the same, nothing else
            picture = self.env["ir.attachment"].sudo().browse(number).exists()
            if not picture or _sum(picture) != kept:
                raise UserError(
                    _(
                        "%s: a picture was exchanged or deleted after approval was asked for. Return it.",
                        self.label,
                    )
                )
            if not self._readable_picture(number):
                raise UserError(
                    _(
                        "%s: you may not see one of the pictures that were approved, and the issue would "
                        "lack it. Let whoever asked for approval publish it.",
                        self.label,
                    )
                )


def _sum(picture):
    return "%d:%s" % (picture.id, picture.checksum)

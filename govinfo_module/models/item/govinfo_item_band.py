from psycopg2.extras import execute_values

from odoo import fields, models


class GovinfoItemBand(models.Model):
    """A number of an item's fingerprint; two items that share one may be alike.

    Kept by ``govinfo_item_duplicate.py`` for the search by index; nobody has access to it.
    """

    _name = "govinfo.item.band"
    _description = "Part of a Fingerprint"
    _log_access = False

    item_id = fields.Many2one("govinfo.item", required=True, index=True, ondelete="cascade")
    band = fields.Integer(required=True)

    _search_index = models.Index("(band, item_id)")

    def _store(self, fingerprints):
        """Replace the bands of the items in ``{item id: numbers}``; their rows are in the table."""
        self.env.cr.execute(
            "DELETE FROM govinfo_item_band WHERE item_id IN %s", [tuple(fingerprints)]
        )
        rows = [(item, band) for item, bands in fingerprints.items() for band in bands]
        execute_values(
            self.env.cr._obj, "INSERT INTO govinfo_item_band (item_id, band) VALUES %s", rows
        )

from odoo import _, api, models
from odoo.exceptions import AccessError
from odoo.tools import SQL

from .govinfo_search import FILE
from .govinfo_search_text import BATCH


class GovinfoSearch(models.AbstractModel):
    """Texts that were there before the index, or were changed past it."""

    _inherit = "govinfo.search"

    @api.model
    def rebuild(self):
        """Write all texts anew, for a manager; only needed when texts were changed by other means."""
        if not self.env.user.has_group("govinfo_module.group_manager"):
            raise AccessError(_("Only the manager rebuilds the search."))
        # not emptied at a stroke: texts written meanwhile by others, which this one does not see, stay
        self.env.cr.execute("DELETE FROM govinfo_search_text")
        return self._fill()

    @api.model
    def _fill(self):
        """Write the texts that are not in the index yet, as after an update of the addon."""
        for name in self._models():
            self._fill_missing(
                self.env[name],
                SQL(
                    "SELECT id FROM %s record WHERE NOT EXISTS (SELECT FROM govinfo_search_text"
                    " WHERE res_model = %s AND res_id = record.id AND attachment_id IS NULL)",
                    SQL.identifier(self.env[name]._table),
                    name,
                ),
            )
        self._fill_missing(
            self.env[FILE],
            SQL(
                "SELECT id FROM ir_attachment file WHERE res_model IN %s AND res_id > 0"
                " AND res_field IS NULL AND govinfo_locked IS NOT TRUE AND NOT EXISTS ("
                "SELECT FROM govinfo_search_text WHERE attachment_id = file.id)",
                tuple(self._models()),
            ),
        )
        self.env.cr.execute("ANALYZE govinfo_search_text")
        return True

    @api.model
    def _fill_missing(self, model, query):
        """Write the texts of the records of ``model`` whose ids ``query`` gives, the oldest first."""
        self.env.flush_all()
        self.env.cr.execute(SQL("%s ORDER BY id", query))
        ids = [row[0] for row in self.env.cr.fetchall()]
        # sudo: the index holds all texts; who finds them is asked when somebody searches
        model = model.sudo()
        for start in range(0, len(ids), BATCH):
            self.env["govinfo.search.text"]._store(model.browse(ids[start : start + BATCH]))
            self.env.invalidate_all()

from odoo import api, models


class GovinfoPointsMixin(models.AbstractModel):
    """A model whose points and ranks units see only where the county's notices rank them.

    The fields named in ``_points_fields`` are then as fields without access are: not described, not
    read, not searched, and in no view. ``_points_blocks``: other parts of its views that go with them.
    """

    _name = "govinfo.points.mixin"
    _description = "Points and Ranks"
    _points_fields = ()
    _points_blocks = ()

    @api.model
    def _has_field_access(self, field, operation):
        if field.name in self._points_fields and self._hides_points():
            return False
        return super()._has_field_access(field, operation)

    @api.model
    def _hides_points(self):
        return not self.env.su and self.env.user._govinfo_without_points()

    @api.model
    def _get_view_cache_key(self, view_id=None, view_type="form", **options):
        key = super()._get_view_cache_key(view_id, view_type, **options)
        return (*key, self._hides_points())

    @api.model
    def _get_view(self, view_id=None, view_type="form", **options):
        arch, view = super()._get_view(view_id, view_type, **options)
        if self._hides_points():
            for name in (*self._points_fields, *self._points_blocks):
                for node in arch.xpath("//*[@name=$name]", name=name):
                    node.getparent().remove(node)
        return arch, view

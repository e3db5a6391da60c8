"""Small things that people see."""


def number_text(number):
    """``number`` without zeros behind the point, at most four places."""
    text = "%.4f" % (number or 0.0)
    text = text.rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def open_form(record, name=None):
    """The window action that opens ``record`` in its form, under ``name``."""
    action = {
        "type": "ir.actions.act_window",
        "res_model": record._name,
        "res_id": record.id,
        "view_mode": "form",
        "views": [(False, "form")],
    }
    return dict(action, name=name) if name else action

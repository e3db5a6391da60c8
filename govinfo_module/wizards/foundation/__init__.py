from . import govinfo_reason_wizard

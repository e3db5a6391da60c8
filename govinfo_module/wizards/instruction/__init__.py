from . import govinfo_response_wizard

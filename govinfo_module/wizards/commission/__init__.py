from . import govinfo_commission_step_wizard
from . import govinfo_commission_units_wizard
from . import govinfo_import_wizard_commission
from . import govinfo_settings_commission

from . import govinfo_wordlist_import
from . import govinfo_import_wizard
from . import govinfo_import_wizard_line
from . import govinfo_import_wizard_unit
from . import govinfo_import_wizard_working_day
from . import govinfo_settings
from . import govinfo_settings_print
from . import govinfo_officer_wizard

from . import govinfo_adoption_report
from . import govinfo_settings_notice

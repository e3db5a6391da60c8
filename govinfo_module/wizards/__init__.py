from . import govinfo_item_batch
from . import govinfo_commission_step_wizard
from . import govinfo_commission_units_wizard
from . import govinfo_reason_wizard
from . import govinfo_settings
from . import govinfo_ruleset_template_wizard
from . import govinfo_ruleset_template_wizard_line
from . import govinfo_honor_wizard

from . import govinfo_analysis_item
from . import govinfo_analysis_unit
from . import govinfo_analysis_balance
from . import govinfo_analysis_sheet

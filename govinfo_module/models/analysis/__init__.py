from . import govinfo_county_rank
from . import govinfo_annual_figures
from . import govinfo_analysis_item
from . import govinfo_analysis_unit
from . import govinfo_analysis_balance
from . import govinfo_analysis_sheet
from . import govinfo_burden

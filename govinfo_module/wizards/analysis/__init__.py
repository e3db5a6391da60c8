from . import govinfo_annual_report
from . import govinfo_burden_sheet

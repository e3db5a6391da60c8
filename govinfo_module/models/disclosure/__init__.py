from . import govinfo_disclosure
from . import govinfo_item_disclosure
from . import govinfo_issue_disclosure
from . import res_company_disclosure

from . import govinfo_upload_wizard
from . import govinfo_issue_pick_unused

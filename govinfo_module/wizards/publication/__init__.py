from . import govinfo_issue_pick

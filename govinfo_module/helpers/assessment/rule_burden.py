"""What of a rule set may collide with the rules that reduce burdens: plain questions about one rule."""


def is_veto(rule):
    """不得随意设置“一票否决”."""
    return rule.kind == "veto"


def rewards_instruction(rule):
    """不得将获得领导同志批示……作为督查检查考核内容."""
    return rule.kind != "veto" and rule.basis == "instruction"


def rewards_adoption(rule):
    """不得将……在刊物和媒体刊发文章信息、经验做法等作为督查检查考核内容."""
    return rule.kind != "veto" and rule.basis == "adoption"


def counts_submissions(rule):
    """不得以量定绩: a task of so many submissions, or points for each."""
    return rule.kind != "veto" and rule.basis == "submission"


RULE_TESTS = {
    "veto": is_veto,
    "instruction": rewards_instruction,
    "adoption": rewards_adoption,
    "quota": counts_submissions,
}

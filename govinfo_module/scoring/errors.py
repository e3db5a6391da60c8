"""What can be wrong with a rule set. Each fault has a code; whoever shows it words it for people."""


class ScoringError(Exception):
    """A fault found by the engine.

    ``code`` is the fault, ``rule`` the name of the rule, group or rule set it was found in, ``field``
    the field to look at. The text is plain English for developers; the record side translates ``code``.
    """

    def __init__(self, code, rule="", field=""):
        super().__init__("%s: %s (%s)" % (rule, code, field))
        self.code = code
        self.rule = rule
        self.field = field


class RuleFault(ScoringError):
    """A rule, group or rule set that contradicts itself and cannot be put in force."""


class UnknownWord(ScoringError):
    """A basis, window or filter the engine does not know."""

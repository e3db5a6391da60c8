"""What a county keeps itself: its words, units, leaders, phrases, marks and limits."""

from dataclasses import dataclass
from functools import cached_property

from .terms import Terms
from .vocabulary import PHRASES, WORDS


@dataclass(frozen=True)
class Lists:
    """The county's own lists as plain rows; make one and use it for many texts.

    The county's words and phrases come before those the package brings along; a row whose suggestion
    is the term itself says that the term is fine. Terms of one character are left out.
    """

    #: (term, suggestion or "")
    words: tuple = ()
    #: (name as it must be written, (wrong forms and aliases …))
    units: tuple = ()
    #: (name of the person, post; several posts with 、 between them)
    leaders: tuple = ()
    #: (phrase, suggestion or "")
    phrases: tuple = ()
    #: further words that mark a state secret
    secrecy_marks: tuple = ()
    #: characters of a text, without spaces: 5,000, of a department's 4,000 (为基层减负若干规定)
    limit: int = 5000
    #: characters of a title
    title_limit: int = 40

    @cached_property
    def word_terms(self):
        """Terms → ``(suggestion, whether from the county's list)``, None where a term is fine."""
        return _with_own(self.words, WORDS)

    @cached_property
    def phrase_terms(self):
        """The same for empty phrases."""
        return _with_own(self.phrases, PHRASES)

    @cached_property
    def unit_terms(self):
        """Wrong forms → the right name; right names → None, so that no form is seen inside them."""
        forms = {form: name for name, wrong in self.units for form in wrong}
        return Terms({**forms, **{name: None for name, _wrong in self.units}})

    @cached_property
    def leader_terms(self):
        """Names of leaders → their posts, one or more as the list has them."""
        return Terms(dict(self.leaders))

    @cached_property
    def mark_terms(self):
        """The county's further marks of state secrets."""
        return Terms(dict.fromkeys(self.secrecy_marks, True))


def _with_own(own, common):
    terms = {term: (suggestion, False) for term, suggestion in common}
    terms.update((term, (suggestion or "", True)) for term, suggestion in own)
    return Terms({term: None if term == value[0] else value for term, value in terms.items()})

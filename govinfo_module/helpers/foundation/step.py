"""What a model's table of steps is made of. No Odoo here."""

from dataclasses import dataclass


@dataclass(frozen=True, eq=False)
class Step:
    """A row of the table: a step people take with a record, by its public method ``action_<action>``.

    Several rows may share one action; the state of the record says which of them is meant. Sentences
    are translated when they are said: ``%s`` in them is the name of the record, in ``note`` the reason.
    Methods are the record's own, by name.
    """

    #: states it is taken from; empty: the record has none, or any will do
    from_: tuple = ()
    #: the state after it; empty: the step itself says which, or it stays
    to: str = ""
    #: of the public method; empty: the row's own name
    action: str = ""

    #: names of the groups that may take it
    groups: tuple = ()
    #: method: whether the current user may take it for another reason than a group
    who: str = ""
    #: sentence for everybody else
    denied: str = ""
    #: sentence for those who made the record, when they may not take it
    makers: str = ""
    #: method: who made it
    made_by: str = "_makers"
    #: method: what else stands against it, as a sentence; False when nothing does
    hindrance: str = ""
    #: method that raises while something is missing
    complete: str = ""

    #: sentence when no reason was given; empty: none is needed
    reason: str = ""
    #: title of the dialog that asks for it
    title: str = ""
    #: field that keeps it
    reason_field: str = ""
    #: fields that keep who took the step, and when
    by: str = ""
    at: str = ""
    #: method: what else is written, as a dict
    values: str = ""
    #: stage of the manuscript that is kept
    keeps: str = ""

    #: whether what was asked for before is done now
    closes: bool = True
    #: sentence for the log
    note: str = ""
    #: kind of the next person's activity, and the method that gives those persons
    asks: str = ""
    asked: str = ""


class Granted(dict):
    """Values that a model's own step writes, guarded fields among them.

    The permission travels with the values themselves: a client cannot send such an object, no context
    carries it on, and what else is created or written meanwhile has none.
    """

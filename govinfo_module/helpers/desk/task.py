"""Kinds of work that wait on a desk. No Odoo here."""

from dataclasses import dataclass


@dataclass(frozen=True, eq=False)
class Task:
    """One kind of work: which records wait, for whom, by when, and what is done with them on the line.

    Whoever has one of ``groups`` has it on the desk, with the records the record rules and ``domain``
    leave: a method of the desk that gives the rest of the question.
    """

    name: str
    model: str
    #: what the kind is called; what the button of a line says
    title: str
    label: str
    groups: tuple
    #: method of the desk: the domain of the records that wait
    domain: str
    #: stored field that orders them, and whether it is a deadline or the moment since when they wait
    date: str
    is_deadline: bool = False
    #: step of the record that the line's button takes, and its public method; none: the line is opened
    step: str = ""
    method: str = ""
    #: what is begun, or for others to do, comes after all else
    later: bool = False

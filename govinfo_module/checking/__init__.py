"""Checking a text before it leaves (校核): text in, findings out. No Odoo import.

``check(text, lists)`` and ``check_title(title, lists)`` give ``Finding`` objects; ``Lists`` holds what
the county itself keeps: words, units, leaders, empty phrases, marks, limits. A rule is a function of
a ``Page`` in a file of its topic; words and patterns are data in ``vocabulary`` and ``signs``.
"""

from .check import KINDS, check, check_title
from .finding import ERROR, HINT, WARNING, Finding
from .lists import Lists

__all__ = ["ERROR", "HINT", "KINDS", "WARNING", "Finding", "Lists", "check", "check_title"]

"""A county's facts as one file: taken out of a database, also one of an earlier series, and brought into
another by the history way.

No Odoo is imported: ``write`` works on the environment it is given, of Odoo 14.0 as of 19.0, with
Python 3.9; ``bring`` and ``differences`` want this addon. How to: docs/earlier.md.
"""

from .bring import bring
from .differences import differences
from .packed import FactsError, read
from .write import write

__all__ = ["FactsError", "bring", "differences", "read", "write"]

from . import rules
from . import results

from . import disclosure
from . import honor
from . import notice

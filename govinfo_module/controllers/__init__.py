from . import analysis
from . import disclosure
from . import honor
from . import issue
from . import notice

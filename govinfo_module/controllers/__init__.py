from . import analysis
from . import disclosure
from . import docx
from . import honor
from . import issue
from . import notice

from . import analysis
from . import disclosure
from . import docx
from . import guide
from . import honor
from . import issue
from . import item
from . import notice

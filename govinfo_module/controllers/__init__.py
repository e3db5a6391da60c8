from . import disclosure
from . import notice

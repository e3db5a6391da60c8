from . import govinfo_search_text
from . import govinfo_search_mixin
from . import govinfo_search
from . import govinfo_search_own
from . import govinfo_search_rows
from . import govinfo_search_fill
from . import govinfo_search_result
from . import ir_attachment_search

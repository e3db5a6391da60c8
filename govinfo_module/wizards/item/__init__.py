from . import govinfo_item_batch
from . import govinfo_item_check
from . import govinfo_item_compare
from . import govinfo_item_merge
from . import govinfo_item_merge_line

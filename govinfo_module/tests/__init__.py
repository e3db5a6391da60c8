from . import test_exchange_docx_in
from . import test_exchange_errors
from . import test_gongwen_html
from . import test_item_flow
from . import test_layers
from . import test_scoring_reference
from . import test_scoring_reference_measures

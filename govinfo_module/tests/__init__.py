from . import test_item_flow
from . import test_layers

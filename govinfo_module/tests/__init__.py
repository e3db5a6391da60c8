from . import test_layers

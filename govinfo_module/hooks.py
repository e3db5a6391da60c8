"""What is done once, when the addon is removed."""

from . import scoring
from .compat import hook_env


def uninstall_hook(*args):
    """Remove what the scoring engine keeps in the database beside the addon's own tables."""
    scoring.uninstall(hook_env(*args).cr)

"""What is done once, when the addon is removed."""

from . import scoring


def uninstall_hook(env):
    """Remove what the scoring engine keeps in the database beside the addon's own tables."""
    scoring.uninstall(env.cr)

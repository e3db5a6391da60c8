"""Jobs that go through counties, units or letters: the fault of one stops no other."""

import logging
from contextlib import contextmanager

_logger = logging.getLogger(__name__)


@contextmanager
def alone(env, what):
    """Within, a failure undoes what was done here and is logged as ``what``; the job goes on."""
    try:
        with env.cr.savepoint():
            yield
    except Exception:  # whatever it is, the others are not to blame for it
        env.clear()
        _logger.exception(what)

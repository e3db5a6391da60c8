import sys
from pathlib import Path

from ..places import ADDON, MODULE
from . import port
from .expressions import PortError

if __name__ == "__main__":
    series, folder = sys.argv[1:]
    target = Path(folder) / MODULE
    if target.exists():
        sys.exit("govinfo: %s is there already; remove it first." % target)
    try:
        port(ADDON, target, series)
    except (PortError, ValueError) as error:
        sys.exit("govinfo: %s" % error)
    print(target)

"""make clean: stop the cluster and remove everything set up here; the user's cache stays."""

import shutil

from .places import STATE
from .postgres import remove_cluster

if __name__ == "__main__":
    remove_cluster()
    shutil.rmtree(STATE)

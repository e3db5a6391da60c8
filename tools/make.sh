#!/usr/bin/env bash
# The way in for every command of the Makefile: a Python first, then tools/setup.py, then the command.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

export GOVINFO_CACHE=${XDG_CACHE_HOME:-${HOME:-$PWD/.govinfo}/.cache}/govinfo
mkdir -p "$GOVINFO_CACHE" 2>/dev/null && [ -w "$GOVINFO_CACHE" ] || GOVINFO_CACHE=$PWD/.govinfo/cache
if ! mkdir -p .govinfo/stamps "$GOVINFO_CACHE" 2>/dev/null || [ ! -w .govinfo ]; then
    echo "govinfo: the folder $PWD/.govinfo cannot be written by $(id -un); run as its owner, or remove it." >&2
    exit 3
fi

# One language and no surprises from the caller's environment.
unset PYTHONHOME PYTHONPATH PYTHONDONTWRITEBYTECODE
export LC_ALL=C.UTF-8 PYTHONUTF8=1 PYTHONPYCACHEPREFIX=$PWD/.govinfo/pycache

if [ -n "${ODOO_PYTHON:-}" ]; then
    python=$ODOO_PYTHON
    "$python" -c 'import sys; sys.exit(sys.version_info < (3, 9))' 2>/dev/null || {
        echo "govinfo: ODOO_PYTHON=$python is no Python 3.9 or later that runs here." >&2
        exit 3
    }
else
    bash tools/python.sh
    python=$PWD/.govinfo/python/usr/bin/python3.9
fi

"$python" -m tools.setup "$1"
odoo_python=$("$python" -m tools.places python)
case $1 in
    lint | clean) exec "$python" -m "tools.$1" "${@:2}" ;;
    port) exec "$odoo_python" -m tools.port "${@:2}" ;;
    *) exec "$odoo_python" -m tools "$@" ;;
esac

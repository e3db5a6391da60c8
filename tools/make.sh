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

fits() {
    "$1" -c 'import sys, venv; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' 2>/dev/null
}

# Debian's own Python first: one that a version manager puts before it on the path may be a quarter slower.
python=${ODOO_PYTHON:-/usr/bin/python3}
[ -n "${ODOO_PYTHON:-}" ] || fits "$python" || python=python3
fits "$python" || {
    echo "govinfo: $python is no Python 3.11 to 3.13 that runs here; install the package python3, or set ODOO_PYTHON." >&2
    exit 3
}

"$python" -m tools.setup "$1"
odoo_python=$("$python" -m tools.places python)
case $1 in
    lint | clean) exec "$python" -m "tools.$1" "${@:2}" ;;
    *) exec "$odoo_python" -m tools "$@" ;;
esac

#!/usr/bin/env bash
# A private Python 3.9 below .govinfo/python: Odoo 14.0 needs 3.7 to 3.9, Debian 12 has a later one.
set -euo pipefail

packages="python3.9 python3-distutils/bullseye python3-lib2to3/bullseye python-pip-whl/bullseye
    ca-certificates/bullseye patchelf"
key=$(echo "$packages" | cat - tools/debian.sh "${BASH_SOURCE[0]}" | sha256sum | cut -c1-24)
stamp=.govinfo/stamps/python
[ "$(cat "$stamp" 2>/dev/null)" != "$key" ] || exit 0

exec 8>.govinfo/setup.lock
flock -n 8 || {
    echo "govinfo: another make is setting up this folder; run the same command again when it has ended." >&2
    exit 3
}
echo "· Python 3.9 from Debian's suite bullseye" >&2
rm -f "$stamp"
bash tools/debian.sh .govinfo/python $packages
usr=.govinfo/python/usr
multiarch=$(basename "$(dirname "$(find $usr/lib -name 'libssl.so.1.1')")")
# So that it finds its libraries by itself, and the programs it starts do not see them.
LD_LIBRARY_PATH=$usr/lib/$multiarch $usr/bin/patchelf --force-rpath \
    --set-rpath "\$ORIGIN/../lib/$multiarch:\$ORIGIN/../../lib/$multiarch" $usr/bin/python3.9
# Certificates for a machine that has none of its own.
find $usr/share/ca-certificates -name '*.crt' -exec cat {} + >.govinfo/python/ca.pem
$usr/bin/python3.9 -c 'import ctypes, decimal, sqlite3, ssl, venv' || {
    echo "govinfo: the private Python does not start here; set ODOO_PYTHON to a Python 3.7 to 3.9 with Odoo's requirements." >&2
    exit 3
}
echo "$key" >"$stamp"

#!/usr/bin/env bash
# make lock: requirements/*.txt from requirements/*.in, with hashes, for Python 3.11 to 3.13. Needs uv.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../requirements"
command -v uv >/dev/null || {
    echo "govinfo: make lock needs uv; install it with pip." >&2
    exit 3
}
for list in build test lint e2e; do
    uv pip compile --universal --python-version 3.11 \
        --generate-hashes --no-header --allow-unsafe --quiet "$list.in" -o "$list.txt"
done

#!/usr/bin/env bash
# make lock: requirements/*.txt from requirements/*.in, with hashes, for Python 3.9. Needs uv.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../requirements"
command -v uv >/dev/null || {
    echo "govinfo: make lock needs uv; install it with pip." >&2
    exit 3
}
for list in build test lint e2e; do
    uv pip compile --config-file uv.toml --python-version 3.9 --python-platform linux \
        --generate-hashes --no-header --allow-unsafe --quiet "$list.in" -o "$list.txt"
done

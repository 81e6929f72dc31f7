#!/bin/sh
# Find a Python that is new enough and hand over to scripts/setup_environment.py.
# Asked by running each, not by looking: a name on the path may stand for nothing.
set -eu

cd "${0%/*}/.."
for python in "${PYTHON:-python3}" python3 python3.13 python3.12 python3.11; do
    if "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then
        exec "$python" -m scripts.setup_environment "$@"
    fi
done

echo "qcoder needs Python 3.11 or newer, and none was found." >&2
echo "Install it (Debian, Ubuntu: apt-get install python3 python3-venv), or name one:" >&2
echo "    make PYTHON=/path/to/python3 run" >&2
exit 1

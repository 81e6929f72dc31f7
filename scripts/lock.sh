#!/bin/sh
# Pin every requirement, with its hashes for all platforms, in requirements/run.txt and dev.txt.
# What is pinned stays pinned unless asked otherwise: --upgrade, or --upgrade-package NAME.
set -eu

cd "${0%/*}/.."
export UV_CUSTOM_COMPILE_COMMAND="make lock"
compile="${UV:-.venv/bin/uv} pip compile --quiet --universal --python-version 3.11
    --generate-hashes --no-emit-index-url --no-emit-find-links pyproject.toml"

$compile --group build --output-file requirements/run.txt "$@"
$compile --group dev --extra server --constraint requirements/run.txt \
    --output-file requirements/dev.txt "$@"

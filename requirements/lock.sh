#!/bin/sh
# Rewrites the lock files from base.in and dev.in. Needs uv; nobody else does.
set -eu
cd "$(dirname "$0")"
uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --custom-compile-command requirements/lock.sh base.in -o base.txt
uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --custom-compile-command requirements/lock.sh dev.in -o dev.txt

#!/bin/sh
# Makes .venv out of requirements-dev.lock, with hashes, and puts this checkout into it. Does nothing when that is done already.
set -eu
cd "$(dirname "$0")/.."

install() { .venv/bin/python -m pip install --quiet --no-input --disable-pip-version-check "$@" </dev/null; }
put_checkout_in() {
    install --no-deps --no-build-isolation -e .
    printf '%s\n' "$metadata" > .venv/metadata
}

here=$(pwd)
packages="$here $(cat requirements-dev.lock packaging/environment.sh | cksum)"
metadata=$(cksum < pyproject.toml)
if [ "$(cat .venv/packages 2>/dev/null || true)" = "$packages" ] && .venv/bin/python -c '' 2>/dev/null; then
    [ "$(cat .venv/metadata 2>/dev/null || true)" = "$metadata" ] || put_checkout_in
    exit 0
fi

# The first Python that is new enough; among those, one that can make an environment.
fit='import sys; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 15))'
whole='import ensurepip, venv'
found='' python=''
for candidate in ${PYTHON:-python3 python3.14 python3.13 python3.12 python3.11 /usr/bin/python3}; do
    "$candidate" -c "$fit" >/dev/null 2>&1 || continue
    found=${found:-$candidate}
    if "$candidate" -c "$whole" >/dev/null 2>&1; then
        python=$candidate
        break
    fi
done
if [ -z "$found" ]; then
    echo "Deedbox needs Python 3.11 to 3.14, and none was found. On Debian or Ubuntu: apt install python3 python3-venv" >&2
    exit 1
fi
if [ -z "$python" ]; then
    echo "$found cannot make a virtual environment. On Debian or Ubuntu: apt install python3-venv" >&2
    exit 1
fi

echo "Making .venv with $("$python" --version), once; this takes a minute or two." >&2
rm -rf .venv
"$python" -m venv .venv
install --require-hashes -r requirements-dev.lock
put_checkout_in
printf '%s\n' "$packages" > .venv/packages

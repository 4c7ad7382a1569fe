#!/usr/bin/env bash
# Make sure that the Debian packages named as arguments are installed: as root install the missing
# ones, as anybody else say which they are and fail. With --if-possible first, say what is left out
# without them and go on.
set -euo pipefail

needed=true
if [ "${1:-}" = --if-possible ]; then
    needed=false
    shift
fi

missing=()
for package in "$@"; do
    status=$(dpkg-query --show --showformat='${db:Status-Status}' "$package" 2>/dev/null || true)
    [ "$status" = installed ] || missing+=("$package")
done
[ ${#missing[@]} -gt 0 ] || exit 0

give_up() {
    {
        echo "These system packages are missing: ${missing[*]}"
        echo "$1"
        echo "    apt-get install ${missing[*]}"
    } >&2
    $needed && exit 1
    {
        echo '*********************************************************************'
        echo "GOING ON WITHOUT ${missing[*]}: WHAT NEEDS IT IS NOT CHECKED."
        echo '*********************************************************************'
    } >&2
    exit 0
}

[ "$(id -u)" -eq 0 ] || give_up 'Install them as root and try again:'
echo "Installing system packages: ${missing[*]}"
export DEBIAN_FRONTEND=noninteractive
# Somebody else's apt may be running: wait for it.
apt-get -q -o DPkg::Lock::Timeout=300 update \
    && apt-get -q -y -o DPkg::Lock::Timeout=300 install --no-install-recommends "${missing[@]}" \
    || give_up 'They could not be installed. Try it by hand:'

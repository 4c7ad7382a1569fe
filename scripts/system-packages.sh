#!/usr/bin/env bash
# Make sure that the Debian packages named as arguments are installed: as root install the missing
# ones, as anybody else say which they are and fail.
set -euo pipefail

missing=()
for package in "$@"; do
    status=$(dpkg-query --show --showformat='${db:Status-Status}' "$package" 2>/dev/null || true)
    [ "$status" = installed ] || missing+=("$package")
done
[ ${#missing[@]} -gt 0 ] || exit 0

if [ "$(id -u)" -ne 0 ]; then
    {
        echo "These system packages are missing: ${missing[*]}"
        echo "Install them as root and try again:"
        echo "    apt-get install ${missing[*]}"
    } >&2
    exit 1
fi
echo "Installing system packages: ${missing[*]}"
export DEBIAN_FRONTEND=noninteractive
# Somebody else's apt may be running: wait for it.
apt-get -q -o DPkg::Lock::Timeout=300 update
apt-get -q -y -o DPkg::Lock::Timeout=300 install --no-install-recommends "${missing[@]}"

#!/usr/bin/env bash
# Installs the readers of other people that the tests of publishing put our files before: khal and vdirsyncer,
# libical, ical.js, marked, axe-core and Chromium.  Debian's packages for the whole machine, the rest into .ci/readers,
# which git does not see.  Reaches the package indexes only (apt, pip, npm).
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)/readers
mkdir -p "$here"
echo '*' > "$here/.gitignore"

as_root() { if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo "$@"; fi; }
missing=()
command -v node >/dev/null && command -v npm >/dev/null || missing+=(nodejs npm)
command -v chromium >/dev/null || missing+=(chromium)
/usr/bin/python3 -c 'import gi; gi.require_version("ICalGLib", "3.0")' 2>/dev/null || missing+=(python3-gi gir1.2-ical-3.0)
if [ "${#missing[@]}" -gt 0 ]; then
    as_root apt-get update -qq
    DEBIAN_FRONTEND=noninteractive as_root apt-get install -y -qq --no-install-recommends "${missing[@]}"
fi

[ -x "$here/venv/bin/khal" ] || { python3 -m venv "$here/venv" && "$here/venv/bin/pip" install -q 'khal==0.14.1' 'vdirsyncer==0.21.0'; }
npm install --silent --no-audit --no-fund --prefix "$here" marked@18.2.1 ical.js@2.2.1 axe-core@4.14.1
echo "readers for the tests are in $here"

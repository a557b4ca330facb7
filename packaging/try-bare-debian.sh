#!/usr/bin/env bash
# Try the README's two commands where nothing was prepared: a bare Debian 12 with python3 and no more, in a temporary
# folder. Needs root and debootstrap. The demo warehouse is opened on a screen that nobody sees, and photographed into
# the file named first; the other arguments go on to `packaging/run.py tests`:
#
#     packaging/try-bare-debian.sh window.png tests/test_lock.py
#
# What this machine's administrator set for apt and pip (mirrors, proxies, certificate authorities) is carried along.
set -euo pipefail

if [ "$(id -u)" -ne 0 ] || ! command -v debootstrap >/dev/null; then
    echo "This needs root and debootstrap (apt-get install debootstrap)." >&2
    exit 1
fi
if [ $# -eq 0 ]; then
    echo "Name the file for the picture of the window: packaging/try-bare-debian.sh window.png" >&2
    exit 2
fi
picture=$(realpath "$1")
shift
cd "$(dirname "${BASH_SOURCE[0]}")/.."
suite=bookworm
bare=$(mktemp -d)
chmod 755 "$bare"
trap 'rm -rf --one-file-system "$bare"' EXIT

echo "== making a bare Debian"
mirror=$(apt-get indextargets --format '$(REPO_URI)' "Created-By: Packages" "Release: $suite" | sort -u | head -n 1)
debootstrap --variant=minbase --include=python3 "$suite" "$bare" ${mirror:+"$mirror"} >"$bare.log" 2>&1 ||
    { cat "$bare.log" >&2; rm -f "$bare.log"; exit 1; }
rm -f "$bare.log"

echo "== carrying along the settings of apt and pip, and the checkout"
rm -r "$bare/etc/apt"
cp -aT /etc/apt "$bare/etc/apt"
cp -L /etc/resolv.conf /etc/hosts "$bare/etc/"
if [ -d /usr/local/share/ca-certificates ]; then
    cp -aT /usr/local/share/ca-certificates "$bare/usr/local/share/ca-certificates"
fi
settings=()
for place in /etc/pip.conf "$HOME/.config/pip" "$HOME/.pip"; do
    if [ -e "$place" ]; then
        settings+=("$place")
        inside=${place/#"$HOME"/"/root"}
        mkdir -p "$bare$(dirname "$inside")"
        cp -aT "$place" "$bare$inside"
    fi
done
variables=()
while IFS= read -r -d '' variable; do
    case ${variable%%=*} in
        PIP_* | *_proxy | *_PROXY | SSL_CERT_FILE | SSL_CERT_DIR | CI) variables+=("$variable") ;;
    esac
done < <(env -0)
# Folders of packages on this machine that pip was told of; an index given as file:// may link to folders beside it.
mapfile -t folders < <({
    if [ ${#settings[@]} -gt 0 ]; then grep -rhoE '(file://)?/[^ =]+' "${settings[@]}" || true; fi
    printf '%s\n' ${variables[@]+"${variables[@]}"} | grep '^PIP_' | grep -oE '(file://)?/[^ =]+' || true
} | sed -E 's|^file://(/.+)/[^/]+/?$|\1|' | sort -u)
mkdir "$bare/srv/checkout"
git ls-files -co --exclude-standard -z | while IFS= read -r -d '' file; do
    if [ -e "$file" ]; then printf '%s\0' "$file"; fi
done | tar --null --files-from=- -cf - | tar -xf - -C "$bare/srv/checkout" --no-same-owner

# In namespaces of its own, so that no mount and no process outlives the trial.
in_bare='
set -eu
bare=$1; shift
mount -t proc proc "$bare/proc"
mount -t tmpfs tmpfs "$bare/dev/shm"
while [ "$1" != -- ]; do
    if [ -d "$1" ]; then
        mkdir -p "$bare$1"
        mount --bind "$1" "$bare$1"
        mount -o remount,bind,ro "$bare$1"
    fi
    shift
done
shift
exec chroot "$bare" "$@"
'
trial='
set -eu
cd /srv/checkout
echo "== run.py demo, without a screen"
if python3 packaging/run.py demo 2>/srv/said; then
    echo "It ended as if a window had been open." >&2
    exit 1
fi
cat /srv/said >&2
grep -q "there is no screen here" /srv/said
echo "== looking for libraries that the set-up has left out"
qt=$(.venv/bin/python -c "import PySide6; print(PySide6.__path__[0])")
if ldd "$qt"/QtWidgets.abi3.so "$qt"/QtSvg.abi3.so "$qt"/QtNetwork.abi3.so "$qt"/QtPrintSupport.abi3.so \
    "$qt"/Qt/plugins/platforms/libqxcb.so "$qt"/Qt/plugins/platforms/libqwayland.so | grep "not found"; then
    exit 1
fi
echo "== run.py demo, on a screen that nobody sees"
PYTHONPATH=packaging python3 -c "import machine; machine.complete(machine.missing_for_the_tests())"
python3 packaging/try_window.py /srv/window.png
echo "== run.py tests $*"
exec python3 packaging/run.py tests "$@"
'
status=0
unshare --mount --pid --fork --kill-child sh -c "$in_bare" sh "$bare" ${folders[@]+"${folders[@]}"} -- \
    env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LANG=C ${variables[@]+"${variables[@]}"} \
    sh -c "$trial" sh "$@" || status=$?
if [ -e "$bare/srv/window.png" ]; then
    cp "$bare/srv/window.png" "$picture"
fi
exit "$status"

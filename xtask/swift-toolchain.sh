#!/usr/bin/env bash
# Swift for a Debian machine that has none: a chroot of a newer Debian with `swiftlang`.
#
#   swift-toolchain.sh setup FOLDER                       makes it (2.5 GB, some minutes, once)
#   swift-toolchain.sh run FOLDER PATH... -- WORKDIR COMMAND...
#                                                         runs a command in it; each PATH is seen
#                                                         at its own place
#
# `cargo xtask test swift` calls both; `setup` only after consent. Mirror, proxy and certificates
# are those of this machine's apt. Mounts live in a namespace of their own and end with the
# command, so FOLDER can be deleted at any time. Ends with 69 where it can't work.
set -euo pipefail

release=trixie

refuse() {
    printf 'No Swift here: %s. Install Swift 6 or newer as swift.\n' "$1" >&2
    exit 69
}

check_machine() {
    grep -qx 'ID=debian' /etc/os-release 2>/dev/null || refuse 'this is not Debian'
    [ "$(id -u)" = 0 ] || refuse 'making a chroot needs root'
    unshare --mount true 2>/dev/null || refuse 'mount namespaces are not permitted'
}

# Prints the address from which this machine's apt takes Debian itself.
mirror() {
    # shellcheck disable=SC2016 # apt fills it in
    apt-get indextargets --format '$(COMPONENT) $(CREATED_BY) $(SUITE) $(REPO_URI)' |
        awk '$1 == "main" && $2 == "Packages" && $3 !~ /-/ { print $4; exit }'
}

# Gives the chroot this machine's proxy, certificates and names.
copy_network_settings() {
    local root=$1 authorities=
    # A proxy's address may hold a password: for root only, and removed afterwards.
    (umask 077 && apt-config dump | grep -E '^Acquire::(http|https|Retries|Check-)' |
        grep -vi detect >"$root/etc/apt/apt.conf.d/90machine") || true
    eval "$(apt-config shell authorities Acquire::https::CaInfo)"
    authorities=${authorities:-/etc/ssl/certs/ca-certificates.crt}
    if [ -r "$authorities" ]; then
        mkdir -p "$root/etc/ssl/certs" "$root$(dirname "$authorities")"
        cp -L "$authorities" "$root/etc/ssl/certs/ca-certificates.crt"
        [ "$authorities" = /etc/ssl/certs/ca-certificates.crt ] || cp -L "$authorities" "$root$authorities"
    fi
    cp -L /etc/resolv.conf /etc/hosts "$root/etc/" 2>/dev/null || true
}

setup() {
    local folder=$1 from
    check_machine
    mkdir -p "$folder"
    exec 9>"$folder/lock"
    flock 9
    if [ -e "$folder/ready" ]; then return; fi
    command -v debootstrap >/dev/null || {
        apt-get update -q && apt-get install -y -q --no-install-recommends debootstrap
    }
    from=$(mirror)
    [ -n "$from" ] || { apt-get update -q && from=$(mirror); }
    [ -n "$from" ] || refuse 'apt names no mirror of Debian'
    # What was begun and not finished is begun again: packages half installed are not worth mending.
    rm -rf "$folder/root"
    unshare --mount debootstrap --variant=minbase "$release" "$folder/root" "$from"
    copy_network_settings "$folder/root"
    printf '#!/bin/sh\nexit 101\n' >"$folder/root/usr/sbin/policy-rc.d" # no services
    chmod 755 "$folder/root/usr/sbin/policy-rc.d"
    run "$folder" -- / sh -ec '
        export DEBIAN_FRONTEND=noninteractive
        apt-get update -q
        apt-get install -y -q --no-install-recommends swiftlang libc6-dev
        apt-get clean
        rm -f /etc/apt/apt.conf.d/90machine
        swift --version'
    touch "$folder/ready"
}

run() {
    local root=$1/root
    shift
    # shellcheck disable=SC2016 # for the shell inside
    unshare --mount --pid --fork --kill-child bash -euc '
        root=$1
        shift
        mount -t proc proc "$root/proc"
        mount --rbind /dev "$root/dev"
        while [ "$1" != -- ]; do
            mkdir -p "$root$1"
            mount --bind "$1" "$root$1"
            shift
        done
        shift
        exec chroot "$root" sh -c "cd \"\$1\" && shift && exec \"\$@\"" sh "$@"
    ' bash "$root" "$@"
}

case ${1:-} in
setup) setup "$(realpath -m "$2")" ;;
run)
    shift
    export HOME=/root LANG=C.UTF-8 PATH=/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin
    run "$@"
    ;;
*)
    echo 'swift-toolchain.sh setup FOLDER | run FOLDER PATH... -- WORKDIR COMMAND...' >&2
    exit 64
    ;;
esac

#!/usr/bin/env bash
# Fetch Debian packages and unpack them into a folder, without root and without changing the system.
#
#   debian.sh FOLDER PACKAGE...
#
#   PACKAGE         the package with everything it depends on that this machine lacks
#   PACKAGE/SUITE   exactly this package, from that suite
#
# The mirror is the one the machine's own apt uses. Package lists and downloads stay in the user's
# cache folder, so that another clone does not load them again. Environment: SUITE, a further suite
# to look in (sid); SKIP, an extended regular expression of package names to leave out;
# LOAD_ONLY, to load the packages into the cache without unpacking them.
set -euo pipefail

SUITE=${SUITE:-sid}
SKIP=${SKIP:-^$}
CACHE=${GOVINFO_CACHE:?}
KEYRING=/usr/share/keyrings/debian-archive-keyring.gpg
LISTS_AGE=60 # minutes after which package lists are read again

trouble() {
    printf 'govinfo: %s\n' "$1" >&2
    exit 3
}

private_apt() {
    command "$1" -c "$CACHE/apt/apt.conf" "${@:2}"
}

# "deb" lines: the machine's own suites, and the further suite from each mirror of its main suite.
write_sources() {
    local codename options=
    codename=$(. /etc/os-release && echo "${VERSION_CODENAME:-}")
    [ -r "$KEYRING" ] && options="[signed-by=$KEYRING] "
    # apt prints where it would look: this covers every way of writing sources, and needs no lists.
    apt-get update --print-uris 2>/dev/null |
        sed -nE "s#^'(.+)/dists/($codename(-updates|-security)?)/InRelease'.*#\1 \2#p" |
        sort -u |
        while read -r uri suite; do
            echo "deb $options$uri $suite main"
            [ "$suite" != "$codename" ] || [ "$suite" = "$SUITE" ] ||
                echo "deb $options$uri $SUITE main"
        done
}

prepare_apt() {
    local apt=$CACHE/apt
    mkdir -p "$apt/lists/partial" "$apt/sources.d" "$CACHE/debs/partial"
    write_sources >"$apt/sources.new"
    grep -q " $SUITE main" "$apt/sources.new" || trouble \
        "apt on this machine names no Debian mirror; add one to its sources, or set ODOO_HOME and ODOO_PYTHON."
    # from the further suite only what is asked for from there: its libraries need its libc
    printf 'Package: *\nPin: release n=%s\nPin-Priority: 100\n' "$SUITE" >"$apt/preferences"
    cat >"$apt/apt.conf" <<CONF
#clear APT::Update::Pre-Invoke;
#clear APT::Update::Post-Invoke;
#clear APT::Update::Post-Invoke-Success;
#clear DPkg::Pre-Install-Pkgs;
Dir::Etc::SourceList "$apt/sources.list";
Dir::Etc::SourceParts "$apt/sources.d";
Dir::Etc::Preferences "$apt/preferences";
Dir::Etc::PreferencesParts "$apt/sources.d";
Dir::State::Lists "$apt/lists";
Dir::Cache "$apt";
Dir::Cache::pkgcache "pkgcache.bin";
Dir::Cache::srcpkgcache "srcpkgcache.bin";
Dir::Cache::archives "$CACHE/debs";
Acquire::Check-Valid-Until "false";
Acquire::Languages "none";
Acquire::Retries "1";
Acquire::http::Timeout "60";
Acquire::https::Timeout "60";
APT::Sandbox::User "root";
APT::Install-Recommends "false";
Debug::NoLocking "true";
CONF
    if cmp -s "$apt/sources.new" "$apt/sources.list" &&
        [ -n "$(find "$apt/updated" -mmin -"$LISTS_AGE" 2>/dev/null)" ]; then
        return
    fi
    mv "$apt/sources.new" "$apt/sources.list"
    rm -f "$apt/updated"
    if ! private_apt apt-get update -qq -o APT::Update::Error-Mode=any >"$apt/update.log" 2>&1; then
        sed 's/^/    /' "$apt/update.log" | tail -n 3 >&2
        trouble "the Debian mirror cannot be read, or has no suite $SUITE; check the network and apt's sources, then run the same command again."
    fi
    touch "$apt/updated"
}

# Print "name=version" of each package to fetch.
plan() {
    local exact=() wanted=() package
    for package; do
        case $package in
            */*) exact+=("$package") ;;
            *) wanted+=("$package") ;;
        esac
    done
    if [ ${#wanted[@]} -gt 0 ]; then
        private_apt apt-get install --simulate "${wanted[@]}" >"$CACHE/apt/plan.log" 2>&1 || {
            grep -m 1 '^E:' "$CACHE/apt/plan.log" >&2 || true
            trouble "apt cannot find out what ${wanted[*]} needs here; install these packages with apt-get, then run the same command again."
        }
        sed -nE 's/^Inst ([^ ]+) (\[[^]]*\] )?\(([^ ]+) .*/\1=\3/p' "$CACHE/apt/plan.log"
    fi
    for package in "${exact[@]}"; do
        exact_version "${package%/*}" "${package#*/}"
    done
}

exact_version() { # name suite
    local version
    version=$(private_apt apt-cache madison "$1" |
        awk -F ' *[|] *' -v suite="$2/main" '$3 ~ suite {print $2; exit}')
    [ -n "$version" ] || trouble "the Debian mirror has no package $1 in the suite $2."
    echo "$1=$version"
}

# Download what is not in the cache; print the files.
download() {
    local item file missing=()
    for item; do
        # apt writes "%3a" for the colon of an epoch
        file=$(find "$CACHE/debs" -maxdepth 1 -name "${item%=*}_$(sed 's/:/%3a/' <<<"${item#*=}")_*.deb")
        [ -n "$file" ] || missing+=("$item")
    done
    if [ ${#missing[@]} -gt 0 ]; then
        # apt checks what an interrupted run left in this folder, and goes on from there
        (cd "$CACHE/debs/partial" && private_apt apt-get download -qq "${missing[@]}" >&2) || {
            rm -f "$CACHE/plans/$key" "$CACHE/apt/updated" # versions may have moved on
            trouble "a download from the Debian mirror failed; run the same command again, it goes on where it stopped."
        }
        mv "$CACHE"/debs/partial/*.deb "$CACHE/debs/"
    fi
    for item; do
        find "$CACHE/debs" -maxdepth 1 -name "${item%=*}_$(sed 's/:/%3a/' <<<"${item#*=}")_*.deb"
    done
}

folder=$1
shift
mkdir -p "$CACHE"
exec 9>"$CACHE/apt.lock"
flock 9 # another clone may be loading the same files: wait for it

# The plan depends on the machine's own packages; with the same plan in the cache no network is needed.
key=$({ echo "$SUITE $SKIP $*" && dpkg-query -W && cat "${BASH_SOURCE[0]}"; } | sha256sum | cut -c1-24)
mkdir -p "$CACHE/plans"
if [ ! -e "$CACHE/plans/$key" ]; then
    prepare_apt
    # programs use the machine's own C library, whatever is unpacked beside them
    plan "$@" | sed -E "/^(libc6|libc-bin|libgcc-s1|gcc-[0-9]+-base)=/d; /$SKIP/d" | sort -u >"$CACHE/plans/$key.new"
    mv "$CACHE/plans/$key.new" "$CACHE/plans/$key"
fi
mapfile -t items <"$CACHE/plans/$key"
files=$(download "${items[@]}")
[ -z "${LOAD_ONLY:-}" ] || exit 0

rm -rf "$folder.new"
mkdir -p "$folder.new"
for file in $files; do
    dpkg-deb -x "$file" "$folder.new"
done
rm -rf "$folder"
mv "$folder.new" "$folder"

# place.sh: finds or makes a place that has GIMP 3 and its development packages, and goes there
#
# SPDX-FileCopyrightText: The Overpaint authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
# variables are shared with dev; "... || die" never comes after a success that die would follow
# shellcheck disable=SC2015,SC2034,SC2154

# What the build asks pkg-config for, with the least version; the top meson.build says the same.
modules=('gimp-3.0 >= 3.0.4' 'gimpui-3.0 >= 3.0.4' gtk+-3.0 'glib-2.0 >= 2.74' 'json-glib-1.0 >= 1.6'
  'libcurl >= 7.85' 'libpng >= 1.6' zlib gdk-pixbuf-2.0 'libsecret-1 >= 0.20' 'libsoup-3.0 >= 3.2')
programs=(meson ninja gcc msgfmt gimp-console python3 Xvfb xdotool openbox import dbus-run-session shellcheck)
bindings='import cairo, gi
for name, version in (("Gimp", "3.0"), ("PangoCairo", "1.0"), ("Atspi", "2.0")): gi.require_version (name, version)'

packages=(
  # the build
  gcc libc6-dev meson ninja-build pkgconf gettext ca-certificates
  # the plug-in's libraries
  libgimp-3.0-dev libcurl4-openssl-dev libjson-glib-dev libpng-dev libgdk-pixbuf-2.0-dev libsecret-1-dev
  # the practice server, and TLS for it
  libsoup-3.0-dev glib-networking
  # GIMP, what drives it, and the loader of one of the formats that a server may answer in
  gimp python3-gi gir1.2-gimp-3.0 webp-pixbuf-loader
  # the sheet of ./dev run
  python3-gi-cairo gir1.2-pango-1.0 fonts-dejavu-core
  # tests in GIMP's window: a display, a window manager, keys, the accessibility tree, screenshots
  xvfb xauth openbox xdotool x11-utils dbus dbus-x11 at-spi2-core gir1.2-atspi-2.0 adwaita-icon-theme imagemagick
  # lint, and locales whose decimal point or letters are not those of English
  shellcheck appstream locales
)
locales=(de_DE tr_TR)

### Where GIMP 3 is: this machine, this machine after apt, or a private root

# true when this machine has everything, GIMP of series $1 (if any) among it; else $lacking says what not
native_is_complete ()
{
  local module program
  lacking=
  have pkg-config || { lacking=' pkg-config'; return 1; }
  for module in "${modules[@]}"; do
    pkg-config --exists "$module" 2> /dev/null || lacking+=" ${module%% *}"
  done
  for program in "${programs[@]}"; do
    have "$program" || lacking+=" $program"
  done
  [ -n "$lacking" ] || python3 -c "$bindings" 2> /dev/null || lacking=' python3-gi'
  [ -z "$lacking" ] || return 1
  case $(pkg-config --modversion gimp-3.0) in
    "${1:-}"*) ;;
    *) lacking=" GIMP $1"; return 1 ;;
  esac
}

# apt has a candidate of libgimp that is new enough, and of series $1 (if any)
apt_has_gimp ()
{
  local version
  have apt-cache && have dpkg || return 1
  version=$(LC_ALL=C apt-cache policy libgimp-3.0-dev 2> /dev/null | awk '$1 == "Candidate:" { print $2 }')
  version=${version#*:}
  [ -n "$version" ] && [ "$version" != '(none)' ] && dpkg --compare-versions "$version" ge 3.0.4 || return 1
  case $version in "${1:-}"*) ;; *) return 1 ;; esac
}

is_root () { [ "$(id -u)" -eq 0 ]; }

# runs apt-get as root, or through sudo after saying so
apt_get ()
{
  local as=(env DEBIAN_FRONTEND=noninteractive)
  have apt-get || return 1
  if ! is_root; then
    have sudo || return 1
    say "dev: sudo apt-get $*"
    # without a terminal nobody can type the password
    if [ -t 0 ]; then as=(sudo "${as[@]}"); else as=(sudo -n "${as[@]}"); fi
  fi
  mkdir -p "$cache"
  "${as[@]}" apt-get -q "$@" > "$cache/apt.log" 2>&1 < /dev/null
}

# lists that are old name packages that the archive no longer has
apt_install ()
{
  apt_get install --yes --no-install-recommends "$@" ||
    { apt_get update && apt_get install --yes --no-install-recommends "$@"; } ||
    { tail -n 5 "$cache/apt.log" >&2 2> /dev/null; return 1; }
}

# fresh container images come without apt's lists, and then apt knows no candidate
apt_refresh ()
{
  have apt-get || return 0
  [ -n "$(find /var/lib/apt/lists -maxdepth 1 -name '*_Packages*' -print -quit 2> /dev/null)" ] && return 0
  say 'dev: fetching the list of packages (apt-get update; seconds).'
  apt_get update || say 'dev: apt-get update did not succeed; going on with what is there.'
}

# sets $place to "native" or to the folder of a private root with GIMP of series $1 (or of any)
find_place ()
{
  local suite=trixie
  [ "${1:-}" = 3.2 ] && suite=testing
  place=native
  native_is_complete "${1:-}" && return
  place=$(root_folder "$suite")
  [ -d "$place" ] && return
  apt_refresh
  if apt_has_gimp "${1:-}"; then
    say 'dev: installing GIMP 3 and what the build and the tests need by apt (once; up to 400 MB, a few minutes).'
    if apt_install "${packages[@]}" && native_is_complete "${1:-}"; then
      place=native
      return
    fi
    say "dev: this machine still lacks$lacking; a private Debian will do."
  fi
  make_root "$suite" "${1:-3}"
}

### A private root

# the recipe of a root is the text of the function that makes it
root_folder ()
{
  printf '%s/%s-%s' "$cache" "$1" \
    "$({ printf '%s\n' "${packages[@]}" "${locales[@]}"; declare -f mmdebstrap_root; } | sha256sum | cut -c 1-10)"
}

as_root_of_namespace () { unshare --user --map-root-user --map-auto -- "$@"; }

# removes an unfinished root; nothing below which anything is mounted is ever removed
remove_unfinished ()
{
  local way=()
  if ! folder=${1// /\\040} awk 'index ($5, ENVIRON["folder"]) == 1 { exit 1 }' /proc/self/mountinfo; then
    say "dev: something is mounted in $1, which is left alone."
    return
  fi
  is_root || way=(as_root_of_namespace)
  "${way[@]}" rm -rf --one-file-system -- "$1"
}

# how this machine's apt reaches an archive; mmdebstrap itself does not look
apt_network_options ()
{
  apt-config dump 2> /dev/null | grep -v '""' |
    grep -iE '^Acquire::((https?|ftp)::.*Proxy|https?::.*(CAInfo|Verify-Peer)|Check-Date|Retries)'
}

mmdebstrap_root () # SUITE FOLDER MIRROR...
{
  local suite=$1 folder=$2 name options
  shift 2
  options=(--variant=apt --skip=output/dev --include="$(IFS=,; echo "${packages[*]}")"
    --aptopt='APT::Install-Recommends "false"' --aptopt='Acquire::Check-Valid-Until "false"'
    --dpkgopt='path-exclude=/usr/share/man/*' --dpkgopt='path-exclude=/usr/share/doc/*')
  while IFS= read -r name; do
    options+=("--aptopt=$name")
  done < <(apt_network_options)
  for name in "${locales[@]}"; do
    options+=("--customize-hook=chroot \"\$1\" localedef -i $name -f UTF-8 $name.UTF-8")
  done
  if is_root; then
    supervise unshare --mount --propagation private --pid --fork --kill-child --mount-proc -- \
      mmdebstrap --mode=root "${options[@]}" "$suite" "$folder" "$@"
  else
    # the users that mmdebstrap maps may not enter a home folder; this one's own may
    setpriv --pdeathsig TERM mmdebstrap --mode=unshare "${options[@]}" "$suite" - "$@" |
      as_root_of_namespace tar --extract --preserve-permissions --numeric-owner --exclude='./dev/*' \
        --directory="$folder"
  fi
}

# says in a sentence what is missing, where a private root cannot be made or entered
check_rights ()
{
  local wanted=(mmdebstrap mount debian-archive-keyring)
  is_root || wanted+=(uidmap)
  have unshare && have setpriv && have flock || die 'a private Debian needs the programs of util-linux; install it.'
  if ! have mmdebstrap || ! have mount || { ! is_root && ! have newuidmap; }; then
    say "dev: installing ${wanted[*]} by apt (once; seconds)."
    apt_install "${wanted[@]}" ||
      die "GIMP 3 cannot be had here without an administrator; as root: apt-get install ${wanted[*]}"
  fi
  if is_root; then
    unshare --mount --propagation private -- true 2> /dev/null ||
      die "a private Debian needs the right to mount: start this container with it (--privileged), or use Debian 13."
  else
    as_root_of_namespace true 2> /dev/null ||
      die "ordinary users get no user namespaces here: run ./dev as root, or have an administrator allow them\
 (sysctl kernel.unprivileged_userns_clone=1, on Ubuntu kernel.apparmor_restrict_unprivileged_userns=0) and list\
 $(id -un) in /etc/subuid and /etc/subgid."
  fi
}

# other mirrors than mmdebstrap's own, for machines that reach no other
mirrors_of_this_machine ()
{
  # shellcheck disable=SC2016
  apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' 'Origin: Debian' 'Component: main' 2> /dev/null |
    grep -v security | sort -u
}

make_root () # SUITE SERIES
{
  local suite=$1 unfinished leftover log mirror version
  place=$(root_folder "$suite")
  unfinished=$cache/.unfinished-${place##*/}
  log=$place.log
  check_rights
  mkdir -p "$cache" || die "the folder $cache cannot be made."
  exec {lock}> "$cache/lock"
  if ! flock --nonblock "$lock"; then
    say 'dev: another ./dev is making a private Debian; waiting for it.'
    flock "$lock"
  fi
  if [ ! -d "$place" ]; then
    for leftover in "$cache"/.unfinished-*; do
      [ ! -e "$leftover" ] || remove_unfinished "$leftover"
    done
    say "dev: making a private Debian ($suite) with GIMP $2 in $place (once; fetches some 400 MB, two to five minutes)."
    SECONDS=0
    for mirror in '' $(mirrors_of_this_machine); do
      mkdir -p "$unfinished"
      mmdebstrap_root "$suite" "$unfinished" ${mirror:+"$mirror"} > "$log" 2>&1 < /dev/null {lock}>&- && break
      remove_unfinished "$unfinished"
    done
    if [ ! -d "$unfinished" ]; then
      tail -n 15 "$log" >&2
      die "the private Debian ($suite) could not be made; $log has the whole story." 75
    fi
    version=$(sed -n 's/^Version: *//p' "$unfinished"/usr/lib/*/pkgconfig/gimp-3.0.pc)
    case $version in
      "$2"*) ;;
      *) remove_unfinished "$unfinished"; die "Debian's $suite has GIMP $version now, not $2." 75 ;;
    esac
    mv -T -- "$unfinished" "$place" || die "$unfinished cannot be renamed." 75
    say "dev: made in $SECONDS s."
  fi
  exec {lock}>&-
}

### Going there

# Ends what it was given when it is ended itself; where ./dev is killed outright, the kernel does it (pdeathsig).
supervise ()
{
  local child status
  env --default-signal=INT,QUIT setpriv --pdeathsig KILL -- "$@" <&0 &
  child=$!
  supervised=$child
  trap 'end_tree "$supervised"; exit 130' INT
  trap 'end_tree "$supervised"; exit 143' TERM HUP
  wait "$child"
  status=$?
  trap - INT TERM HUP
  return "$status"
}

end_tree ()
{
  local child children=()
  { read -r -a children < "/proc/$1/task/$1/children"; } 2> /dev/null
  for child in "${children[@]}"; do end_tree "$child"; done
  kill -TERM "$1" 2> /dev/null
}

# Only what is listed gets through. Done with the shell's own words: an argument of env shows in ps.
keep_in_environment ()
{
  local name
  for name in $(compgen -e); do
    case " PATH TERM CI $* " in *" $name "*) ;; *) unset "$name" ;; esac
  done
}

# goes to $place and runs ./dev --in-place with the arguments; the environment is another one afterwards
go () # COMMAND ARGUMENT...
{
  local keep=() way=() name
  local asking=(OVERPAINT_TOKEN http_proxy https_proxy all_proxy no_proxy HTTP_PROXY HTTPS_PROXY ALL_PROXY NO_PROXY)
  case $1 in
    run | conformance) [ -z "$server" ] || keep=("${asking[@]}") ;;
    gimp) keep=("${asking[@]}" DISPLAY WAYLAND_DISPLAY XAUTHORITY XDG_RUNTIME_DIR)
          if [ -z "${XAUTHORITY:-}" ] && [ -f "$HOME/.Xauthority" ]; then export XAUTHORITY=$HOME/.Xauthority; fi ;;
  esac
  # a GIMP that was built by hand is found through these
  [ "$place" != native ] ||
    keep+=(PKG_CONFIG_PATH LD_LIBRARY_PATH GI_TYPELIB_PATH XDG_DATA_DIRS DBUS_SESSION_BUS_ADDRESS)
  keep_in_environment "${keep[@]}"
  export LANG=C.UTF-8 PLACE=${place##*/} HOST_FILES='' HOME
  if [ "$place" = native ]; then
    HOME=$here/_build/home
    mkdir -p "$HOME"
    supervise "$BASH" "$here/dev" --in-place "$@"
    return
  fi
  for name in XAUTHORITY XDG_RUNTIME_DIR; do
    [ -z "${!name:-}" ] || export "$name=/run/host${!name}"
  done
  mkdir -p "$cache/home"
  HOST_FILES=/run/host HOME=/run/home PATH=$PATH:/usr/sbin:/sbin
  is_root || way=(unshare --user --map-root-user --map-auto -- setpriv --pdeathsig KILL --)
  supervise "${way[@]}" unshare --mount --propagation private --pid --fork --kill-child -- \
    "$BASH" "$here/dev" --enter "$place" "$cache/home" "$@"
}

# in the mount namespace of this one command: puts the root together, and goes there
enter () # ROOT HOME COMMAND ARGUMENT...
{
  local root=$1 home=$2 file
  shift 2
  mkdir -p "$root/dev" "$root/proc" "$root/run" "$root/sys" "$root/tmp" &&
    mount -t tmpfs -o mode=755 tmpfs "$root/run" && mkdir -p "$root/run/host" "$root/run/home" &&
    mount -t tmpfs -o mode=1777 tmpfs "$root/tmp" &&
    mount -t proc proc "$root/proc" && mount --rbind /dev "$root/dev" && mount --rbind /sys "$root/sys" &&
    mount --rbind / "$root/run/host" && mount --bind "$home" "$root/run/home" &&
    mkdir -p "$root$here" && mount --rbind "$here" "$root$here" ||
    die 'the mounts of the private Debian are refused here; run ./dev as root, outside of a container.'
  if [ -d /tmp/.X11-unix ]; then
    mkdir -p "$root/tmp/.X11-unix" && mount --bind /tmp/.X11-unix "$root/tmp/.X11-unix"
  fi
  for file in /etc/resolv.conf /etc/hosts; do
    [ ! -f "$file" ] || { touch "$root$file" && mount --bind "$(realpath "$file")" "$root$file"; }
  done
  # not exec: the first process of a namespace is special, and some programs refuse to be it
  chroot "$root" /usr/bin/env PATH=/usr/sbin:/usr/bin:/sbin:/bin /bin/bash "$here/dev" --in-place "$@"
}

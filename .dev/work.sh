# work.sh: builds and does the work, in a place that has everything
#
# SPDX-FileCopyrightText: The Overpaint authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
# variables are shared with dev; "... || die" never comes after a success that die would follow
# shellcheck disable=SC2015,SC2034,SC2154

# builds folder _build/PLACE-KIND, which $folder names afterwards; quiet unless it fails
build () # KIND SETUP-OPTION...
{
  local log lock stale=
  [ "$PLACE" != native ] || PLACE=native-$(pkg-config --modversion gimp-3.0)
  folder=$here/_build/$PLACE-$1
  shift
  log=$folder.log
  mkdir -p "$here/_build"
  exec {lock}> "$folder.lock"
  flock "$lock"
  if [ ! -f "$folder/build.ninja" ] || [ "$(cat "$folder/options" 2> /dev/null)" != "$*" ]; then
    say 'dev: building for the first time (a minute or two).'
    stale=1
    rm -rf "$folder"
    meson setup "$@" "$folder" "$here" > "$log" 2>&1 || { tail -n 40 "$log" >&2; return 1; }
    printf '%s' "$*" > "$folder/options"
  elif ! ninja -C "$folder" -n | grep -q 'no work to do'; then
    say 'dev: building what has changed.'
    stale=1
  fi
  if [ -n "$stale" ]; then
    rm -f "$folder/built"
    ninja -C "$folder" > "$log" 2>&1 || { grep -vE '^\[[0-9]+/[0-9]+\] ' "$log" | tail -n 60 >&2; return 1; }
  fi
  exec {lock}>&-
}

# the plug-in as it is installed, with its translations, in $folder/stage/plug-ins
build_plug_in ()
{
  build run -Dplug-in-dir=/plug-ins || die 'the build failed.'
  [ -f "$folder/built" ] && return
  rm -rf "$folder/stage"
  if ! meson install -C "$folder" --no-rebuild --quiet --destdir "$folder/stage" > "$folder.log" 2>&1; then
    tail -n 20 "$folder.log" >&2
    die 'the plug-in could not be put together.'
  fi
  touch "$folder/built"
}

run_tests () # [--suite SUITE] NAME...
{
  local suite='' kind options logs=() names
  if [ "${1:-}" = --suite ]; then suite=$2; shift 2; fi
  export MESON_TESTTHREADS=2 ASAN_OPTIONS=detect_leaks=1:fast_unwind_on_malloc=0:abort_on_error=1
  export UBSAN_OPTIONS=halt_on_error=1:abort_on_error=1:print_stacktrace=1
  for kind in test asan; do
    case $kind in
      test) options=(-Dwerror=true) ;;
      asan) options=(-Dwerror=true "-Db_sanitize=address,undefined" -Dplug-in=disabled)
            case $suite in '' | unit) suite=unit ;; *) continue ;; esac ;;
    esac
    if ! build "$kind" "${options[@]}"; then
      say "dev: the build ($kind) failed."
      logs+=("$folder/nothing")
      continue
    fi
    names=("$@")
    if [ $# -gt 0 ]; then
      mapfile -t names < <(meson test -C "$folder" --no-rebuild --list ${suite:+--suite "$suite"} 2> /dev/null |
        awk -v wanted=" $* " '{ sub (/.*[:\/ ]/, ""); if (index (wanted, " " $0 " ")) print }')
      [ ${#names[@]} -gt 0 ] || continue
    fi
    [ "$kind" = test ] || say 'dev: the unit tests again, under the address and undefined behaviour sanitizers.'
    rm -f "$folder/meson-logs/testlog.json"
    meson test -C "$folder" --no-rebuild --print-errorlogs --timeout-multiplier 3 \
      ${suite:+--suite "$suite"} "${names[@]}" < /dev/null
    logs+=("$folder/meson-logs/testlog.json")
  done
  [ ${#logs[@]} -gt 0 ] || die "no test is called $*." 2
  exec python3 "$here/tests/dev/closing-line.py" "${logs[@]}"
}

run_lint ()
{
  local failed=0
  python3 "$here/tests/lint/check-shell.py" "$here" || failed=1
  python3 "$here/tests/lint/check-style.py" "$here" || failed=1
  return "$failed"
}

run_conformance () # JSON URL OPTION...
{
  local json=$1 server=$2
  shift 2
  build run -Dplug-in-dir=/plug-ins || die 'the build failed.'
  if [ -z "$server" ]; then set -- --practice "$folder/tests/gateway/practice-server" "$@"; fi
  [ -z "$json" ] || set -- --json "$HOST_FILES$json" "$@"
  exec "$folder/tests/conformance/conformance" "$@" ${server:+-- "$server"}
}

# a practice server that ends with this shell, as the default server of GIMP's profile
start_practice_server ()
{
  local line
  coproc practice { exec "$folder/tests/gateway/practice-server" --as gateway --until-stdin-closes; }
  read -r line <&"${practice[0]}" && [[ $line == 'listening on '* ]] || die 'the practice server did not start.'
  mkdir -p "$GIMP3_DIRECTORY/overpaint"
  printf '[overpaint]\ndefault-server=practice\n\n[server practice]\naddress=%s\nkind=gateway\n' \
    "${line#listening on }" > "$GIMP3_DIRECTORY/overpaint/settings.ini"
  say "dev: Overpaint asks a practice server at ${line#listening on }, which paints without any AI."
}

run_gimp () # [--practice] [IMAGE]
{
  build_plug_in
  GIMP_TESTING_PLUGINDIRS=$folder/stage/plug-ins:$(pkg-config --variable=gimplibdir gimp-3.0)/plug-ins
  export GIMP_TESTING_PLUGINDIRS
  export GIMP3_DIRECTORY=$folder/window-profile
  if [ "${1:-}" = --practice ]; then
    shift
    GIMP3_DIRECTORY=$folder/practice-profile
    start_practice_server
  fi
  dbus-run-session -- gimp --new-instance ${1:+"$HOST_FILES$1"}
}

take_screenshots ()
{
  local scheme
  build_plug_in
  for scheme in dark light; do
    python3 "$here/tests/ui/screenshots.py" "$folder/stage/plug-ins/overpaint/overpaint" \
      "$folder/tests/gateway/practice-server" "$here/docs" "$scheme" || die 'the pictures could not be taken.'
  done
}

work () # COMMAND ARGUMENT...
{
  local command=$1
  shift
  cd "$here" || exit 1
  case $command in
    run)     build_plug_in
             exec python3 "$here/tests/run/overpaint-run.py" --build "$folder" --host "$HOST_FILES" "$@" ;;
    test)    run_tests "$@" ;;
    conformance) run_conformance "$@" ;;
    lint)    run_lint ;;
    gimp)    run_gimp "$@" ;;
    screenshots) take_screenshots ;;
    shell)   if [ $# -gt 0 ]; then exec "$@"; else exec bash -i; fi ;;
    install) build_plug_in
             printf '%s\n' "$folder" > "$here/_build/installed-from" ;;
  esac
}

# Read by bin/test, bin/bench and bin/shots: where things lie, what has to be installed, a throwaway PostgreSQL, an orderly end.
# shellcheck shell=bash

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
export CARGO_TARGET_DIR="${CARGO_TARGET_DIR:-${XDG_CACHE_HOME:-$HOME/.cache}/attest/target}"
export CARGO_TERM_COLOR="${CARGO_TERM_COLOR:-auto}"

say() { printf '\n== %s\n' "$*"; }
die() { printf '%s\n' "$*" >&2; exit 1; }

# What was started last ends first, also after Ctrl-C.
endings=()
at_end() { endings+=("$1"); }
finish() {
  local code=$? i
  trap - EXIT
  for ((i = ${#endings[@]} - 1; i >= 0; i--)); do eval "${endings[i]}" || true; done
  exit "$code"
}
trap finish EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

# The folder with initdb and pg_ctl, which Debian keeps off the PATH.
postgres_bin() {
  local found
  found=$(printf '%s\n' /usr/lib/postgresql/*/bin/initdb | sort -V | tail -n 1)
  [[ -x $found ]] || found=$(command -v initdb) || return 1
  dirname "$(readlink -f "$found")"
}

is_there() { # a Debian package, or the same thing from elsewhere
  case $1 in
    postgresql) postgres_bin >/dev/null ;;
    nodejs) command -v node >/dev/null ;;
    chromium | cvc5 | npm | wrk) command -v "$1" >/dev/null ;;
    *) dpkg-query -W -f '${Status}' "$1" 2>/dev/null | grep -q 'ok installed' ;;
  esac
}

# Installs the Debian packages that are missing, or stops with the command that would.
need_packages() {
  local missing=() package as=()
  for package; do is_there "$package" || missing+=("$package"); done
  ((${#missing[@]})) || return 0
  local install="apt-get install --yes --no-install-recommends ${missing[*]}"
  if ((EUID != 0)); then
    # Without a terminal nobody can type the password sudo may ask for.
    if command -v sudo >/dev/null && { [[ -t 0 ]] || sudo -n true 2>/dev/null; }; then
      as=(sudo)
    else
      die "Missing: ${missing[*]}. Install with: sudo sh -c 'apt-get update && $install'"
    fi
  fi
  command -v apt-get >/dev/null || die "Missing: ${missing[*]} (Debian's names). There is no apt-get here: install them by your system's own means."
  say "Installing Debian packages: ${missing[*]}"
  "${as[@]}" apt-get update -q
  # shellcheck disable=SC2086 # one word a package
  "${as[@]}" env DEBIAN_FRONTEND=noninteractive $install
}

need_cargo_tool() { # name, version
  command -v "$1" >/dev/null && return 0
  say "Installing $1 $2 (once)"
  env -u CARGO_TARGET_DIR cargo install --locked "$1" --version "$2"
  command -v "$1" >/dev/null || die "$1 was installed, but is not on the PATH. Add \$HOME/.cargo/bin to it."
}

# What the browser tests import; fetched again when the lock file is newer.
need_browser_harness() {
  local folder=tests/browser
  if [[ ! -d $folder/node_modules || $folder/package-lock.json -nt $folder/node_modules ]]; then
    npm ci --prefix "$folder" --ignore-scripts --no-audit --no-fund
    touch "$folder/node_modules"
  fi
}

as_postgres() { # PostgreSQL will not run as root
  if ((EUID == 0)); then runuser -u postgres -- "$@"; else "$@"; fi
}

# A PostgreSQL of its own in a temporary folder, on a random loopback port; sets postgres_url and postgres_pid, and goes when the script ends.
# Extra arguments are server settings, as in: start_postgres fsync=off
start_postgres() {
  local bin folder port try options="" setting
  bin=$(postgres_bin)
  folder=$(mktemp -d "${TMPDIR:-/tmp}/attest-postgres.XXXXXX")
  at_end "rm -rf '$folder'"
  if ((EUID == 0)); then chown postgres "$folder"; fi
  for setting; do options+=" -c $setting"; done
  (
    cd "$folder"
    as_postgres "$bin/initdb" -D "$folder/data" -U postgres -A trust -E UTF8 --locale=C --no-sync >"$folder/initdb.log" 2>&1 ||
      { cat "$folder/initdb.log" >&2; exit 1; }
  )
  for try in 1 2 3 4 5; do
    port=$((20000 + RANDOM % 30000))
    if (cd "$folder" && as_postgres "$bin/pg_ctl" -D "$folder/data" -l "$folder/log" -s -w -t 60 \
      -o "-h 127.0.0.1 -p $port -k $folder -c max_connections=200$options" start) 2>/dev/null; then
      at_end "cd '$folder' && as_postgres '$bin/pg_ctl' -D '$folder/data' -s -m immediate stop"
      postgres_url="postgres://postgres@127.0.0.1:$port/postgres"
      postgres_pid=$(head -n 1 "$folder/data/postmaster.pid") # whose CPU bin/bench counts
      return 0
    fi
  done
  cat "$folder/log" >&2
  die "PostgreSQL did not start in $try tries; its log stands above."
}

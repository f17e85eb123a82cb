#!/usr/bin/env bash
# Checks the tools the machine must have and fetches into the project what it can fetch itself.
set -euo pipefail
cd "$(dirname "$0")/../.."

missing=()
need() { command -v "$1" >/dev/null || missing+=("$1 ($2)"); }
need cargo "Rust 1.95 or newer, by rustup"
need cc "a C compiler, for SQLite: apt-get install build-essential"
need node "Node.js 20 or newer"
need npm "it comes with Node.js"
need python3 "Python 3.11 or newer"
if ((${#missing[@]} > 0)); then
  printf 'missing: %s\n' "${missing[@]}" >&2
  exit 1
fi
node_major=$(node --print 'process.versions.node.split(".")[0]')
if ((node_major < 20)); then
  echo "Node.js $(node --version) is too old: 20 or newer is needed" >&2
  exit 1
fi

if [[ ! -d "$(rustc --print sysroot)/lib/rustlib/wasm32-unknown-unknown" ]]; then
  command -v rustup >/dev/null || {
    echo "the Rust target wasm32-unknown-unknown is missing, and rustup is not there to add it" >&2
    exit 1
  }
  echo "  adding the Rust target wasm32-unknown-unknown"
  rustup --quiet target add wasm32-unknown-unknown
fi

# The copy of the lock file beside the modules says which one they were installed from.
installed=end2end/node_modules/.installed-lock.json
if ! cmp --silent end2end/package-lock.json "$installed"; then
  echo "  installing the Node tools into end2end/node_modules"
  npm --prefix end2end ci --no-progress --loglevel=error
  cp end2end/package-lock.json "$installed"
fi

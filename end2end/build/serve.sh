#!/usr/bin/env bash
# Builds the server, fills DATA with the fictional demo county when it is empty, and serves it.
#   serve.sh DATA LISTEN
set -euo pipefail
cd "$(dirname "$0")/../.."
data=$1
listen=$2
binary=target/debug/weiquan
accounts=$data/accounts.jsonl

node end2end/build/server.mjs

if [[ ! -d $data || -z $(ls -A "$data") ]]; then
  echo "  demo county: filling $data"
  # Filled aside and then renamed: an interrupted start leaves no half county behind.
  draft=$data.draft
  rm -rf "$draft"
  mkdir -p "$draft"
  "$binary" demo --data "$draft" --json >"$draft.jsonl"
  mv "$draft.jsonl" "$draft/${accounts##*/}"
  [[ ! -d $data ]] || rmdir "$data"
  mv "$draft" "$data"
fi

echo
printf '  %-10s http://%s\n' "consumers" "$listen/" "desk" "$listen/desk"
if [[ -f $accounts ]]; then
  printf '\n  demo accounts, all fictional:\n'
  node end2end/build/accounts.mjs <"$accounts"
fi
printf '\n  Ctrl-C stops; make run serves the same data again; rm -r %s starts afresh\n\n' "$data"
exec "$binary" serve --data "$data" --listen "$listen"

# The two commands of the README are `make run` and `make test`; `make help` lists the rest.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

DATA ?= data/demo
LISTEN ?= 127.0.0.1:3000
STAGES ?=
SITE_FLAGS ?=
CASES ?= 10000,100000

.PHONY: help setup site run build test soak bench screenshots audit

help: ## What can be made
	@grep -E '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## (.*)/  make \1\t\2/' | expand -t 20

setup:
	@end2end/build/setup.sh

site: setup ## Browser bundles and static files into target/site (SITE_FLAGS=--fast for quick ones)
	@node end2end/build/site.mjs $(SITE_FLAGS)

run: site ## Build, fill a demo county on first use, serve it on LISTEN (127.0.0.1:3000)
	@end2end/build/serve.sh $(DATA) $(LISTEN)

build: setup ## Self-contained release binary at target/release/weiquan
	@node end2end/build/site.mjs --check-budgets
	@node end2end/build/server.mjs --release

test: setup ## Every check there is; STAGES=rust,journeys runs some of them
	@node end2end/test/run.mjs $(STAGES)

soak: setup ## The promises of docs/operations.md, tried for hours instead of a minute
	@node end2end/build/server.mjs --release
	@WEIQUAN=target/release/weiquan node end2end/promises/run.mjs --long

bench: site ## Measure the release binary beside its limits (CASES=10000,100000)
	@node end2end/build/server.mjs --release
	@cargo build --quiet --release --package server --example static_page
	@WEIQUAN=target/release/weiquan node end2end/bench/run.mjs --cases $(CASES)

screenshots: site ## The pictures of the README and docs/tour.md
	@node end2end/screenshots/take.mjs

audit: ## Licences, bans and sources of all dependencies (needs cargo-deny)
	@cargo deny --offline check bans licenses sources

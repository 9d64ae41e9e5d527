# Everything a person needs to run, test and change Guildhall. Needs git, make and Python 3.11 or later.
# Kept to what GNU Make 3.81 knows, which is the one macOS ships.

SHELL := /bin/sh
.DEFAULT_GOAL := help

# The first Python on the machine that is new enough, unless PYTHON names one.
PYTHON ?= $(shell for python in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && command -v $$python && break; done)
BIN := .venv/bin
TOOLS := .tools
UV := $(TOOLS)/bin/uv
UV_VERSION := 0.13.9

export UV_PYTHON_DOWNLOADS := never
export UV_PROJECT_ENVIRONMENT := .venv
# The certificates this machine trusts, for an office whose network looks into its own traffic.
export UV_SYSTEM_CERTS := true

.PHONY: help
help: ## Say what can be made
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

.PHONY: setup
setup: $(BIN)/.ready ## Prepare the environment and the assets; serve nothing
	@$(BIN)/python -m guildhall.config.assets

.PHONY: run
run: setup ## Serve Guildhall on localhost (PORT, HOST, DEMO=0, GUILDHALL_DATA)
	@exec $(BIN)/guildhall serve

.PHONY: test
test: setup ## Run the tests on SQLite and PostgreSQL, and in a browser where there is one
	@$(BIN)/python -m tests.run $(ARGS)

.PHONY: proof
proof: setup ## Run the slow proofs too: crashes, races, ten thousand cases
	@GUILDHALL_PROOF=1 $(BIN)/python -m tests.run $(ARGS)

.PHONY: bench
bench: setup ## Measure speed and memory at 100,000 and 1,000,000 records
	@$(BIN)/python -m bench $(ARGS)

.PHONY: lint
lint: $(BIN)/.ready ## Check format, style, types and layers
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

.PHONY: format
format: $(BIN)/.ready ## Put the code into its format
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

.PHONY: handbook
handbook: setup ## Write the handbook's pages from the declarations
	@$(BIN)/guildhall handbook

.PHONY: openapi
openapi: setup ## Write the API's document, docs/openapi.json, from the declarations
	@$(BIN)/guildhall openapi

.PHONY: licences
licences: setup ## List the licence of everything Guildhall depends on
	@$(BIN)/python -m guildhall.config.licences

.PHONY: clean
clean: ## Remove what setup made; keep the data folder
	rm -rf .venv $(TOOLS) node_modules staticfiles guildhall/commons/design/static/design/compiled

$(BIN)/.ready: uv.lock pyproject.toml | $(UV)
	@$(UV) sync --locked --quiet --python "$(PYTHON)"
	@touch $@

# Debian keeps venv in a package of its own; root is given it, anybody else is told its name.
$(UV):
	@test -n "$(PYTHON)" || { echo "Guildhall needs Python 3.11 or later: install it, or name it with PYTHON=..." >&2; exit 1; }
	@"$(PYTHON)" -c 'import ensurepip, venv' 2>/dev/null \
		|| { test "$$(id -u)" = 0 && command -v apt-get >/dev/null && apt-get update -qq && apt-get install -y -qq python3-venv >/dev/null; } \
		|| { echo "This Python has no venv. On Debian or Ubuntu: sudo apt install python3-venv" >&2; exit 1; }
	@"$(PYTHON)" -m venv $(TOOLS)
	@$(TOOLS)/bin/pip install --quiet --disable-pip-version-check uv==$(UV_VERSION)

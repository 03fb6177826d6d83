# The portal's commands. `make help` lists them.
#
# Only python3 (3.12 or newer), make and npm are needed; where npm is missing, the Node.js that ships
# as a Python package takes its place. What is installed lies in .venv and node_modules, what is
# written at run time under var/.

SHELL := /bin/sh
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

PORT ?= 8000
VAR := $(or $(PORTAL_VAR),var)
BIN := .venv/bin
MO := var/.catalogue
export PORTAL_PORT := $(PORT)

# The first Python that is new enough, or nothing.
NEW_ENOUGH := 'import sys; sys.exit(sys.version_info < (3, 12))'
PYTHON := $(shell for p in "$(PYTHON3)" python3 python3.13 python3.14 python3.12; do \
	[ -n "$$p" ] && "$$p" -c $(NEW_ENOUGH) >/dev/null 2>&1 && { echo "$$p"; break; }; done)

.PHONY: help
help: ## Show these commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

.PHONY: run
run: .venv/.runtime $(VAR)/theme/portal.css $(MO) ## Start the portal with a demo network (PORT=8123 for another port)
	@exec $(BIN)/python manage.py serve

.PHONY: test
test: .venv/.dev $(VAR)/theme/portal.css $(MO) ## Run the whole suite (ARGS="tests/forum -k anonymous" for a part)
	@$(BIN)/python -m pytest -n 2 $(ARGS)

.PHONY: check
check: .venv/.dev $(VAR)/theme/portal.css $(MO) ## Lint, format, types, import contracts, migrations, catalogue
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy portal members events forum resources
	$(BIN)/lint-imports --no-cache
	$(BIN)/python manage.py check --fail-level WARNING
	$(BIN)/python manage.py makemigrations --check --dry-run
	$(BIN)/python -m pytest -p no:cacheprovider tests/house/test_catalogue.py

.PHONY: bench
bench: .venv/.dev $(VAR)/theme/portal.css $(MO) ## Measure the real server against an empty ASGI answer
	@$(BIN)/python -m bench $(ARGS)

.PHONY: messages
messages: .venv/.dev ## Gather new texts into the Danish catalogue (needs gettext)
	$(BIN)/python manage.py makemessages -l da --no-wrap --no-location --ignore .venv --ignore node_modules --ignore var --ignore tests --ignore bench

.PHONY: locks
locks: .venv/.dev ## Pin every dependency anew
	$(BIN)/pip install --quiet uv
	$(BIN)/uv pip compile -q --python-version 3.12 --universal --generate-hashes --no-emit-index-url pyproject.toml -o requirements.lock
	$(BIN)/uv pip compile -q --python-version 3.12 --universal --generate-hashes --no-emit-index-url pyproject.toml --group dev -o requirements-dev.lock
	$(BIN)/uv pip compile -q --python-version 3.12 --universal --generate-hashes --no-emit-index-url --group node -o requirements-node.lock
	npm install --package-lock-only --ignore-scripts

.PHONY: clean
clean: ## Remove what run and test have made (the demo data too)
	rm -rf var .venv node_modules $(MO) .pytest_cache .mypy_cache .ruff_cache .hypothesis

# --- what the commands stand on ----------------------------------------------------------------------

.venv/.python:
	@if [ -z "$(PYTHON)" ]; then \
		echo "The portal needs Python 3.12 or newer; install it, or name it: PYTHON3=/path/to/python3.13 make run"; \
		exit 1; fi
	@$(PYTHON) -m venv .venv
	@touch $@

.venv/.runtime: requirements.lock | .venv/.python
	@echo "Installing the portal's packages …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@touch $@

.venv/.dev: requirements-dev.lock | .venv/.python
	@echo "Installing the packages for development …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@ .venv/.runtime

node_modules/.installed: package.json package-lock.json requirements-node.lock | .venv/.python
	@if command -v npm >/dev/null 2>&1; then \
		npm ci --ignore-scripts --silent; \
	else \
		echo "npm is missing, so the Node.js that ships as a Python package is used instead."; \
		$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-node.lock && \
		PATH="$(CURDIR)/$(BIN):$$PATH" npm ci --ignore-scripts --silent; \
	fi || { echo "The design system could not be installed: npm is missing or could not reach its packages."; exit 1; }
	@touch $@

$(VAR)/theme/portal.css: node_modules/.installed $(shell find portal/ui/theme -type f 2>/dev/null)
	@mkdir -p $(VAR)
	@PATH="$$PATH:$(CURDIR)/$(BIN)" node portal/ui/theme/build.mjs
	@touch $@

# Compiled by Babel, so that a machine without gettext starts too.
$(MO): $(shell find locale -name '*.po') .venv/.runtime
	@$(BIN)/pybabel --quiet compile -d locale -D django -l da
	@$(BIN)/pybabel --quiet compile -d locale/libraries -D django -l da
	@$(BIN)/pybabel --quiet compile -d locale/libraries -D djangojs -l da
	@mkdir -p var && touch $@

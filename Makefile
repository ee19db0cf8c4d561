# `make demo` builds an example report, `make test` checks everything. Both set up what they need, once.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# Files in their order: sorted by the number of their tests, the few long ones of the browser would come last, one by one.
WORKERS := -n auto --dist loadfile --no-loadscope-reorder
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.PHONY: help demo test lint types contracts catalogues unit coverage docs shots bench lighthouse messages golden schema commands clean

help:
	@echo "make demo      build the example report and print where it lies"
	@echo "make test      set up, then lint, types, contracts, catalogues, documentation and all tests"
	@echo "make coverage  run the tests, and name the lines that none of them reaches"
	@echo "make bench     measure what the project promises, as ratios"
	@echo "make lighthouse  look at the built summary as a telephone on a slow line does (needs npm)"
	@echo "make shots     pictures of every page of every example, under shots/"
	@echo "make golden    write the golden reports anew, after looking at what changed"
	@echo "make schema    write the JSON Schema of result.json anew"
	@echo "make commands  write the help texts in docs/commands.md anew"
	@echo "make messages  collect the fixed texts into the catalogues"
	@echo "make clean     remove what the above made"

# The stamps make a second run skip the installation; a changed dependency runs it again.
$(VENV)/.made:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed")'
	$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/.installed: $(VENV)/.made pyproject.toml constraints.txt
	$(PIP) install --constraint constraints.txt --editable .
	@touch $@

$(VENV)/.installed-dev: $(VENV)/.installed
	$(BIN)/python tools/dev_requirements.py > $(VENV)/dev-requirements.txt
	$(PIP) install --constraint constraints.txt --requirement $(VENV)/dev-requirements.txt
	@touch $@

$(VENV)/.browser: $(VENV)/.installed-dev
	sh tools/browser.sh $(BIN)
	@touch $@

demo: $(VENV)/.installed
	$(BIN)/listenfirst demo demo-report

test: $(VENV)/.browser lint types contracts catalogues docs unit

lint: $(VENV)/.installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.installed-dev
	$(BIN)/mypy

contracts: $(VENV)/.installed-dev
	$(BIN)/lint-imports

catalogues: $(VENV)/.installed-dev
	$(BIN)/python tools/messages.py --check
	$(BIN)/listenfirst check questions/listen-first

docs: $(VENV)/.installed-dev
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict --quiet --site-dir build/docs

unit: $(VENV)/.browser
	$(BIN)/python -m pytest $(WORKERS)

# Apart from the tests: counting lines makes those that compute take nearly twice as long.
coverage: $(VENV)/.browser
	$(BIN)/python -m pytest $(WORKERS) --cov --cov-report=term:skip-covered

shots: $(VENV)/.browser
	$(BIN)/python tools/shots.py

bench: $(VENV)/.installed-dev
	$(BIN)/python bench/run.py

lighthouse: $(VENV)/.browser bench/lighthouse/node_modules
	$(BIN)/python bench/lighthouse.py

bench/lighthouse/node_modules: bench/lighthouse/package-lock.json
	cd bench/lighthouse && npm ci --no-progress
	@touch $@

messages: $(VENV)/.installed-dev
	$(BIN)/python tools/messages.py

golden: $(VENV)/.installed-dev
	$(BIN)/python tools/golden.py

schema: $(VENV)/.installed-dev
	$(BIN)/python tools/schema.py

commands: $(VENV)/.installed-dev
	$(BIN)/python tools/commands.py

clean:
	rm -rf build dist demo-report shots .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache $(VENV)

# `make demo` builds an example report, `make test` checks everything. Both set up what they need, once.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# Files in their order: sorted by the number of their tests, the few long ones of the browser would come last, one by one.
WORKERS := -n auto --dist loadfile --no-loadscope-reorder
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.PHONY: help demo run test quick slow lint types contracts catalogues packages unit coverage docs shots bench lighthouse
.PHONY: messages golden schema commands lock licences audit mutants app-runtime dist clean

help:
	@echo "make demo      build the example report and print where it lies"
	@echo "make run       begin an audit, or go on with one"
	@echo "make dist      a wheel, a source archive and the app as one HTML file under dist/, to take elsewhere"
	@echo "make app-runtime  what the app runs on: Python for browsers, trimmed and compiled (needs npm)"
	@echo "make test      set up, then lint, types, contracts, catalogues, documentation and the tests"
	@echo "make quick     the same in two minutes: no browser, nothing slow, of what is thorough one example of each kind"
	@echo "make slow      what takes long: other engines, an installed wheel, many kills"
	@echo "make coverage  run the tests, and name the lines that none of them reaches"
	@echo "make mutants   plant a hundred faults, one by one, and see whether a test notices; MUTANTS=--resume goes on"
	@echo "make bench     measure what the project promises, as ratios"
	@echo "make lighthouse  look at the built summary as a telephone on a slow line does (needs npm)"
	@echo "make shots     pictures of every page of every example, under shots/"
	@echo "make golden    write the golden reports anew, after looking at what changed"
	@echo "make schema    write the JSON Schema of result.json anew"
	@echo "make commands  write the help texts in docs/commands.md anew"
	@echo "make messages  collect the fixed texts into the catalogues"
	@echo "make lock      pin every package anew, with the hashes of its files, after a change in pyproject.toml"
	@echo "make licences  write the table of licences in docs/licences.md anew"
	@echo "make audit     download every pinned package and check it against its hash"
	@echo "make clean     remove what the above made"

# The stamps make a second run skip the installation; a changed dependency runs it again.
$(VENV)/.made:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "$(PYTHON) is Python %d.%d; 3.11 or newer is needed. If there is one, name it: make demo PYTHON=python3.12" % sys.version_info[:2])'
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
	@$(BIN)/listenfirst demo demo-report
	@echo "The command is $(BIN)/listenfirst; to begin an audit of your own: make run"

run: $(VENV)/.installed
	@$(BIN)/listenfirst

test: $(VENV)/.browser lint types contracts catalogues packages docs unit

quick: $(VENV)/.installed-dev lint types contracts catalogues packages
	$(BIN)/python -m pytest $(WORKERS) -m "not browser and not slow and not thorough"

slow: $(VENV)/.browser app-runtime
	$(BIN)/python -m pytest $(WORKERS) -m slow

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

packages: $(VENV)/.installed-dev
	$(BIN)/python tools/dependencies.py --check

docs: $(VENV)/.installed-dev
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict --quiet --site-dir build/docs

unit: $(VENV)/.browser
	$(BIN)/python -m pytest $(WORKERS) -m "not slow"

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

lock: $(VENV)/.installed-dev
	$(BIN)/python tools/dependencies.py --lock

licences: $(VENV)/.installed-dev
	$(BIN)/python tools/dependencies.py

mutants: $(VENV)/.installed-dev
	$(BIN)/python tools/mutants.py $(MUTANTS)

audit: packages
	$(PIP) download --no-deps --require-hashes --requirement constraints.hashes.txt --dest build/audit

# What the app runs on: made anew where anything that lies in it has changed.
RUNTIME := audit/_runtime/runtime.json
IN_RUNTIME := $(shell find audit questions site_template examples tools/app_* tools/pyodide -type f -not -path "*/_runtime/*" \
	-not -name "*.pyc" -not -name "*.po" -not -path "site_template/app/*")

app-runtime: $(RUNTIME)

$(RUNTIME): $(VENV)/.installed-dev constraints.hashes.txt $(IN_RUNTIME)
	$(BIN)/python tools/app_runtime.py

# The wheel is made of the checkout: the source archive has no runtime in it.
dist: $(VENV)/.installed-dev $(RUNTIME)
	$(BIN)/python -m build --no-isolation --sdist --wheel --outdir dist .
	$(BIN)/listenfirst app --force --out dist/listen-first.html

clean:
	rm -rf build dist demo-report shots .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache $(VENV)

# Two commands do all set-up: `make demo` and `make test`.
PYTHON ?= python3.11
PORT ?= 8000
BIN := .venv/bin
# A file's tests stay together, and the files in order: those that drive the browser come last.
SIDE_BY_SIDE := -n logical --maxprocesses 4 --dist loadfile --no-loadscope-reorder
export PYTHONDONTWRITEBYTECODE =

.PHONY: install demo tour test check bench bench-hall bench-count oracle faults fuzz soak screenshots clean chromium

install: .venv/server.stamp

demo: .venv/server.stamp
	@$(BIN)/delegata demo --port $(PORT)

# A congress of 300 simulated delegates, start to end; pictures, export and receipts in build/tour.
tour: .venv/dev.stamp chromium
	@$(BIN)/python -W ignore -m tour

test: .venv/dev.stamp chromium check
	@$(BIN)/pytest -q $(SIDE_BY_SIDE) --cov --cov-report=term:skip-covered

check: .venv/dev.stamp
	@$(BIN)/ruff check src tests bench tour
	@$(BIN)/ruff format --check --quiet src tests bench tour
	@$(BIN)/mypy
	@$(BIN)/lint-imports

bench: .venv/dev.stamp
	@$(BIN)/python -m bench.record
	@$(BIN)/python -m bench.store
	@$(BIN)/python -m bench.federation
	@$(BIN)/python -m bench.rolls

# Ballots and acts a second, on this disk and on a slow one; how soon open pages hear of an act, and seats hold a ballot.
bench-hall: .venv/dev.stamp
	@$(BIN)/python -m bench.hall
	@$(BIN)/python -m bench.hall.acts
	@$(BIN)/python -m bench.hall.streams
	@$(BIN)/python -m bench.hall.seats

bench-count: .venv/dev.stamp
	@$(BIN)/python -m bench.counting

# Independent programs in an environment of their own: apportionments, committees, Condorcet.
oracle: .venv/dev.stamp
	@test -x build/oracle/bin/python || { echo "Installing the independent programs in build/oracle ..."; \
	  $(BIN)/python -m venv build/oracle && build/oracle/bin/pip install -q abcvoting apportionment; }
	@test -x build/ranked/bin/python || { echo "Installing pref_voting in build/ranked ..."; \
	  $(BIN)/python -m venv build/ranked && build/ranked/bin/pip install -q pref_voting; }
	@$(BIN)/python bench/oracle/committees.py build/oracle/bin/python build/ranked/bin/python

# The long form of the faults: each process killed fifty times, every kind of bad network, API and hall asked at random.
faults: .venv/dev.stamp
	@FAULTS=50 $(BIN)/pytest -q tests/faults tests/store/test_store_faults.py tests/store/test_ballot_faults.py tests/browser/test_hostile_readers.py
	@EXAMPLES=100 $(BIN)/pytest -q tests/browser/test_api_schema.py
	@$(MAKE) --no-print-directory fuzz

# Requests to the hall, bent for a minute until they reach code that none had reached.
fuzz: .venv/dev.stamp
	@$(BIN)/python -c 'import atheris' 2>/dev/null || { echo "Installing the fuzzer atheris ..."; $(BIN)/pip install -q --disable-pip-version-check atheris; }
	@$(BIN)/python tests/fuzz/hall.py $(or $(SECONDS),60)

# Five years of a federation of 1,000 bodies and 100,000 members; prints one line of JSON.
soak: .venv/dev.stamp
	@$(BIN)/python tests/simulation/soak.py 974 100000 5 $(or $(SEED),7)

# Pictures of a served demonstration: URL=http://127.0.0.1:8000
screenshots: .venv/dev.stamp chromium
	@$(BIN)/python -m bench.screenshots $(or $(URL),http://127.0.0.1:$(PORT)) docs/pictures

.venv/bin/python:
	@echo "Making a virtual environment in .venv ..."
	@command -v $(PYTHON) >/dev/null || { echo "$(PYTHON) is missing: install Python 3.11 or newer, or name it with PYTHON=..."; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed"; exit 1; }
	@$(PYTHON) -m venv .venv

.venv/server.stamp: .venv/bin/python pyproject.toml
	@echo "Installing Delegata and what its server needs ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[server]'
	@touch $@

.venv/dev.stamp: .venv/bin/python pyproject.toml
	@echo "Installing Delegata and what its tests need ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[server,dev]'
	@touch $@ .venv/server.stamp

# The browser tests drive a real Chromium; the build without windows, where there is one, takes a third of the time.
chromium:
	@command -v chromium-headless-shell >/dev/null || command -v chromium >/dev/null || command -v chromium-browser >/dev/null || { \
	  echo "Installing Chromium for the browser tests ..."; \
	  SUDO=$$([ $$(id -u) = 0 ] || echo sudo); $$SUDO apt-get update -qq; \
	  $$SUDO apt-get install -y -qq chromium-headless-shell >/dev/null 2>&1 || $$SUDO apt-get install -y -qq chromium >/dev/null; }

clean:
	@rm -rf .venv build var

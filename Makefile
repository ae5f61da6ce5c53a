# Two commands for a new user: `make review` and `make test`. Everything else is listed by `make help`.
#
# All Python packages come from hashed files in requirements/, one for each use, into .venv; nothing is installed
# outside the checkout except Debian packages, and those only when a needed program is missing.

SHELL := /bin/bash
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

PYTHON ?= python3
EXAMPLE ?=
DEMO ?= no
FORMATS := --format terminal --format html --format pdf
BIN := .venv/bin
UV := $(BIN)/uv
INSTALL := $(UV) pip install --quiet --require-hashes
export UV_HTTP_TIMEOUT ?= 180
export VIRTUAL_ENV := $(CURDIR)/.venv
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: help review serve installed test check bench validate peers test-spark calibration r lock clean environment test-postgresql kills fuzz-api pages calibration-study

help:
	@echo "make review       set up, then review a published pregnancy: report here, HTML and PDF under build/"
	@echo "                  (EXAMPLE=name chooses another one; '.venv/bin/amnio review --list-examples' names them)"
	@echo "make serve        set up, then start the registry, the web application of a unit (DEMO=yes fills it, PORT=n)"
	@echo "make installed    set up for a service or an image, compiled (docs/how-to/run-the-registry.md)"
	@echo "make test         set up, then everything that must be green: ruff, mypy, layers, all tests"
	@echo "make validate     write the pages that tell how amnio does: published cases, the excess, pooling beside R"
	@echo "make bench        measure speed and size, and write bench/results/"
	@echo "make fuzz-api     made-up requests against the registry's interface; make pages: every page, every way"
	@echo "make peers        compare with pyAgrum (installs it)"
	@echo "make test-spark   count on a real local Spark and compare with DuckDB (installs Spark and Java 17)"
	@echo "make calibration  the long simulations"
	@echo "make calibration-study  three thousand simulated registries: bias and coverage of amnio study effect"
	@echo "make r            run the R scripts again whose results the tests read (installs R)"
	@echo "make test-postgresql  the registry's tests on a real PostgreSQL (a throw-away one, or AMNIO_TEST_DATABASE_URL)"
	@echo "make kills        kill the server in the middle of saves, 150 times on each database (KILLS=n)"
	@echo "make lock         choose versions again and write requirements/*.txt"

# One environment serves all uses, so files are installed into it and not synchronised with it: a review after a test
# must not remove the test tools. Versions and hashes are exact either way.
$(UV): requirements/bootstrap.txt
	@requirements/system.sh python $(PYTHON)
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --require-hashes -r requirements/bootstrap.txt
	@touch $@

.venv/run.done: $(UV) requirements/run.txt requirements/build.txt pyproject.toml
	@echo "Setting up amnio in .venv ..."
	@$(INSTALL) -r requirements/run.txt -r requirements/build.txt
	@$(UV) pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

# For a registry whose user can write nothing here: compiled once, or it would be at every start.
installed: .venv/run.done
	@$(BIN)/python -W ignore -m compileall -q .venv/lib src

.venv/test.done: .venv/run.done requirements/test.txt
	@echo "Setting up the test tools in .venv ..."
	@$(INSTALL) -r requirements/test.txt
	@touch $@

.venv/peers.done: .venv/test.done requirements/peers.txt
	@echo "Setting up pyAgrum in .venv ..."
	@$(INSTALL) -r requirements/peers.txt
	@touch $@

# The accessibility checker of the browser tests; the lock file holds its hash and no address.
build/axe/done: requirements/axe/package.json requirements/axe/package-lock.json
	@requirements/system.sh browser
	@mkdir -p build/axe
	@cp requirements/axe/package.json requirements/axe/package-lock.json build/axe/
	@npm ci --prefix build/axe --no-audit --no-fund --ignore-scripts --loglevel=error
	@touch $@

environment: .venv/test.done build/axe/done
	@requirements/system.sh browser

review: .venv/run.done
	@mkdir -p build
	@$(BIN)/amnio review --example $(EXAMPLE) $(FORMATS) --output build/review --force

# The demonstration has a folder of its own: made-up women never stand beside real ones.
PORT ?= 8800

serve: .venv/run.done
ifeq ($(DEMO),yes)
	@export AMNIO_HOME="$${AMNIO_HOME:-amnio-demonstration}"; $(BIN)/amnio demo --once && $(BIN)/amnio serve --port $(PORT)
else
	@$(BIN)/amnio serve --port $(PORT)
endif

test: environment check

check:
	@echo "== ruff ==" && $(BIN)/ruff check .
	@echo "== mypy ==" && $(BIN)/mypy
	@echo "== layers ==" && $(BIN)/lint-imports --no-cache
	@echo "== tests ==" && $(BIN)/pytest -q -n auto --dist worksteal

test-postgresql: .venv/test.done
	@$(BIN)/python -m tests.registry.on_postgresql -q -p no:cacheprovider tests/registry

KILLS ?= 150
kills: .venv/test.done
	@$(BIN)/python -m tests.registry.kills sqlite $(KILLS)
	@$(BIN)/python -m tests.registry.kills postgresql $(KILLS)

bench: .venv/peers.done
	@mkdir -p bench/results
	@$(BIN)/python bench/review.py
	@$(BIN)/python bench/pooling.py
	@$(BIN)/python bench/counsel.py
	@$(BIN)/python bench/check.py
	@requirements/system.sh r
	@$(BIN)/python bench/incidence.py
	@$(BIN)/python bench/study_scan.py
	@$(BIN)/python -m bench.registry
	@$(BIN)/python bench/study.py

validate: .venv/run.done
	@$(BIN)/python validation/published_cases.py
	@$(BIN)/python validation/procedure_excess.py
	@$(BIN)/python validation/pooling_and_r.py

# The interface of the registry, asked 500 made-up requests an address.
fuzz-api: .venv/test.done
	@AMNIO_FUZZ_EXAMPLES=500 $(BIN)/pytest -q tests/registry/test_api_fuzzed.py

# The ordinary suite sees every page once. Here: every page of the registry x role x language x light and dark x phone and desktop.
pages: environment
	@AMNIO_EVERY_PAGE=1 $(BIN)/pytest -q tests/browser/registry/test_every_page.py

# Spark brings pandas and pyarrow, which nothing else here may come to need: it has an environment of its own.
build/spark/done: $(UV) requirements/run.txt requirements/test.txt requirements/spark.txt requirements/build.txt
	@requirements/system.sh java
	@mkdir -p build && $(PYTHON) -m venv build/spark
	@VIRTUAL_ENV=$(CURDIR)/build/spark $(INSTALL) -r requirements/run.txt -r requirements/test.txt -r requirements/build.txt \
	    -r requirements/spark.txt
	@VIRTUAL_ENV=$(CURDIR)/build/spark $(UV) pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

test-spark: build/spark/done
	@AMNIO_SPARK=1 build/spark/bin/pytest -q tests/spark
	@build/spark/bin/python validation/spark/agreement.py

peers: .venv/peers.done
	@AMNIO_PEERS=1 $(BIN)/pytest -q tests/peers

calibration: .venv/test.done
	@$(BIN)/python validation/calibration/posterior.py
	@$(BIN)/pytest -q tests/data/test_recorded_calibration.py

calibration-study: .venv/test.done
	@$(BIN)/python validation/calibration/study.py
	@$(BIN)/python validation/calibration/study_page.py
	@$(BIN)/pytest -q tests/data/test_recorded_study.py

r:
	@requirements/system.sh r
	@for folder in validation/r/*/; do echo "== $$folder ==" && (cd $$folder && Rscript script.R) || exit 1; done

COMPILE = $(UV) pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header
lock: $(UV)
	$(COMPILE) --group bootstrap --output-file requirements/bootstrap.txt
	$(COMPILE) --group build --output-file requirements/build.txt
	$(COMPILE) pyproject.toml --extra batch --extra calendar --extra study --extra registry --constraint requirements/build.txt --output-file requirements/run.txt
	$(COMPILE) --group test --constraint requirements/run.txt --output-file requirements/test.txt
	$(COMPILE) --group peers --constraint requirements/run.txt --constraint requirements/test.txt \
	    --output-file requirements/peers.txt
	$(COMPILE) --group spark --constraint requirements/run.txt --constraint requirements/test.txt \
	    --output-file requirements/spark.txt
	cd requirements/axe && npm install --package-lock-only --omit-lockfile-registry-resolved --no-audit --no-fund

clean:
	rm -rf build .venv .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache

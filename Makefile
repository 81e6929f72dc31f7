# make run     set up what is missing, then open the demonstration project
# make test    all tests but the benchmarks         (make test TESTFLAGS="-k undo")
# make check   format, lint, types, dependency rules: the definition of green, with make test
# make bench   the time limits, measured
# make format  put the code into the form that check asks for
# make lock    pin every requirement anew           (make lock LOCKFLAGS=--upgrade)
# make clean   remove caches and build output; .venv stays

.DEFAULT_GOAL := run
.PHONY: run test check bench format lock clean

BIN := .venv/bin
SETUP := scripts/setup.sh scripts/setup_environment.py scripts/system_packages.py
RUN := .venv/.run-installed
DEV := .venv/.dev-installed
export PYTHON ?= python3
# As many at a time as there are cores; whoever is done takes over what waits for another.
TESTFLAGS ?= -n auto --dist worksteal

run: $(RUN)
	$(BIN)/qcoder demo

test: $(DEV)
	$(BIN)/python -m pytest $(TESTFLAGS)

bench: $(DEV)
	$(BIN)/python -m pytest -m benchmark -p no:xdist $(BENCHFLAGS)

check: $(DEV)
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(DEV)
	$(BIN)/ruff check --fix --exit-zero --quiet
	$(BIN)/ruff format

lock: $(DEV)
	scripts/lock.sh $(LOCKFLAGS)

clean:
	rm -rf build dist .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find qcoder tests scripts -name __pycache__ -type d -prune -exec rm -rf {} +

$(RUN): requirements/run.txt pyproject.toml $(SETUP)
	scripts/setup.sh run

$(DEV): requirements/dev.txt pyproject.toml $(SETUP)
	scripts/setup.sh dev

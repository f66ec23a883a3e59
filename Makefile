# Every target sets the environment up by itself, from the lock alone: python3 (3.11 or newer) is all it needs.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/ready
STORE := demo/store
KG := $(BIN)/kg
COMUNICA := $(VENV)/comunica
SUDO := $(if $(filter 0,$(shell id -u)),,sudo)

.DEFAULT_GOAL := help
.PHONY: help setup demo test check fuzz test-stores test-kills format bench bench-linking accuracy lock

help:   ## these lines
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/make \1 - \2/p' $(MAKEFILE_LIST)

setup: $(READY)   ## the environment in .venv, made again when the lock changes

$(READY): requirements.lock pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation -e .
	@touch $@

demo: $(READY)   ## a graph of the example articles, linked, validated and asked
	rm -rf $(STORE)
	$(KG) build examples --store $(STORE)
	$(KG) link --store $(STORE)
	$(KG) validate --store $(STORE)
	$(KG) query incidents --store $(STORE) --format table
	$(KG) query contested --store $(STORE) --format table
	$(KG) query control --store $(STORE) --format table
	$(KG) query casualties --store $(STORE) --format table

test: check   ## the same as check

check: $(READY)   ## format, lint, types, layers, tests
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest

fuzz: $(READY)   ## ten thousand bad files of each kind, and lines of a gigabyte
	KG_FUZZ=$(or $(COUNT),10000) $(BIN)/pytest -q tests/test_bad_files.py

test-stores: $(READY)   ## the tests of stores on Virtuoso, and Comunica asking ours; brings both where they are missing
	command -v virtuoso-t >/dev/null || { $(SUDO) apt-get update -qq && $(SUDO) apt-get install -y -qq --no-install-recommends virtuoso-opensource-7-bin; }
	if command -v npm >/dev/null; then npm install --silent --no-audit --no-fund --prefix $(COMUNICA) @comunica/query-sparql@4; \
		else echo "npm is not installed: Comunica is left out"; fi
	KG_TEST_STORES=virtuoso KG_TEST_SERVER=virtuoso KG_TEST_COMUNICA=$(COMUNICA)/node_modules/.bin \
		$(BIN)/pytest tests/test_stores.py tests/test_loading.py tests/test_comunica.py

test-kills: $(READY)   ## runs, watches and links killed at a hundred random moments, and a cluster without its scheduler
	KG_KILLS=100 $(BIN)/pytest tests/test_runs.py tests/test_watch.py tests/test_link_kills.py tests/test_cluster_runs.py \
		-k "killed or scheduler"

format: $(READY)   ## set the code's form, mend what the linter can
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: $(READY)   ## start-up, words a second, share of each stage, workers, cache, growth to 100,000 articles or ARTICLES; stores; linking; a cluster
	$(BIN)/python benchmarks/speed.py
	$(BIN)/python -m benchmarks.scale --articles $(or $(ARTICLES),100000)
	$(BIN)/python -m benchmarks.stores
	$(BIN)/python -m benchmarks.linking
	$(BIN)/python -m benchmarks.cluster

accuracy: $(READY)   ## how right the graphs are, on tests/gold or on GOLD=FOLDER, against floors
	$(BIN)/python -m benchmarks.accuracy $(if $(GOLD),--gold $(GOLD))

lock: $(READY)   ## requirements.lock from pyproject.toml
	$(BIN)/uv pip compile pyproject.toml --group dev --group build --universal --python-version 3.11 \
		--generate-hashes --no-emit-index-url --no-header --no-annotate --upgrade --quiet -o requirements.lock

bench-linking: $(READY)   ## how long linking takes as articles grow
	$(BIN)/python -m benchmarks.linking

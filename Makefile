# The project's commands. Everything they need beyond Python 3.11 they bring themselves, from the registries that
# this machine's package clients are set up for.
VENV := .venv
BIN := $(VENV)/bin
PYTHON ?= $(shell command -v python3.11 || command -v python3)
UV := $(shell command -v uv)
PACKAGES := ontology graph loaders queries viz chidao
STAMP := $(VENV)/.ready
CORPUS = $(or $(CHIDAO_CORPUS),../shared)

.DEFAULT_GOAL := help
.PHONY: help setup demo docs test check bench calibrate units format lock system clean

help: ## these lines
	@grep -E '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 10

setup: system $(STAMP) ## .venv with chidao in it, and the system packages for reading; does nothing when nothing changed

$(STAMP): requirements.lock pyproject.toml
ifdef UV
	test -x $(BIN)/python || $(UV) venv --quiet --python $(PYTHON) $(VENV)
	$(UV) pip install --quiet --python $(BIN)/python --require-hashes -r requirements.lock
	$(UV) pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation -e .
else
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
endif
	touch $(STAMP)

demo: setup ## build the samples and show the cascade, the owners, the findings and the picture
	$(BIN)/chidao demo

docs: setup ## the reference as pages in build/docs: vocabulary, code lists, queries, questions, commands
	$(BIN)/python -m chidao.documentation build/docs

system: ## the system packages: OCR, LibreOffice, a browser for tests (root on Debian; else says what is missing)
	@.ci/system

test: setup ## every test
	$(BIN)/python -m pytest

check: setup ## format, lint, types, import order, tests, doctests
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	$(BIN)/python -m pytest --doctest-modules $(PACKAGES) tests

bench: setup ## the benchmarks: each with its floor or its rival in the same run
	$(BIN)/python -m pytest bench --benchmark-only --benchmark-group-by=group \
	  --benchmark-columns=min,median,rounds --benchmark-sort=name --benchmark-warmup=on

calibrate: setup ## measure anew how far each rule is to be trusted (needs the real documents: CHIDAO_CORPUS)
	rm -rf .calibration
	$(BIN)/chidao build $(CORPUS)/corpus --store .calibration || test $$? -eq 1
	$(BIN)/chidao evaluate $(CORPUS)/gold/dev tests/gold --store .calibration --calibration --write loaders/confidence.csv
	rm -rf .calibration

units: setup ## rebuild the list of districts and communes from its package and the corrections
	$(PYTHON) -m pip download --quiet --no-deps --dest .units vietnamadminunits==1.0.4
	$(BIN)/python -m ontology.gazetteer .units/vietnamadminunits-1.0.4-py3-none-any.whl
	rm -rf .units

format: setup ## rewrite the code in the project's format
	$(BIN)/ruff check --fix-only --quiet .
	$(BIN)/ruff format .

lock: ## pin requirements.lock anew (needs uv)
	uv pip compile --quiet pyproject.toml --group dev --universal --python-version 3.11 --generate-hashes \
	  --no-header --no-emit-index-url --no-emit-find-links --output-file requirements.lock

clean: ## remove what can be made again
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .benchmarks chidao-demo

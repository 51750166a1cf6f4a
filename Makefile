# Everything that a person or CI does with a checkout. Needs python3 (3.11 or newer) with venv, and make.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
REPORTS := $(wildcard examples/*.yaml)

.PHONY: draft test torture bench pages schema golden format clean

draft: $(VENV)/installed
	@mkdir -p out
	$(BIN)/drafter draft examples/city-annual-2022.yaml -o out/city-annual-2022.docx

test: $(VENV)/installed-dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/pytest -q

# Changed files of every kind, hostile .docx, full disks: no traceback, 2 s, 300 MB, nothing lost.
# SMOKE=1 is a short run of what CI holds; SEED=7 CASES=500 other cases.
SEED ?= 1
CASES ?= 1000
torture: $(VENV)/installed-dev
	$(BIN)/python -m tools.torture $(if $(SMOKE),--smoke,--seed $(SEED) --cases $(CASES))

# drafter beside docxtpl and python-docx: everything, or with SMOKE=1 a short run that it works.
bench: $(VENV)/installed-dev
	$(BIN)/python -m benchmarks $(if $(SMOKE),--smoke)

# Every example as PDF and PNG, by LibreOffice; fails unless a full page has 22 lines of 28 characters.
pages: $(VENV)/installed-dev
	$(BIN)/python tools/pages.py out/pages $(REPORTS)

schema: $(VENV)/installed
	$(BIN)/drafter schema > schemas/report.schema.json

# The texts that the examples are held to: read the difference before you commit it.
golden: $(VENV)/installed
	@for report in $(REPORTS); do $(BIN)/drafter draft $$report -o tests/golden/$$(basename $$report .yaml).txt; done

format: $(VENV)/installed-dev
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

clean:
	rm -rf $(VENV) out

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/installed: pyproject.toml constraints.txt | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e .
	@touch $@

$(VENV)/installed-dev: pyproject.toml constraints.txt | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev,bench]'
	@touch $@ $(VENV)/installed

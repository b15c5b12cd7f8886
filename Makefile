# Each target builds what it needs; nothing but Python 3.11+, git and make is assumed.
# The first Python that really runs, is new enough and can make virtual environments.
PYTHON ?= $(shell for p in python3.11 python3.12 python3.13 python3 python; do \
	$$p -c 'import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
VENV := .venv
BIN := $(VENV)/bin
export PYTHONUTF8 := 1

.PHONY: demo test lint fmt schemas type bench clean

demo: $(VENV)/core
	@$(BIN)/python -m examples.beijing_trip

test: $(VENV)/dev
	$(BIN)/python -m pytest -n auto --maxprocesses 4

lint: $(VENV)/dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

fmt: $(VENV)/dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	@$(MAKE) -s schemas

schemas: $(VENV)/dev
	$(BIN)/python -m xiake.planner.export.schema > docs/trip.schema.json
	$(BIN)/python -m xiake.planner.export.schema geojson > docs/trip.geojson.schema.json

# mypy only follows the package by its import name, so it is shown the repository under that name.
type: $(VENV)/dev
	@mkdir -p build/types && ln -sfn ../.. build/types/xiake
	cd build/types && MYPYPATH=. ../../$(BIN)/mypy --config-file ../../pyproject.toml -m xiake -m xiake.settings \
		-p xiake.domain -p xiake.tools -p xiake.memory -p xiake.agents -p xiake.planner -p xiake.app

bench: $(VENV)/dev
	$(BIN)/python -m benchmarks.run

clean:
	rm -rf $(VENV) build dist *.egg-info

$(BIN)/python:
	@test -n "$(PYTHON)" || { echo "Xiake needs Python 3.11 or newer with venv; set PYTHON=/path/to/python"; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/core: pyproject.toml constraints.txt | $(BIN)/python
	@echo "Installing Xiake into $(VENV) (about a minute, once) ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e .
	@touch $@

$(VENV)/dev: pyproject.toml constraints.txt | $(BIN)/python
	@echo "Installing Xiake and its test tools into $(VENV) (about a minute, once) ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e ".[dev]"
	@touch $(VENV)/core $@

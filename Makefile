# Each target builds what it needs; nothing but Python 3.11+, git and make is assumed.
PYTHON ?= $(shell command -v python3.13 || command -v python3.12 || command -v python3.11 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin
export PYTHONUTF8 := 1

.PHONY: demo test lint fmt type bench clean

demo: $(VENV)/core
	@$(BIN)/python -m examples.beijing_trip

test: $(VENV)/dev
	$(BIN)/python -m pytest

lint: $(VENV)/dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

fmt: $(VENV)/dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	$(BIN)/python -m xiake.planner.export.schema > docs/trip.schema.json

# mypy only follows the package by its import name, so it is shown the repository under that name.
type: $(VENV)/dev
	@mkdir -p build/types && ln -sfn ../.. build/types/xiake
	cd build/types && MYPYPATH=. ../../$(BIN)/mypy --config-file ../../pyproject.toml -m xiake -m xiake.settings \
		-p xiake.domain -p xiake.tools -p xiake.agents -p xiake.planner -p xiake.app

bench: $(VENV)/dev
	$(BIN)/python -m benchmarks.run

clean:
	rm -rf $(VENV) build dist *.egg-info

$(BIN)/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/core: pyproject.toml constraints.txt | $(BIN)/python
	@echo "Installing Xiake into $(VENV) (about a minute, once) ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e .
	@touch $@

$(VENV)/dev: pyproject.toml constraints.txt | $(BIN)/python
	@echo "Installing Xiake and its test tools into $(VENV) (about a minute, once) ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e ".[dev]"
	@touch $(VENV)/core $@

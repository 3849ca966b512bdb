# make run    everything from a bare clone, then the page on http://127.0.0.1:7860 (HOST, PORT)
# make test   everything from a bare clone, then all tests
# make check  ruff, mypy --strict, import-linter
# make bench  the numbers of the README, on this machine
# make bank   the strict check of the question bank

SHELL := /bin/bash
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
export VIVA_HOST ?= $(or $(HOST),127.0.0.1)
export VIVA_PORT ?= $(or $(PORT),7860)
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: run test check bench bank install models clean

run: models
	@$(BIN)/viva serve

install: $(STAMP)

$(STAMP): pyproject.toml constraints.txt
	@python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Viva needs Python 3.11 or newer as python3"; exit 2; }
	@test -x $(BIN)/python || python3 -m venv $(VENV) \
		|| { echo "python3 cannot make virtual environments; on Debian: apt install python3-venv"; exit 2; }
	@$(BIN)/python -m pip install -q -c constraints.txt pip
	@echo "installing (torch first, about 200 MB to 1 GB in all) ..."
	@$(BIN)/python -m pip install -q -c constraints.txt torch==2.13.0
	@$(BIN)/python -m pip install -q -c constraints.txt -e . --group dev
	@touch $(STAMP)

models: $(STAMP)
	@$(BIN)/viva model fetch
	@$(BIN)/viva index

test: models
	@$(BIN)/python -m pytest

check: $(STAMP)
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check -q .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/viva bank validate

bank: $(STAMP)
	@$(BIN)/viva bank validate

bench: models
	@$(BIN)/python -m evals bench

clean:
	rm -rf $(VENV) build *.egg-info

# make run        everything from a bare clone, then the page on http://127.0.0.1:7860 (HOST, PORT)
# make test       everything from a bare clone, then all tests
# make test-fast  the tests without models, browser or servers, in under two minutes on two cores (JOBS=4 for four)
# make kills      200 times kill -9 in the middle of an interview: of a conductor, then of the page as it is served, of its
#                 embedded model, and of both (hours); nothing may be lost, doubled, or taken up elsewhere
# make fuzz       10,000 odd inputs of every kind for what reads files of others (hours)
# make check      the messages of the last 20 commits, ruff, mypy --strict, import-linter, deptry, licences and known
#                 vulnerabilities of what is installed (these last with a network alone), the strict check of the bank
# make bench      speed on this machine
# make bank       the strict check of the question bank
# make docs       every table in README and docs, rendered anew from docs/results.json
# make lock       the three locks, resolved from pyproject.toml

SHELL := /bin/bash
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
PIP := $(BIN)/python -m pip install -q
# processes that the tests run in; each may load the models (2 GB)
JOBS ?= 2
export VIVA_HOST ?= $(or $(HOST),127.0.0.1)
export VIVA_PORT ?= $(or $(PORT),7860)
export PIP_DISABLE_PIP_VERSION_CHECK := 1
# keep what Python compiles, where a machine has that switched off: tests are collected in two thirds of the time
export PYTHONDONTWRITEBYTECODE :=

.PHONY: run test test-fast kills fuzz check bench bank docs lock install models clean

run: models
	@$(BIN)/viva serve

install: $(STAMP)

# torch first, by locks of its own: the CPU build needs none of NVIDIA's packages, which are gigabytes
$(STAMP): pyproject.toml requirements.lock torch-cpu.lock torch.lock gpu.lock
	@python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Viva needs Python 3.11 or newer as python3"; exit 2; }
	@test -x $(BIN)/python || python3 -m venv $(VENV) \
		|| { echo "python3 can't make virtual environments; on Debian: apt install python3-venv"; exit 2; }
	@echo "installing (torch first; 200 MB to 1 GB in all) ..."
	@$(PIP) --require-hashes --no-deps -r torch-cpu.lock 2> /dev/null || $(PIP) --require-hashes --no-deps -r torch.lock
	@$(PIP) --require-hashes --no-deps -r requirements.lock
	@$(BIN)/python -c 'import sys; from checks.split_lock import needs_gpu_packages as gpu; sys.exit(gpu())' \
		|| $(PIP) --require-hashes --no-deps -r gpu.lock
	@$(PIP) --no-deps --no-build-isolation -e .
	@touch $(STAMP)

models: $(STAMP)
	@$(BIN)/viva model fetch
	@$(BIN)/viva index

test: models
	@$(BIN)/python -m pytest -n $(JOBS) --durations=15 --durations-min=10

test-fast: $(STAMP)
	@$(BIN)/python -m pytest -q -n $(JOBS) --durations=8 --durations-min=1 -m "not embedded and not browser and not server and not slow"

kills: models
	@VIVA_TEST_KILLS=200 $(BIN)/python -m pytest -q tests/interviewer/storage/test_kills.py
	@$(BIN)/python -m evals kills --count 200

fuzz: $(STAMP)
	@VIVA_FUZZ=10000 $(BIN)/python -m pytest -q --timeout 0 tests/fuzz

check: $(STAMP)
	@$(BIN)/python -m checks.commit_message --last 20
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check -q .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/deptry .
	@$(BIN)/python -m checks.licences
	@$(BIN)/python -m checks.vulnerabilities
	@$(BIN)/viva bank validate

bank: $(STAMP)
	@$(BIN)/viva bank validate

bench: models
	@$(BIN)/python -m evals bench

docs: $(STAMP)
	@$(BIN)/python -m evals render

lock: $(STAMP)
	@mkdir -p build
	@cat requirements.lock torch.lock gpu.lock > build/all.lock # what is locked stays, unless UPGRADE=--upgrade
	@$(BIN)/uv pip compile -q --universal --generate-hashes --python-version 3.11 pyproject.toml --group dev \
		--no-header --no-annotate $(UPGRADE) -o build/all.lock
	@$(BIN)/python -m checks.split_lock build/all.lock

clean:
	rm -rf $(VENV) build *.egg-info

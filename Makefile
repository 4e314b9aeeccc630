# The one entrance: `make` lists what there is. It needs Python 3.11 or newer and make; everything else goes into .venv.

VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
DEMO := .demo
PEERS := benchmarks/.work/peers

# The first Python that is new enough; `make PYTHON=/some/python3.12 test` names another one.
PYTHON ?= $(shell for python in python3.11 python3.12 python3.13 python3.14 python3 python; do \
	if $$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then echo $$python; break; fi; done)

.DEFAULT_GOAL := help
.PHONY: help demo test lint bench docs clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-6s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: $(STAMP) ## build, check, ask and draw the example corpus; leaves its files in .demo/
	@rm -rf $(DEMO)
	@PATH="$(CURDIR)/$(BIN):$$PATH" sh examples/demo.sh $(DEMO)
	@echo "(To have kg on the PATH: . $(BIN)/activate)"

test: $(STAMP) ## run all tests
	@$(BIN)/python -m pytest

lint: $(STAMP) ## check style (ruff) and types (mypy)
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check
	@$(BIN)/mypy

bench: $(STAMP) $(PEERS)/.installed ## measure speed against other tools, as ratios
	@$(BIN)/python benchmarks/run.py $(BENCH)

docs: $(STAMP) ## write docs/commands.md and the outputs in README.md again
	@$(BIN)/python docs/write_commands.py
	@$(BIN)/python docs/write_man.py
	@$(BIN)/python docs/write_readme.py

clean: ## remove what the targets above left, but not .venv
	@rm -rf $(DEMO) build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis benchmarks/.work
	@find kg tests benchmarks docs -name __pycache__ -type d -prune -exec rm -rf {} +

$(STAMP): pyproject.toml
	@if [ -z "$(PYTHON)" ]; then \
		echo "make: kg needs Python 3.11 or newer, and there is none on the PATH (name one: make PYTHON=/path/to/python3.11)" >&2; \
		exit 1; fi
	@echo "Installing kg and its tools into $(VENV) (about a minute) ..."
	@$(PYTHON) -m venv $(VENV) || { \
		echo "make: $(PYTHON) cannot make an environment (on Debian and Ubuntu: apt install python3-venv)" >&2; exit 1; }
	@$(BIN)/python -m pip install -qq --upgrade 'pip>=25.1'
	@$(BIN)/python -m pip install -qq --editable '.[draw]' --group dev
	@touch $(STAMP)

# What speed is measured against, in an environment of its own; the rows of what cannot be installed say so.
$(PEERS)/.installed: benchmarks/peers.txt
	@$(BIN)/python -m venv $(PEERS)
	@$(PEERS)/bin/python -m pip install --quiet -r benchmarks/peers.txt && touch $@ \
		|| echo "make bench: not all peers could be installed"

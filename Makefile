# Two commands set everything up on a fresh machine: `make demo` and `make test`.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: setup demo test check bench simulate score try-recipes lock clean

setup: $(VENV)/.ready

$(VENV)/.ready: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Sluice needs Python 3.11 or later; $(PYTHON) is older"; exit 2; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || { echo "Python's venv is missing: install the package python3-venv"; exit 2; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

# Real systems that run firms' flows, each in an environment of its own: `make demo FLOW=prefect`.
.systems/%/.ready: bot/sandbox/systems/%.lock
	$(PYTHON) -m venv .systems/$*
	.systems/$*/bin/pip install --quiet --disable-pip-version-check --require-hashes -r $<
	@touch $@

demo: setup $(FLOW:%=.systems/%/.ready)
	$(BIN)/python -m bot.sandbox.demo demo-out $(FLOW)

test: setup
	@tests/install-dovecot
	$(BIN)/pytest -n auto --dist worksteal

check: setup
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/sluice check-templates

bench: setup
	@tests/install-dovecot
	$(BIN)/python -m tests.bench

# A quarter of an hour on two cores; SEEDS=300 for two minutes.
SEEDS ?= 2000

simulate: setup
	$(BIN)/sluice simulate --seed 1 --seeds $(SEEDS) --firms 1 --days 12
	$(BIN)/sluice simulate --seed 1 --seeds $$(( $(SEEDS) / 10 )) --firms 3 --days 14

score: setup
	@tests/score

COMPILE := uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header

SYSTEMS ?= prefect dagster airflow

try-recipes: setup $(SYSTEMS:%=.systems/%/.ready)
	$(BIN)/python -m tests.recipes $(SYSTEMS)

lock: $(VENV)/.ready
	$(BIN)/pip install --quiet --disable-pip-version-check uv
	$(BIN)/$(COMPILE) --all-extras -o requirements.lock pyproject.toml
	$(BIN)/$(COMPILE) --extra build -c requirements.lock -o requirements-run.lock pyproject.toml
	for system in bot/sandbox/systems/*.in; do $(BIN)/$(COMPILE) -o $${system%.in}.lock $$system; done

clean:
	rm -rf $(VENV) .systems demo-out .pytest_cache .mypy_cache .ruff_cache .import_linter_cache

# Two commands: `make run` starts the whole on this machine, `make test` proves it.
# Both install what they need first; a second start takes seconds.

SHELL := /bin/bash
.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help run reset test test-services install install-dev lint types pytest format lock \
        messages requirements screenshots bench access audit

PYTHON ?= python3
PORT ?= 8000
BIN := .venv/bin
PYTEST_WORKERS ?= 2
PYTEST_ARGS ?=

help:
	@echo "make run            install, then start web, worker and beat with the demo (PORT=8000)"
	@echo "make test           install, then linters, types and all tests on SQLite"
	@echo "make test-services  the same tests on PostgreSQL and Redis (DATABASE_URL, CELERY_BROKER_URL)"
	@echo "make reset          empty var/ after asking (database, letters, documents of the demo)"
	@echo "make requirements   the 97 requirements with their tests"
	@echo "make messages       gather texts for translation    make format   format code"
	@echo "make screenshots    draw docs/images again          make lock     lock dependencies"
	@echo "make bench          measure pages and jobs with a large organisation"
	@echo "make access         draw docs/access.md from the permission matrix again"
	@echo "make audit          known faults of what we depend on (needs the network)"

# ---------------------------------------------------------------------------- running
run: export DEMO := 1
run: export SECURE_COOKIES := 0
run: export PORT := $(PORT)
run:
	@$(PYTHON) scripts/port.py $(PORT)
	@$(PYTHON) scripts/install.py
	@exec $(BIN)/python scripts/serve.py

reset:
	@$(PYTHON) scripts/reset.py

install:
	@$(PYTHON) scripts/install.py

install-dev:
	@$(PYTHON) scripts/install.py --dev

# ---------------------------------------------------------------------------- testing
# SQLite and the embedded broker, whatever the environment says.
test: install-dev lint types
	@env -u DATABASE_URL -u CELERY_BROKER_URL $(MAKE) --no-print-directory pytest

test-services: install-dev
	@$(BIN)/python scripts/services.py
	@$(MAKE) --no-print-directory pytest

lint:
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/djlint --quiet --lint .
	$(BIN)/lint-imports
	DJANGO_SETTINGS_MODULE=tests.settings $(BIN)/python manage.py makemigrations --check --dry-run

types:
	$(BIN)/mypy

pytest:
	@$(BIN)/python scripts/messages.py
	$(BIN)/pytest -n $(PYTEST_WORKERS) --dist loadgroup $(PYTEST_ARGS)

requirements: install-dev
	@$(BIN)/pytest --requirements

# ---------------------------------------------------------------------------- upkeep
format: install-dev
	$(BIN)/ruff check --fix --select I,UP,RUF100 .
	$(BIN)/ruff format .

messages: install-dev
	@$(BIN)/python scripts/messages.py gather

screenshots: install-dev
	@$(BIN)/python scripts/screenshots.py

bench: install
	@$(BIN)/python scripts/bench.py

access: install-dev
	@$(BIN)/python scripts/access.py

# Not part of the tests: it asks the registries, and what it finds changes without us. pip-audit runs
# in an environment of its own; it is no part of the application. --strict: what could not be asked
# about is an error, not silence.
audit: install-dev
	$(BIN)/uv tool run pip-audit --strict --disable-pip --require-hashes --progress-spinner off \
	    -r requirements/base.txt -r requirements/dev.txt
	$(BIN)/python scripts/npm.py audit

lock: install-dev
	$(BIN)/uv pip compile --universal --generate-hashes --no-header --no-emit-index-url --no-emit-find-links \
	    --python-version 3.11 --output-file requirements/base.txt requirements/base.in
	$(BIN)/uv pip compile --universal --generate-hashes --no-header --no-emit-index-url --no-emit-find-links \
	    --python-version 3.11 --output-file requirements/dev.txt requirements/dev.in
	$(BIN)/python scripts/npm.py install --package-lock-only

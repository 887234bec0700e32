# Every target that has a "##" text is listed by `make` alone.
PYTHON ?= python3
PY := .venv/bin/python
ONLY ?=
FILE ?= piawai-backup.tar.gz
.DEFAULT_GOAL := help
.PHONY: help setup dev run test test-services test-browser test-wallet lint format types bench backup restore messages lock

help: ## list what can be done
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1\t/' | expand -t 16

setup: ## install what the site needs into .venv
	@$(PYTHON) lms/bootstrap.py

dev: ## install what development needs into .venv
	@$(PYTHON) lms/bootstrap.py dev

run: setup ## set everything up and serve the site with demo data
	@$(PY) manage.py serve

test: dev ## set everything up and run the tests
	@$(PY) -m pytest -n 2 --dist loadfile -m "not services and not browser"

test-services: dev ## run the tests on PostgreSQL and the real brokers (see docs/testing.md)
	@PIAWAI_TEST_DATABASE_URL=$${PIAWAI_TEST_DATABASE_URL:-postgres://postgres@127.0.0.1:5432/postgres} \
		$(PY) -m pytest -n 2 --dist loadfile -m "not browser"

test-browser: dev ## run the tests in Chromium
	@$(PY) -m pytest -n 2 --dist loadfile -m browser --allow-hosts=127.0.0.1,localhost

lint: dev ## check style of code and templates
	@$(PY) -m ruff check . && $(PY) -m ruff format --check . && $(PY) -m djlint templates --lint --quiet

format: dev ## put code into its shape
	@$(PY) -m ruff check --fix --quiet . ; $(PY) -m ruff format .

types: dev ## check types
	@$(PY) -m mypy lms courses assessments certificates

test-wallet: dev ## check digital badges by a wallet's own code (needs Node and npm)
	@npm ci --prefix tests/wallet --silent --ignore-scripts && $(PY) -m pytest tests/certificates/credentials/test_wallet.py

bench: dev ## print the figures of docs/testing.md (ONLY=courses|assessments|kill|certificates|skills|import|exchange|statistics|scale, STAFF=1000000)
	@$(PY) manage.py bench $(ONLY) $(if $(STAFF),--staff $(STAFF))

backup: ## write database and files into FILE
	@$(PY) manage.py backup $(FILE)

restore: ## put them back from FILE; the site must not run
	@$(PY) manage.py restore $(FILE)

messages: dev ## gather texts and compile the catalogues (needs gettext)
	@$(PY) manage.py makemessages --locale en --ignore .venv --ignore var --ignore tests --no-location --no-obsolete
	@$(PY) manage.py compilemessages --ignore .venv --ignore var --ignore tests

lock: ## renew the lock files (needs uv)
	@uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
		--no-emit-index-url --quiet -o requirements.lock
	@uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 --generate-hashes --no-header \
		--no-annotate --no-emit-index-url --quiet -c requirements.lock -o requirements-dev.lock

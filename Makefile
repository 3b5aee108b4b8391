# `make` alone explains itself: the words after ## below are its help.
SHELL := /bin/bash
.DEFAULT_GOAL := help
export PORT ?= 8000
BIN := .venv/bin
PY := $(BIN)/python
ASSETS := $(shell find site/assets -type f)
MIGRATIONS := $(shell find . -path '*/migrations/0*.py' -not -path './.venv/*')
MONTH := $(shell date +%Y-%m)

.PHONY: help
help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-14s %s\n", $$1, $$2}' Makefile

# --- Running ---------------------------------------------------------------------------------

.PHONY: run
run: .venv/runtime.stamp ## everything from nothing to the site with demo content, on PORT (8000)
	@$(MAKE) --no-print-directory -s -j2 var/static.stamp var/demo-$(MONTH).stamp
	@cat var/demo-$(MONTH).stamp
	@echo "The site is at http://localhost:$(PORT) (Ctrl-C stops it). E-mails are printed here."
	@DEMO=1 SITE_URL=http://localhost:$(PORT) exec scripts/serve $(BIN)/gunicorn --log-level warning

.PHONY: develop
develop: .venv/dev.stamp var/assets.stamp ## the same data, with Django's error pages and automatic reload
	DEBUG=1 $(PY) manage.py migrate -v 0
	DEBUG=1 scripts/serve $(PY) manage.py runserver $(PORT)

# --- Checking --------------------------------------------------------------------------------

.PHONY: check
check: .venv/dev.stamp ## style, templates, imports, types, Django's checks, missing migrations
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	git ls-files 'templates/*.html' | xargs $(BIN)/djade --target-version 5.2 --check
	PYTHONPATH=site:. $(BIN)/lint-imports
	$(BIN)/mypy training fidelity site/agencies site/pages site/lib site/config site/demo
	$(PY) manage.py check
	$(PY) manage.py makemigrations --check --dry-run

.PHONY: test
test: .venv/dev.stamp var/assets.stamp browser ## the whole suite on SQLite, real browser included
	$(BIN)/pytest -n 2 --cov --cov-report=

.PHONY: test-postgres
test-postgres: .venv/dev.stamp var/assets.stamp browser ## the whole suite on a PostgreSQL of its own
	@scripts/require "ls /usr/lib/postgresql/*/bin/initdb" postgresql
	scripts/with-postgres "$(PY) manage.py migrate -v 0 && $(BIN)/pytest -n 2"

.PHONY: test-scoring
test-scoring: .venv/dev.stamp ## scoring against a second implementation on 100,000 random instruments
	RANDOM_INSTRUMENTS=100000 $(BIN)/pytest -q tests/fidelity/test_any_instrument.py -k a_second_time

.PHONY: mutants
mutants: .venv/dev.stamp ## whether the tests of scoring notice each small change of its code
	CI=1 RANDOM_INSTRUMENTS=50 $(BIN)/mutmut run
	$(BIN)/mutmut results

.PHONY: bench
bench: .venv/runtime.stamp var/static.stamp ## how long pages take, beside an empty page of the same run
	@scripts/bench

.PHONY: bench-scoring
bench-scoring: .venv/runtime.stamp ## rows a second and memory of the score command, to a million assessments
	@DEMO=1 $(PY) scripts/bench_scoring.py

.PHONY: fix
fix: .venv/dev.stamp ## mend what the style tools can mend
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	git ls-files 'templates/*.html' | xargs $(BIN)/djade --target-version 5.2

.PHONY: screenshots
screenshots: .venv/dev.stamp var/assets.stamp browser ## take the pictures in docs/screenshots again
	scripts/screenshots

# --- Installing ------------------------------------------------------------------------------

.PHONY: install
install: .venv/runtime.stamp var/static.stamp ## what the site needs to run, without starting it

.PHONY: lock
lock: .venv/runtime.stamp ## write the hashed locks from requirements.in and requirements-dev.in
	$(BIN)/uv pip compile -q --upgrade --generate-hashes --python-version 3.11 --no-header requirements.in -o requirements.txt
	$(BIN)/uv pip compile -q --upgrade --generate-hashes --python-version 3.11 --no-header requirements-dev.in -o requirements-dev.txt

.PHONY: browser
browser:
	@scripts/require "command -v chromium" chromium
	@scripts/require "/sbin/ldconfig -p | grep libatomic" libatomic1 # Playwright's driver needs it

.venv/bin/uv:
	@scripts/make-venv

.venv/runtime.stamp: .venv/bin/uv requirements.txt
	@scripts/require "/sbin/ldconfig -p | grep libpangoft2" libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0
	$(BIN)/uv pip install -q --compile-bytecode --python $(PY) --require-hashes -r requirements.txt
	@touch $@

.venv/dev.stamp: .venv/runtime.stamp requirements-dev.txt
	$(BIN)/uv pip install -q --python $(PY) --require-hashes -r requirements-dev.txt
	@touch $@

var/npm.stamp: package-lock.json | .venv/bin/uv
	@scripts/with-node npm ci --silent --no-audit --no-fund
	@mkdir -p var && touch $@

var/assets.stamp: var/npm.stamp $(ASSETS)
	@scripts/with-node npm run --silent build
	@touch $@

var/migrated.stamp: $(MIGRATIONS) .venv/runtime.stamp
	@DEMO=1 $(PY) manage.py migrate -v 0
	@touch $@

# Once a month, so that a round is always open; what is there already stays as it is.
var/demo-$(MONTH).stamp: var/migrated.stamp
	@DEMO=1 $(PY) manage.py load_demo
	@DEMO=1 $(PY) manage.py demo_sign_ins > $@

var/static.stamp: var/assets.stamp .venv/runtime.stamp
	@DEMO=1 $(PY) manage.py collectstatic --noinput -v 0
	@touch $@

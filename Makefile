# make demo    a populated site on http://127.0.0.1:8000 (PORT=… to change), from nothing but Python 3.11
# make test    everything set up, then all tests on SQLite and PostgreSQL, and the journeys in a browser
# make check   lint, types, templates, the map: under a minute
# make bench   the figures of docs/how-fast.md (NAME=… for one, QUICK=1 for a short run)
# make explore the laws, on examples that nobody has tried yet
# make torture faults on purpose: killing processes while answers come in
.DEFAULT_GOAL := help
PYTHON ?= $(shell command -v python3.11 || command -v python3)
PORT ?= 8000
V := .venv/bin
export WELLSERVED_HOME ?= $(CURDIR)/var/home

.PHONY: help demo test check bench explore torture docs format clean

help:
	@sed -n 's/^# //p' Makefile

.venv/made:
	@tools/make-venv $(PYTHON)
	@touch $@

.venv/base: .venv/made requirements/base.txt
	@echo "Getting what Wellserved is made of into .venv: once, for a minute or two, and nothing outside this folder."
	@$(V)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/base.txt
	@$(V)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

.venv/dev: .venv/base requirements/dev.txt
	@echo "Getting what its tests need as well: a minute or two more."
	@$(V)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	@touch $@

demo: .venv/base
	@WELLSERVED_HOME=$(CURDIR)/var/demo PORT=$(PORT) $(V)/wellserved demo

test: .venv/dev
	@tools/install-test-servers
	@$(MAKE) --no-print-directory check
	@tools/run-tests

check: .venv/dev
	@tools/check

bench: .venv/dev
	@$(V)/python -m bench $(NAME)

explore: .venv/dev
	@EXPLORE=1 $(V)/python -m pytest -n 2 -m "hypothesis and not torture and not journey" wellserved tests

torture: .venv/dev
	@tools/install-test-servers
	@$(V)/python -m pytest -m torture tests/torture wellserved/surveys/tests/test_a_season_of_asking.py

docs: .venv/dev
	@$(V)/mkdocs build --quiet --strict

format: .venv/dev
	@$(V)/ruff format --quiet . && $(V)/ruff check --quiet --fix .

clean:
	rm -rf .venv var site-docs .mypy_cache .ruff_cache .pytest_cache

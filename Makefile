# Every target works from a bare clone: it makes .venv and installs what requirements.txt pins before anything else.
# PYTHON=/path/to/python3 chooses the interpreter (3.11 or newer).

.DEFAULT_GOAL := help
.PHONY: help setup run frontend test check demo corpus pictures format clean
MAKEFLAGS += --no-print-directory
py := .venv/bin/python

help: ## what can be done here
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1|\2/' | awk -F'|' '{printf "%-18s%s\n", $$1, $$2}'

setup:
	@sh deploy/setup.sh

run: setup ## start the product: http://127.0.0.1:8000 (HOST, PORT, MEDAPP_DATA_DIR and more: docs/operations.md)
	@exec $(py) -m deploy.launch

frontend: setup ## build the front end if its sources changed
	@$(py) -m deploy.frontend

test: setup ## everything: checks, unit, faults, browser, demos, corpus
	@$(py) -m deploy.testing all

check: setup ## the quick loop: format, lint, types, import contracts, unit tests
	@$(py) -m deploy.testing check

demo: setup ## play the demo scenarios of a week in a browser: make demo WEEK=1
	@$(py) -m tests.demos.play $(WEEK)

corpus: setup ## how well reports are read, layout by layout: make corpus NAME=ru_four_columns
	@$(py) -m tests.corpus $(NAME)

pictures: setup ## pictures of every page for docs/pictures/pages: make pictures NAME=result
	@$(py) -m tests.e2e.pictures $(NAME)

format: setup ## let ruff set the code
	@$(py) -m ruff check --fix --quiet . ; $(py) -m ruff format --quiet .

clean: ## remove what was built and installed; data stays
	rm -rf .venv .web .build .states .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache

# Everything is run from here: `make help`. The first target that needs the environment sets it up.

VENV := .venv
PYTHON ?=
PYTEST_ARGS ?=
DEV := $(VENV)/.ready-dev
SPARK := $(VENV)/.ready-spark
# the pages' tests that PostgreSQL answers otherwise than SQLite, if anything does
POSTGRES_TESTS := $(addprefix tests/web/,accounts activities aid audit compliance evidence exchange \
	mentoring secondments)
FRONT := $(VENV)/.ready-frontend
WORDS := $(VENV)/.ready-words
PAGES := $(FRONT) $(WORDS)
SET_UP := requirements/install.sh pyproject.toml requirements/uv.txt
LOCK := $(VENV)/bin/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url \
	--python-version 3.11 --custom-compile-command "make lock" $(LOCK_ARGS)

.DEFAULT_GOAL := help
.PHONY: help demo pages test check bench bench-web demo-check test-spark check-sample format wheel lock clean

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  make %-14s%s\n", $$1, $$2}' $(MAKEFILE_LIST)

demo: $(PAGES) ## start the web application with the demo district, in the foreground
	@$(VENV)/bin/tandem serve --demo

pages: $(PAGES) ## build the styles, scripts and sentences of the pages

test: $(PAGES) ## all tests but those of Apache Spark (needs Chromium)
	@requirements/chromium.sh
	$(VENV)/bin/python -m pytest -n 2 -rsx -m "not spark" --ignore=tests/spark --ignore=tests/races \
		$(PYTEST_ARGS)
	TANDEM_TEST_DATABASE=postgres $(VENV)/bin/python -m pytest -n 2 -rsx tests/races $(POSTGRES_TESTS) \
		$(PYTEST_ARGS)

test-spark: $(SPARK) ## the tests of Apache Spark (adds it; needs Java 17)
	@requirements/java.sh
	$(VENV)/bin/python -m pytest -rsx -m spark tests/spark $(PYTEST_ARGS)

check: $(DEV) ## lint, format, types, import contracts, translations
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/mypy
	$(VENV)/bin/lint-imports
	$(VENV)/bin/python -m tandem.config.catalogues --check

bench: $(DEV) ## measure the engine beside hand-written SQL and pandas, pairings beside SciPy
	$(VENV)/bin/python -m bench.measure
	$(VENV)/bin/python -m bench.district
	$(VENV)/bin/python -m bench.pairing

bench-web: $(PAGES) ## measure the web application with a large district, on both databases
	$(VENV)/bin/python -m bench.web

demo-check: $(PAGES) ## start the demo, go through it as a browser would, stop it
	$(VENV)/bin/python -m tandem.cli.demo_check

check-sample: $(DEV) ## compare results: SAMPLE=facts-folder EXPECTED=results-folder
	@test -n "$(SAMPLE)" -a -n "$(EXPECTED)" || { echo \
		"Name both folders: make check-sample SAMPLE=… EXPECTED=…" >&2; exit 2; }
	@$(VENV)/bin/python -m tandem.cli.check_sample "$(SAMPLE)" "$(EXPECTED)"
	@$(VENV)/bin/python -m tandem.cli.check_sample --database "$(SAMPLE)" "$(EXPECTED)"

format: $(DEV) ## lay the code out, sort its imports
	$(VENV)/bin/ruff check --fix --select I .
	$(VENV)/bin/ruff format .

wheel: $(PAGES) ## build the package with its pages in out/
	$(VENV)/bin/uv build --wheel --out-dir out .

lock: $(DEV) ## pin the dependencies anew (LOCK_ARGS=--upgrade for newer ones)
	$(LOCK) requirements/uv.in -o requirements/uv.txt
	$(LOCK) pyproject.toml -o requirements/runtime.txt
	$(LOCK) pyproject.toml requirements/dev.in -c requirements/runtime.txt -o requirements/dev.txt
	$(LOCK) pyproject.toml --extra spark requirements/dev.in -c requirements/dev.txt \
		-o requirements/spark.txt

clean: ## remove the environment and every cache
	rm -rf $(VENV) build .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	rm -rf frontend/node_modules tandem/static
	find tandem -name '*.mo' -delete
	find bench tandem tests -name __pycache__ -type d -prune -exec rm -rf {} +

$(DEV): $(SET_UP) requirements/dev.txt
	@requirements/install.sh $(VENV) dev $(PYTHON)

$(FRONT): $(DEV) $(addprefix frontend/,.npmrc build.mjs build.sh package.json package-lock.json) \
		$(wildcard frontend/src/* frontend/src/images/*)
	@frontend/build.sh $(VENV)

$(WORDS): $(DEV) $(wildcard tandem/locale/*/LC_MESSAGES/*.po tandem/*/locale/*/LC_MESSAGES/*.po)
	@$(VENV)/bin/python -m tandem.config.catalogues
	@touch $@

$(SPARK): $(DEV) requirements/spark.txt
	@requirements/install.sh $(VENV) spark $(PYTHON)

# The commands of the project. `make run` opens the program, `make test` proves it.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMPS := $(VENV)/.stamps

.PHONY: run test bench torture format check dist selftest clean

run: $(STAMPS)/run
	@$(BIN)/python main.py --sample

test: $(STAMPS)/test
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest

bench: $(STAMPS)/test
	$(BIN)/python -m benchmarks

torture: $(STAMPS)/test
	sh setup/fuzzing.sh
	$(BIN)/python -m pytest -m torture --override-ini addopts="-q --strict-markers --timeout=7200 --timeout-method=thread"

format: $(STAMPS)/test
	$(BIN)/ruff check --fix .

dist: $(STAMPS)/test
	@sh setup/system_packages.sh build
	$(BIN)/pyinstaller --noconfirm --clean --log-level WARN build.spec
	@case "$$(uname -s)" in Linux) cp setup/menu/* dist/DisclosureDesk/ ;; esac
	@du -sh dist/DisclosureDesk

selftest: dist
	$(BIN)/python -m pytest -m frozen tests/frozen

clean:
	rm -rf build dist .pytest_cache .mypy_cache .ruff_cache

$(BIN)/python:
	@$(PYTHON) setup/python_version.py
	sh setup/system_packages.sh window
	$(PYTHON) -m venv --clear $(VENV) || { rm -rf $(VENV); exit 1; }

$(STAMPS)/run: requirements.lock | $(BIN)/python
	sh setup/system_packages.sh window
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@mkdir -p $(STAMPS) && touch $@

$(STAMPS)/test: requirements-dev.lock | $(BIN)/python
	sh setup/system_packages.sh window test
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@mkdir -p $(STAMPS) && touch $@

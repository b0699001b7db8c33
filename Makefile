# The commands of the project. `make run` opens the program, `make test` proves it.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMPS := $(VENV)/.stamps

# Hashes and no addresses, for every system and every Python that pyproject.toml serves, from the oldest on.
LEAST = $(shell sed -n 's/^requires-python = ">=\([0-9.]*\),.*/\1/p' pyproject.toml)
COMPILE = $(BIN)/uv pip compile --quiet --universal --generate-hashes --no-annotate --no-strip-extras \
	--python-version $(LEAST) --custom-compile-command "make lock" $(UPGRADE)

.PHONY: run test bench torture format dist check-folder selftest deb check-deb check-update windows check-windows leaflet lock pictures capabilities clean

run: $(STAMPS)/run
	@$(BIN)/python main.py --sample

test: $(STAMPS)/test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest

bench: $(STAMPS)/test
	$(BIN)/python -m benchmarks

# On the disk, where a save has to reach: the tests of `make test` keep their files in memory.
torture: export TMPDIR ?= /tmp
torture: $(STAMPS)/test
	sh setup/fuzzing.sh
	$(BIN)/python -m pytest -m "hypothesis and not torture" --hypothesis-profile=search -o longest_test=7200
	$(BIN)/python -m pytest -m torture -o addopts="-q --strict-markers" -o longest_test=7200

format: $(STAMPS)/test
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

dist: $(STAMPS)/build
	@sh setup/system_packages.sh build
	$(BIN)/pyinstaller --noconfirm --clean --log-level WARN build.spec
	@case "$$(uname -s)" in Linux) cp setup/menu/* dist/DisclosureDesk/ ;; esac
	@du -sh dist/DisclosureDesk

# The cheap half of `make selftest`, for continuous integration: the folder, its commands, its window.
check-folder selftest: export TMPDIR ?= /tmp
check-folder: dist $(STAMPS)/test
	$(BIN)/python -m pytest -n 0 -m frozen tests/frozen/test_built_folder.py

selftest: dist $(STAMPS)/test
	$(BIN)/python -m pytest -n 0 -m frozen tests/frozen

# Packages for the office's machines, each made and tried in Debian roots of its own (root, debootstrap; docs/installing.md).
# `make deb ARCH=arm64` and `make check-deb ARCH=arm64`: for another processor than this one, under qemu-user.
deb:
	ARCH="$(ARCH)" sh setup/debian/build.sh

check-deb:
	ARCH="$(ARCH)" sh setup/debian/check.sh

# An update from a stick, whole; KEY is the private key that signs packages, which lies outside the project.
check-update: $(STAMPS)/run
	KEY="$(KEY)" sh setup/debian/check_update.sh

windows:
	sh setup/windows/build.sh

check-windows:
	sh setup/windows/check.sh

leaflet: $(STAMPS)/run
	@mkdir -p dist
	$(BIN)/python -m setup.leaflet dist/安装说明.pdf

# Keeps what is locked and adds what is missing; `make lock UPGRADE=--upgrade` (or --upgrade-package NAME) goes on.
lock: $(STAMPS)/test
	$(COMPILE) requirements.in -o requirements.lock
	$(COMPILE) requirements-dev.in -c requirements.lock -o requirements-dev.lock
	$(COMPILE) requirements-build.in -c requirements-dev.lock -o requirements-build.lock
	@mkdir -p build && sed '/^\(pyside6-essentials\|shiboken6\)==/,/[^\]$$/d' requirements-dev.lock > build/constraints.txt
	$(BIN)/uv pip compile --quiet --generate-hashes --no-annotate --no-strip-extras --python-version $(LEAST) \
		--python-platform aarch64-manylinux_2_31 --only-binary :all: --custom-compile-command "make lock" $(UPGRADE) \
		--overrides setup/arm64/overrides.txt -c build/constraints.txt requirements-build.in -o setup/arm64/requirements.lock

# The pictures of the manual, after a screen was changed.
pictures: $(STAMPS)/test
	$(BIN)/python -m setup.pictures

# The page of what the program can do, after a row of docs/capabilities.toml was changed.
capabilities: $(STAMPS)/test
	$(BIN)/python -m setup.capabilities

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

$(STAMPS)/build: requirements-build.lock | $(BIN)/python
	sh setup/system_packages.sh window build
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-build.lock
	@mkdir -p $(STAMPS) && touch $@

$(STAMPS)/test: requirements-dev.lock | $(BIN)/python
	sh setup/system_packages.sh window test
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@mkdir -p $(STAMPS) && touch $@

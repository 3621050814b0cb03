# Every command a developer needs. `make help` lists them.
# Needs: make, Python 3.11, 3.12 or 3.13, and Node 20 for the pages. uv is used from the PATH, or put into .tools/ on first use.

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.SUFFIXES:

UV := $(shell command -v uv 2>/dev/null)
ifeq ($(UV),)
UV := .tools/bin/uv
endif

# The lock file says what to install; only `make check` asks whether it still agrees with pyproject.toml.
RUN := $(UV) run --frozen
DOCS := NO_MKDOCS_2_WARNING=1 $(RUN) --group docs
TESTS := $(wildcard tests/unit tests/functional tests/e2e)
PAGES := src/kuanggui/web/site/index.html
PAGE_SOURCES := $(shell find frontend/src frontend/public -type f) $(wildcard frontend/*.json frontend/*.ts frontend/*.html)
MODULES := frontend/node_modules/.package-lock.json
NPM := npm --prefix frontend --no-audit --no-fund --loglevel=error
BENCHMARKS := $(wildcard benchmarks/bench_*.py)

.PHONY: help demo test check bench docs api pages install lint types format changelog lock

help: ## list the commands
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: $(UV) ## install, then read the example plan and show it
	@if command -v npm >/dev/null; then $(MAKE) --no-print-directory --silent $(PAGES); \
	else echo "没有 Node.js，网页无法构建，只有接口可用。/ Without Node.js there are no pages, only the interface." >&2; fi
	@$(UV) sync --frozen --no-dev --inexact --quiet
	@$(UV) run --frozen --no-dev kuanggui demo

test: $(UV) $(PAGES) ## unit and functional tests
	$(RUN) pytest $(TESTS)

check: lock lint types changelog docs pages ## everything that must hold before a change lands
	$(RUN) pytest

bench: $(UV) ## run every benchmarks/bench_*.py
	@test -n "$(BENCHMARKS)" || { echo "make bench: there is no benchmarks/bench_*.py yet" >&2; exit 1; }
	@set -e; for script in $(BENCHMARKS); do echo "== $$script"; $(RUN) python "$$script"; done

docs: $(UV) ## build the documentation into site/
	$(DOCS) mkdocs build --strict --quiet

install: $(UV) ## create .venv with everything for development
	$(UV) sync --frozen --inexact

lint: $(UV) ## style and layer contracts
	$(RUN) ruff check .
	$(RUN) ruff format --check .
	$(RUN) lint-imports

types: $(UV) ## type check
	$(RUN) mypy

format: $(UV) ## rewrite the code in the common style
	$(RUN) ruff check --fix .
	$(RUN) ruff format .

api: $(UV) $(MODULES) ## write the interface's document and the pages' types from the routes
	$(RUN) python -c 'from kuanggui.web.schema import write_document; print(write_document(), end="")' > frontend/openapi.json
	$(NPM) run api

pages: $(PAGES) ## build the pages and check their types and their picture of the interface
	$(NPM) run check

$(PAGES): $(MODULES) $(PAGE_SOURCES)
	$(NPM) run build -- --logLevel error
	@touch $@

$(MODULES): frontend/package-lock.json
	$(NPM) ci
	@touch $@

changelog: $(UV) ## the next release notes, from changelog.d
	$(RUN) towncrier build --draft --version next

lock: $(UV) ## does uv.lock agree with pyproject.toml?
	$(UV) lock --check

# Debian's python3 may be too old while python3.12 stands beside it; the first one that fits makes the tool folder.
.tools/bin/uv:
	@for python in python3 python3.13 python3.12 python3.11; do \
	  if "$$python" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2>/dev/null; then \
	    found="$$python"; break; \
	  fi; \
	done; \
	if [ -z "$$found" ]; then \
	  echo "需要 Python 3.11、3.12 或 3.13，当前 PATH 中没有：请先安装。/ Python 3.11, 3.12 or 3.13 is needed and none is on the PATH: install one." >&2; exit 1; \
	fi; \
	if ! "$$found" -c 'import ensurepip, venv' 2>/dev/null; then \
	  echo "$$found 缺少 venv 模块：Debian/Ubuntu 请先 apt install python3-venv。/ $$found has no venv module: on Debian or Ubuntu run apt install python3-venv." >&2; exit 1; \
	fi; \
	echo "uv is not on the PATH: installing it into .tools/ with $$found"; \
	"$$found" -m venv .tools && .tools/bin/python -m pip install --quiet --disable-pip-version-check 'uv>=0.9,<1'

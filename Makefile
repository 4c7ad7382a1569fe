# What a person types; everything else is scripts/ and the tools configured in pyproject.toml.

SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DELETE_ON_ERROR:
.NOTPARALLEL:
MAKEFLAGS += --no-builtin-rules
.DEFAULT_GOAL := help

# Python 3.11 or newer, to make .venv with.
PYTHON ?= python3
# Where the demonstration site listens; HOST=0.0.0.0 lets other machines (a phone) in.
HOST ?= localhost
PORT ?= 8080
# Rounds of kills for make fault-test; SEED=7 for the same ones again.
ROUNDS ?= 10
SEED ?=
# What make fuzz sends to each form and call; others each time.
EXAMPLES ?= 100
# More arguments for pytest: make test PYTEST_ARGS="-k wall".
PYTEST_ARGS ?=
# Of make bench-peers: PEERS_ARGS="--sizes 1000 10000".
PEERS_ARGS ?=

VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
PARTS := parts/.ready-$(HOST)-$(PORT)
SITE := var/.site-created
SYSTEM_PACKAGES := chromium fonts-noto-cjk
# For the Nu HTML Checker alone; any Java from 11 on will do.
JAVA_PACKAGE := default-jre-headless
MARKUP = $(shell find src -name '*.zcml' -o -name '*.xml' -o -name '*.pt' | sort)

export UV_PYTHON_DOWNLOADS := never

.PHONY: help
help: ## This list
	@grep -hE '^[a-z0-9-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z0-9-]+):.*## (.*)/\1\t\2/' \
	    | while IFS=$$'\t' read -r name what; do printf '  make %-16s %s\n' "$$name" "$$what"; done

# Setting up

# An environment moved or copied from elsewhere does not work: .ready holds the folder it is for.
READY_FOR := $(shell cat $(READY) 2>/dev/null)
ifneq ($(READY_FOR),$(CURDIR))
.PHONY: $(READY)
endif
$(READY): requirements.in constraints.txt setup.py
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	    || { echo 'Python 3.11 or newer is needed: make PYTHON=/path/to/python3.11' >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null || scripts/system-packages.sh python3-venv
	[ '$(READY_FOR)' = '$(CURDIR)' ] && $(BIN)/python -c '' || $(PYTHON) -m venv --clear $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt uv
	$(BIN)/uv pip install --quiet --python $(BIN)/python --constraint constraints.txt --requirement requirements.in
	$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation --editable .
	@echo '$(CURDIR)' > $@

# Only the parts: buildout takes the packages from .venv and asks no index.
$(PARTS): $(READY) buildout.cfg versions.cfg
	@rm -f parts/.ready-*
	$(BIN)/buildout -N -o -q buildout:develop= instance:http-address=$(HOST):$(PORT)
	@touch $@

$(SITE): | $(PARTS)
	@echo 'Creating the demonstration site, once; this takes a minute or two.'
	@mkdir -p var/blobstorage var/cache var/filestorage var/instance var/log
	bin/instance run scripts/create_site.py
	@if [ -n "$${JGZF_DEMO_PASSWORD:-}" ]; \
	then echo 'the one in JGZF_DEMO_PASSWORD when the site was created'; \
	else echo 'Jgzf-demo-2026'; fi > $@

.PHONY: setup
setup: $(READY) ## Install Plone, the add-on and the tools into .venv

.PHONY: system-packages
system-packages: ## Install the system packages the tests need (as root; else name them)
	@scripts/system-packages.sh $(SYSTEM_PACKAGES)

# Where it can neither be found nor installed, the tests say that they did not check any HTML.
.PHONY: java
java:
	@command -v java >/dev/null || scripts/system-packages.sh --if-possible $(JAVA_PACKAGE)

# Using

.PHONY: run
run: $(PARTS) $(SITE) ## Set all up, create the demonstration site once, start it (PORT=8080, HOST=localhost)
	@printf '%s\n' '' \
	    '  http://localhost:$(PORT)/Plone' '' \
	    '  teacher, student   members: evaluate, read the answers, rate them' \
	    '  clerk              administrator of the unit jwc 教务处' \
	    '  dean               administrator of the unit hqc 后勤处' \
	    '  supervisor         机关党委' \
	    '  webmaster          forms, categories, settings' \
	    "  password           $$(cat $(SITE))" '' \
	    '  admin, password admin: Zope itself, http://localhost:$(PORT)' '' \
	    '  Ctrl-C stops it. Remove the folder var to begin anew.' ''
	@exec bin/instance console

# Checking

.PHONY: test
test: $(READY) system-packages java lint check-dist pytest ## Set all up, run every linter, check and test

.PHONY: pytest
pytest: $(READY) ## The tests alone; PYTEST_ARGS="-k wall" for some of them
	$(BIN)/pytest --numprocesses=logical --dist=loadfile $(PYTEST_ARGS)

.PHONY: lint
lint: $(READY) ## Code, markup, layers, translations, pins, change fragments
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/zpretty --check $(MARKUP)
	$(BIN)/lint-imports
	$(BIN)/python scripts/i18n.py --check
	$(BIN)/python scripts/pins.py --check
	$(BIN)/python scripts/check_news.py

.PHONY: check-html
check-html: $(READY) system-packages ## The markup of every page, by the Nu HTML Checker (Java); make test does it too
	@command -v java >/dev/null || scripts/system-packages.sh $(JAVA_PACKAGE)
	@command -v java >/dev/null || { echo 'There is no java on the PATH.' >&2; exit 1; }
	$(BIN)/pytest -m html

.PHONY: fuzz
fuzz: $(READY) ## Send other things than the tests do, and more, to every form and call (EXAMPLES=100): docs/security.md
	JGZF_EXAMPLES='$(EXAMPLES)' $(BIN)/pytest --numprocesses=logical --dist=loadfile tests/security $(PYTEST_ARGS)

.PHONY: check-dist
check-dist: $(READY) ## Build sdist and wheel, look inside, start Plone with the wheel
	$(BIN)/python scripts/check_dist.py

.PHONY: bench
bench: $(READY) ## Measure in ratios to Plone itself (5 minutes, quiet machine): benchmarks/README.md
	$(BIN)/python -m benchmarks

.PHONY: lighthouse
lighthouse: $(READY) system-packages ## Lighthouse on a simulated phone, beside bare Plone (npm, 15 minutes): benchmarks/README.md
	@command -v npm >/dev/null || { echo 'npm is needed, with Node.js 18.20 or newer.' >&2; exit 1; }
	$(BIN)/python -m benchmarks.lighthouse

# Several machines, on one: docs/operations.md

CLUSTER_PACKAGES := postgresql haproxy

.PHONY: cluster-packages
cluster-packages:
	@scripts/system-packages.sh $(CLUSTER_PACKAGES)

.PHONY: cluster
cluster: $(READY) cluster-packages ## PostgreSQL, two Zope clients, a worker and haproxy, until Ctrl-C (PORT=8080)
	$(BIN)/python -m cluster --port $(PORT)

.PHONY: cluster-test
cluster-test: $(READY) cluster-packages ## The main way, many at once and a killed client, on PostgreSQL and on ZEO
	$(BIN)/pytest cluster/tests $(PYTEST_ARGS)

# In an environment of its own: what locust brings is nothing that Plone should meet.
LOCUST := var/locust
$(LOCUST)/.ready: benchmarks/peak/requirements.txt | $(READY)
	$(PYTHON) -m venv --clear $(LOCUST)
	$(BIN)/uv pip install --quiet --python $(LOCUST)/bin/python --requirement $<
	@touch $@

.PHONY: peak
peak: $(READY) cluster-packages $(LOCUST)/.ready ## A peak day on the cluster (20 minutes, quiet machine): benchmarks/README.md
	$(BIN)/python -m benchmarks.peak --locust $(LOCUST)/bin

SCANNER := .venv-scan/bin/wapiti
$(SCANNER): scan/requirements.txt
	$(PYTHON) -m venv .venv-scan
	.venv-scan/bin/python -m pip install --quiet --disable-pip-version-check --requirement $<
	@touch $@

.PHONY: scan
scan: $(READY) $(SCANNER) ## Scan the demonstration and a bare Plone with wapiti (half an hour): docs/security.md
	$(BIN)/python -m scan

.PHONY: bench-peers
bench-peers: $(READY) ## Measure beside Document, easyform and django-helpdesk (long): benchmarks/README.md
	@scripts/system-packages.sh --if-possible postgresql
	$(BIN)/python -m benchmarks.peers $(PEERS_ARGS)

.PHONY: fault-test
fault-test: $(READY) cluster-packages ## Kill, fill up, take away, restore (20 minutes, root for the full disk): faults/README.md
	ROUNDS='$(ROUNDS)' SEED='$(SEED)' $(BIN)/pytest -p no:cacheprovider -s faults

# Writing

.PHONY: format
format: $(READY) ## Format code and markup
	$(BIN)/ruff check --fix-only
	$(BIN)/ruff format
	$(BIN)/zpretty --inplace $(MARKUP)

.PHONY: i18n
i18n: $(READY) ## Extract the messages, update and compile the translations
	$(BIN)/python scripts/i18n.py

.PHONY: pins
pins: $(READY) ## Resolve requirements.in anew: constraints.txt and versions.cfg
	$(BIN)/python scripts/pins.py

.PHONY: clean
clean: ## Remove everything generated, the demonstration site and .venv included
	rm -rf $(VENV) .venv-scan .installed.cfg bin develop-eggs eggs parts var build dist src/*.egg-info
	rm -rf .pytest_cache .ruff_cache .import_linter_cache .hypothesis benchmarks/lighthouse/node_modules
	find src tests scripts benchmarks cluster scan faults -name __pycache__ -prune -exec rm -rf {} +

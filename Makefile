# Shanhe (山河). `make` lists the tasks. `make run` and `make test` are all that a newcomer needs:
# each installs what is missing first.

SWIFT ?= swift
PLAN ?= Examples/云岭县科技创新“十四五”规划.docx
# Where `make run` keeps its database, files and keys.
DATA ?= run
# How long `make fuzz` runs, in seconds.
SECONDS ?= 600

SWIFT_FILES := Package.swift Sources Tests Benchmarks/Package.swift Benchmarks/Sources

.DEFAULT_GOAL := help
.PHONY: help setup build run plan test test-fast guide-pictures bench fuzz format lint bless clean

help: ## list the tasks
	@echo "make TASK, where TASK is one of"
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  %-14s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

setup: ## install what building, running and testing need
	@scripts/setup test

build:
	@scripts/setup run
	@scripts/say "Building (the first time takes a few minutes) …"
	$(SWIFT) build -c release --product shanhe

run: build ## start the server with the example application, print its address and the first-sign-in link
	@mkdir -p "$(DATA)"
	.build/release/shanhe serve --demo --region 50 --county "黔江 · 巫溪" --database "$(DATA)/shanhe.db" --files "$(DATA)/files" --ledger-key "$(DATA)/ledger.key"

plan: build ## read the sample plan, print what is in it, write the annotated page (PLAN=FILE reads another)
	@scripts/show-plan "$(PLAN)"

test: ## build and run all tests, those of the page in a real browser too
	@scripts/setup test
	@scripts/test

test-fast: ## only the tests that finish while you watch: no LibreOffice, no fuzzing, no Go, no browser
	@scripts/test fast

guide-pictures: build ## take the pictures of the guides in a real browser (into Assets/guides)
	@scripts/setup test
	@scripts/guide-pictures

bench: build ## measure speed and memory against the physical limit and other software
	@scripts/bench

fuzz: ## break plans and Word files at random for SECONDS=600
	@scripts/setup run
	@scripts/test fuzz $(SECONDS)

format: ## let swift-format lay out all Swift files
	$(SWIFT) format format --in-place --recursive --parallel $(SWIFT_FILES)

lint: ## say what swift-format would change
	$(SWIFT) format lint --strict --recursive --parallel $(SWIFT_FILES)

bless: build ## put what the command really prints into the READMEs
	@scripts/bless

clean: ## remove everything that was built
	rm -rf .build .build-tests Benchmarks/.build output

# Short names for what is done often; `make` alone lists them. The scripts work without make.
.PHONY: help setup build test run lint format imports exports exports-check results bench ci
NOTICE ?=
FOLDER ?= Corpus/notices

help: ## list these targets
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' $(firstword $(MAKEFILE_LIST)) | expand -t 16
setup: ## install the Debian packages that are missing
	@Tools/setup
build: setup ## build the program, optimized: .build/release/guitu
	@swift build -c release --product guitu
test: ## build everything and pass the tests
	@Tools/test
run: ## print the rules of a notice: make run NOTICE=Corpus/notices/….txt
	@Tools/run $(NOTICE)
lint: ## look whether every Swift file has the project's format
	@swift format lint --strict --parallel --recursive Package.swift Sources Tests Plugins Benchmarks
format: ## give every Swift file the project's format
	@swift format --in-place --parallel --recursive Package.swift Sources Tests Plugins Benchmarks
imports: ## look whether each room imports only what it declares
	@Tools/check-imports.py
exports: ## make Exports/ and the examples of the READMEs anew
	@Tools/exports
	@Tools/readme-examples
exports-check: ## look whether Exports/ is what the program makes
	@Tools/exports-check
results: ## write Corpus/RESULTS.md anew: what the corpus scores, by kind
	@GUITU_WRITE_RESULTS=1 Tools/test --filter CorpusTests
bench: setup ## measure MB/s of each stage: make bench FOLDER=…
	@swift build -c release
	@.build/release/guitu-benchmark $(FOLDER) --process '.build/release/guitu extract {}'
ci: ## all that must hold before a change goes in
	@.ci/run

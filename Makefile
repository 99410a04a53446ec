# make run    the application where there is a display, else the whole story on sample files in the terminal
# make test   every test; ARGS="-k word" chooses some
# make survive    every operation stopped at every place, in every way (an hour); writes docs/survival.md
# make check  format, lint, types, floors
# make screenshots    docs/screenshots, from the real application on an X server of its own (needs xvfb openbox xdotool scrot fonts-inter)
# make bench  every row of docs/speed.md against its peers, which are installed where that can be done; ROWS="W1 W7" measures
#             a part and leaves the page as it is; ROUNDS=3; DEEDBOX_BENCH=/folder/to/measure/on
# make bench-window   pauses of the window and its start, measured
# make golden one vault of each shape, kept for ever; what is there stays as it is
# make fuzz   every parser for TIME seconds each (60), in an environment of its own; ARGS="log pipe" chooses some
# make mutants    takes out one check after the other and shows which test fails; ARGS="anchor" chooses some
# make lock   new lock files out of pyproject.toml (needs uv)
# make translations   the words of the window, collected out of the code and compiled
#
# Each target makes .venv first where it is missing or out of date. PYTHON=/path/to/python3 chooses the interpreter.

BIN := .venv/bin
ARGS ?=
TIME ?= 60
ROWS ?=
ROUNDS ?= 5
ATHERIS := atheris==3.0.0
LOCK := uv pip compile -q --generate-hashes --no-emit-index-url --no-header --no-annotate --universal --python-version 3.11 pyproject.toml

.PHONY: run test survive check golden fuzz mutants coverage screenshots bench bench-window translations lock environment clean
.DEFAULT_GOAL := run

run: environment
	@if [ -n "$$DISPLAY$$WAYLAND_DISPLAY$$QT_QPA_PLATFORM" ] || [ "$$(uname)" = Darwin ]; then $(BIN)/deedbox $(ARGS); else $(BIN)/deedbox demo; fi

test: environment
	@$(BIN)/python -m pytest -n 2 $(ARGS)

survive: environment
	@rm -rf build/survival
	@DEEDBOX_SURVIVE=build/survival $(BIN)/python -m pytest -n 2 --dist worksteal -p no:randomly tests/survival tests/machine \
		tests/backup/test_bit_rot.py tests/engine/test_limits.py tests/engine/test_audit_trail.py \
		tests/engine/test_salvage.py tests/engine/test_opening.py tests/engine/test_generation.py \
		tests/engine/test_sweeps.py tests/engine/test_intake.py tests/journeys/test_window_ends.py $(ARGS)
	@$(BIN)/python -m tests.survival.page build/survival

check: environment
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/python -m pytest -p no:randomly tests/test_floors.py

golden: environment
	@$(BIN)/python -m tests.golden.make tests/golden/v1

fuzz: environment
	@[ -x .venv/fuzz/bin/python ] || $(BIN)/python -m venv .venv/fuzz
	@.venv/fuzz/bin/python -m pip install --quiet --no-input --disable-pip-version-check $(ATHERIS)
	@PYTHONPATH=$$($(BIN)/python -c 'import site; print(site.getsitepackages()[0])') .venv/fuzz/bin/python -m tests.fuzz.run $(TIME) $(ARGS)

mutants: environment
	@$(BIN)/python -m tests.mutations.run $(ARGS)

screenshots: environment
	@$(BIN)/python -m tools.screenshots $(ARGS)
	@$(BIN)/python -m tools.screenshots --language de $(ARGS)

bench: environment
	@$(BIN)/python -m benchmarks --rounds $(ROUNDS) $(ROWS)

bench-window: environment
	@$(BIN)/python -m benchmarks.window $(ARGS)

coverage: environment
	@$(BIN)/coverage erase
	@$(BIN)/coverage run -m pytest $(ARGS)
	@$(BIN)/coverage combine -q
	@$(BIN)/coverage report

translations: environment
	@$(BIN)/python packaging/translations.py

lock:
	@command -v uv >/dev/null || { echo "make lock needs uv: pip install uv"; exit 1; }
	@$(LOCK) -o requirements.lock $(ARGS)
	@$(LOCK) --extra dev -c requirements.lock -o requirements-dev.lock $(ARGS)

environment:
	@packaging/environment.sh

clean:
	@rm -rf .venv build dist .coverage .coverage.* .hypothesis .mypy_cache .pytest_cache .ruff_cache

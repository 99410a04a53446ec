# make run    the application where there is a display, else the whole story on sample files in the terminal
# make test   every test; ARGS="-k word" chooses some
# make check  format, lint, types, floors
# make screenshots    docs/screenshots, from the real application on an X server of its own (needs xvfb openbox xdotool scrot fonts-inter)
# make bench-window   pauses of the window and its start, measured
# make lock   new lock files out of pyproject.toml (needs uv)
# make translations   the words of the window, collected out of the code and compiled
#
# Each target makes .venv first where it is missing or out of date. PYTHON=/path/to/python3 chooses the interpreter.

BIN := .venv/bin
ARGS ?=
LOCK := uv pip compile -q --generate-hashes --no-emit-index-url --no-header --no-annotate --universal --python-version 3.11 pyproject.toml

.PHONY: run test check coverage screenshots bench-window translations lock environment clean
.DEFAULT_GOAL := run

run: environment
	@if [ -n "$$DISPLAY$$WAYLAND_DISPLAY$$QT_QPA_PLATFORM" ] || [ "$$(uname)" = Darwin ]; then $(BIN)/deedbox $(ARGS); else $(BIN)/deedbox demo; fi

test: environment
	@$(BIN)/python -m pytest -n 2 $(ARGS)

check: environment
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/python -m pytest -p no:randomly tests/test_floors.py

screenshots: environment
	@$(BIN)/python -m tools.screenshots $(ARGS)

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

# Everything a developer types. `make run` and `make test` need nothing but Python 3.11 to 3.13.
.PHONY: setup run test lint bench screenshots messages clean
SIZE ?= 100k

setup:
	@packaging/setup.sh

run: setup
	@packaging/run.sh

test: setup
	@QT_QPA_PLATFORM=offscreen .venv/bin/python -m pytest --numprocesses auto --dist loadfile

lint: setup
	@.venv/bin/ruff check .
	@.venv/bin/ruff format --check .
	@.venv/bin/mypy
	@.venv/bin/lint-imports

bench: setup
	@.venv/bin/python -m benchmarks --size $(SIZE)

screenshots: setup
	@command -v xvfb-run >/dev/null || { echo "Pictures need a virtual screen: apt-get install xvfb xauth"; exit 1; }
	@xvfb-run -a -s '-screen 0 1280x960x24' .venv/bin/python -m tests.pictures $(SERIES)
	@echo "The pictures are in out/screenshots."

messages: setup
	@packaging/messages.sh
	@echo "The words are in resources/locale/ctdesk.pot."

clean:
	rm -rf .venv out build dist *.egg-info

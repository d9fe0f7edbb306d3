# `make issue` builds the newest sample issue into dist/; `make test` proves that it is right.
# Both set up what they need in .venv.

# Tests start the program some two hundred times: what is compiled once is kept.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: issue test test-lowest release lint bench codes messages tables scripts guide fuzz constraints clean

issue:
	@.ci/setup issue
	.venv/bin/bulletin build

test:
	@.ci/setup test
	.venv/bin/python -m pytest

# The tests once more, in the lowest versions that pyproject.toml allows.
test-lowest:
	@.ci/setup lowest
	.venv-lowest/bin/python -m pytest

# What CONTRIBUTING.md, "How to release", comes to: build/release/, proved.
release:
	@.ci/setup test
	.ci/release

lint:
	@.ci/setup test
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/mypy
	.venv/bin/lint-imports

# BENCH="--only build --thousand" make bench; --keep writes what builds are held to.
bench:
	@.ci/setup bench
	.venv/bin/python -m tests.bench $(BENCH)

# MINUTES=60 SEED=abc make fuzz: what breaks the tool is kept in build/fuzz.
fuzz:
	@.ci/setup test
	.venv/bin/python -m tests.fuzz
	.venv/bin/python -m tests.fuzz.kills

codes:
	@.ci/setup issue
	.venv/bin/bulletin check --codes > bulletin/codes/CODES.md

# bulletin/locale/: templates that are new get an empty entry to fill in, then all is compiled.
messages:
	@.ci/setup test
	.venv/bin/python -m tests.catalogues

tables:
	@.ci/setup test
	.venv/bin/python -m pytest -n 0 --accept tests/test_readme.py

# What readers' browsers get, from the modules in bulletin/editions/web/scripts/.
scripts:
	@.ci/setup test
	.venv/bin/python -c "from tests.web.scripts import bundle, OUT; bundle(OUT)"

# The pictures of README.vi.md, from the real program.
guide:
	@.ci/setup test
	.venv/bin/python -m tests.guide

# The newest versions that pyproject.toml allows become those that everyone installs.
constraints:
	@.ci/setup issue
	.ci/lock .venv test constraints/test.txt
	.ci/lock .venv issue constraints/issue.txt

clean:
	rm -rf dist build .venv .venv-lowest tests/*/node_modules .mypy_cache .ruff_cache .pytest_cache

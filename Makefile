# Handrail. Each target installs what it needs: system packages through apt-get where it exists and rights allow.
.PHONY: help demo run test check bench tasks fmt clean
.DEFAULT_GOAL := help

PYTHON ?= python3
export PIP_DISABLE_PIP_VERSION_CHECK = 1

# A desktop without a screen, what compiles evdev, and a GTK program to record.
DESKTOP_PACKAGES = python3-venv python3-dev gcc linux-libc-dev xvfb xauth openbox x11-utils x11-xserver-utils \
  dbus dbus-x11 at-spi2-core python3-gi gir1.2-gtk-3.0 fonts-dejavu-core fonts-cantarell
# What the tests drive besides.
TEST_PACKAGES = $(DESKTOP_PACKAGES) python3-tk chromium xdotool iproute2

# The real programs that the scripted tasks are done in; LibreOffice is the heaviest, with 40 MB to fetch.
TASK_PACKAGES = $(TEST_PACKAGES) mousepad thunar galculator featherpad sqlitebrowser libreoffice-calc \
  libreoffice-gtk3 gir1.2-atspi-2.0 x11-xkb-utils

# What Qt's own packages need, for the program that is recorded in measurements.
BENCH_PACKAGES = $(TASK_PACKAGES) libegl1 libxkbcommon-x11-0 libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 \
  libxcb-shape0 libxcb-image0 libxcb-render-util0 wrk dokuwiki php-cli php-xml

# What Handrail is measured beside, the Qt that is recorded, and what serves a wiki.
OTHERS = openadapt-capture snapstep PySide6-Essentials otterwiki
BESIDE_otterwiki = gunicorn

help:  ## show this list
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1\t\2/p' Makefile

demo: .venv/ready packages-demo  ## record a sample task on a virtual display and serve the guide
	.venv/bin/handrail demo

run: .venv/ready  ## serve the knowledge base of this machine
	.venv/bin/handrail serve

test: packages-tasks .venv/ready  ## install what the tests need and run them all
	.venv/bin/python -m pytest -m 'not desktop' --numprocesses auto --dist loadfile
	.venv/bin/python -m pytest -m desktop --numprocesses 2 --dist loadfile --reruns 1

check: .venv/ready  ## linters, types and formatting
	.venv/bin/ruff check
	.venv/bin/ruff format --check
	.venv/bin/mypy

bench: packages-bench .venv/ready bench-others  ## measure beside a floor and others, in the same run
	.venv/bin/python -m tests.bench $(BENCH)

# Others are measured where they install, each in an environment of its own; none is needed.
bench-others: $(foreach name,$(OTHERS),.venv-bench/$(name)/.tried)
.venv-bench/%/.tried:
	@$(PYTHON) -m venv .venv-bench/$*
	@.venv-bench/$*/bin/pip install --quiet '$*' $(BESIDE_$*) || rm -rf .venv-bench/$*
	@mkdir -p .venv-bench/$* && touch $@
.PHONY: bench-others

tasks: packages-tasks .venv/ready  ## do ten tasks in real programs and tell what an author must still mend
	.venv/bin/python -m tests.tasks

fmt: .venv/ready  ## format the code and mend what the linter can
	.venv/bin/ruff check --fix-only
	.venv/bin/ruff format

clean:  ## remove the virtual environment and caches
	rm -rf .venv .venv-bench .bench .mypy_cache .ruff_cache .pytest_cache

.venv/ready: pyproject.toml | packages-demo
	$(PYTHON) -m venv .venv
	.venv/bin/pip install --quiet --upgrade 'pip>=25.1'
	.venv/bin/pip install --quiet --editable '.[record,ocr,search]' --group dev
	@touch $@

packages-demo: ; $(call install,$(DESKTOP_PACKAGES))
packages-test: ; $(call install,$(TEST_PACKAGES))
packages-tasks: ; $(call install,$(TASK_PACKAGES))
packages-bench: ; $(call install,$(BENCH_PACKAGES))
.PHONY: packages-demo packages-test packages-bench packages-tasks

define install
@missing=; \
if ! command -v dpkg-query >/dev/null; then \
  echo "Not Debian: please see to it that these are here under their names on your system: $(1)" >&2; exit 0; \
fi; \
for package in $(1); do \
  dpkg-query -W -f '$${Status}' $$package 2>/dev/null | grep -q 'ok installed' || missing="$$missing $$package"; \
done; \
[ -z "$$missing" ] && exit 0; \
if [ "$$(id -u)" = 0 ]; then as=; elif sudo -n true 2>/dev/null; then as=sudo; \
else echo "Please install first: sudo apt-get install$$missing" >&2; exit 1; fi; \
echo "Installing$$missing" >&2; \
$$as apt-get update -qq && $$as env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $$missing >/dev/null
endef

"""Templates to text: one Jinja environment, the catalogue in it, and addresses of what never changes.

Renderers take values and give text back; routes answer with it and the command line writes it.
"""

import gettext
import hashlib
from collections.abc import Callable, Iterator
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote
from zoneinfo import ZoneInfo

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from recorder.document.markup import plain
from server.programs import program_shown
from server.zones import day_of, machine_zone

HERE = Path(__file__).parent
STATIC = HERE / "static"
BRAND = "· Handrail"
"""How the title of every page ends, by which a recorder knows our own windows."""
CATALOGUES = HERE / "locale"
TEMPLATES = (HERE / "templates", HERE.parent / "templates")
"""Inside the package when installed, beside it in a checkout."""


def render(template: str, /, language: str = "en", zone: ZoneInfo | None = None, **values: Any) -> str:
    """Return the text of a template filled with `values`; its days are the zone's, or the machine's."""
    return environment(language, zone).get_template(template).render(language=language, **values)


@cache
def environment(language: str, zone: ZoneInfo | None = None) -> Environment:
    """Return the environment whose sentences are in that language, or English where it has none.

    Days and times are those of the zone, or where there is none of this machine.
    """
    here = zone or machine_zone()
    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        auto_reload=False,  # or each part of each step would be looked up on the disk
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    made.policies["ext.i18n.trimmed"] = True
    made.install_gettext_translations(catalogue(language), newstyle=True)  # type: ignore[attr-defined]
    filters: dict[str, Callable[..., Any]] = {
        "date": date_in(language, here),
        "clock": lambda moment: f"{moment.astimezone(here):%H:%M}",
        "plain": plain,
        "duration": duration_in(language),
        "passed": passed_in(language),
        "program": program_shown,
    }
    made.filters |= filters
    made.globals |= {
        "amiss": lambda _guide: "",
        "brand": BRAND,
        "css_string": css_string,
        "static": static_url,
        "editor_modules": editor_modules,
        "guide_url": "/guides/{}".format,
        "process_url": process_url,
        "can_record": False,
        "can_say": False,
        "may_edit": False,
        "around": {},
        "exported": False,
        "foot": None,
        "gone": (),
        "hide_search": False,
        "hint": None,
        "layout": "page",
        "large": False,
        "left_out": (),
        "live": False,
        "live_only": False,
        "mend_url": "",
        "moments": {},
        "newer_waits": False,
        "outside": False,
        "query": "",
        "records_now": False,
        "stop_keys": "",
        "trust": None,
        "unseen": 0,
        "upload_limit": 0,
    }
    return made


@cache
def catalogue(language: str) -> gettext.NullTranslations:
    """Return the catalogue of that language; English needs none, its sentences are the keys."""
    return gettext.translation("handrail", CATALOGUES, languages=[language], fallback=True)


def date_in(language: str, zone: ZoneInfo) -> Callable[[date], str]:
    """Return a filter that writes a day, or the day of a moment in that zone, such as 12 Nov 2026."""
    _ = catalogue(language).gettext
    months = _("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec").split()

    def written(when: date) -> str:
        day = day_of(when, zone) if isinstance(when, datetime) else when
        return _("{day} {month} {year}").format(day=day.day, month=months[day.month - 1], year=day.year)

    return written


def css_string(words: str) -> Markup:
    """Return words as the inside of a string of CSS, whatever stands in them."""
    return Markup("".join(each if each.isalnum() else f"\\{ord(each):x} " for each in words))  # noqa: S704


def duration_in(language: str) -> Callable[[float], str]:
    """Return a filter that writes minutes as people say them: never 0, whole ones."""
    _ = catalogue(language).gettext
    return lambda minutes: _("{minutes} min").format(minutes=max(1, round(minutes)))


def passed_in(language: str) -> Callable[[float], str]:
    """Return a filter that writes seconds as people say how long something took."""
    _ = catalogue(language).ngettext

    def passed(seconds: float) -> str:
        whole = round(seconds)
        if whole < 2 * 60:
            return _("{count} second", "{count} seconds", whole).format(count=whole)
        minutes = round(whole / 60)
        return _("{count} minute", "{count} minutes", minutes).format(count=minutes)

    return passed


def process_url(process_id: str) -> str:
    """Return the address of a process; keys are of any script."""
    return f"/processes/{quote(process_id)}"


def static_url(path: str) -> str:
    """Return the address of a file of ours; it names the content, so that browsers may keep it for good."""
    return f"/static/{static_digest()}/{path}"


@cache
def editor_modules() -> tuple[str, ...]:
    """Return the addresses of the editor's modules, so that none waits for another that names it."""
    here = STATIC / "js"
    return tuple(
        static_url(f"js/{path.relative_to(here).as_posix()}") for path in sorted(here.glob("editor/**/*.js"))
    )


@cache
def static_digest() -> str:
    """Return a name for the present content of all static files."""
    digest = hashlib.sha256()
    for path in sorted(_files(STATIC)):
        digest.update(path.relative_to(STATIC).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:12]


def _files(folder: Path) -> Iterator[Path]:
    return (path for path in folder.rglob("*") if path.is_file())

"""Why something is suggested, in a sentence: of a place for a guide, and of guides beside another."""

from server.model import Place
from server.ordering.suggesting import Suggestion
from server.programs import program_shown
from server.rendering import catalogue


def sentence_of(found: Suggestion, language: str) -> str:
    """Return why a guide may belong somewhere: "Uses Refund desk, like 6 guides in …"."""
    _, ngettext = catalogue(language).gettext, catalogue(language).ngettext
    reason, count = found.reason, found.reason.guides
    place = place_shown(found.place)
    names = listed(reason.names, language)
    match reason.what:
        case "program":
            said = ngettext(
                "Uses {names}, like {count} guide in {place}",
                "Uses {names}, like {count} guides in {place}",
                count,
            )
            names = program_shown(reason.names[0])
        case "host":
            said = ngettext(
                "Works at {names}, like {count} guide in {place}",
                "Works at {names}, like {count} guides in {place}",
                count,
            )
        case "words":
            said = ngettext(
                "Speaks of {names}, like {count} guide in {place}",
                "Speaks of {names}, like {count} guides in {place}",
                count,
            )
        case "link":
            said = ngettext(
                "Is linked with {count} guide in {place}", "Is linked with {count} guides in {place}", count
            )
        case "hour":
            said = ngettext(
                "Was recorded in the same hour as {count} guide in {place}",
                "Was recorded in the same hour as {count} guides in {place}",
                count,
            )
        case "name":
            said = _("Speaks of {names}, like the name of {place}")
    return said.format(names=names, count=count, place=place)


def listed(names: tuple[str, ...], language: str) -> str:
    """Return names as people list them: a, b and c."""
    _ = catalogue(language).gettext
    first, last = names[:-1], names[-1]
    return _("{first} and {last}").format(first=", ".join(first), last=last) if first else last


def place_shown(place: Place) -> str:
    """Return a place as people read it: its process, and its stage."""
    return " · ".join(name for name in (place.process_name, place.stage_name) if name)

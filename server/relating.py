"""What stands at the foot of a guide: where it is used, and which guides a reader may want next."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, select

from recorder.document.guide import Guide
from server.model import GuideSummary, Place
from server.ordering.relating import COMMON, Related, related, terms_of
from server.ordering.traits import Trait
from server.ordering.words import as_written
from server.programs import program_shown
from server.reasons import listed, place_shown
from server.rendering import catalogue
from server.storage import alike, guides, traits
from server.storage.tables import placements

BESIDE, SHOWN = 40, 12


@dataclass(frozen=True, slots=True)
class Next:
    """A related guide, and why."""

    guide: GuideSummary
    why: str


@dataclass(frozen=True, slots=True)
class Use:
    """A guide that leads to this one, from one of its steps."""

    guide: GuideSummary
    step: str


@dataclass(frozen=True, slots=True)
class Foot:
    """What is known of a guide's surroundings; `more` guides use it beyond those that are shown."""

    places: tuple[Place, ...]
    uses: tuple[Use, ...]
    more: int
    related: tuple[Next, ...]

    def __bool__(self) -> bool:
        return bool(self.uses or self.related or len(self.places) > 1)


def foot_of(connection: Connection, guide: Guide, language: str) -> Foot:
    """Return where a published guide is used and what is related to it."""
    own = guides.places_of(connection, [guide.id]).get(guide.id, ())
    linking = traits.linking_to(connection, guide.id)
    users = list(linking)[:SHOWN]
    mine = traits.of(connection, guide.id)
    likely = _related(connection, guide.id, mine, own, linking)
    known = guides.summaries(connection, {*users, *(each.guide for each in likely)})
    return Foot(
        places=own,
        uses=tuple(Use(known[each], linking[each]) for each in users if each in known),
        more=len(linking) - len(users),
        related=tuple(
            Next(known[each.guide], _why(each, guide.title, known[each.guide], language))
            for each in likely
            if each.guide in known
        ),
    )


def _related(
    connection: Connection,
    guide_id: str,
    mine: tuple[Trait, ...],
    own: tuple[Place, ...],
    linking: Mapping[str, str],
) -> tuple[Related, ...]:
    terms = terms_of(mine)
    shared = traits.sharing(connection, terms, guide_id, COMMON)
    stages = [place.stage for place in own if place.stage]
    there = select(placements.c.guide).where(placements.c.stage.in_(stages)).limit(BESIDE)
    beside = set(connection.scalars(there)) - {guide_id} if stages else set()
    common = set(terms) - shared.keys()
    shared = {**shared, **traits.among(connection, common, beside)}
    left_out = {*alike.doubles_of(connection, guide_id), *linking}
    left_out |= {each.name for each in mine if each.kind == "link"}
    return related(
        mine, shared, traits.about_how_many(connection), common=common, beside=beside, left_out=left_out
    )


def _why(found: Related, title: str, guide: GuideSummary, language: str) -> str:
    """Return what two guides have in common, in a sentence."""
    _ = catalogue(language).gettext
    match found.what:
        case "stage":
            return _("Also in {place}").format(place=place_shown(guide.places[0]))
        case "program":
            return _("Uses {program}, too").format(program=program_shown(found.names[0]))
        case "host":
            return _("Works at {host}, too").format(host=found.names[0])
        case "words":
            said = [as_written(name, title) or as_written(name, guide.title) for name in found.names]
            words = tuple(dict.fromkeys(word for word in said if word))
            if not words:
                return _("Has much the same steps")
            return _("Speaks of {words}, too").format(words=listed(words, language))

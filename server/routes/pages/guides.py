"""A guide's page: what is published, for everybody, and what its draft would make of it, for editors."""

from http import HTTPStatus
from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from recorder.document.guide import Guide
from server.access import Asks, Editor
from server.base import Base, KnowledgeBase
from server.close_ups import surroundings_of
from server.comparing import compare
from server.errors import NoSuchGuideError
from server.guide_page import about, illustrate_by, steps_shown
from server.meant import lost_place
from server.model import Place, Version
from server.programs import programs_shown
from server.recorded import told_of
from server.recorded_page import left_out_shown, moments_shown
from server.relating import foot_of
from server.rendering import catalogue
from server.routes.pages.page import kept_page, page
from server.routes.pages.places import hint
from server.storage import arrivals, edits, guides, versions
from server.trust import of_guide as trust_of_guide

router = APIRouter()


@router.get("/guides/{guide_id}")
def read(guide_id: str, request: Request, base: Base, visitor: Asks) -> Response:
    """Show the version that readers see; editors go to where it is published if there is none yet."""
    if visitor.may_edit and is_unpublished(base, guide_id):
        return RedirectResponse(f"/guides/{guide_id}/trim", HTTPStatus.SEE_OTHER)
    return kept_page(
        request,
        base,
        visitor,
        "guides/guide.html",
        lambda: gathered(base, guide_id) | (for_editors(base, guide_id) if visitor.may_edit else {}),
    )


@router.get("/guides/{guide_id}/beside")
def beside(guide_id: str, request: Request, base: Base, visitor: Asks) -> Response:
    """Show the same in a narrow window, for following it beside a program."""
    return kept_page(request, base, visitor, "guides/beside.html", lambda: gathered(base, guide_id))


@router.get("/guides/{guide_id}/preview")
def preview(guide_id: str, base: Base, visitor: Editor) -> Response:
    """Show the draft as readers would see it."""
    document = present(base, guide_id)
    with base.database.reading() as connection:
        version = versions.published(connection, guide_id)
        places = guides.places_of(connection, [guide_id]).get(guide_id, ())
        around = surroundings_of(connection, document)
    told = {
        "around": around.linked,
        "gone": around.gone,
        "may_edit": False,  # readers are offered nothing to change
        "unseen": len(compare(version.document, document)) if version else 0,
        "version": version.number if version else 0,
        "published_by": None,
        "published_at": None,
    }
    return page(base, visitor, "guides/preview.html", **shown_of(base, document, places) | told)


def gathered(base: KnowledgeBase, guide_id: str) -> dict[str, Any]:
    """Return what a guide's page shows; NotFoundError where there is no such guide."""
    version = published(base, guide_id)
    with base.database.reading() as connection:
        places = guides.places_of(connection, [guide_id]).get(guide_id, ())
        foot = foot_of(connection, version.document, base.settings.language)
        around = surroundings_of(connection, version.document)
        trust = trust_of_guide(connection, guide_id, base.settings.rhythm)
    shown = shown_of(base, version.document, places)
    return shown | {
        "foot": foot,
        "around": around.linked,
        "gone": around.gone,
        "trust": trust,
        "programs": programs_shown(version.document),
        "about": tuple(line for line in shown["about"] if line[0] not in told_before(base)),
        "version": version.number,
        "can_say": True,
        "published_by": version.published_by.name,
        "published_at": version.published_at,
    }


def told_before(base: KnowledgeBase) -> tuple[str, str]:
    """Return what the head of the page tells already: the base's own owner, and the programs."""
    translate = catalogue(base.settings.language).gettext
    return translate("Owner"), translate("Programs")


def shown_of(base: KnowledgeBase, guide: Guide, places: tuple[Place, ...]) -> dict[str, Any]:
    """Return what the page shows of one state of a guide."""
    return {
        "guide": guide,
        "steps": steps_shown(guide, illustrate_by(lambda drawing: drawing.url)),
        "about": about(guide, catalogue(base.settings.language).gettext),
        "place": places[0] if places else None,
    }


def for_editors(base: KnowledgeBase, guide_id: str) -> dict[str, Any]:
    """Return what the page tells editors beside: how much readers do not see yet, and what waits."""
    version = published(base, guide_id)
    unseen = compare(version.document, present(base, guide_id))
    with base.database.reading() as connection:
        gone = lost_place(connection, version)
    lost = gone.told(catalogue(base.settings.language).gettext)
    waits = {"unseen": len(unseen), "newer_waits": newer_waits(base, guide_id)}
    return {**waits, "lost_place": lost, **hint(base, guide_id)}


def from_recording(base: KnowledgeBase, guide_id: str) -> dict[str, Any]:
    """Return what editors may take from the recording: other moments by step, and steps left out."""
    guide = present(base, guide_id)
    with base.database.reading() as connection:
        told = told_of(connection, base.objects, guide_id)
    language = base.settings.language
    return {"moments": moments_shown(told, guide), "left_out": left_out_shown(told, guide, language)}


def is_unpublished(base: KnowledgeBase, guide_id: str) -> bool:
    """Tell whether the guide is there and readers do not see it yet."""
    with base.database.reading() as connection:
        return guides.exists(connection, guide_id) and not versions.last_number(connection, guide_id)


def newer_waits(base: KnowledgeBase, guide_id: str) -> bool:
    """Tell whether a newer recording of the guide waits for an editor's word."""
    with base.database.reading() as connection:
        return arrivals.is_waiting(connection, guide_id)


def present(base: KnowledgeBase, guide_id: str) -> Guide:
    """Return the guide as editors have it, published or not; NotFoundError where there is none."""
    with base.database.reading() as connection:
        draft = edits.draft(connection, guide_id)
    if draft is None:
        raise NoSuchGuideError
    return draft[0]


def published(base: KnowledgeBase, guide_id: str) -> Version:
    """Return the version that readers see; NotFoundError where there is none."""
    with base.database.reading() as connection:
        version = versions.published(connection, guide_id)
    if version is None:
        raise NoSuchGuideError
    return version

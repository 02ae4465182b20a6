"""Steps as they are drawn while recording: close enough to be read, and only while their moment is there."""

from pathlib import Path

from PIL import Image

from server.drawings import drawings_of
from server.recording.events import SeenStep
from server.recording.seen import as_step, cards_of, draw_seen
from server.recording.take import Take


def seen(picture: Path | None, kind: str = "action") -> SeenStep:
    return SeenStep.model_validate(
        {
            "id": "s1",
            "kind": kind,
            "caption": "Fill in **Amount**",
            "short": "Fill in Amount",
            "action": "type",
            "picture": picture,
            "width": 1920,
            "height": 1080,
            "crop": [100, 100, 1200, 700],
            "marks": [{"kind": "box", "box": [200, 300, 900, 30]}],
        }
    )


def test_a_field_wider_than_the_card_is_shown_from_its_beginning(tmp_path: Path) -> None:
    drawing = drawings_of(as_step(seen(tmp_path / "moment.png")))["close"]
    assert drawing.crop.width < 600
    assert drawing.crop.x <= 200 < drawing.crop.right


def test_a_step_is_drawn_while_its_moment_is_there(tmp_path: Path) -> None:
    moment = tmp_path / "moment.png"
    Image.new("RGB", (1920, 1080), "white").save(moment)
    take = Take(steps=(seen(moment),))
    (card,) = cards_of(take)
    assert card.picture
    key = card.picture.address.rpartition("/")[2].removesuffix(".webp")
    assert draw_seen(take, key)
    assert draw_seen(take, "0" * 64) is None
    moment.unlink()
    assert draw_seen(take, key) is None


def test_a_step_without_a_picture_is_a_card_with_its_words() -> None:
    (card,) = cards_of(Take(steps=(seen(None, "note"),)))
    assert card.picture is None
    assert card.number == ""

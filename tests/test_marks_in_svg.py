"""Marks look the same while they are edited (SVG in a real browser) and afterwards (Pillow), pixel by pixel.

The raw picture is shown at its own size where it has words, and is smooth where it is scaled, so that only
marks can differ. What may differ is told in `assert_alike`.
"""

import base64
import io
import json
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageChops, ImageFilter
from playwright.sync_api import Browser, Page

from recorder.document.geometry import Box
from recorder.document.guide import Picture
from recorder.document.paint import paint
from server.rendering import static_url
from server.routes.pictures import marks_look
from tests.serving import served

DESK = Path(__file__).parent / "golden" / "paint" / "desk-1x.png"
FILE = f"images/{'0' * 64}.png"
DRAW = """async ({picture, look, window, width, height, source, modules}) => {
  const [{setLook}, {Sight, shownOf}, {drawMarks}, {fadesOf}, {svg}, {missingType}] =
    await Promise.all(modules.map((each) => import(each)));
  setLook(look);
  await missingType(look.font);
  const image = new Image();
  image.src = source;
  await image.decode();
  const shown = shownOf(picture);
  const sight = new Sight(picture, shown);
  const canvas = new OffscreenCanvas(picture.width, picture.height).getContext("2d");
  canvas.drawImage(image, 0, 0);
  canvas.fillStyle = `rgb(${look.colours[look.cover].fill})`;
  for (const {kind, box} of picture.marks) if (kind === "hide") canvas.fillRect(...box);
  const pixels = (rim) => canvas.getImageData(rim.x, rim.y, rim.width, rim.height).data;
  const fades = fadesOf(window, sight, pixels);
  const viewBox = `${shown.x} ${shown.y} ${shown.width} ${shown.height}`;
  const all = svg("svg", {id: "scene", viewBox, width, height, preserveAspectRatio: "none"});
  const below = svg("image", {href: source, width: picture.width, height: picture.height});
  all.append(below, drawMarks(picture.marks, sight, fades));
  document.getElementById("scene")?.remove();
  document.body.replaceChildren(all);
  Object.assign(all.style, {position: "fixed", left: 0, top: 0, display: "block"});
}"""
MODULES = ("look", "sight", "drawing", "fade", "svg", "words")
FAINT, PLAIN, STRONG = 16, 32, 96  # differences of a channel, of 255


@dataclass(frozen=True)
class Scene:
    """A picture with marks, what is shown of it, and how wide."""

    marks: list[dict[str, Any]]
    size: tuple[int, int] = (842, 595)
    scale: float = 1.0
    crop: tuple[int, int, int, int] | None = None
    width: int | None = None
    window: Box | None = None
    ground: str = "desk"
    look: dict[str, Any] = field(default_factory=marks_look)

    @property
    def picture(self) -> Picture:
        """The picture as the guide has it."""
        width, height = self.size
        return Picture.model_validate(
            {"file": FILE, "width": width, "height": height, "scale": self.scale, "crop": self.crop,
             "marks": self.marks}
        )  # fmt: skip

    @property
    def raw(self) -> Image.Image:
        """The raw picture: a window with words, or a ground without any."""
        if self.ground == "desk":
            with Image.open(DESK) as image:
                return (
                    image.convert("RGB").resize(self.size)
                    if image.size != self.size
                    else image.convert("RGB")
                )
        return Image.new("RGB", self.size, self.ground)


@pytest.fixture(scope="module")
def page(chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """Give a page of ours on which scenes can be drawn; its policy would refuse the test's own pictures."""
    with served(tmp_path_factory.mktemp("base")) as site:
        opened = chromium.new_context(viewport={"width": 1700, "height": 1250}, bypass_csp=True)
        shown = opened.new_page()
        shown.goto(site.link("editor"))
        shown.add_style_tag(path=str(Path("server/static/css/editor-pictures.css").absolute()))
        yield shown
        opened.close()


def in_browser(page: Page, scene: Scene, height: int) -> Image.Image:
    """Return the scene as the editor shows it."""
    stream = io.BytesIO()
    scene.raw.save(stream, "PNG")
    picture, width = scene.picture, scene.width or scene.picture.shown.width
    page.evaluate(
        DRAW,
        {
            "picture": json.loads(picture.model_dump_json()),
            "look": scene.look,
            "window": scene.window._asdict() if scene.window else None,
            "width": width,
            "height": height,
            "source": "data:image/png;base64," + base64.b64encode(stream.getvalue()).decode(),
            "modules": [static_url(f"js/editor/marks/{each}.js") for each in MODULES],
        },
    )
    clip = {"x": 0, "y": 0, "width": width, "height": height}
    return Image.open(io.BytesIO(page.screenshot(clip=clip))).convert("RGB")  # type: ignore[arg-type]


def drawn(scene: Scene) -> Image.Image:
    """Return the scene as readers get it."""
    return paint(scene.raw, scene.picture, width=scene.width, window=scene.window)


def beyond(one: Image.Image, other: Image.Image, room: int) -> int:
    """Count pixels of one that no pixel at or right beside that place in the other comes near to."""
    low, high = other.filter(ImageFilter.MinFilter(3)), other.filter(ImageFilter.MaxFilter(3))
    far = ImageChops.lighter(ImageChops.subtract(low, one), ImageChops.subtract(one, high))
    return sum(strongest(far).histogram()[room + 1 :])


def strongest(image: Image.Image) -> Image.Image:
    """Return the largest of the three channels."""
    red, green, blue = image.split()
    return ImageChops.lighter(red, ImageChops.lighter(green, blue))


def differing(one: Image.Image, other: Image.Image, room: int) -> int:
    """Count the pixels that differ by more than `room` of 255."""
    return sum(strongest(ImageChops.difference(one, other)).histogram()[room + 1 :])


def edges(image: Image.Image, raw: Image.Image) -> int:
    """Count the pixels at the marks' edges: where what marks changed is otherwise than right beside."""
    changed = ImageChops.difference(image, raw)
    steps = ImageChops.subtract(
        changed.filter(ImageFilter.MaxFilter(3)), changed.filter(ImageFilter.MinFilter(3))
    )
    return sum(strongest(steps).histogram()[PLAIN + 1 :])


def assert_alike(one: Image.Image, other: Image.Image, raw: Image.Image, *, words: bool) -> None:
    """Compare with room for how two rasterizers smooth an edge, and for none that is out of place.

    Every pixel is within 1 px of one like it. Of the pixels at edges some differ a little: Pillow places
    corners on eighths of a pixel (quarters where marks are large), and Chromium and FreeType darken the stems
    of letters differently. An edge moved by half a pixel would make half of them differ.
    """
    assert one.size == other.size
    count = edges(one, raw)
    assert beyond(one, other, PLAIN) + beyond(other, one, PLAIN) <= 1 + count / 1000
    assert differing(one, other, FAINT) <= (0.35 if words else 0.24) * count + 4
    assert differing(one, other, PLAIN) <= (0.18 if words else 0.12) * count + 4
    assert differing(one, other, STRONG) <= 0.035 * count + 4


def compare(page: Page, scene: Scene) -> None:
    """Compare what the editor shows of a scene with what readers get."""
    painted = drawn(scene)
    seen, shown = in_browser(page, scene, painted.height), scene.picture.shown
    raw = scene.raw.crop((shown.x, shown.y, shown.right, shown.bottom)).resize(painted.size)
    assert_alike(painted, seen, raw, words=any(mark["kind"] in {"text", "number"} for mark in scene.marks))


WORDS = "What the customer said: Größe, Żółw, Кириллица, αβγ -> 0x1"
MARKS: dict[str, dict[str, Any]] = {
    "arrow": {"start": [200, 300], "end": [420, 210]},
    "box": {"box": [300, 200, 140, 40]},
    "hide": {"box": [301, 203, 140, 41]},
    "highlight": {"box": [150, 256, 200, 60]},
    "number": {"at": [300, 200], "number": 12},
    "pointer": {"at": [300, 200]},
    "ring": {"at": [300, 200]},
    "spotlight": {"box": [300, 200, 140, 40]},
    "text": {"at": [200, 200], "text": WORDS},
}
EVERYTHING: list[dict[str, Any]] = [
    {"kind": "spotlight", "box": [100, 150, 400, 260]},
    {"kind": "spotlight", "box": [450, 300, 200, 150]},
    {"kind": "hide", "box": [120, 200, 180, 33], "color": "ink"},
    {"kind": "highlight", "box": [200, 180, 300, 60], "color": "info"},
    {"kind": "box", "box": [220, 190, 260, 90], "color": "good"},
    {"kind": "ring", "at": [470, 260], "radius": 60, "color": "white"},
    {"kind": "arrow", "start": [640, 420], "end": [480, 270], "color": "bad"},
    {"kind": "text", "at": [260, 240], "text": "Wait — “then” press Ctrl+S", "color": "white", "size": 31},
    {"kind": "number", "at": [222, 192], "number": 1, "color": "info"},
    {"kind": "number", "at": [470, 200], "number": 999, "color": "ink"},
    {"kind": "pointer", "at": [466, 262]},
    {"kind": "highlight", "box": [430, 240, 120, 60]},
]
EDGES: list[dict[str, Any]] = [
    {"kind": "box", "box": [0, 0, 842, 595]},
    {"kind": "box", "box": [-40, 560, 300, 90], "color": "rail"},
    {"kind": "ring", "at": [840, 300]},
    {"kind": "arrow", "start": [-500, -100], "end": [60, 80]},
    {"kind": "arrow", "start": [300, 300], "end": [306, 302]},
    {"kind": "arrow", "start": [300, 400], "end": [300, 400]},
    {"kind": "pointer", "at": [835, 580]},
    {"kind": "number", "at": [0, 300], "number": 7},
    {"kind": "text", "at": [700, 20], "text": "Pushed inside the picture, " + "and broken into lines " * 6},
    {"kind": "highlight", "box": [800, 400, 900, 30]},
    {"kind": "box", "box": [400, 500, -20, 5]},
]
SCENES = {
    "all of them over each other": Scene(EVERYTHING),
    "all of them, dense": Scene(EVERYTHING, scale=2.0, size=(1684, 1190), ground="desk"),
    "at the edges": Scene(EDGES, ground="#e8e4da"),
    "at the edges of a crop": Scene(EVERYTHING, crop=(231, 187, 251, 137)),
    "wider than a column": Scene(EVERYTHING, size=(2600, 1300), ground="#dfe8ff", width=1300),
    "fading where a window is cut": Scene(
        [{"kind": "hide", "box": [100, 100, 60, 60]}, MARKS["box"] | {"kind": "box"}],
        crop=(120, 110, 500, 300),
        window=Box(40, 30, 762, 545),
    ),
}
SCENES |= {
    f"{kind}, light": Scene([{"kind": kind, **mark}], ground="#dfe8ff") for kind, mark in MARKS.items()
}
SCENES |= {
    f"{kind}, dense and dark": Scene([{"kind": kind, **mark}], scale=2.0, ground="#2b3340")
    for kind, mark in MARKS.items()
}
SCENES |= {
    f"{kind}, enlarged": Scene(
        [{"kind": kind, **mark}], crop=(101, 97, 533, 301), width=823, ground="#8fa3bf", scale=1.25
    )
    for kind, mark in MARKS.items()
}


@pytest.mark.parametrize("name", SCENES)
def test_a_scene_looks_the_same_in_the_editor_and_to_readers(page: Page, name: str) -> None:
    compare(page, SCENES[name])


@pytest.mark.parametrize("words", ["اختر السبب من القائمة", "בחרו את הסיבה", "აირჩიეთ მიზეზი"])
def test_a_label_in_another_script_stands_in_the_same_place(page: Page, words: str) -> None:
    scene = Scene([{"kind": "text", "at": [200, 200], "text": words}], ground="#dfe8ff")
    painted = drawn(scene)
    labels = [
        ImageChops.difference(each, scene.raw).convert("L").point(lambda value: 255 if value > STRONG else 0)
        for each in (painted, in_browser(page, scene, painted.height))
    ]
    one, other = (label.getbbox() for label in labels)
    assert one
    assert other
    assert one[:2] + one[3:] == pytest.approx(other[:2] + other[3:], abs=1)
    assert one[2] - one[0] == pytest.approx(other[2] - other[0], rel=0.3)  # a face of the browser's choice


OTHERWISE = {
    "arrow": ("arrow", "half", 1.5),
    "box": ("line", "stroke", 0.5),
    "highlight": ("highlight", "strength", 0.1),
    "number": ("number", "radius", 0.5),
    "pointer": ("pointer", "rim", 0.5),
    "ring": ("line", "halo", 1.0),
    "spotlight": ("spotlight", "gap", 0.5),
    "text": ("text", "letters", 0.02),
}


@pytest.mark.parametrize("kind", OTHERWISE)
def test_a_number_that_is_otherwise_in_the_editor_is_noticed(page: Page, kind: str) -> None:
    part, name, by = OTHERWISE[kind]
    handed = marks_look()
    handed[part] = handed[part] | {name: handed[part][name] + by}
    with pytest.raises(AssertionError):
        compare(page, Scene([{"kind": kind, **MARKS[kind]}], ground="#dfe8ff", look=handed))


@pytest.mark.parametrize("kind", ["box", "hide", "pointer"])
def test_a_mark_that_is_a_pixel_away_in_the_editor_is_noticed(page: Page, kind: str) -> None:
    scene = Scene([{"kind": kind, **MARKS[kind]}], ground="#dfe8ff")
    place = "at" if kind == "pointer" else "box"
    moved = {"kind": kind, place: [MARKS[kind][place][0] + 1, *MARKS[kind][place][1:]]}
    painted = drawn(scene)
    with pytest.raises(AssertionError):
        assert_alike(
            painted, in_browser(page, replace(scene, marks=[moved]), painted.height), scene.raw, words=False
        )

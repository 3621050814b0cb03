"""A location map of a block as a picture: what lies around it, a graticule, a scale bar, north."""

from __future__ import annotations

import io
import math
from dataclasses import dataclass
from typing import Any

import shapely
from PIL import Image, ImageDraw, ImageFont

from kuanggui.findings.screening import Surroundings

WIDTH, HEIGHT, FRAME, SCALE = 1500, 1050, 70, 2
BLOCK = (200, 0, 0)
STYLES: dict[str, tuple[tuple[int, int, int], int]] = {  # colour, opacity of the fill
    "ecological_redline": ((214, 70, 70), 70),
    "permanent_basic_farmland": ((222, 190, 60), 110),
    "urban_development_boundary": ((120, 120, 200), 70),
    "nature_reserve": ((40, 150, 80), 90),
    "water_source": ((60, 150, 220), 90),
    "railway": ((40, 40, 40), 0),
    "highway": ((200, 110, 30), 0),
    "pipeline": ((130, 60, 160), 0),
    "mining_right": ((90, 60, 30), 60),
    "exploration_right": ((70, 110, 160), 50),
    "pending_application": ((200, 80, 160), 50),
    "mining_block": ((0, 110, 110), 25),
    "exploration_block": ((0, 130, 60), 20),
    "planning_zone": ((110, 140, 90), 20),
}
OTHER = ((120, 120, 120), 40)
STEPS = (0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0)
BARS = (50, 100, 200, 500, 1000, 2000, 5000, 10_000, 20_000)


def style_of(kind: str) -> tuple[tuple[int, int, int], int]:
    """Colour and opacity of a theme."""
    return STYLES.get(kind, OTHER)


@dataclass(frozen=True, slots=True)
class View:
    """The window in degrees and how it falls on the picture; degrees of longitude are narrowed by the latitude."""

    west: float
    south: float
    east: float
    north: float
    zoom: float
    squeeze: float

    def place(self, lon: float, lat: float) -> tuple[float, float]:
        """The pixel of a place."""
        return FRAME + (lon - self.west) * self.squeeze * self.zoom, FRAME + (self.north - lat) * self.zoom


def draw_map(surroundings: Surroundings) -> bytes:
    """The map as PNG."""
    view = _view(surroundings.block.bounds)
    image = Image.new("RGB", (WIDTH, HEIGHT), "white")
    for kind, _, shapes in reversed(surroundings.themes):
        colour, opacity = style_of(kind)
        image = _paint(image, view, shapes, colour, opacity, 2 if opacity else 4)
    image = _paint(image, view, [surroundings.block], BLOCK, 40, 5)
    _frame(image, view)
    stream = io.BytesIO()
    image.save(stream, "PNG", dpi=(200, 200))
    return stream.getvalue()


def _view(bounds: tuple[float, float, float, float]) -> View:
    west, south, east, north = bounds
    squeeze = math.cos(math.radians((south + north) / 2))
    inner = (WIDTH - 2 * FRAME, HEIGHT - 2 * FRAME)
    span = max((east - west) * squeeze / inner[0], (north - south) / inner[1]) * 2.0
    zoom = 1 / span
    half_lon, half_lat = inner[0] * span / squeeze / 2, inner[1] * span / 2
    middle = ((west + east) / 2, (south + north) / 2)
    return View(middle[0] - half_lon, middle[1] - half_lat, middle[0] + half_lon, middle[1] + half_lat, zoom, squeeze)


def _paint(
    image: Image.Image, view: View, shapes: Any, colour: tuple[int, int, int], opacity: int, width: int
) -> Image.Image:
    layer = Image.new("RGBA", image.size, (255, 255, 255, 0))
    draw = ImageDraw.Draw(layer)
    window = (view.west, view.south, view.east, view.north)
    for shape in shapes:
        for part in shapely.get_parts(shapely.clip_by_rect(shape, *window)):
            _part(draw, view, part, (*colour, opacity), (*colour, 255), width)
    return Image.alpha_composite(image.convert("RGBA"), layer).convert("RGB")


def _part(draw: Any, view: View, part: Any, fill: tuple[int, ...], line: tuple[int, ...], width: int) -> None:
    if part.geom_type == "Polygon":
        shell = [view.place(x, y) for x, y in part.exterior.coords]
        draw.polygon(shell, fill=fill)
        for hole in part.interiors:
            draw.polygon([view.place(x, y) for x, y in hole.coords], fill=(255, 255, 255, 0))
        for ring in (part.exterior, *part.interiors):
            draw.line([view.place(x, y) for x, y in ring.coords], fill=line, width=width, joint="curve")
    elif part.geom_type == "LineString":
        draw.line([view.place(x, y) for x, y in part.coords], fill=line, width=width, joint="curve")
    elif part.geom_type == "Point":
        x, y = view.place(part.x, part.y)
        draw.ellipse((x - 7, y - 7, x + 7, y + 7), fill=line)


def _frame(image: Image.Image, view: View) -> None:
    draw, font = ImageDraw.Draw(image), ImageFont.load_default(20)
    draw.rectangle((0, 0, WIDTH, FRAME), fill="white")
    draw.rectangle((0, HEIGHT - FRAME, WIDTH, HEIGHT), fill="white")
    draw.rectangle((0, 0, FRAME, HEIGHT), fill="white")
    draw.rectangle((WIDTH - FRAME, 0, WIDTH, HEIGHT), fill="white")
    draw.rectangle((FRAME, FRAME, WIDTH - FRAME, HEIGHT - FRAME), outline="black", width=2)
    step = next((s for s in STEPS if (view.north - view.south) / s <= 4), STEPS[-1])
    for n in range(math.ceil(view.west / step), math.floor(view.east / step) + 1):
        x, _ = view.place(n * step, view.south)
        _tick(draw, font, (x, FRAME - 12, x, FRAME), (x, FRAME - 38), degrees(n * step))
    for n in range(math.ceil(view.south / step), math.floor(view.north / step) + 1):
        _, y = view.place(view.west, n * step)
        label = Image.new("RGB", (100, 26), "white")
        ImageDraw.Draw(label).text((50, 12), degrees(n * step), fill="black", font=font, anchor="mm")
        image.paste(label.rotate(90, expand=True), (FRAME - 46, int(y - 50)))
        draw.line((FRAME - 12, y, FRAME, y), fill="black", width=2)
    _bar(draw, font, view)
    _north(draw, font)


def _tick(draw: Any, font: Any, line: tuple[float, ...], at: tuple[float, float], text: str) -> None:
    draw.line(line, fill="black", width=2)
    draw.text((at[0], at[1] + 8), text, fill="black", font=font, anchor="mm")


def _bar(draw: Any, font: Any, view: View) -> None:
    pixels_per_metre = view.zoom / 111_195
    metres = max((bar for bar in BARS if bar * pixels_per_metre <= 320), default=BARS[0])
    length = metres * pixels_per_metre
    x, y = FRAME + 20, HEIGHT - FRAME + 24
    draw.rectangle((x, y, x + length / 2, y + 10), fill="black")
    draw.rectangle((x, y, x + length, y + 10), outline="black", width=2)
    text = f"{metres} m" if metres < 1000 else f"{metres // 1000} km"
    draw.text((x + length + 12, y + 5), text, fill="black", font=font, anchor="lm")


def _north(draw: Any, font: Any) -> None:
    x, y = WIDTH - FRAME - 40, FRAME + 20
    draw.polygon([(x, y), (x - 14, y + 46), (x, y + 36), (x + 14, y + 46)], fill="black")
    draw.text((x, y + 62), "N", fill="black", font=font, anchor="mm")


def degrees(value: float) -> str:
    """Degrees, minutes and seconds without fractions."""
    seconds = round(value * 3600)
    return f"{seconds // 3600}°{seconds // 60 % 60:02d}'{seconds % 60:02d}\""

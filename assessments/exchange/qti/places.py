"""Areas of pictures: permille here, whole pixels there."""

from typing import Any

Body = dict[str, Any]
SHAPES = {"rect": "rect", "circle": "circle", "polygon": "poly"}
FINE = 1000  # so many pixels each way, and rounding to whole ones can be taken back


def declared_size(image: Body) -> tuple[int, int]:
    """The picture's size, as many times larger as whole pixels need to tell every permille."""
    times = -(-FINE // max(1, min(image["width"], image["height"])))
    return image["width"] * times, image["height"] * times


def area_coords(area: Body, size: tuple[int, int]) -> dict[str, str]:
    by = (size[0], size[1], size[0]) if area["shape"] == "circle" else size * len(area["points"])
    pixels = [round(int(point) * of / FINE) for point, of in zip(area["points"], by, strict=False)]
    return {"shape": SHAPES[area["shape"]], "coords": ",".join(map(str, pixels))}

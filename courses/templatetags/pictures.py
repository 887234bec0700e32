"""Pictures and command lines of a lesson."""

from dataclasses import dataclass

from django import template
from wagtail.images.models import SourceImageIOError

from courses.models import CourseImage

register = template.Library()
WIDEST = 960
PROMPT = "$ "


@dataclass(frozen=True)
class Shown:
    url: str
    width: int
    height: int


@register.simple_tag
def picture(image: CourseImage | None) -> Shown | None:
    """The picture no wider than the text column; a drawing as it is. None when its file has gone."""
    if image is None:
        return None
    if image.is_svg():
        return Shown(image.file.url, *_fitted(image.width, image.height))
    try:
        rendition = image.get_rendition(f"width-{WIDEST}|format-webp" if image.width > WIDEST else "original")
    except (SourceImageIOError, OSError):
        return None
    return Shown(rendition.url, rendition.width, rendition.height)


def _fitted(width: int, height: int) -> tuple[int, int]:
    """Width and height as numbers that keep the proportion, so that nothing jumps while loading."""
    if not width or not height:
        return WIDEST, WIDEST * 9 // 16
    return WIDEST, round(height * WIDEST / width)


@dataclass(frozen=True)
class Line:
    prompt: str
    text: str

    @property
    def typed(self) -> bool:
        return bool(self.prompt)


@register.filter
def console_lines(text: str) -> list[Line]:
    """Each line with its prompt apart, so that copying takes the command only."""
    return [_line(line) for line in text.splitlines()]


def _line(line: str) -> Line:
    prompt = PROMPT if line.startswith(PROMPT) else ""
    return Line(prompt, line[len(prompt) :])

"""Texts and answers as Moodle writes them, with the pictures that they show."""

import base64
from collections.abc import Callable
from typing import Any

from assessments.exchange.markup import element, joined, words
from assessments.gift.texts import SHOWN_PICTURE, pictures_in

Body = dict[str, Any]
Pictures = Callable[[str], bytes | None]


class Page:
    def __init__(self, pictures: Pictures) -> None:
        self.pictures = pictures

    def text(self, name: str, html: str, *more: str, **attributes: str) -> str:
        """A text in HTML with the pictures that it shows."""
        source = SHOWN_PICTURE.sub(r'<img src="@@PLUGINFILE@@/\1"', html)
        files = [self._file(picture) for picture in dict.fromkeys(pictures_in(html))]
        inside = "\n".join(filter(None, [text_element(source), *files, *more]))
        return element(name, inside, **attributes, format="html")

    def _file(self, name: str) -> str:
        data = self.pictures(name)
        if data is None:
            return ""
        return element("file", base64.b64encode(data).decode(), name=name, path="/", encoding="base64")

    def answer(self, row: Body, *more: str) -> str:
        feedback = self.text("feedback", row["feedback"])
        return self.text("answer", row["text"], feedback, *more, fraction=row["weight"])

    def typed(self, row: Body, text: str, *more: str) -> str:
        feedback = self.text("feedback", row["feedback"])
        inside = joined([text_element(text), feedback, *more])
        return element("answer", inside, fraction=row["weight"], format="moodle_auto_format")


def text_element(text: str) -> str:
    return element("text", words(text)) if text else "<text></text>"

"""Pictures in the texts of questions: a name in what is stored, an address in what is shown."""

from django.urls import reverse

from assessments.gift.texts import SHOWN_PICTURE


def with_pictures(html: str) -> str:
    """``html`` with the address at which ``QuestionPicture`` rows are served in place of ``gambar:<name>``."""
    if "gambar:" not in html:
        return html
    return SHOWN_PICTURE.sub(lambda found: f'<img src="{reverse("question_picture", args=[found[1]])}"', html)

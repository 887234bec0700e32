import io

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from django.test import Client
from django.urls import reverse
from wagtail.documents import get_document_model
from wagtail.models import Collection

from courses.models import CourseImage
from tests import factories
from tests.courses.authors import signed_in
from tests.courses.folders import SVG

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _ground(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    if not Collection.get_first_root_node():
        Collection.add_root(name="Root")


def drawing(text: str) -> CourseImage:
    return CourseImage(title="x", width=1, height=1, file=ImageFile(io.BytesIO(text.encode()), name="a.svg"))


def test_a_harmless_drawing_is_taken_from_the_editor_too():
    drawing(SVG).clean()


def test_a_drawing_with_a_script_is_refused_in_the_editor_too():
    with pytest.raises(ValidationError, match="unsur yang tidak diizinkan: <script>"):
        drawing(SVG.replace("<rect", "<script/><rect")).clean()


@pytest.fixture
def document():
    file = ContentFile(b"%PDF-1.7", name="panduan.pdf")
    return get_document_model().objects.create(title="Panduan", file=file)


def test_documents_are_for_people_who_have_signed_in(document):
    answer = Client().get(document.url)

    assert answer["Location"].startswith(reverse("account_login"))


def test_a_learner_opens_a_document(document):
    answer = signed_in(factories.user()).get(document.url)

    assert (answer.status_code, answer["X-Content-Type-Options"]) == (200, "nosniff")

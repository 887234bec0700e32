from django.templatetags.static import static
from django.urls import reverse


def test_the_worker_names_its_file_and_is_asked_for_anew(client):
    answer = client.get(reverse("attempt_worker"))

    assert answer.content.decode() == f'importScripts("{static("assessments/js/worker.js")}");\n'
    assert answer["Content-Type"] == "text/javascript"
    assert "no-store" in answer["Cache-Control"]


def test_the_worker_lies_above_the_attempts():
    assert reverse("attempt", args=[1]).startswith(reverse("attempt_worker").rpartition("/")[0] + "/")

import pytest
from django.core import signing
from django.utils import timezone

from lms.core import digest
from lms.core.models import Job, Notice
from tests import factories

pytestmark = pytest.mark.django_db
DAY = "2026-11-20"


@pytest.fixture
def reader():
    return factories.user(name="Rina Lestari", email="rina@metro.example", nip=factories.nip(1))


def mailed(mailoutbox):
    return [message.to for message in mailoutbox]


def test_one_mail_has_everything_that_is_unread(reader, run_jobs, mailoutbox):
    for title in ("Pelatihan baru", "Sertifikat terbit"):
        factories.notice(recipient=reader, title=title)

    digest.plan(day=DAY)
    run_jobs()

    (message,) = mailoutbox
    assert message.to == ["rina@metro.example"]
    assert "Pelatihan baru" in message.body
    assert "Sertifikat terbit" in message.body


def test_a_second_plan_of_the_day_promises_nothing_more(reader, run_jobs, mailoutbox):
    factories.notice(recipient=reader)

    for _ in range(2):
        digest.plan(day=DAY)
        run_jobs()
        factories.notice(recipient=reader)

    assert len(mailoutbox) == 1


def test_the_next_day_tells_only_what_is_new(reader, run_jobs, mailoutbox):
    for number, day in enumerate((DAY, "2026-11-21")):
        factories.notice(recipient=reader, title=f"Kabar ke-{number}")
        digest.plan(day=day)
        run_jobs()

    assert "Kabar ke-0" not in mailoutbox[1].body
    assert "Kabar ke-1" in mailoutbox[1].body


def test_a_job_that_is_run_again_mails_nothing_twice(reader, mailoutbox):
    factories.notice(recipient=reader)

    assert [digest.send(user_id=reader.pk), digest.send(user_id=reader.pk)] == [1, 0]
    assert len(mailoutbox) == 1


@pytest.mark.parametrize(
    "fields",
    [{"is_active": False}, {"wants_digest": False}, {"email": None}],
    ids=lambda fields: next(iter(fields)),
)
def test_who_left_or_does_not_want_mail_gets_none(fields, run_jobs, mailoutbox):
    factories.notice(recipient=factories.user(**({"email": "a@metro.example"} | fields)))

    assert digest.plan(day=DAY) == 0
    run_jobs()
    assert mailed(mailoutbox) == []


def test_who_unsubscribes_between_plan_and_mail_gets_none(reader, run_jobs, mailoutbox):
    factories.notice(recipient=reader)
    digest.plan(day=DAY)
    reader.wants_digest = False
    reader.save()

    run_jobs()

    assert mailed(mailoutbox) == []


@pytest.mark.parametrize("seen", ["read_at", "mailed_at"])
def test_what_was_read_or_mailed_is_not_mailed(reader, seen):
    factories.notice(recipient=reader, **{seen: timezone.now()})

    assert digest.plan(day=DAY) == 0


def test_a_person_without_news_gets_no_mail(reader):
    assert digest.plan(day=DAY) == 0
    assert Job.objects.count() == 0


def test_the_subject_names_the_product_and_no_person(reader, mailoutbox):
    factories.notice(recipient=reader, title="Nilai Rina Lestari: 45")

    digest.send(user_id=reader.pk)

    assert mailoutbox[0].subject == "Ringkasan harian Piawai"


def test_the_mail_has_no_number_of_the_person(reader, mailoutbox):
    factories.notice(recipient=reader)

    digest.send(user_id=reader.pk)

    assert reader.nip not in mailoutbox[0].message().as_string()


def test_one_click_unsubscribes_as_rfc_8058_has_it(reader, mailoutbox, settings):
    settings.PIAWAI_BASE_URL = "https://piawai.example"
    factories.notice(recipient=reader)

    digest.send(user_id=reader.pk)

    headers = mailoutbox[0].extra_headers
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert headers["List-Unsubscribe"].startswith("<https://piawai.example/berhenti-berlangganan/")


def test_the_mail_has_a_plain_text_and_an_html_part(reader, mailoutbox):
    factories.notice(recipient=reader, title="A < B", url="/pelatihan/1/")

    digest.send(user_id=reader.pk)

    (html, kind) = mailoutbox[0].alternatives[0]
    assert (kind, "A &lt; B" in html, "A < B" in mailoutbox[0].body) == ("text/html", True, True)


def test_of_very_much_news_the_rest_comes_the_next_day(reader, mailoutbox):
    for _ in range(31):
        factories.notice(recipient=reader)

    assert [digest.send(user_id=reader.pk), digest.send(user_id=reader.pk)] == [30, 1]


def test_a_token_names_its_person_and_cannot_be_made_up(reader):
    token = digest.unsubscribe_token(reader.pk)

    assert digest.read_unsubscribe_token(token) == reader.pk
    with pytest.raises(signing.BadSignature):
        digest.read_unsubscribe_token(signing.dumps(reader.pk, salt="other"))


def test_a_mail_server_that_is_down_loses_no_news(reader, monkeypatch, run_jobs):
    def down(*args, **kwargs):
        raise OSError("connection refused")

    monkeypatch.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", down)
    factories.notice(recipient=reader)
    digest.plan(day=DAY)

    run_jobs()

    job = Job.objects.get()
    assert (job.done_at, job.reason) == (None, "OSError: connection refused")
    assert Notice.objects.to_mail().count() == 1

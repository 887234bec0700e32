"""Certificates from elsewhere: handed in by the holder, checked by one person, approved by another."""

from collections.abc import Mapping
from typing import Any

from django.core.files import File
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from lms.audit import log
from lms.core.notices import tell
from lms.people.models import User
from lms.skills.actions.evidence import record_all
from lms.skills.enums import ClaimState, EvidenceSource
from lms.skills.models import Claim, ClaimedSkill


class ClaimRefused(Exception):
    """The act is not possible (any more); the text says why, to the person who tried."""


def hand_in(
    *, user: User, facts: Mapping[str, Any], levels: Mapping[int, int], file: File, kind: str, sha256: str
) -> Claim:
    """Keep the certificate and what it is said to prove (skill id → level). The name of the file is not kept.

    Raises ``ClaimRefused`` when the same file already stands for something; after any failure nothing is left.
    """
    claim = Claim(user=user, file_kind=kind, sha256=sha256, **facts)
    claim.file.save(f"{sha256}.{kind}", file, save=False)
    try:
        with transaction.atomic():
            _write(claim, levels)
    except IntegrityError:
        claim.file.storage.delete(str(claim.file.name))
        raise ClaimRefused(_("Berkas ini sudah pernah Anda ajukan.")) from None
    except BaseException:
        claim.file.storage.delete(str(claim.file.name))
        raise
    return claim


def _write(claim: Claim, levels: Mapping[int, int]) -> None:
    claim.save()
    ClaimedSkill.objects.bulk_create(
        ClaimedSkill(claim=claim, skill_id=pk, level=level) for pk, level in sorted(levels.items())
    )
    log.record("skills.hand_in_claim", claim, by=claim.user, after={"skills": len(levels)})


@transaction.atomic
def check(*, claim: Claim, by: User) -> None:
    """The first pair of eyes: the file shows what the claim says."""
    claim = _held(claim, ClaimState.WAITING)
    claim.state, claim.checked_by, claim.checked_at = ClaimState.CHECKED, by, timezone.now()
    claim.save(update_fields=["state", "checked_by", "checked_at"])
    log.record("skills.check_claim", claim, by=by)


@transaction.atomic
def approve(*, claim: Claim, by: User) -> None:
    """The second pair of eyes; from now on the skills count, until the certificate runs out."""
    claim = _held(claim, ClaimState.CHECKED)
    if claim.checked_by_id == by.pk:
        raise ClaimRefused(_("Anda yang memeriksa pengajuan ini, jadi orang lain yang menyetujuinya."))
    claim.state, claim.decided_by, claim.decided_at = ClaimState.APPROVED, by, timezone.now()
    claim.save(update_fields=["state", "decided_by", "decided_at"])
    record_all(
        user=claim.user,
        levels=dict(claim.skills.values_list("skill", "level")),
        source=EvidenceSource.EXTERNAL,
        reference=claim.reference,
        obtained_on=claim.obtained_on,
        valid_until=claim.valid_until,
    )
    log.record("skills.approve_claim", claim, by=by)
    _tell(claim, _("“%(title)s” disetujui dan dihitung sebagai bukti kompetensi Anda."))


@transaction.atomic
def refuse(*, claim: Claim, reason: str, by: User) -> None:
    claim = _held(claim, ClaimState.WAITING, ClaimState.CHECKED)
    claim.state, claim.decided_by, claim.decided_at = ClaimState.REFUSED, by, timezone.now()
    claim.reason = reason
    claim.save(update_fields=["state", "decided_by", "decided_at", "reason"])
    log.record("skills.refuse_claim", claim, by=by)  # the reason may name the person; the row can forget it
    _tell(claim, _("“%(title)s” ditolak sebagai bukti kompetensi."), reason)


@transaction.atomic
def take_back(*, claim: Claim) -> None:
    """The holder changes their mind before it is decided; the file goes too."""
    claim = _held(claim, ClaimState.WAITING, ClaimState.CHECKED)
    name, storage = claim.file.name, claim.file.storage
    claim.state, claim.file = ClaimState.TAKEN_BACK, ""
    claim.save(update_fields=["state", "file"])
    if name:
        transaction.on_commit(lambda: storage.delete(name))
    log.record("skills.take_back_claim", claim, by=claim.user)


def _held(claim: Claim, *states: ClaimState) -> Claim:
    """The row, locked; two people who decide at once get one decision."""
    held = Claim.objects.select_for_update(of=("self",)).select_related("user").get(pk=claim.pk)
    if held.state not in states:
        raise ClaimRefused(
            _("Pengajuan ini sudah berkeadaan: %(state)s.") % {"state": held.get_state_display()}
        )
    return held


def _tell(claim: Claim, text: str, body: str = "") -> None:
    tell(
        [claim.user_id],
        event=f"{claim.reference}:{claim.state}",
        title=text % {"title": claim.title},
        body=body,
        url=reverse("my_claims"),
    )

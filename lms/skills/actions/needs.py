"""Needs: proposed by the head of an OPD, discussed, decided by leadership, then turned into duties by HR."""

from collections.abc import Iterable, Sequence

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from lms.audit import log
from lms.core.notices import tell
from lms.people.models import RoleGrant, Unit, User
from lms.people.permissions import ROLES, Permission
from lms.skills.enums import NeedState
from lms.skills.models import CitedIndicator, Indicator, Need, NeedComment, Skill


class NeedRefused(Exception):
    """The act is not possible (any more); the text says why."""


@transaction.atomic
def propose(
    *,
    unit: Unit,
    skill: Skill,
    level: int,
    head_count: int,
    reason: str,
    indicators: Sequence[Indicator],
    by: User,
) -> Need:
    """Raises ``NeedRefused`` when no indicator of the unit's own OPD is cited."""
    if not indicators or any(row.unit_id not in {unit.pk, unit.opd_id} for row in indicators):
        raise NeedRefused(_("Rujuk paling sedikit satu indikator OPD ini sendiri."))
    need = Need.objects.create(
        unit=unit, skill=skill, level=level, head_count=head_count, reason=reason, proposed_by=by
    )
    CitedIndicator.objects.bulk_create(CitedIndicator(need=need, indicator=row) for row in indicators)
    after = {"unit": unit.code, "skill": skill.code, "level": level, "people": head_count}
    log.record("skills.propose_need", need, by=by, after=after)
    title = _("Usulan baru: %(skill)s untuk %(unit)s") % {"skill": skill.name, "unit": unit.label}
    _tell(need, _who(unit, Permission.DECIDE_NEEDS), "proposed", title)
    return need


@transaction.atomic
def decide(*, need: Need, approved: bool, note: str, by: User) -> None:
    need = _held(need, NeedState.PROPOSED)
    need.state = NeedState.APPROVED if approved else NeedState.REFUSED
    need.decided_by, need.decided_at, need.decision_note = by, timezone.now(), note
    need.save(update_fields=["state", "decided_by", "decided_at", "decision_note"])
    log.record("skills.decide_need", need, by=by, after={"state": need.state}, reason=note)
    words = {"skill": need.skill.name, "unit": need.unit.label}
    if approved:
        title = _("Usulan disetujui: %(skill)s untuk %(unit)s") % words
        _tell(
            need, {need.proposed_by_id, *_who(need.unit, Permission.ASSIGN_TRAINING)}, "decided", title, note
        )
    else:
        title = _("Usulan tidak disetujui: %(skill)s untuk %(unit)s") % words
        _tell(need, {need.proposed_by_id}, "decided", title, note)


@transaction.atomic
def withdraw(*, need: Need, by: User) -> None:
    need = _held(need, NeedState.PROPOSED)
    need.state = NeedState.WITHDRAWN
    need.save(update_fields=["state"])
    log.record("skills.withdraw_need", need, by=by)


@transaction.atomic
def turn_into_duty(*, need: Need, by: User) -> None:
    """Called with the duty's own transaction; a need that was not approved is left as it is."""
    if Need.objects.filter(pk=need.pk, state=NeedState.APPROVED).update(state=NeedState.ASSIGNED):
        log.record("skills.assign_need", need, by=by)


@transaction.atomic
def comment(*, need: Need, text: str, by: User) -> NeedComment:
    """Everyone who has taken part is told, the author not."""
    row = NeedComment.objects.create(need=need, author=by, text=text)
    people = {need.proposed_by_id, need.decided_by_id, *need.comments.values_list("author", flat=True)}
    title = _("Komentar baru pada usulan %(skill)s") % {"skill": need.skill.name}
    _tell(need, {pk for pk in people if pk and pk != by.pk}, f"comment:{row.pk}", title)
    return row


def _held(need: Need, state: NeedState) -> Need:
    held = Need.objects.select_for_update(of=("self",)).select_related("unit", "skill").get(pk=need.pk)
    if held.state != state:
        raise NeedRefused(_("Usulan ini sudah berkeadaan: %(state)s.") % {"state": held.get_state_display()})
    return held


def _who(unit: Unit, permission: Permission) -> set[int]:
    """Active people who hold the permission over the unit."""
    roles = [role for role, rules in ROLES.items() if permission in rules.permissions]
    grants = RoleGrant.objects.current().filter(role__in=roles, user__is_active=True).select_related("unit")
    return {grant.user_id for grant in grants if unit.path.startswith(grant.unit.path)}


def _tell(need: Need, people: Iterable[int], event: str, title: str, body: str = "") -> None:
    tell(people, event=f"need:{need.pk}:{event}", title=title, body=body, url=reverse("need", args=[need.pk]))

"""Bring the framework of a file into the database; the file is the truth for what it names."""

from pathlib import Path

from django.db import transaction
from django.utils import timezone

from lms.audit import log
from lms.core.jobs import enqueue
from lms.people.models import User
from lms.skills.actions.coverage import rebuild_coverage
from lms.skills.actions.former import keep_requirements
from lms.skills.enums import EvidenceRule
from lms.skills.framework import Framework, Posts, read_framework
from lms.skills.models import Field, Level, Requirement, Skill, Tag

SHIPPED = Path(__file__).resolve().parent.parent / "data" / "framework.toml"


@transaction.atomic
def load_framework(path: Path = SHIPPED) -> dict[str, int]:
    """Create or update fields, tags, skills, levels and requirements; a second run changes nothing.

    Requirements that the file no longer names are removed, unless HR has decided on those of the skill. Coverage
    is counted again when any changed.
    Fields and skills are never removed: evidence may point to them. Raises ``FrameworkFault`` before anything
    is written.
    """
    framework = read_framework(path)
    _load_fields(framework)
    _load_skills(framework)
    ruled = _load_rules(framework)
    changed = _load_requirements(framework.requirements) + ruled
    if changed:
        rebuild_coverage()
    return {"skills": len(framework.skills), "requirements": len(framework.requirements), "changed": changed}


def _load_fields(framework: Framework) -> None:
    for row in framework.fields:
        Field.objects.update_or_create(slug=row["slug"], defaults=dict(row))
    for row in framework.tags:
        Tag.objects.update_or_create(scheme=row["scheme"], code=row["code"], defaults={"name": row["name"]})


def _load_skills(framework: Framework) -> None:
    fields = {field.slug: field for field in Field.objects.all()}
    tags = {f"{tag.scheme}:{tag.code}": tag for tag in Tag.objects.all()}
    for order, row in enumerate(framework.skills, start=1):
        values = {"name": row["name"], "description": row["description"], "order": order}
        values["field"] = fields[row["field"]]
        skill, _ = Skill.objects.update_or_create(code=row["code"], defaults=values)
        skill.tags.set([tags[tag] for tag in row["tags"]])
        _load_levels(skill, row["levels"])


def _load_rules(framework: Framework) -> int:
    """Rules that the file names; what it does not name stays as HR has set it. Returns how many changed."""
    return sum(
        Skill.objects.filter(code=row["code"])
        .exclude(evidence_rule=row["evidence_rule"])
        .update(evidence_rule=row["evidence_rule"])
        for row in framework.skills
        if "evidence_rule" in row
    )


@transaction.atomic
def set_evidence_rule(*, skill: Skill, rule: EvidenceRule, by: User) -> None:
    """Let the best or the latest evidence say the level; what everybody holds follows in the background."""
    before = skill.evidence_rule
    if before == rule:
        return
    skill.evidence_rule = rule
    skill.save(update_fields=["evidence_rule"])
    log.record("skills.set_evidence_rule", skill, by=by, before={"rule": before}, after={"rule": str(rule)})
    enqueue("skills.turn_day", by=by)


def _load_levels(skill: Skill, descriptors: list[str]) -> None:
    Level.objects.bulk_create(
        [Level(skill=skill, level=level, descriptor=text) for level, text in enumerate(descriptors, start=1)],
        update_conflicts=True,
        unique_fields=["skill", "level"],
        update_fields=["descriptor"],
    )


def _load_requirements(posts: Posts) -> int:
    """Write what differs; returns how many rows that were. Skills whose requirements HR has decided are left alone."""
    decided = set(Skill.objects.exclude(requirements_set_at=None).values_list("code", flat=True))
    posts = {key: level for key, level in posts.items() if key[2] not in decided}
    rows = Requirement.objects.filter(skill__requirements_set_at=None).values_list(
        "post_group", "digital_role", "skill__code", "level", "pk"
    )
    stored = {(group, role, code): (level, pk) for group, role, code, level, pk in rows.order_by()}
    vanished = [pk for key, (_, pk) in stored.items() if key not in posts]
    changed = {key: level for key, level in posts.items() if stored.get(key, (None,))[0] != level}
    skills = {skill.code: skill for skill in Skill.objects.all()}
    touched = changed.keys() | {key for key in stored if key not in posts}
    keep_requirements(
        {
            (group, role, skills[code].pk): stored.get((group, role, code), (0,))[0]
            for group, role, code in touched
        },
        on=timezone.localdate(),
    )
    Requirement.objects.filter(pk__in=vanished).delete()
    Requirement.objects.bulk_create(
        [
            Requirement(post_group=group, digital_role=role, skill=skills[code], level=level)
            for (group, role, code), level in changed.items()
        ],
        update_conflicts=True,
        unique_fields=["post_group", "digital_role", "skill"],
        update_fields=["level"],
    )
    return len(vanished) + len(changed)

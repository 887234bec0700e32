"""What the city has promised for its five years: coverage by field, and its own line for a few OPDs."""

from lms.people.models import Unit, User
from lms.skills.actions.needs import decide, propose
from lms.skills.forms.targets import plan_years
from lms.skills.models import Field, Indicator, Skill, Target

CITY = {"jaringan": (10, 55), "iot": (0, 40), "awan": (5, 50), "keamanan": (15, 80), "otomasi-ai": (5, 60)}
KOMINFO = {"jaringan": (40, 90), "keamanan": (40, 95), "awan": (25, 85)}
HEALTH = {"keamanan": (20, 85), "otomasi-ai": (5, 50)}
NEEDS = (
    (
        "KS-03",
        2,
        25,
        "Puskesmas menyimpan rekam medis elektronik; petugas pendaftaran belum paham kewajiban UU 27/2022.",
    ),
    (
        "AI-02",
        1,
        12,
        "Laporan bulanan masih disusun dengan tangan; asisten AI dipakai tanpa aturan yang sama.",
    ),
)


def make_needs(head: User, leader: User) -> None:
    """The demo's head of Dinas Kesehatan has proposed two needs; leadership has decided the first."""
    unit = Unit.objects.get(code="METRO-05")
    for index, (code, level, people, reason) in enumerate(NEEDS):
        skill = Skill.objects.get(code=code)
        cited = list(Indicator.objects.filter(unit=unit, field=skill.field_id))
        need = propose(
            unit=unit, skill=skill, level=level, head_count=people, reason=reason, indicators=cited, by=head
        )
        if not index:
            decide(need=need, approved=True, note="Mulai dari Puskesmas.", by=leader)


def make_targets() -> None:
    fields = {field.slug: field for field in Field.objects.all()}
    _promise(Unit.objects.get(code="METRO-05"), HEALTH, fields)
    _promise(Unit.objects.get(code="METRO"), CITY, fields)
    _promise(Unit.objects.get(code="METRO-16"), KOMINFO, fields)


def _promise(unit: Unit, promises: dict[str, tuple[int, int]], fields: dict[str, Field]) -> None:
    for slug, (baseline, last) in promises.items():
        indicator, created = Indicator.objects.get_or_create(
            code=f"IKU-{unit.code}-{slug}",
            defaults={
                "name": f"Persentase ASN yang memenuhi standar kompetensi {fields[slug].name}",
                "unit": unit,
                "field": fields[slug],
                "baseline": baseline,
            },
        )
        years = plan_years()
        step = (last - baseline) / len(years)
        rows = [
            Target(indicator=indicator, year=year, value=round(baseline + step * (index + 1)))
            for index, year in enumerate(years)
        ]
        if created:
            Target.objects.bulk_create(rows)

"""A city with two OPDs for dashboards, and people in it."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from django.utils import timezone

from lms.dashboards.scope import Filters, read_filters
from lms.people.enums import Role
from lms.people.models import Unit, User
from lms.people.permissions import Permission
from lms.skills.actions.coverage import rebuild_coverage
from lms.skills.models import Skill
from tests import factories as make
from tests.skills.universe import prove

YEAR = timezone.localdate().year


@dataclass
class World:
    """Two fields; in the first two skills, in the second one; level 2 is required of users in general posts."""

    root: Unit = field(default_factory=lambda: make.city(name="Kota Contoh"))

    def __post_init__(self) -> None:
        self.health = make.unit(name="Dinas Kesehatan", parent=self.root, order=1)
        self.roads = make.unit(name="Dinas Jalan", parent=self.root, order=2)
        self.clinic = make.unit(name="Puskesmas", kind="uptd", parent=self.health)
        self.safety = make.field(slug="keamanan", name="Keamanan Siber", short_name="Keamanan", order=1)
        self.cloud = make.field(slug="awan", name="Komputasi Awan", short_name="Awan", order=2)
        self.phishing = make.skill(field=self.safety, code="KS-01", name="Mengenali phishing", order=1)
        self.passwords = make.skill(field=self.safety, code="KS-02", name="Kata sandi", order=2)
        self.storage = make.skill(field=self.cloud, code="AW-01", name="Penyimpanan awan", order=1)
        for skill in (self.phishing, self.passwords, self.storage):
            make.requirement(skill=skill, level=2)
        self.hr = make.user(name="Rahma BKPSDM")
        make.grant(self.hr, Role.HR, self.root)

    def person(self, unit: Unit, *skills: Skill, **fields) -> User:
        """A counted person in ``unit`` who holds the skills at level 2."""
        user = make.user(**fields)
        make.posting(user=user, unit=unit)
        for skill in skills:
            prove(user, skill, 2, f"kursus:{skill.code}")
        return user

    def head_of(self, unit: Unit) -> User:
        user = make.user(name=f"Kepala {unit.name}", employment_status="NON_ASN")
        make.grant(user, Role.OPD_HEAD, unit)
        return user

    def leader(self) -> User:
        user = make.user(name="Pimpinan", employment_status="NON_ASN")
        make.grant(user, Role.LEADER, self.root)
        return user

    def promise(self, unit: Unit, about, value: float, year: int = YEAR) -> None:
        make.target(indicator=make.indicator(unit=unit, field=about), value=value, year=year)

    def count(self) -> "World":
        rebuild_coverage()
        return self

    def filters(self, viewer: User | None = None, permission=Permission.VIEW_COVERAGE, **asked) -> Filters:
        return read_filters(asked, viewer or self.hr, permission)


def yesterday() -> date:
    return timezone.localdate() - timedelta(days=1)

"""The accounts that a visitor of the demo signs in with: one for each role, each with a post of its own."""

from datetime import date

from lms.people.actions.grants import grant_role
from lms.people.demo import ACCOUNTS, PASSWORD, enrol_second_factor
from lms.people.enums import DigitalRole, EmploymentStatus, Role
from lms.people.models import Position, Posting, Unit, User

KOMINFO, BKPSDM, SETDA, HEALTH = "METRO-16", "METRO-25", "METRO-01", "METRO-05"
PEOPLE = {
    "pegawai.demo": ("Rina Lestari", HEALTH, "4103067", "199203052017052910"),
    "pengampu.demo": ("Arif Kurniawan", None, None, None),
    "penelaah.demo": ("Wulan Maharani", BKPSDM, "JF-ASDMA-MUDA", "198511212010012911"),
    "bkpsdm.demo": ("Dewi Anggraini", BKPSDM, "JF-ASDMA-MUDA", "198704142011012912"),
    "bkpsdm2.demo": ("Hendra Wijaya", BKPSDM, "JF-ASDMA-MUDA", "198309092009011916"),
    "kepala.demo": ("Bayu Pratama", HEALTH, "ST-KADIS", "197506062000031913"),
    "pimpinan.demo": ("Sulaiman Hakim", SETDA, "ST-SEKDA", "197001011995031914"),
    "operator.demo": ("Yoga Saputra", KOMINFO, "10504", "199408082019031915"),
}
ROLES = {
    "pengampu.demo": (Role.LECTURER, "METRO"),
    "penelaah.demo": (Role.REVIEWER, "METRO"),
    "bkpsdm.demo": (Role.HR, "METRO"),
    "bkpsdm2.demo": (Role.HR, "METRO"),
    "kepala.demo": (Role.OPD_HEAD, HEALTH),
    "pimpinan.demo": (Role.LEADER, "METRO"),
    "operator.demo": (Role.OPERATOR, "METRO"),
}


def make_accounts() -> list[User]:
    users = [_account(account.username) for account in ACCOUNTS]
    for user in users:
        if user.username in ROLES:
            role, scope = ROLES[user.username]
            grant_role(user=user, role=role, unit=Unit.objects.get(code=scope), by=None)
        user = User.objects.get(pk=user.pk)
        if user.needs_second_factor:
            enrol_second_factor(user)
    return users


def _account(username: str) -> User:
    name, unit, position, nip = PEOPLE[username]
    user = User.objects.create_user(
        username,
        PASSWORD,
        name=name,
        nip=nip,
        email=f"{username}@piawai.example",
        employment_status=EmploymentStatus.PNS if nip else EmploymentStatus.NOT_ASN,
        golongan="III/b" if nip else "",
        digital_role=DigitalRole.MANAGES if username == "operator.demo" else DigitalRole.USES,
    )
    if unit:
        Posting.objects.create(
            user=user,
            unit=Unit.objects.get(code=unit),
            position=Position.objects.get(code=position),
            valid_from=date(2024, 1, 2),
        )
    return user

"""Certificates from elsewhere that wait for HR's two pairs of eyes, and one that has met the first."""

import hashlib
from collections.abc import Sequence
from datetime import timedelta
from random import Random
from typing import cast

import typst
from django.core.files.base import ContentFile
from django.utils import timezone

from certificates.rendering import fonts
from lms.people.models import User
from lms.skills.actions.claims import check, hand_in
from lms.skills.models import Skill

TITLES = (
    ("Pelatihan Literasi Kecerdasan Artifisial", "Balai Pelatihan Contoh", "AI-01"),
    ("Sertifikasi Teknisi Jaringan Muda", "Lembaga Sertifikasi Profesi Contoh", "JK-01"),
    ("Kursus Pelindungan Data Pribadi", "Akademi Digital Contoh", "KS-03"),
    ("Bimbingan Teknis Komputasi Awan", "Politeknik Contoh", "AW-01"),
)


def hand_in_some(people: Sequence[User], checker: User, seed: int) -> None:
    random, skills = Random(seed), {skill.code: skill.pk for skill in Skill.objects.all()}
    for index, (title, issuer, code) in enumerate(TITLES):
        person, day = random.choice(people), timezone.localdate() - timedelta(days=random.randint(30, 400))
        content = scan(title, issuer, person.full_name, f"{day:%d-%m-%Y}")
        claim = hand_in(
            user=person,
            facts={"title": title, "issuer": issuer, "number": f"CONTOH/{index + 1}", "obtained_on": day},
            levels={skills[code]: 2},
            file=ContentFile(content),
            kind="pdf",
            sha256=hashlib.sha256(content).hexdigest(),
        )
        if index == len(TITLES) - 1:
            check(claim=claim, by=checker)


def scan(title: str, issuer: str, name: str, day: str) -> bytes:
    """A page that says what a certificate says; texts go in as data, never as markup."""
    source = (
        "#set page(width: 210mm, height: 148mm)\n#set align(center + horizon)\n"
        "#text(20pt, sys.inputs.title)\n\n#text(14pt, sys.inputs.name)\n\n#sys.inputs.issuer, #sys.inputs.day\n\n"
        "#text(10pt)[Contoh untuk kota peragaan]"
    )
    inputs = {"title": title, "issuer": issuer, "name": name, "day": day}
    compiler = typst.Compiler(source.encode(), font_paths=fonts(), sys_inputs=inputs)
    return cast(bytes, compiler.compile(format="pdf"))

import os

import pytest

from certificates import bench
from certificates.models import Certificate
from tests import factories


@pytest.mark.django_db
def test_the_figures_are_measured_on_real_certificates(monkeypatch):
    monkeypatch.setattr(bench, "COUNT", 2)
    factories.course()
    for serial in (1, 2, 3):
        factories.user(nip=factories.nip(serial))

    rows = list(bench.figures())

    assert [(row[0], row[2]) for row in rows] == [
        ("certificates.issued", "1/s of one core"),
        ("certificates.issued_by_the_clock", "1/s"),
        ("certificates.ledger_faults", "faults"),
    ]
    assert rows[2][1] == 0
    assert Certificate.objects.filter(state="issued").count() == 2


@pytest.mark.skipif(not hasattr(os, "sched_getaffinity"), reason="only Linux binds a process to cores")
def test_afterwards_all_cores_are_ours_again():
    before = os.sched_getaffinity(0)

    with bench.one_core():
        inside = os.sched_getaffinity(0)

    assert (len(inside), os.sched_getaffinity(0)) == (1, before)

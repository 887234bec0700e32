"""Which evidence says the level: the best, or the latest."""

from datetime import timedelta

import pytest
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from lms.core.models import Job
from lms.skills.actions.coverage import differences, rebuild_coverage
from lms.skills.actions.framework import set_evidence_rule
from lms.skills.enums import EvidenceRule
from lms.skills.models import Holding
from lms.skills.queries.person import skills_of
from tests import factories as make
from tests.skills.universe import prove, withdraw

TODAY = timezone.localdate()


def ago(days):
    return TODAY - timedelta(days=days)


@pytest.fixture
def person(db):
    return make.posting().user


@pytest.fixture
def skill(db):
    return make.skill(evidence_rule=EvidenceRule.LATEST)


def held(person):
    return list(Holding.objects.filter(user=person).values_list("level", flat=True))


def test_the_latest_evidence_may_lower_the_level(person, skill):
    prove(person, skill, 4, "lama", obtained_on=ago(400))
    prove(person, skill, 2, "baru", obtained_on=ago(4))

    assert held(person) == [2]


def test_earlier_evidence_that_comes_later_changes_nothing(person, skill):
    prove(person, skill, 2, "baru", obtained_on=ago(4))
    prove(person, skill, 4, "lama", obtained_on=ago(400))

    assert held(person) == [2]


def test_when_the_latest_is_withdrawn_the_one_before_holds(person, skill):
    prove(person, skill, 4, "lama", obtained_on=ago(400))
    prove(person, skill, 2, "baru", obtained_on=ago(4))

    withdraw("baru")

    assert held(person) == [4]


def test_the_page_names_the_evidence_that_counts(person, skill):
    prove(person, skill, 4, "lama", obtained_on=ago(400))
    prove(person, skill, 2, "baru", obtained_on=ago(4))

    (standing,) = skills_of(person)

    assert (standing.counting.reference, standing.held) == ("baru", 2)


def test_under_the_rule_of_the_best_it_names_the_best(person):
    prove(person, make.skill(), 4, "lama", obtained_on=ago(400))
    prove(person, person.evidence.get().skill, 2, "baru", obtained_on=ago(4))

    (standing,) = skills_of(person)

    assert (standing.counting.reference, standing.held) == ("lama", 4)


def test_a_changed_rule_reaches_everybody_in_the_background(person, run_jobs):
    skill = make.skill()
    prove(person, skill, 4, "lama", obtained_on=ago(400))
    prove(person, skill, 2, "baru", obtained_on=ago(4))

    set_evidence_rule(skill=skill, rule=EvidenceRule.LATEST, by=person)
    run_jobs()

    assert (held(person), list(differences())) == ([2], [])


def test_the_same_rule_again_does_nothing(person, skill):
    set_evidence_rule(skill=skill, rule=EvidenceRule.LATEST, by=person)

    assert Job.objects.count() == 0


proofs = st.lists(st.tuples(st.integers(1, 5), st.integers(0, 9), st.booleans()), max_size=6)


class EveryHistory(TestCase):
    @settings(max_examples=20, deadline=None, derandomize=True, database=None)
    @given(proofs, st.sampled_from(EvidenceRule.values))
    def test_bit_by_bit_gives_what_a_rebuild_and_a_plain_loop_give(self, rows, rule) -> None:
        person, skill = make.posting().user, make.skill(evidence_rule=rule)
        kept = []
        for number, (level, days, gone) in enumerate(rows):
            prove(person, skill, level, f"bukti:{person.pk}:{number}", obtained_on=ago(days))
            if gone:
                withdraw(f"bukti:{person.pk}:{number}")
            else:
                kept.append((level, -days, number))
        order = {"best": lambda row: row, "latest": lambda row: row[1:]}[rule]

        shifted = held(person)
        rebuild_coverage()

        assert shifted == held(person) == ([max(kept, key=order)[0]] if kept else [])

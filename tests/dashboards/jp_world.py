"""JP in the ledger, without the way they came there."""

from datetime import date

from django.utils import timezone

from courses.models import CreditEntry, CreditRule
from tests import factories

THIS_YEAR = timezone.localdate().year


def credit(
    person, jp: int, day: date | None = None, *, form: str = "B3", raw: int | None = None
) -> CreditEntry:
    """An entry out of a training that was approved long ago; today without a day."""
    day = day or timezone.localdate()
    training = factories.other_training(user=person, form=form, starts_on=day, ends_on=day, quantity=1)
    approved = {"state": "approved", "decided_by": factories.user(), "decided_at": timezone.now()}
    type(training).objects.filter(pk=training.pk).update(**approved)
    rule = CreditRule.objects.get(form=form, valid_from=date(2018, 1, 1))
    facts = {"user": person, "training": training, "form": form, "day": day, "rule": rule}
    return CreditEntry.objects.create(**facts, raw_jp=jp if raw is None else raw, recognised_jp=jp)

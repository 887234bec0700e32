"""What other rooms may want to know about people."""

from django.dispatch import Signal

# Sent inside a transaction, before and after a change of postings, statuses or digital roles.
# ``user_ids``: list of ids, or None for "many, count everything again".
staffing_changing = Signal()
staffing_changed = Signal()

# Sent inside the transaction in which a unit ends by being merged; ``unit``, ``into``: Unit, ``on``: the first day
# on which it is no more, ``by``: User or None.
unit_merged = Signal()

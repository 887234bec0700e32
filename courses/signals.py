"""What the rooms further right receive."""

from django.dispatch import Signal

# Sent inside the transaction that completes an enrolment; ``enrolment``: Enrolment.
course_completed = Signal()

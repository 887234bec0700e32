"""What the rooms further right receive."""

from django.dispatch import Signal

# Sent inside the transaction that completes an enrolment; ``enrolment``: Enrolment.
course_completed = Signal()

# Sent inside the transaction that publishes everything in a course; ``course``: CoursePage, ``by``: User or None.
course_published = Signal()

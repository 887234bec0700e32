"""Who is missing from a sheet that holds everybody."""

from collections.abc import Container

from lms.people.enums import EmploymentStatus
from lms.people.models import Posting, User
from lms.people.models.user import below
from lms.people.permissions import Permission


def leavers_of(importer: User, nips: Container[str]) -> list[User]:
    """Active staff posted in the importer's scope whose number is not among ``nips``; never the importer."""
    units = importer.units_with(Permission.IMPORT_STAFF)
    posted = Posting.objects.current().filter(below(units)).values("user")
    staff = User.objects.filter(pk__in=posted, is_active=True).exclude(nip=None).exclude(pk=importer.pk)
    staff = staff.exclude(employment_status=EmploymentStatus.NOT_ASN)
    fields = ("pk", "nip", "name", "title_front", "title_back")
    return [
        user for user in staff.only(*fields).order_by("pk").iterator(chunk_size=2000) if user.nip not in nips
    ]

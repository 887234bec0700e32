from lms.people.models.former_standing import FormerStanding
from lms.people.models.former_unit import FormerUnit
from lms.people.models.grant import RoleGrant
from lms.people.models.posting import Position, Posting
from lms.people.models.reorganisation import Reorganisation, ReorganisationStep
from lms.people.models.staff_import import StaffImport
from lms.people.models.unit import Unit
from lms.people.models.user import FormerNumber, User

__all__ = [
    "FormerNumber",
    "FormerStanding",
    "FormerUnit",
    "Position",
    "Posting",
    "Reorganisation",
    "ReorganisationStep",
    "RoleGrant",
    "StaffImport",
    "Unit",
    "User",
]

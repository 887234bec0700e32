from lms.skills.models.claim import Claim, ClaimedSkill
from lms.skills.models.coverage import CoverageCell, CoverageSum
from lms.skills.models.evidence import Evidence, Holding
from lms.skills.models.framework import Field, FormerRequirement, Level, Requirement, Skill, Tag
from lms.skills.models.need import CitedIndicator, Need, NeedComment
from lms.skills.models.observation import Observation
from lms.skills.models.past import PastDay, PastSum
from lms.skills.models.pemdi import PemdiDocument, TrainedCount
from lms.skills.models.point import CoveragePoint
from lms.skills.models.resilience import IndependenceWeights, Resilience
from lms.skills.models.seat import Seat
from lms.skills.models.target import Indicator, Target

__all__ = [
    "CitedIndicator",
    "Claim",
    "ClaimedSkill",
    "CoverageCell",
    "CoveragePoint",
    "CoverageSum",
    "Evidence",
    "Field",
    "FormerRequirement",
    "Holding",
    "IndependenceWeights",
    "Indicator",
    "Level",
    "Need",
    "NeedComment",
    "Observation",
    "PastDay",
    "PastSum",
    "PemdiDocument",
    "Requirement",
    "Resilience",
    "Seat",
    "Skill",
    "Tag",
    "Target",
    "TrainedCount",
]

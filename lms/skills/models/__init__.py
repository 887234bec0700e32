from lms.skills.models.coverage import CoverageCell
from lms.skills.models.evidence import Evidence, Holding
from lms.skills.models.framework import Field, Level, Requirement, Skill, Tag
from lms.skills.models.target import Indicator, Target

__all__ = [
    "CoverageCell",
    "Evidence",
    "Field",
    "Holding",
    "Indicator",
    "Level",
    "Requirement",
    "Skill",
    "Tag",
    "Target",
]

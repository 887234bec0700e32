from courses.models.course_import import CourseImport, HeldOrder
from courses.models.credit import CreditEntry, CreditRule
from courses.models.edition import Edition
from courses.models.enrolment import ActivityProgress, Enrolment, Note
from courses.models.exemption import Exemption
from courses.models.feed import CalendarFeed
from courses.models.forecast import ForecastBasis, ForecastPoint
from courses.models.mandate import Mandate, MandateRound
from courses.models.media import CourseImage, CourseRendition
from courses.models.other_training import OtherTraining
from courses.models.pages import CatalogueIndexPage, CoursePage, CourseSkill, LessonPage, ModulePage
from courses.models.path import LearningPath, PathFollower, PathStep
from courses.models.plan import PlannedPlace, TrainingPlan
from courses.models.survey import SurveyAnswer

__all__ = [
    "ActivityProgress",
    "CalendarFeed",
    "CatalogueIndexPage",
    "CourseImage",
    "CourseImport",
    "CoursePage",
    "CourseRendition",
    "CourseSkill",
    "CreditEntry",
    "CreditRule",
    "Edition",
    "Enrolment",
    "Exemption",
    "ForecastBasis",
    "ForecastPoint",
    "HeldOrder",
    "LearningPath",
    "LessonPage",
    "Mandate",
    "MandateRound",
    "ModulePage",
    "Note",
    "OtherTraining",
    "PathFollower",
    "PathStep",
    "PlannedPlace",
    "SurveyAnswer",
    "TrainingPlan",
]

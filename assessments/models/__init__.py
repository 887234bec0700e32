from assessments.models.attempt import AnswerCheck, AnswerStep, Attempt, AttemptSlot
from assessments.models.bank import (
    BankShare,
    Category,
    HeldQuestions,
    Question,
    QuestionBank,
    QuestionVersion,
)
from assessments.models.by_hand import AnswerFile, HandMark
from assessments.models.chances import Outage, QuizException
from assessments.models.exchange import BankImport, QuestionPicture
from assessments.models.marking import Correction, GradeChange, LateAnswer
from assessments.models.quiz import QuizPage, QuizSection
from assessments.models.statistics import IntegrityReport, QuizStatistics

__all__ = [
    "AnswerCheck",
    "AnswerFile",
    "AnswerStep",
    "Attempt",
    "AttemptSlot",
    "BankImport",
    "BankShare",
    "Category",
    "Correction",
    "GradeChange",
    "HandMark",
    "HeldQuestions",
    "IntegrityReport",
    "LateAnswer",
    "Outage",
    "Question",
    "QuestionBank",
    "QuestionPicture",
    "QuestionVersion",
    "QuizException",
    "QuizPage",
    "QuizSection",
    "QuizStatistics",
]

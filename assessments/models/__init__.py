from assessments.models.attempt import AnswerStep, Attempt, AttemptSlot
from assessments.models.bank import HeldQuestions, Question, QuestionBank, QuestionVersion
from assessments.models.chances import Outage, QuizException
from assessments.models.marking import Correction, GradeChange, LateAnswer
from assessments.models.quiz import QuizPage, QuizSection

__all__ = [
    "AnswerStep",
    "Attempt",
    "AttemptSlot",
    "Correction",
    "GradeChange",
    "HeldQuestions",
    "LateAnswer",
    "Outage",
    "Question",
    "QuestionBank",
    "QuestionVersion",
    "QuizException",
    "QuizPage",
    "QuizSection",
]

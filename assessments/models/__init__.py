from assessments.models.attempt import AnswerStep, Attempt, AttemptSlot
from assessments.models.bank import HeldQuestions, Question, QuestionBank, QuestionVersion
from assessments.models.quiz import QuizPage, QuizSection
from assessments.models.statistics import IntegrityReport, QuizStatistics

__all__ = [
    "AnswerStep",
    "Attempt",
    "AttemptSlot",
    "HeldQuestions",
    "IntegrityReport",
    "Question",
    "QuestionBank",
    "QuestionVersion",
    "QuizPage",
    "QuizSection",
    "QuizStatistics",
]

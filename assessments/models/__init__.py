from assessments.models.attempt import AnswerStep, Attempt, AttemptSlot
from assessments.models.bank import HeldQuestions, Question, QuestionBank, QuestionVersion
from assessments.models.quiz import QuizPage, QuizSection

__all__ = [
    "AnswerStep",
    "Attempt",
    "AttemptSlot",
    "HeldQuestions",
    "Question",
    "QuestionBank",
    "QuestionVersion",
    "QuizPage",
    "QuizSection",
]

"""Quizzes in course folders: they become banks and quiz pages, and are written back the same."""

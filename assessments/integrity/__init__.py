"""What stands out in the answers to a quiz: pure functions over attempts, no ORM.

Everything here is a reason for a person to look, never a verdict: each figure comes with how often it would appear
among people who did nothing wrong, estimated on the quiz's own answers.
"""

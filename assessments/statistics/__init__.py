"""What answers say about a quiz and its questions: pure functions over sums, no ORM.

Two things differ from the textbook, and both because questions are drawn at random:

- **Questions, not positions.** A position (“number 3”) holds another question for everybody, so all figures belong to a
  question and use only the attempts that were asked it. What was not asked is missing, never zero; what was asked
  and left empty is zero, as in Moodle.
- **Shares, not points.** Scores are shares of the full mark, 0 to 1, and the rest of an attempt is the mean share of
  its *other* questions, so that attempts with different or different many questions can stand side by side.

When everybody was asked the same, all figures equal the textbook's.
"""

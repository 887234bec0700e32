"""Level of indicator 3 of Pemerintah Digital, "Tingkat Kematangan SDM" (PermenPANRB 8/2026): arithmetic only."""

from dataclasses import dataclass

LINE = 90  # percent; more than that is asked for


@dataclass(frozen=True)
class Trained:
    staff: int = 0
    trained: int = 0

    @property
    def share(self) -> float | None:
        return 100 * self.trained / self.staff if self.staff else None

    @property
    def above_line(self) -> bool:
        """Strictly more than the line; where there is nobody, nothing is lacking."""
        return 100 * self.trained > LINE * self.staff or not self.staff

    @property
    def missing(self) -> int:
        """How many more have to be trained to be above the line."""
        return 0 if self.above_line else LINE * self.staff // 100 + 1 - self.trained

    def plus(self, other: "Trained") -> "Trained":
        return Trained(self.staff + other.staff, self.trained + other.trained)


def level(*, has_map: bool, managing: Trained, using: Trained, ai: bool, intensive: bool) -> int:
    """1 to 5, each on top of the one before; 0 without a map of competences."""
    if not has_map:
        return 0
    steps = (managing.staff > 0 and managing.above_line, using.above_line, ai, intensive)
    reached = 1
    for step in steps:
        if not step:
            break
        reached += 1
    return reached

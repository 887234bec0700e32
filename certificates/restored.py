"""After a restore: numbers given since the backup are not given to others."""

from certificates.actions.numbers import settle
from certificates.journal import FOLDER
from lms.core.backup.files import left_out
from lms.core.backup.site import afterwards


def skip_numbers() -> list[str]:
    return [
        f"Certificate numbers {first} to {last} of {year} were given after the backup; they are skipped."
        for year, (first, last) in settle().items()
    ]


left_out.add(FOLDER)
afterwards.append(skip_numbers)

from .post import failed_work, job_rows, letter_rows, undecided_letters
from .year import SmallClock, clock_year, milestone_of, milestones_of, small_clock, windows_of

__all__ = [
    "SmallClock",
    "clock_year",
    "failed_work",
    "job_rows",
    "letter_rows",
    "milestone_of",
    "milestones_of",
    "small_clock",
    "undecided_letters",
    "windows_of",
]

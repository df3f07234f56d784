"""When somebody is reminded: a week before, on the day, a week after, then the next supervisor."""

from datetime import date, timedelta

from annual_clock.models import Reminder

Stage = Reminder.Stage
WEEK = timedelta(days=7)


def stages_on(due: date, today: date) -> tuple[Stage, ...]:
    """What should have been sent by `today`, of an obligation due on `due` (last day, inclusive).

    Only the latest reminder counts, so that missed days bring one letter and not three. The next
    supervisor hears two weeks after, and never before the person has been told that it is late.
    """
    if today >= due + 2 * WEEK:
        return (Stage.AFTER, Stage.SUPERVISOR)
    if today >= due + WEEK:
        return (Stage.AFTER,)
    if today >= due:
        return (Stage.DUE,)
    if today >= due - WEEK:
        return (Stage.BEFORE,)
    return ()

"""In whose right each background job reads and writes (core.work): nobody is there to be asked.

`SYSTEM`: the job does what holds for everybody alike and shows nothing to anybody; its rule is in
`why`. `ASKED`: it carries out one decision; the policy was asked, and the object loaded through
`visible_to`, before it was owed; `tests` says in which row of the matrix that is tried.
"""

from dataclasses import dataclass

SYSTEM, ASKED = "the system's own", "whoever asked for it"


@dataclass(frozen=True)
class Job:
    right: str
    why: str
    asked_by: tuple[str, str] = ("", "")


def asked(url: str, method: str, why: str) -> Job:
    return Job(ASKED, why, (url, method))


def own(why: str) -> Job:
    return Job(SYSTEM, why)


JOBS: dict[str, Job] = {
    "accounts.password_letter": own("writes to the account itself that was named, nothing else"),
    "annual_clock.reminders": own("each person is written what that person owes, titles only"),
    "audit.seal": own("seals ids and digests of the log, shows nothing"),
    "conversations.daily": own(
        "late joiners, changes of supervisor, texts not shared and talks not signed in time"
    ),
    "conversations.hand_over": own("open conversations follow the reporting line of the day"),
    "conversations.open_round": asked(
        "conversations:round_open", "post", "makes one empty conversation for everybody employed"
    ),
    "conversations.publish_results": asked(
        "conversations:results_publish", "post", "freezes figures of ten people at least, once"
    ),
    "conversations.publish_needs": asked(
        "conversations:needs_publish", "post", "sums of five people at least, without names"
    ),
    "core.render_document": own(
        "draws the immutable copy; who may open it is asked each time it is downloaded"
    ),
    "core.send_letter": own("hands over one letter as it was written to its one recipient"),
    "organization.after_import": asked(
        "organization:import_apply", "post", "writes into the log whose data changed"
    ),
    "organization.after_reorganisation": own("what follows from a change that took effect"),
    "organization.apply_import": asked(
        "organization:import_apply", "post", "brings in the rows that HR saw in the preview"
    ),
    "organization.check_reorganisations": own("tells HR of drafts that would no longer fit"),
    "organization.invite_all": asked(
        "organization:invite_all", "post", "writes to those without an account of the chosen unit"
    ),
    "organization.purge_import": own("deletes a file's rows after seven days"),
    "organization.reorganise": own("a confirmed change takes effect on its day"),
    "organization.stage_import": asked(
        "organization:import_columns", "post", "compares the file with the organisation for HR"
    ),
    "organization.leavers": own("what ends with an employment, by its date"),
    "privacy.own_data": own(
        "gathers one person's own data for that person, who alone may download it"
    ),
    "privacy.erase": asked(
        "privacy:retention_confirm", "post", "erases what HR confirmed from the list"
    ),
    "privacy.erase_nightly": own("erases by the standing rules, whatever its content"),
}

"""The words of the help page of HR services, in the order of the year."""

from django.utils.translation import gettext_lazy as _

from heinola_osaaminen import help_goals
from heinola_osaaminen.guides import Guide, Section

HR_GUIDE = Guide(
    _("Help for HR services"),
    _("You open the year, keep it going and take the plans to the committee."),
    [
        Section(
            _("Prepare the strategic conversation"),
            [
                _("Publish last year's competence results when the time for the talks is over."),
                _("Prepare the decisions for next year: lines, competences, ways and focus."),
                _("The group's chair or secretary, or an HR main user, confirms each decision."),
                _("When the conversation is closed, compile the summary and share it."),
                _("Leadership groups and supervisors find it on the page of strategy and lines."),
            ],
            _("What is published of results never changes. Small groups are left out."),
        ),
        Section(
            _("Bring in people and units"),
            [
                _("Take a CSV or Excel file out of the HR system and upload it."),
                _("Tell which column is what. The page guesses first."),
                _("Read the preview: what is created, changed, ended or refused, and why."),
                _("Apply it. Everything is taken in, or nothing."),
            ],
            _("Personal identity codes and reasons of absence are refused and stored nowhere."),
        ),
        Section(*help_goals.HR),
        Section(
            _("The nightly file and the directory"),
            [
                _("The HR system's file can come every night. A letter tells what it did."),
                _("If it would end unusually many employments, nothing happens before you decide."),
                _("The city's directory makes and closes accounts. It never moves people."),
                _("An account that is nobody's is listed to you. It sees nothing."),
                _("A leaver's account closes by itself, and opens when the person returns."),
            ],
        ),
        Section(
            _("Write the lists of competences"),
            [
                _("Begin next year's draft from this year's. Only HR services see it."),
                _("Write the competences and the scale in three languages, with an example."),
                _("Give a unit or a profession a list of its own when it needs one."),
                _("Choose who rates before the conversation, and set the targets."),
                _("Publish the list with the decision that set it. Then it never changes."),
            ],
            _("Earlier ratings stay on the version they were given on."),
        ),
        Section(
            _("Change what is asked in the conversations"),
            [
                _("Make a draft of the published template, or of the model's own texts."),
                _("Write in three languages. Change the order with the buttons or by dragging."),
                _("Look at it as the employee, the supervisor and both in the talk see it."),
                _("Publish it. What is missing is listed with a link to the place."),
            ],
            _(
                "A published template never changes, and open rounds go on with theirs. Mark what "
                "concerns wellbeing: then the page tells the writers what does not belong there."
            ),
        ),
        Section(
            _("Open the year's conversations"),
            [
                _("Choose the template, the competences and by when the talks are held."),
                _("Look at who gets what. Settle the exceptions, or leave them to their rule."),
                _("Open the year. The work goes on even if you close the page."),
                _("Those who come or move later get theirs by themselves every night."),
                _("Leave somebody out with a reason. All three see it, and it can be taken back."),
                _("Open one conversation outside the round for example after a long leave."),
                _("Change a unit's group years on the page Who gets what, from a day on."),
            ],
            _("Never write why somebody is ill or away. The days are enough."),
        ),
        Section(
            _("Signatures: codes, paper and reopening"),
            [
                _("Give those without an account a code letter. It works once, for one talk."),
                _("Give it to the employee in an envelope, never to the supervisor."),
                _("Reopen a locked conversation only for a reason. Both parties see it."),
            ],
            _("The copy that was locked is kept. You never see the texts."),
        ),
        Section(
            _("Prepare a reorganisation"),
            [
                _("Give it a name and a day. Add the steps: first the units to be founded."),
                _("Look at what it does: who gets another supervisor, which plans change hands."),
                _("Let it take effect on its day. It happens by itself, wholly or not at all."),
                _("If the organisation changes so that it cannot be done, you get a letter."),
            ],
            _("Until its day you can take it back. A draft changes nothing and only HR sees it."),
        ),
        Section(
            _("Changes of supervisor, deputies and long leave"),
            [
                _("Open conversations move by themselves when the supervisor changes."),
                _("When nobody leads somebody, you get a task: name a supervisor."),
                _("Enter long leave by its days only. A reason is never entered."),
                _("When a supervisor is away without a deputy, you get a task: name one."),
            ],
        ),
        Section(
            _("Compile the plans"),
            [
                _("Put the areas' plans and the centralised plan into one package."),
                _("Ask the leadership groups for comments."),
                _("Take the package to a meeting of the cooperation committee."),
                _("Record the treatment, the confirmation and the employer's decision."),
            ],
        ),
        Section(
            _("Letters"),
            [
                _("Reminders leave a week before, on the day and a week after the deadline."),
                _("If we cannot know whether a letter left, you see it, and decide."),
            ],
        ),
        Section(
            _("Let go of what is due"),
            [
                _("Once a year, list what is due. Making the list erases nothing."),
                _(
                    "Another main user goes through the list and confirms it with the decision's "
                    "number."
                ),
                _(
                    "It is erased in the background. A destruction record and anonymous figures "
                    "stay."
                ),
                _(
                    "Leavers' conversations go by themselves in half a year, old letters and "
                    "drafts too."
                ),
            ],
            _("What is restricted waits until the restriction is lifted."),
        ),
    ],
)

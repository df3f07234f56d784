"""The words of the help pages: for each reader the things one does, in the order of the year."""

from django.utils.translation import gettext_lazy as _

from heinola_osaaminen import help_goals
from heinola_osaaminen.guides import Guide, Section
from heinola_osaaminen.help_hr import HR_GUIDE

SIGNING_NOTE = _(
    "A signature holds for exactly the text that was signed. If the text is changed before the "
    "conversation is locked, the signatures go and both sign again. The page says so."
)

EMPLOYEE = Guide(
    _("Help for employees"),
    _("Your home page tells what is asked of you, by when and how long it takes."),
    [
        Section(
            _("Prepare for the development conversation"),
            [
                _("Open the task on the home page. You see the themes and last year's texts."),
                _("Write your own thoughts. The text is saved as you write."),
                _("Rate your competences on the scale. The text of each level helps you choose."),
                _("Suggest goals and what you want to learn, and choose a way of learning."),
                _("Share your preparation when you are ready. Until then nobody else sees it."),
            ],
            _("You see your supervisor's preparation when your supervisor shares it."),
        ),
        Section(*help_goals.EMPLOYEE),
        Section(
            _("Talk and agree"),
            [
                _("You get an invitation with the time. You can add it to your calendar."),
                _("In the conversation you write together what you agree."),
                _("The whole conversation is on one page. Both can have it open at the same time."),
                _("What the other one writes and chooses comes to your page by itself."),
                _("You take over a sentence from beside with one click on it."),
                _("If you write the same text at once, you see both texts and choose."),
                _("You agree on the ratings and goals, and on what you need to learn."),
            ],
        ),
        Section(
            _("Sign"),
            [
                _("When your supervisor has marked the conversation as held, read the text."),
                _("Sign it, if it is as you agreed. If not, put the text right together."),
                _("You can sign with a remark or a differing view, in your own words."),
                _("You need not sign. Say so on the page: it is recorded and blocks nothing."),
                _("When both have signed, the conversation is locked. You can take it as a PDF."),
                _("After thirty days without signatures it is locked as not signed."),
                _("When it is locked, you can still add a remark."),
            ],
            SIGNING_NOTE,
        ),
        Section(
            _("Take part in your group's conversation"),
            [
                _("Your group talks about what it can do and what it needs to learn."),
                _("The group chooses whether thoughts are sent with names or without."),
                _("Send your thoughts by the day on the page. You may send several."),
                _("In the conversation you see by yourself what the leader writes."),
                _("Afterwards you find the summary on the same page."),
            ],
            _(
                "Without names the service does not keep who sent what or when. A colleague may "
                "still recognise your way of writing."
            ),
        ),
        Section(
            _("See your own competence"),
            [
                _("Open Competences and then Own competence. It is a picture and a table."),
                _("You see the agreed levels of each year and how far the target is."),
                _("Below the target you read what the next level looks like at work."),
            ],
            _("Only you see the page. Your supervisor sees the agreed levels in the team's table."),
        ),
        Section(
            _("Your own conversation or the group's"),
            [
                _("The page Who gets what says how your unit talks this year and next."),
                _("In a group year your own goals and levels stay in force, if the page says so."),
                _("If you have been left out this year, the reason stands on your page."),
                _("You can ask for a conversation of your own in the middle of a year."),
            ],
        ),
        Section(
            _("If your supervisor changes or you are away"),
            [
                _("An open conversation moves to the new supervisor. You get a letter."),
                _("The conversation's page says what the new supervisor sees."),
                _("A deputy acts only in what the supervisor has chosen, and the page says so."),
                _("While you are on long leave nothing is due. After it you have two weeks."),
            ],
        ),
        Section(
            _("Your own data"),
            [
                _("Open your own details and then your data. Order everything as one package."),
                _("The package is on the same page for a week. Only you can open it."),
                _("If something is wrong, ask for a correction. You get an answer in a month."),
                _("You can add a remark beside a conversation, also beside a signed one."),
                _("You can ask that the use of a conversation be restricted. Then only you read."),
            ],
        ),
        Section(
            _("If the connection breaks"),
            [
                _("Your text stays on this device and is saved when the connection returns."),
                _("If you were signed out while writing, sign in in a new tab. It is saved then."),
                _("It stays for seven days at most, and is removed when you sign out."),
            ],
        ),
    ],
)

SUPERVISOR = Guide(
    _("Help for supervisors"),
    _("You hold the conversations of your team and turn its needs into plan items."),
    [
        Section(
            _("Hold the conversations"),
            [
                _("Agree on a time. Both get an invitation for the calendar."),
                _("Prepare on the same themes. Share your preparation when you are ready."),
                _("Go through the themes together, one at a time, and write what you agree."),
                _("The whole conversation is on one page. Both can have it open at the same time."),
                _("What the other one writes and chooses comes to your page by itself."),
                _("The lines of the city and the service area stand where you plan ahead."),
                _("Agree on the ratings and goals, and record what needs to be learnt."),
                _("Mark the conversation as held. Sign it, and the employee signs it too."),
                _("If somebody does not sign, you can close the conversation without it."),
            ],
            SIGNING_NOTE,
        ),
        Section(*help_goals.SUPERVISOR),
        Section(
            _("When the employee has no account"),
            [
                _("HR services give the employee a signing code in a closed envelope."),
                _("The employee reads the text on your device and types the code. Look away."),
                _("Or print the text, have it signed, and record the day and the mark."),
            ],
        ),
        Section(
            _("Hold your group's conversation"),
            [
                _("Ask the group whether thoughts are sent with names or without. Write it down."),
                _("Without names you need at least five people besides yourself."),
                _(
                    "Begin the collection and set a time. The group gets a letter and an "
                    "invitation."
                ),
                _("End the collection. Everybody sees the thoughts at once, in random order."),
                _("Gather them under headings and write what the group agrees, as all see it."),
                _("Write down the focus areas, needs, goals, ways of sharing and who was there."),
                _("Close the conversation. The summary goes to the group, those above and HR."),
            ],
            _("Needs and goals take effect when you close. You can reopen with a reason."),
        ),
        Section(
            _("When two windows have the same text open"),
            [
                _("The second to save is shown both texts. Nothing is lost."),
                _("Compare them, take what you need, and save."),
            ],
        ),
        Section(
            _("Look at what the team can do"),
            [
                _("Open Team and look at the competence more closely: people by competences."),
                _("Sort by a name or a competence. Show only those who are below a target."),
                _("See where the team is strong and where one person alone holds a competence."),
                _("Begin an action of the training plan straight from a gap."),
                _("Print the page or take it as an Excel file. Each look is in the event log."),
            ],
        ),
        Section(
            _("From needs to plan items"),
            [
                _("Look at the needs of your team together."),
                _("Make plan items of them: topic, for whom, way of learning, cost and time."),
                _("Never write a person's name or anything that tells who is meant."),
                _("Submit the items to your area before the deadline."),
            ],
            _("If a text seems to name a person of your team, the form warns you. You decide."),
        ),
        Section(
            _("If you are away or your team changes"),
            [
                _("Open Team and then Deputies. Name a deputy for the days and rights you choose."),
                _("A deputy does what you have given the right to do, and no more."),
                _("The rights end by themselves. What the deputy does says for whom it was done."),
                _("When a team gets a new supervisor, open conversations move to that supervisor."),
                _("Share or delete the preparation you have not shared, in 14 days."),
                _("You see no more of conversations that moved. The new supervisor prepares anew."),
            ],
            _(
                "What was agreed about wellbeing or feedback stays with the employee and the one "
                "who was in the talk."
            ),
        ),
    ],
)

DIRECTOR = Guide(
    _("Help for area directors"),
    _("You gather your area's plan and answer the comments on it."),
    [
        Section(
            _("Decide in the leadership group"),
            [
                _("The strategic conversation has four points, each with its material beside."),
                _("HR services prepare the decisions. The chair or the secretary confirms them."),
                _("Lines, competences, ways of learning and the focus take effect at once."),
                _("Your area's leadership group sets the area's lines on the strategy page."),
                _("You see last year's competence results for the city and by area."),
            ],
            _("A correction is a new decision, until the year's conversations are opened."),
        ),
        Section(
            _("Gather the area's plan"),
            [
                _("The teams' items come to you. You see no conversations and no names."),
                _("Merge items that mean the same. Each still tells which items it came from."),
                _("Submit the plan by 30 September."),
            ],
        ),
        Section(
            _("Comments and treatment"),
            [
                _("The leadership groups comment. Answer, and correct the plan if needed."),
                _("HR takes the package to the cooperation committee."),
                _("A confirmed plan no longer changes. The PDF is the same as the page."),
            ],
        ),
        Section(
            _("What you see of the conversations"),
            [
                _("You see that they are being held: dates and stages."),
                _("You see competences and goals only as sums of enough people."),
            ],
        ),
    ],
)

COMMITTEE = Guide(
    _("Help for members of the cooperation committee"),
    _("You read the plans before the meeting and find the confirmed ones afterwards."),
    [
        Section(
            _("Before the meeting"),
            [
                _("Open “Plans to confirm” in the menu. The package is there as a page and a PDF."),
                _("The plans contain no names of employees. They tell what is to be learnt."),
            ],
        ),
        Section(
            _("In the meeting and after it"),
            [
                _("The treatment is recorded: unanimous, or with dissenting opinions."),
                _("When the plan has been confirmed, it no longer changes."),
                _("The confirmed PDF stays on the same page."),
            ],
            _(
                "The committee treats the plans under section 4 a of the act on cooperation in "
                "municipalities (449/2007). The decision is the employer's."
            ),
        ),
    ],
)

GUIDES: dict[str, Guide] = {
    "employee": EMPLOYEE,
    "supervisor": SUPERVISOR,
    "director": DIRECTOR,
    "hr": HR_GUIDE,
    "committee": COMMITTEE,
}

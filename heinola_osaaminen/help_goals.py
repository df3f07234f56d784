"""The words of the help pages on goals and needs: (title, steps, note) of a section each."""

from django.utils.translation import gettext_lazy as _

EMPLOYEE = (
    _("Goals through the year"),
    [
        _("Your goals are on the page My goals. The whole team's goals are there too."),
        _("Note now and then how a goal goes. Both of you see it, and it stays."),
        _("You can propose a goal at any time. It holds when the other one agrees."),
        _("In the next conversation an open goal goes on, or is dropped."),
    ],
    _("Signing asks for at least one goal, or a reason why there is none this year."),
)
SUPERVISOR = (
    _("Your team's goals"),
    [
        _("On the page of your team's goals you see how far each one is and who has none."),
        _("Note how a goal goes together with the employee, all year."),
        _("Set goals for the whole team. Everybody in it sees them."),
        _("Needs of your unit from groups, surveys and the law stand in your plan."),
    ],
)
HR = (
    _("Learning needs"),
    [
        _("Record what the law, a survey or you ask of a unit. Retire it when it is over."),
        _("When the conversations are over, close the collection. It is done only once."),
        _("The sums show no names and no words, and small groups are left out."),
    ],
)

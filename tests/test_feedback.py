"""Feedback on accessibility gets a receipt at once and an answer in two weeks (306/2019 10 §)."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from annual_clock.obligations import obligations_of
from audit.models import Event
from core.models import Letter
from core.policies import Refused, Stale
from privacy.feedback import services
from privacy.feedback.models import Feedback

pytestmark = pytest.mark.django_db
TEXT = "Valikko ei aukea näppäimistöllä"


def give(world: Any, who: str = "tiina", **more: Any) -> Feedback:
    data = {"person": getattr(world, who), "email": "", "language": "fi", "where": "Koti"}
    return services.receive(**{**data, "text": TEXT, **more})


def test_with_an_account_a_receipt_with_its_time_and_the_day_of_the_answer(world: Any) -> None:
    page = world.client("tiina").post(reverse("privacy:feedback"), {"text": TEXT}, follow=True)
    feedback = Feedback.objects.get()
    assert feedback.person == world.tiina
    assert feedback.due_on == world.today + timedelta(days=14)
    assert "Palautteesi on saapunut" in page.content.decode()
    assert "23.2." in page.content.decode()
    letter = Letter.objects.get()
    assert (letter.kind, letter.to) == ("feedback_receipt", "tiina.rautio@heinola.example")
    assert "9.2." in letter.text
    assert "23.2." in letter.text


def test_without_an_account_the_answer_goes_to_the_address_given(world: Any) -> None:
    """Whoever cannot sign in because of accessibility must be heard too."""
    client = Client()
    url = reverse("privacy:feedback")
    missing = client.post(url, {"text": TEXT})
    assert missing.status_code == 422
    assert TEXT in missing.content.decode()
    client.post(url, {"text": TEXT, "email": "matkailija@example.fi"})
    feedback = Feedback.objects.get()
    assert (feedback.person, feedback.email) == (None, "matkailija@example.fi")
    services.answer(user=world.user("jari"), feedback=feedback, text="Korjattu & kiitos")
    receipt, answer = Letter.objects.order_by("pk")
    assert receipt.to == answer.to == "matkailija@example.fi"
    assert TEXT not in receipt.text, "a form for strangers must not carry their words to others"
    assert "Korjattu & kiitos" in answer.text
    assert "Traficom" in answer.text


def test_a_receipt_is_the_senders_only(world: Any) -> None:
    give(world)
    for token in ("", "abc", str(Feedback.objects.get().uuid)):
        page = Client().get(reverse("privacy:feedback_received"), {"kuitti": token})
        assert page.status_code == 302


def test_hr_owes_the_answer_from_the_first_day(world: Any) -> None:
    feedback = give(world)
    for who in ("jari", "sanna"):
        owed = [o for o in obligations_of(world.user(who)).own if o.kind == "privacy.feedback"]
        assert [(o.subject, o.due) for o in owed] == [(feedback.uuid, feedback.due_on)]
        assert owed[0].remind
    kinds = {o.kind for o in obligations_of(world.user("tiina")).own}
    assert "privacy.feedback" not in kinds
    services.answer(user=world.user("sanna"), feedback=feedback, text="Korjattu.")
    owed = obligations_of(world.user("jari")).own
    assert "privacy.feedback" not in {o.kind for o in owed}


def test_two_weeks_more_once_and_the_sender_is_told(world: Any) -> None:
    feedback = give(world)
    services.extend(user=world.user("jari"), feedback=feedback)
    assert feedback.due_on == world.today + timedelta(days=28)
    assert "9.3." in Letter.objects.get(kind="feedback_extended").text
    with pytest.raises(Refused):
        services.extend(user=world.user("jari"), feedback=feedback)


def test_two_who_answer_at_once(world: Any) -> None:
    feedback = give(world)
    mine, theirs = (Feedback.objects.get(pk=feedback.pk) for _ in range(2))
    services.answer(user=world.user("jari"), feedback=mine, text="Ensimmäinen")
    with pytest.raises(Stale):
        services.answer(user=world.user("sanna"), feedback=theirs, text="Toinen")
    assert Feedback.objects.get().answer == "Ensimmäinen"
    assert Letter.objects.filter(kind="feedback_answer").count() == 1


def test_who_has_no_address_reads_the_answer_on_the_page(world: Any) -> None:
    feedback = give(world, "ritva")
    services.answer(user=world.user("jari"), feedback=feedback, text="Nyt se aukeaa.")
    page = world.client("ritva").get(reverse("privacy:feedback")).content.decode()
    assert TEXT in page
    assert "Nyt se aukeaa." in page
    assert TEXT not in world.client("tiina").get(reverse("privacy:feedback")).content.decode()


def test_reading_and_answering_stand_in_the_log(world: Any) -> None:
    feedback = give(world)
    client = world.client("jari")
    one = reverse("privacy:feedback_one", args=[feedback.uuid])
    client.get(one)
    client.post(one, {"answer": "Korjattu."})
    actions = Event.objects.filter(data_subject=world.tiina.uuid).values_list("action", flat=True)
    assert {"privacy.feedback_read", "privacy.feedback_answered"} <= set(actions)


def test_markup_stays_text(world: Any) -> None:
    give(world, text="<script>alert(1)</script>", where="<b>x</b>")
    one = reverse("privacy:feedback_one", args=[Feedback.objects.get().uuid])
    page = world.client("jari").get(one).content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;" in page


def test_an_enormous_text_is_explained(world: Any) -> None:
    page = world.client("tiina").post(reverse("privacy:feedback"), {"text": "x" * 6_000})
    assert page.status_code == 422
    assert not Feedback.objects.exists()


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_the_statement_has_what_the_act_asks(world: Any, language: str) -> None:
    """306/2019 9 §: what is not accessible and why, how else one gets it, whom to tell, and the
    supervisor."""
    client = Client()
    client.cookies["django_language"] = language
    page = client.get(reverse("accessibility")).content.decode()
    assert f'lang="{language}"' in page
    for words in ("306/2019", "WCAG", "Traficom", "saavutettavuusvaatimukset.fi"):
        assert words in page
    assert reverse("privacy:feedback") in page
    assert page.count("<li>") > 5


def test_the_list_costs_the_same_for_few_and_many(
    world: Any, django_assert_num_queries: Any
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client, url = world.client("jari"), reverse("privacy:feedback_all")
    give(world)
    client.get(url)
    with CaptureQueriesContext(connection) as few:
        client.get(url)
    for name in ("marko", "aino", "mervi", "leena"):
        give(world, name)
    with django_assert_num_queries(len(few)):
        client.get(url)

"""The demo's pages ask nobody to sign in; they exist only where DEMO is on."""

from types import SimpleNamespace

from core.models import Letter
from demo.people import uuid_for
from organization.models import Person
from tests.matrix import Row


def scene(world):
    tiina = uuid_for("person", "cast-tiina")
    Person.objects.filter(pk=world.tiina.pk).update(uuid=tiina)
    letter = Letter.objects.create(
        recipient=tiina,
        to="tiina.rautio@heinola.example",
        kind="reminder",
        subject_id=tiina,
        occasion="demo",
        language="fi",
        subject="Valmistaudu kehityskeskusteluun",
        text="Hei Tiina, keskustelusi on pian.",
        html="<p>Hei Tiina, keskustelusi on pian.</p>",
        calendar="BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n",
        calendar_method="REQUEST",
    )
    return SimpleNamespace(letter=letter)


def letter(world):
    return {"uuid": world.demo.letter.uuid}


ROWS = [
    Row(url="demo:cast", reads={"anonymous": "Tiina Rautio", "mervi": "Tiina"}, public=True),
    Row(
        url="demo:sign_in",
        method="post",
        data=lambda w: {"key": "tiina"},
        allowed=["anonymous", "mervi"],
        public=True,
        # Nobody of that name any more.
        wrong_state=lambda w: Person.objects.filter(pk=w.tiina.pk).update(user=None),
        wrong_status=404,
    ),
    Row(url="demo:day", reads={"anonymous": "9.2.2026", "jari": "9.2.2026"}, public=True),
    Row(
        url="demo:day",
        method="post",
        data=lambda w: {"day": "2026-09-30"},
        allowed=["anonymous", "jari"],
        status=(302,),
        public=True,
    ),
    Row(
        url="demo:letters",
        reads={"anonymous": "Valmistaudu kehityskeskusteluun", "tiina": "Valmistaudu"},
        public=True,
    ),
    Row(url="demo:letter", kwargs=letter, reads={"anonymous": "Hei Tiina"}, public=True),
    Row(url="demo:letter_html", kwargs=letter, reads={"anonymous": "Hei Tiina"}, public=True),
    Row(
        url="demo:letter_calendar",
        kwargs=letter,
        reads={"anonymous": "BEGIN:VCALENDAR"},
        public=True,
    ),
]

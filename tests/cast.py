"""The cast: a small Heinola with people that tests call by their names.

    def test_tiina_sees_her_own_talk(world):
        page = world.client("tiina").get(...)

The day is 9.2.2026 (`world.today`), a Monday in the window of development conversations; the
organisation stands from 1.1.2025 as the sources describe it (requirements 62, 63). What rests on
it is made when asked for: `world.content()` for templates, competences and the catalogue,
`world.scene("conversations")` for what tests/matrix/conversations.py prepares.
"""

import importlib
from datetime import date
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client

from accounts.models import User
from core import clock
from organization import closure
from organization.models import (
    Body,
    BodyMembership,
    Deputy,
    Employment,
    Leadership,
    Membership,
    Person,
    RoleGrant,
    SupervisorOverride,
    Unit,
    UnitPeriod,
)
from privacy.notices.models import NoticeRead
from privacy.notices.texts import VERSION

TODAY = date(2026, 2, 9)
START = date(2025, 1, 1)

# attribute: (name, kind, parent, leader, more of the period)
UNITS: dict[str, tuple[str, str, str | None, str | None, dict[str, Any]]] = {
    "city": ("Heinolan kaupunki", "city", None, "ilkka", {}),
    "shared_services": ("Yhteiset palvelut", "service_area", "city", "hanna", {}),
    "hr_services": ("Henkilöstöpalvelut", "responsibility_area", "shared_services", "jari", {}),
    "digital": (
        "Tietohallinto- ja digipalvelut",
        "responsibility_area",
        "shared_services",
        None,
        {},
    ),
    "wellbeing": ("Hyvinvointipalvelut", "service_area", "city", "pekka", {}),
    "early_education": ("Varhaiskasvatus", "responsibility_area", "wellbeing", "riikka", {}),
    # Staff talk as a group in odd years, so in 2026 one by one.
    "daycare": (
        "Päiväkoti Kielo",
        "team",
        "early_education",
        "leena",
        {"clock_variant": "education", "group_years": "odd"},
    ),
    # Staff talk as a group in even years, so in 2026 nobody but the head has a talk of one's own.
    "daycare_even": (
        "Päiväkoti Tähti",
        "team",
        "early_education",
        "johanna",
        {"clock_variant": "education", "group_years": "even"},
    ),
    "library": ("Kirjasto", "team", "wellbeing", None, {}),
    "environment": ("Kaupunkiympäristö", "service_area", "city", "outi", {}),
    "food_and_cleaning": (
        "Ruoka- ja siivouspalvelut",
        "responsibility_area",
        "environment",
        "kari",
        {},
    ),
    "cleaning": ("Siivouspalvelut", "team", "food_and_cleaning", "mervi", {}),
    "kitchens": ("Ruokapalvelut", "team", "food_and_cleaning", "heidi", {}),
    "engineering": ("Kuntatekniikka", "responsibility_area", "environment", "antti", {}),
}

# attribute: (first name, last name, unit, job title, kind of account)
# "account": e-mail and account; "none": neither; "no email": an account without an address
PEOPLE: dict[str, tuple[str, str, str | None, str, str]] = {
    "ilkka": ("Ilkka", "Saarinen", "city", "kaupunginjohtaja", "account"),
    "elected": ("Matti", "Honkanen", None, "", "account"),
    "hanna": ("Hanna", "Ekström", "shared_services", "hallinto- ja kehitysjohtaja", "account"),
    "jari": ("Jari", "Niemelä", "hr_services", "henkilöstöpäällikkö", "account"),
    "sanna": ("Sanna", "Virtanen", "hr_services", "henkilöstöasiantuntija", "account"),
    "secretary": ("Pirjo", "Laine", "hr_services", "hallintosihteeri", "account"),
    "veera": ("Veera", "Tamm", "digital", "järjestelmäasiantuntija", "account"),
    "kaisa": ("Kaisa", "Salonen", "digital", "tietosuojavastaava", "account"),
    "pekka": ("Pekka", "Hyvönen", "wellbeing", "palvelualuejohtaja", "account"),
    "riikka": ("Riikka", "Hakala", "early_education", "varhaiskasvatuspäällikkö", "account"),
    "leena": ("Leena", "Palonen", "daycare", "päiväkodin johtaja", "account"),
    "aino": ("Aino", "Korpela", "daycare", "varhaiskasvatuksen opettaja", "account"),
    "emmi": ("Emmi", "Sjöberg", "daycare", "varhaiskasvatuksen lastenhoitaja", "account"),
    "johanna": ("Johanna", "Mäkinen", "daycare_even", "päiväkodin johtaja", "account"),
    "noora": ("Noora", "Heikkilä", "daycare_even", "varhaiskasvatuksen opettaja", "account"),
    "lauri": ("Lauri", "Kettunen", "library", "kirjastovirkailija", "account"),
    "outi": ("Outi", "Lehtovaara", "environment", "palvelualuejohtaja", "account"),
    "kari": (
        "Kari",
        "Lindholm",
        "food_and_cleaning",
        "ruoka- ja siivouspalvelupäällikkö",
        "account",
    ),
    "mervi": ("Mervi", "Aaltonen", "cleaning", "siivoustyönohjaaja", "account"),
    "tiina": ("Tiina", "Rautio", "cleaning", "laitoshuoltaja", "account"),
    "marko": ("Marko", "Seppä", "cleaning", "laitoshuoltaja", "account"),
    "ritva": ("Ritva", "Lahti", "cleaning", "laitoshuoltaja", "no email"),
    "sirpa": ("Sirpa", "Kallio", "cleaning", "laitoshuoltaja", "none"),
    "heidi": ("Heidi", "Koivisto", "kitchens", "ruokapalveluesimies", "account"),
    "anneli": ("Anneli", "Koski", "kitchens", "kokki", "account"),
    "antti": ("Antti", "Salo", "engineering", "kuntatekniikan päällikkö", "account"),
    "timo": ("Timo", "Rinne", "engineering", "kunnossapitotyöntekijä", "account"),
    "juha": ("Juha", "Ojala", "engineering", "kunnossapitotyöntekijä", "account"),
}

ROLES = {
    "jari": "hr_main",
    "sanna": "hr_planner",
    "veera": "system_admin",
    "kaisa": "data_protection",
}

# attribute: (name, kind, unit, [(person, role, side)])
BODIES: dict[str, tuple[str, str, str, list[tuple[str, str, str]]]] = {
    "city_leadership": (
        "Kaupunginjohtajan johtoryhmä",
        "city_leadership",
        "city",
        [
            ("ilkka", "chair", ""),
            ("jari", "secretary", ""),
            ("hanna", "member", ""),
            ("pekka", "member", ""),
            ("outi", "member", ""),
        ],
    ),
    "shared_leadership": (
        "Yhteisten palvelujen johtoryhmä",
        "area_leadership",
        "shared_services",
        [("hanna", "chair", ""), ("jari", "member", "")],
    ),
    "wellbeing_leadership": (
        "Hyvinvointipalvelujen johtoryhmä",
        "area_leadership",
        "wellbeing",
        [("pekka", "chair", ""), ("riikka", "member", "")],
    ),
    "environment_leadership": (
        "Kaupunkiympäristön johtoryhmä",
        "area_leadership",
        "environment",
        [("outi", "chair", ""), ("kari", "member", ""), ("antti", "member", "")],
    ),
    "committee": (
        "YT-neuvottelukunta",
        "cooperation",
        "city",
        [
            ("hanna", "chair", "employer"),
            ("secretary", "secretary", ""),
            ("outi", "member", "employer"),
            ("anneli", "member", "personnel"),
            ("timo", "member", "personnel"),
            ("juha", "deputy_member", "personnel"),
        ],
    ),
}


def as_with_second_factor(client: Client) -> None:
    """What HR's tasks demand; tests/test_second_factor.py shows what happens without."""
    session = client.session
    session["second_factor"] = True
    session.save()


class World:
    """The small Heinola. Units, people and bodies are attributes: `world.cleaning`, `world.tiina`,
    `world.committee`; `world.chair` is the committee's chair (Hanna Ekström, employer)."""

    today = TODAY
    start = START

    def __init__(self) -> None:
        clock.move_to(TODAY)
        self._units()
        self._people()
        self._bodies()
        closure.rebuild()
        # A test of the privacy notice takes this away.
        NoticeRead.objects.bulk_create(
            NoticeRead(person=getattr(self, name), version=VERSION) for name in PEOPLE
        )
        self._content: SimpleNamespace | None = None

    # Accounts

    def user(self, name: str) -> Any:
        """The account of a member of the cast; "anonymous": nobody, "no_person": an account that
        belongs to no person, "left": one whose employment has ended (both made when asked for)."""
        if name == "anonymous":
            return AnonymousUser()
        if name == "no_person":
            return self._account_without_person()
        if name == "left" and "left" not in self.__dict__:
            self._leaver()
        # Fresh, so that nothing remembered on the object outlives a change in a test.
        return User.objects.get(person=getattr(self, name))

    def _account_without_person(self) -> User:
        user, _ = User.objects.get_or_create(
            email="tunnus@heinola.example", defaults={"password": "!" + uuid4().hex}
        )
        return user

    def _leaver(self) -> None:
        """Olli Kari cleaned until the end of January; the account has not been closed yet."""
        user = User.objects.create_user("olli.kari@heinola.example")
        self.left = Person.objects.create(
            employee_number="10900", first_name="Olli", last_name="Kari", user=user
        )
        employment = Employment.objects.create(
            person=self.left, contract="permanent", starts_on=START, ends_on=date(2026, 2, 1)
        )
        Membership.objects.create(
            employment=employment,
            unit=self.cleaning,
            job_title="laitoshuoltaja",
            valid_from=START,
            valid_until=date(2026, 2, 1),
        )
        NoticeRead.objects.create(person=self.left, version=VERSION)
        closure.rebuild_reporting_lines([employment.pk])

    def client(self, name: str) -> Client:
        """A browser signed in as a member of the cast ("anonymous": not signed in)."""
        client = Client()
        if name != "anonymous":
            client.force_login(self.user(name))
            as_with_second_factor(client)
        return client

    def employment(self, name: str) -> Employment:
        return Employment.objects.get(person=getattr(self, name))

    def move_to(self, day: date) -> None:
        """Make `day` today."""
        clock.move_to(day)
        self.today = day

    # What rests on the organisation

    def content(self) -> SimpleNamespace:
        """This year's published competences, 70-20-10 catalogue and conversation template:
        `.staff`, `.supervisors`, `.catalogue`, `.template`."""
        if self._content is None:
            from competencies.defaults import ensure_defaults
            from competencies.models import Catalogue, Framework
            from conversations.defaults import ensure_template

            year = TODAY.year
            ensure_defaults(year)
            self._content = SimpleNamespace(
                staff=Framework.objects.get(audience="all_staff", year=year),
                supervisors=Framework.objects.get(audience="supervisors", year=year),
                catalogue=Catalogue.objects.get(year=year),
                template=ensure_template(),
            )
        return self._content

    def scene(self, app: str) -> Any:
        """What tests/matrix/<app>.py prepares, made once; afterwards also `world.<app>`."""
        if app not in self.__dict__:
            module = importlib.import_module(f"tests.matrix.{app}")
            setattr(self, app, module.scene(self))
        return getattr(self, app)

    # Building

    def _units(self) -> None:
        units = Unit.objects.bulk_create(
            [Unit(code=name.upper()) for name in UNITS], batch_size=500
        )
        for name, unit in zip(UNITS, units, strict=True):
            setattr(self, name, unit)
        UnitPeriod.objects.bulk_create(
            UnitPeriod(
                unit=getattr(self, key),
                name={"fi": name},
                kind=kind,
                parent=getattr(self, parent) if parent else None,
                valid_from=START,
                **more,
            )
            for key, (name, kind, parent, _, more) in UNITS.items()
        )

    def _people(self) -> None:
        accounts = {}
        for name, (first, last, _, _, kind) in PEOPLE.items():
            address = f"{first}.{last}@heinola.example".lower().translate(_ASCII)
            if kind != "none":
                accounts[name] = User(
                    email=address if kind == "account" else None, password="!" + uuid4().hex
                )
        User.objects.bulk_create(accounts.values())
        people = Person.objects.bulk_create(
            Person(
                employee_number=f"{10_000 + number}",
                first_name=first,
                last_name=last,
                user=accounts.get(name),
                email=accounts[name].email if name in accounts else None,
            )
            for number, (name, (first, last, *_)) in enumerate(PEOPLE.items())
        )
        for name, person in zip(PEOPLE, people, strict=True):
            setattr(self, name, person)
        employed = [name for name, row in PEOPLE.items() if row[2]]
        employments = Employment.objects.bulk_create(
            Employment(
                person=getattr(self, name),
                external_id=f"P{getattr(self, name).employee_number}",
                contract="permanent",
                starts_on=START,
            )
            for name in employed
        )
        Membership.objects.bulk_create(
            Membership(
                employment=employment,
                unit=getattr(self, str(PEOPLE[name][2])),
                job_title=PEOPLE[name][3],
                valid_from=START,
            )
            for name, employment in zip(employed, employments, strict=True)
        )
        Leadership.objects.bulk_create(
            Leadership(unit=getattr(self, key), person=getattr(self, leader), valid_from=START)
            for key, (_, _, _, leader, _) in UNITS.items()
            if leader
        )
        # The city manager's own talk is held by an elected chair, who is no employee.
        SupervisorOverride.objects.create(
            employment=employments[employed.index("ilkka")],
            supervisor=self.elected,  # type: ignore[attr-defined]
            valid_from=START,
        )
        RoleGrant.objects.bulk_create(
            RoleGrant(person=getattr(self, name), role=role, valid_from=START)
            for name, role in ROLES.items()
        )

    def _bodies(self) -> None:
        for key, (name, kind, unit, seats) in BODIES.items():
            body = Body.objects.create(kind=kind, unit=getattr(self, unit), name={"fi": name})
            setattr(self, key, body)
            BodyMembership.objects.bulk_create(
                BodyMembership(
                    body=body, person=getattr(self, person), role=role, side=side, valid_from=START
                )
                for person, role, side in seats
            )
        self.chair = self.hanna  # type: ignore[attr-defined]

    def deputise(self, deputy: str, supervisor: str, *rights: str) -> Deputy:
        """Let one stand in for another from today: prepare, hold, see_history, sign, plan."""
        return Deputy.objects.create(
            deputy=getattr(self, deputy),
            supervisor=getattr(self, supervisor),
            valid_from=self.today,
            **{f"may_{right}": True for right in rights},
        )

    def __getattr__(self, name: str) -> Any:
        raise AttributeError(f"The cast has no {name}: see tests/cast.py")


_ASCII = str.maketrans("åäö", "aao")


@pytest.fixture
def world(db: None) -> World:
    return World()

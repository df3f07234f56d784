"""Objects of the organisation for tests that need more, or other, than the cast (tests/cast.py).

Each factory makes one valid thing with as little around it as it can stand on. Derived tables are
not touched: call `organization.closure.rebuild()` after the last row.
"""

from datetime import date
from typing import Any

import factory
from factory.django import DjangoModelFactory

from accounts.models import User
from organization.models import (
    Body,
    BodyKind,
    BodyMembership,
    Deputy,
    Employment,
    Leadership,
    Membership,
    Person,
    RoleGrant,
    SupervisorOverride,
    Unit,
    UnitKind,
    UnitPeriod,
)

START = date(2025, 1, 1)


class UserFactory(DjangoModelFactory):
    class Meta:
        model = User

    email = factory.Sequence(lambda n: f"user{n}@heinola.example")
    password = "!"


class UnitFactory(DjangoModelFactory):
    """A unit with one period. `UnitFactory(name="Kirjasto", parent=area, kind="team")`."""

    class Meta:
        model = Unit

    class Params:
        name = factory.Sequence(lambda n: f"Yksikkö {n}")
        parent = None
        kind = factory.LazyAttribute(
            lambda o: UnitKind.TEAM if o.parent is not None else UnitKind.CITY
        )
        valid_from = START
        valid_until = None
        clock_variant = "general"
        group_years = "never"

    code = factory.Sequence(lambda n: f"T{n:05}")

    @classmethod
    def _generate(cls, strategy: str, params: dict[str, Any]) -> Any:
        period = {
            name: params.pop(name)
            for name in list(params)
            if name in {"name", "parent", "kind", "valid_from", "valid_until"}
            or name in {"clock_variant", "group_years"}
        }
        unit = super()._generate(strategy, params)
        if strategy == "create":
            UnitPeriodFactory(unit=unit, **period)
        return unit


class UnitPeriodFactory(DjangoModelFactory):
    class Meta:
        model = UnitPeriod

    unit = factory.SubFactory(UnitFactory)
    name = factory.Sequence(lambda n: f"Yksikkö {n}")
    parent = None
    kind = factory.LazyAttribute(lambda o: UnitKind.TEAM if o.parent is not None else UnitKind.CITY)
    valid_from = START


class PersonFactory(DjangoModelFactory):
    """A person without an account; `PersonFactory(account=True)` gives one."""

    class Meta:
        model = Person

    class Params:
        account = factory.Trait(
            user=factory.SubFactory(UserFactory, email=factory.SelfAttribute("..email"))
        )

    employee_number = factory.Sequence(lambda n: f"N{n:05}")
    first_name = factory.Sequence(lambda n: f"Etunimi{n}")
    last_name = factory.Sequence(lambda n: f"Sukunimi{n}")
    email = factory.Sequence(lambda n: f"person{n}@heinola.example")


class EmploymentFactory(DjangoModelFactory):
    """An employment; with `unit=` a member of it for the whole of the employment."""

    class Meta:
        model = Employment
        skip_postgeneration_save = True

    person = factory.SubFactory(PersonFactory)
    external_id = factory.Sequence(lambda n: f"P{n:05}")
    contract = Employment.Contract.PERMANENT
    starts_on = START

    @factory.post_generation
    def unit(self, create: bool, unit: Unit | None, **extra: Any) -> None:
        if create and unit is not None:
            MembershipFactory(
                employment=self,
                unit=unit,
                valid_from=self.starts_on,
                valid_until=self.ends_on,
                **extra,
            )


class MembershipFactory(DjangoModelFactory):
    class Meta:
        model = Membership

    employment = factory.SubFactory(EmploymentFactory)
    unit = factory.SubFactory(UnitFactory)
    job_title = "asiantuntija"
    valid_from = START


class LeadershipFactory(DjangoModelFactory):
    class Meta:
        model = Leadership

    unit = factory.SubFactory(UnitFactory)
    person = factory.SubFactory(PersonFactory)
    valid_from = START


class SupervisorOverrideFactory(DjangoModelFactory):
    class Meta:
        model = SupervisorOverride

    employment = factory.SubFactory(EmploymentFactory)
    supervisor = factory.SubFactory(PersonFactory)
    valid_from = START


class DeputyFactory(DjangoModelFactory):
    class Meta:
        model = Deputy

    supervisor = factory.SubFactory(PersonFactory)
    deputy = factory.SubFactory(PersonFactory)
    valid_from = START


class RoleGrantFactory(DjangoModelFactory):
    class Meta:
        model = RoleGrant

    person = factory.SubFactory(PersonFactory)
    role = RoleGrant.Role.HR_MAIN
    valid_from = START


class BodyFactory(DjangoModelFactory):
    class Meta:
        model = Body

    kind = BodyKind.COOPERATION
    unit = factory.SubFactory(UnitFactory)
    name = "YT-neuvottelukunta"


class BodyMembershipFactory(DjangoModelFactory):
    class Meta:
        model = BodyMembership

    body = factory.SubFactory(BodyFactory)
    person = factory.SubFactory(PersonFactory)
    valid_from = START

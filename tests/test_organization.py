"""The organisation on a day: who leads whom, what stands under what, who may do what."""

from datetime import date, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import RequestFactory
from django.utils.functional import SimpleLazyObject

from organization import selectors, services
from organization.models import (
    BodyMembership,
    Employment,
    Leadership,
    Membership,
    Person,
    ReportingLine,
    RoleGrant,
    SupervisorOverride,
    Unit,
    UnitPeriod,
)
from organization.policies import can_see_organisation
from tests.factories import EmploymentFactory, UserFactory

SPRING = date(2026, 3, 1)
DAY = timedelta(days=1)


def boss(world, name, day=None):
    return selectors.supervisor_of(world.employment(name), day or world.today)


# ---------------------------------------------------------------------------- the picture of a day


@pytest.mark.requirement(62, 63)
def test_the_cast_stands_where_it_should(world):
    assert boss(world, "tiina") == world.mervi
    assert boss(world, "aino") == world.leena
    # Nobody leads the library itself: its people have the director.
    assert boss(world, "lauri") == world.pekka


def test_a_leaders_own_supervisor_is_the_nearest_other_leader_above(world):
    assert boss(world, "mervi") == world.kari
    assert boss(world, "kari") == world.outi
    assert boss(world, "outi") == world.ilkka


def test_the_city_managers_talk_is_held_by_an_elected_chair_who_is_no_employee(world):
    assert boss(world, "ilkka") == world.elected
    assert not Employment.objects.filter(person=world.elected).exists()
    assert list(selectors.led_employments(world.elected, world.today)) == [
        world.employment("ilkka")
    ]


def test_nobody_above_means_no_supervisor(world):
    services.end_leadership(unit=world.city, day=SPRING)
    assert boss(world, "outi", SPRING - DAY) == world.ilkka
    assert boss(world, "outi", SPRING) is None


def test_a_leader_who_is_a_member_of_a_team_below_is_not_led_by_ones_own_subordinate(world):
    services.move(employment=world.employment("kari"), unit=world.cleaning, valid_from=SPRING)
    assert boss(world, "kari", SPRING) == world.outi
    assert boss(world, "mervi", SPRING) == world.kari


def test_who_leads_two_levels_is_led_from_above_both(world):
    services.appoint_leader(unit=world.cleaning, person=world.kari, valid_from=SPRING)
    assert boss(world, "tiina", SPRING) == world.kari
    assert boss(world, "kari", SPRING) == world.outi
    # Mervi stays in the team and leads nobody.
    assert boss(world, "mervi", SPRING) == world.kari
    assert not selectors.leads_people(world.mervi, SPRING)


def test_each_employment_of_a_person_has_its_own_supervisor(world):
    second = services.employ(
        person=world.tiina,
        unit=world.kitchens,
        job_title="ruokapalvelutyöntekijä",
        starts_on=SPRING,
        percent=40,
    )
    assert selectors.supervisor_of(second, SPRING) == world.heidi
    first = Employment.objects.get(person=world.tiina, starts_on=world.start)
    assert selectors.supervisor_of(first, SPRING) == world.mervi


def test_who_led_in_the_past_is_one_question(world):
    services.appoint_leader(unit=world.cleaning, person=world.marko, valid_from=SPRING)
    assert boss(world, "tiina", SPRING - DAY) == world.mervi
    assert boss(world, "tiina", SPRING) == world.marko
    assert boss(world, "marko", SPRING - DAY) == world.mervi
    assert boss(world, "marko", SPRING) == world.kari


@pytest.mark.requirement(62)
def test_what_stands_under_what_is_asked_by_day(world):
    services.change_unit(unit=world.kitchens, valid_from=SPRING, parent=world.engineering)

    def below(unit, day):
        return set(selectors.units_below(unit, day))

    assert below(world.food_and_cleaning, SPRING - DAY) == {
        world.food_and_cleaning,
        world.cleaning,
        world.kitchens,
    }
    assert below(world.engineering, SPRING) == {world.engineering, world.kitchens}
    assert boss(world, "anneli", SPRING - DAY) == world.heidi
    assert boss(world, "heidi", SPRING) == world.antti
    assert selectors.above_of_kind(world.kitchens, "service_area", SPRING) == world.environment
    assert set(selectors.units_above(world.cleaning, SPRING)) == {
        world.cleaning,
        world.food_and_cleaning,
        world.environment,
        world.city,
    }


def test_a_unit_keeps_its_names_by_day(world):
    services.change_unit(unit=world.cleaning, valid_from=SPRING, name={"fi": "Puhtauspalvelut"})
    assert str(selectors.unit_name(world.cleaning, SPRING - DAY)) == "Siivouspalvelut"
    assert str(selectors.unit_name(world.cleaning, SPRING)) == "Puhtauspalvelut"
    assert selectors.period_of(world.cleaning, SPRING).parent == world.food_and_cleaning
    assert boss(world, "tiina", SPRING) == world.mervi


def test_a_directors_line_is_everything_below_the_units_led(world):
    line = set(selectors.units_in_line_of(world.outi, world.today))
    assert line == {
        world.environment,
        world.food_and_cleaning,
        world.cleaning,
        world.kitchens,
        world.engineering,
    }
    assert selectors.units_in_line_of(world.tiina, world.today).count() == 0


def test_an_end_is_the_first_day_that_no_longer_holds(world):
    tiina = world.employment("tiina")
    services.end_employment(employment=tiina, day=SPRING)
    assert tiina in selectors.employed_on(SPRING - DAY)
    assert tiina not in selectors.employed_on(SPRING)
    assert boss(world, "tiina", SPRING - DAY) == world.mervi
    assert boss(world, "tiina", SPRING) is None
    assert tiina not in selectors.led_employments(world.mervi, SPRING)


@pytest.mark.requirement(22, 23)
def test_day_care_centres_follow_the_education_clock_with_a_parity_each(world):
    odd = selectors.period_of(world.daycare, world.today)
    even = selectors.period_of(world.daycare_even, world.today)
    assert (odd.clock_variant, odd.group_years) == ("education", "odd")
    assert (even.clock_variant, even.group_years) == ("education", "even")
    assert selectors.period_of(world.cleaning, world.today).group_years == "never"


# ---------------------------------------------------------------------------- verbs


def test_naming_a_supervisor_goes_before_the_tree_for_its_time(world):
    tiina = world.employment("tiina")
    services.name_supervisor(
        employment=tiina, supervisor=world.heidi, valid_from=SPRING, valid_until=SPRING + 31 * DAY
    )
    assert boss(world, "tiina", SPRING - DAY) == world.mervi
    assert boss(world, "tiina", SPRING) == world.heidi
    assert boss(world, "tiina", SPRING + 31 * DAY) == world.mervi


def test_a_change_leaves_a_later_change_standing(world):
    services.appoint_leader(unit=world.cleaning, person=world.marko, valid_from=SPRING)
    earlier = SPRING - 10 * DAY
    services.appoint_leader(unit=world.cleaning, person=world.heidi, valid_from=earlier)
    assert boss(world, "tiina", earlier - DAY) == world.mervi
    assert boss(world, "tiina", earlier) == world.heidi
    assert boss(world, "tiina", SPRING) == world.marko


def test_the_same_change_twice_is_one_row(world):
    for _ in range(2):
        services.appoint_leader(unit=world.cleaning, person=world.marko, valid_from=SPRING)
        services.grant_role(person=world.tiina, role="hr_planner", valid_from=SPRING)
    assert Leadership.objects.filter(unit=world.cleaning).count() == 2
    assert RoleGrant.objects.filter(person=world.tiina).count() == 1


def test_a_change_rewrites_the_lines_of_those_below_only(world):
    far = ReportingLine.objects.get(employment=world.employment("aino")).pk
    services.appoint_leader(unit=world.food_and_cleaning, person=world.heidi, valid_from=SPRING)
    assert ReportingLine.objects.get(employment=world.employment("aino")).pk == far
    assert boss(world, "mervi", SPRING) == world.heidi


def test_a_new_unit_is_below_its_parent_at_once(world):
    unit = services.create_unit(
        name="Uusi keittiö", kind="team", parent=world.food_and_cleaning, valid_from=SPRING
    )
    assert unit in selectors.units_below(world.environment, SPRING)
    assert unit not in selectors.units_below(world.environment, SPRING - DAY)
    new = services.employ(
        person=world.sirpa, unit=unit, job_title="kokki", starts_on=SPRING, contract="fixed_term"
    )
    assert selectors.supervisor_of(new, SPRING) == world.kari


def test_a_unit_cannot_stand_below_itself(world):
    with pytest.raises(ValidationError, match="alapuolella|below itself"):
        services.change_unit(
            unit=world.environment, valid_from=SPRING, parent=world.cleaning, kind="team"
        )


def test_a_unit_with_people_is_not_closed(world):
    with pytest.raises(ValidationError):
        services.end_unit(unit=world.cleaning, day=SPRING)
    with pytest.raises(ValidationError):
        services.end_unit(unit=world.food_and_cleaning, day=SPRING)
    services.move(employment=world.employment("lauri"), unit=world.wellbeing, valid_from=SPRING)
    services.end_unit(unit=world.library, day=SPRING)
    assert world.library not in selectors.units_below(world.city, SPRING)
    assert world.library in selectors.units_below(world.city, SPRING - DAY)


def test_nobody_enters_a_unit_that_does_not_stand(world):
    with pytest.raises(ValidationError):
        services.employ(
            person=world.sirpa,
            unit=world.cleaning,
            job_title="x",
            starts_on=world.start - DAY,
        )
    assert Employment.objects.filter(person=world.sirpa).count() == 1


def test_deputies_have_only_the_rights_they_were_given(world):
    services.name_deputy(
        supervisor=world.mervi,
        deputy=world.marko,
        rights=["prepare", "hold"],
        valid_from=SPRING,
        valid_until=SPRING + 30 * DAY,
    )
    assert list(selectors.principals_of(world.marko, "hold", SPRING)) == [world.mervi]
    assert not selectors.principals_of(world.marko, "sign", SPRING)
    assert not selectors.principals_of(world.marko, "hold", SPRING + 30 * DAY)
    with pytest.raises(ValidationError):
        services.name_deputy(
            supervisor=world.mervi, deputy=world.mervi, rights=["hold"], valid_from=SPRING
        )


@pytest.mark.requirement(49)
def test_seats_hold_over_a_term(world):
    end = date(2029, 1, 1)
    services.seat_in_body(
        body=world.committee,
        person=world.tiina,
        valid_from=SPRING,
        valid_until=end,
        side=BodyMembership.Side.PERSONNEL,
    )
    assert not selectors.in_body(world.tiina, "cooperation", SPRING - DAY)
    assert selectors.in_body(world.tiina, "cooperation", SPRING)
    assert not selectors.in_body(world.tiina, "cooperation", end)
    services.leave_body(body=world.committee, person=world.tiina, day=SPRING + DAY)
    assert not selectors.in_body(world.tiina, "cooperation", SPRING + DAY)


def test_roles_hold_over_an_interval(world):
    assert selectors.is_hr(world.user("jari"))
    assert selectors.is_hr(world.user("sanna"))
    assert not selectors.is_hr(world.user("veera"))
    services.revoke_role(person=world.sanna, role="hr_planner", day=world.today)
    assert not selectors.is_hr(world.user("sanna"))
    assert selectors.roles_of(world.user("sanna"), world.today - DAY) == {"hr_planner"}


# ---------------------------------------------------------------------------- the database says no


def overlapping(world):
    rows = {
        "unit period": UnitPeriod(unit=world.cleaning, name="x", kind="team", parent=world.city),
        "membership": Membership(
            employment=world.employment("tiina"), unit=world.kitchens, job_title="x"
        ),
        "leadership": Leadership(unit=world.cleaning, person=world.marko),
        "override": SupervisorOverride(employment=world.employment("ilkka"), supervisor=world.outi),
        "line": ReportingLine(employment=world.employment("tiina"), supervisor=world.kari),
        "seat": BodyMembership(body=world.committee, person=world.timo),
        "role": RoleGrant(person=world.jari, role="hr_main"),
    }
    return rows


KINDS = ["unit period", "membership", "leadership", "override", "line", "seat", "role"]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    ("start", "end"),
    [
        (date(2026, 1, 1), None),
        (date(2026, 1, 1), date(2026, 1, 2)),
        (date(2024, 12, 1), date(2025, 1, 2)),
        (date(2024, 12, 1), None),
    ],
)
def test_overlapping_rows_are_refused(world, kind, start, end):
    row = overlapping(world)[kind]
    row.valid_from, row.valid_until = start, end
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()


@pytest.mark.parametrize("kind", KINDS)
def test_rows_may_touch(world, kind):
    row = overlapping(world)[kind]
    row.valid_from, row.valid_until = date(2024, 1, 1), world.start
    row.save()


def test_stretching_a_row_over_another_is_refused_too(world):
    services.appoint_leader(unit=world.cleaning, person=world.marko, valid_from=SPRING)
    first = Leadership.objects.get(unit=world.cleaning, person=world.mervi)
    with pytest.raises(IntegrityError), transaction.atomic():
        Leadership.objects.filter(pk=first.pk).update(valid_until=None)


def test_an_interval_must_have_a_day(world):
    with pytest.raises(IntegrityError), transaction.atomic():
        RoleGrant.objects.create(
            person=world.tiina, role="hr_main", valid_from=SPRING, valid_until=SPRING
        )
    with pytest.raises(IntegrityError), transaction.atomic():
        EmploymentFactory(starts_on=SPRING, ends_on=SPRING)
    with pytest.raises(IntegrityError), transaction.atomic():
        EmploymentFactory(percent=0)


# ---------------------------------------------------------------------------- who reads


def test_a_supervisor_sees_the_people_led_and_oneself(world):
    seen = set(Person.objects.visible_to(world.user("mervi")))
    assert seen == {world.mervi, world.tiina, world.marko, world.ritva, world.sirpa}
    assert set(Person.objects.visible_to(world.user("tiina"))) == {world.tiina}
    assert not Employment.objects.visible_to(world.user("leena")).filter(person=world.tiina)
    everyone = Person.objects.count()
    assert Person.objects.visible_to(world.user("jari")).count() == everyone


def test_an_account_without_a_person_sees_nothing(world):
    for user in (AnonymousUser(), UserFactory(is_superuser=True)):
        assert not Person.objects.visible_to(user)
        assert not Employment.objects.visible_to(user)
        assert not Unit.objects.visible_to(user)
        assert not can_see_organisation(user)


def test_who_one_is_is_asked_once_a_request(world, django_assert_num_queries):
    request = RequestFactory().get("/")
    request.user = SimpleLazyObject(lambda: world.user("jari"))
    assert request.user.is_authenticated
    with django_assert_num_queries(2 + 1):  # the demo's day, the person, the roles
        for _ in range(3):
            assert selectors.person_of(request.user) == world.jari
            assert selectors.roles_of(request.user, world.today) == {"hr_main"}
        assert selectors.is_hr(request.user)

"""Matching an outside word to a person: by number, or by an address that is one person's only."""

import pytest

from organization.matching import match_person
from organization.models import Person

pytestmark = pytest.mark.django_db


def test_the_number_says_who_it_is(world) -> None:
    number = world.tiina.employee_number
    assert match_person(employee_number=f" {number} ") == world.tiina
    # Whatever the address says.
    assert match_person(number, world.marko.email, email_verified=True) == world.tiina
    assert match_person(employee_number="99999") is None
    assert match_person() is None


def test_an_address_counts_only_when_it_is_verified(world) -> None:
    assert match_person(email=world.tiina.email) is None
    assert match_person(email=world.tiina.email, email_verified=True) == world.tiina
    assert match_person(email=world.tiina.email.upper(), email_verified=True) == world.tiina
    assert match_person(email="kuka@heinola.example", email_verified=True) is None


def test_a_shared_address_is_nobodys(world) -> None:
    Person.objects.filter(pk=world.sirpa.pk).update(email=world.tiina.email)
    assert match_person(email=world.tiina.email, email_verified=True) is None


def test_an_address_does_not_speak_against_a_number(world) -> None:
    assert match_person("99999", world.tiina.email, email_verified=True) is None
    Person.objects.filter(pk=world.elected.pk).update(employee_number=None)
    assert match_person("99999", world.elected.email, email_verified=True) == world.elected

"""Who a word from outside means: the one rule for sign-in and for provisioning."""

from django.db.models import Q

from organization.models import Person


def match_person(
    employee_number: str | None = None,
    email: str | None = None,
    email_verified: bool = False,
) -> Person | None:
    """The person of an employee number, else of an e-mail address that is verified and one
    person's only. None: nobody, or not for certain.

    An address never speaks against a number: with a number that is unknown here, only a person
    without any number is found by the address.
    """
    number = (employee_number or "").strip()
    if number:
        found = Person.objects.filter(employee_number=number).first()
        if found is not None:
            return found
    address = (email or "").strip()
    if not address or not email_verified:
        return None
    owners = Person.objects.filter(Q(email__iexact=address) | Q(user__email__iexact=address))
    people = list(owners.distinct()[:2])
    if len(people) != 1 or (number and people[0].employee_number):
        return None
    return people[0]

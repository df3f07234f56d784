"""What of the organisation is handed to the person (core.personal).

people     who one is, employments, supervisors, deputies, seats, roles
upkeep     what one has brought in or prepared as HR or administrator
directory  what the city's directory has told of one's account
"""

from organization.own_data import directory, people, upkeep  # noqa: F401 - they register

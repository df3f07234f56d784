"""What of development conversations is handed to the person (core.personal).

talks  one's own conversations
rounds what HR decided of one's turn in a year's round
goals  check-ins, and what one wrote for a team
endings refusals, remarks, reopenings and codes
groups group conversations
frameworks  with which lists of competences one's talks were held
led    what holding conversations with others leaves of oneself, and documents
times  times offered and chosen
templates  that one changed a template's draft
"""

from conversations.own_data import (  # noqa: F401 - they register themselves
    endings,
    frameworks,
    goals,
    groups,
    led,
    rounds,
    talks,
    templates,
    times,
)

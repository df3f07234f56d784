"""Finnish texts from which the demo's history is written.

Names of people never occur in the texts, nor anything about health. Every module holds plain
tuples, so that a generator can pick from them by a seed:

names           first and last names that are combined into invented people
job_titles      job titles per flavour, with weights
agreed          what was agreed on each question of a conversation, general and per flavour
prepared        what an employee and a supervisor wrote before the talk
goals, needs    goals and development needs
plan_items      rows of training plans: per service area and centralised
plan_texts      starting points, estimates of competence and follow-up of plans
lines           the lines that leadership groups set for a year
"""

from collections.abc import Mapping
from typing import Literal

Flavour = Literal[
    "education",  # schools, upper secondary, pupils' welfare
    "care",  # early childhood education and family day care
    "technical",  # streets, parks, harbours, surveying, buildings
    "kitchen_cleaning",
    "library",  # library, museum, sports, youth work, events
    "office",  # administration, HR, finances, digital services, planning, permits
]
FLAVOURS: tuple[Flavour, ...] = (
    "education",
    "care",
    "technical",
    "kitchen_cleaning",
    "library",
    "office",
)

# Question key -> texts.
Texts = Mapping[str, tuple[str, ...]]


def choices(
    general: Texts, flavoured: Mapping[Flavour, Texts], key: str, flavour: Flavour
) -> tuple[str, ...]:
    """What may stand at the question `key` for somebody in a unit of this flavour: its own texts
    twice, so that they are picked more often, and the general ones."""
    own = flavoured.get(flavour, {}).get(key, ())
    return own + own + general.get(key, ())

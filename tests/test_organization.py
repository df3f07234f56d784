"""The organisation on a day: who leads whom, what stands under what, who may do what."""

import pytest

from organization import selectors


def test_the_cast_stands_where_it_should(world):
    def boss(name):
        return selectors.supervisor_of(world.employment(name), world.today)

    assert boss("tiina") == world.mervi
    assert boss("mervi") == world.kari
    assert boss("kari") == world.outi
    assert boss("outi") == world.ilkka
    assert boss("ilkka") == world.elected
    assert boss("aino") == world.leena
    # Nobody leads the library itself: its people have the director.
    assert boss("lauri") == world.pekka

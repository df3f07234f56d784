"""What was agreed on each question of a development conversation, written together by both.

`GENERAL` fits anybody; `FLAVOURED` tells of the work of one kind of unit. Keys are the keys of
conversations.defaults. Use `demo.texts.choices(GENERAL, FLAVOURED, key, flavour)`.
"""

from demo.texts.agreed.flavoured import FLAVOURED
from demo.texts.agreed.general import GENERAL

__all__ = ["FLAVOURED", "GENERAL"]

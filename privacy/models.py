"""Models live beside their rules, in the rooms of this app; Django finds them here."""

from privacy.disclosure.models import Disclosure  # noqa: F401
from privacy.feedback.models import Feedback  # noqa: F401
from privacy.notices.models import NoticeRead  # noqa: F401
from privacy.own_data.models import DataFile, Delivery  # noqa: F401
from privacy.requests.models import DataRequest, Remark, Restriction  # noqa: F401
from privacy.retention.models import (  # noqa: F401
    DestructionRecord,
    ErasureRun,
    PeriodChange,
    YearSum,
)

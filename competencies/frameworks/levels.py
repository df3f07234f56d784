"""What a level looks like at work: the competence's own words, else the scale's."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from competencies.models import Competence, Level, LevelText
from core.policies import Words


class LevelWords:
    """The scales and level texts of some competences. Two queries for any number of them."""

    def __init__(self, competences: Iterable[Competence]) -> None:
        rows = list(competences)
        self._scales: dict[int, dict[int, Level]] = defaultdict(dict)
        for level in Level.objects.filter(framework__in={c.framework_id for c in rows}):
            self._scales[level.framework_id][level.number] = level
        self._own = {
            (row.competence_id, row.number): row.text
            for row in LevelText.objects.filter(competence__in=[c.pk for c in rows])
        }

    def scale(self, framework: int) -> Sequence[Level]:
        """The levels from the lowest up."""
        levels = self._scales.get(framework, {})
        return [levels[number] for number in sorted(levels)]

    def name(self, competence: Competence, number: int) -> Words:
        level = self._scales.get(competence.framework_id, {}).get(number)
        return level.name if level else ""

    def text(self, competence: Competence, number: int) -> Words:
        """Never empty while the scale has a name for the level."""
        own = self._own.get((competence.pk, number))
        if own is not None and str(own).strip():
            return own
        level = self._scales.get(competence.framework_id, {}).get(number)
        if level is None:
            return ""
        return level.text if str(level.text).strip() else level.name

"""Does a text seem to name a person of the writer's own team (requirement 27)?

A plan never carries a person's need. The form warns, the writer decides. Only the names of the
writer's own team are looked for, so that the warning tells nothing of who works elsewhere; a hit
says which word of the text it means and never whose name it is like.

Finnish inflects names, and many names are common words (Laine, Koski, Lahti; Aamu, Toivo). A name
that is also a word is a hit only when capitalised in the middle of a sentence or beside the
person's other name; any other name always.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from training_plans.names.inflection import bare_stems, forms
from training_plans.names.words import COMMON, PARTICLES

WORD = re.compile(r"[^\W\d_]+(?:[-'’:][^\W\d_]+)*")
CLITIC = re.compile(r"(?:kin|kaan|kään|ko|kö|han|hän|pa|pä)$")
POSSESSIVE = re.compile(r"(?:ni|si|nsa|nsä|mme|nne)$")


@dataclass(frozen=True)
class Name:
    """One person's names, as they stand in the personnel register."""

    first: str
    last: str


@dataclass(frozen=True)
class Hit:
    """A word of the text that looks like a name. `key` is the word with its neighbours: what the
    writer confirms once is not asked again until the words around it change."""

    word: str
    key: str


@dataclass(frozen=True)
class _Part:
    """One inflectable part of a person's name."""

    person: int
    forms: frozenset[str]
    bare: frozenset[str]
    common: bool
    short: bool


def _without_clitics(word: str) -> Iterable[str]:
    yield word
    once = CLITIC.sub("", word)
    if once != word:
        yield once
        twice = CLITIC.sub("", once)
        if twice != once:
            yield twice


def _parts(person: int, name: Name) -> list[_Part]:
    found = []
    for whole, given in ((name.first, True), (name.last, False)):
        pieces = {p for word in whole.split() for p in (word, *word.split("-"))}
        for piece in pieces:
            lower = piece.casefold()
            if len(lower) < 2 or lower in PARTICLES:
                continue
            found.append(
                _Part(
                    person=person,
                    forms=forms(lower, given=given),
                    bare=bare_stems(lower, given=given),
                    common=lower in COMMON,
                    short=len(lower) <= 2,
                )
            )
    return found


class Team:
    """The names looked for: the writer's own team."""

    def __init__(self, names: Iterable[Name]) -> None:
        self.by_form: dict[str, list[_Part]] = {}
        self.by_stem: dict[str, list[_Part]] = {}
        for number, name in enumerate(names):
            for part in _parts(number, name):
                for form in part.forms:
                    self.by_form.setdefault(form, []).append(part)
                for stem in part.bare:
                    self.by_stem.setdefault(stem, []).append(part)

    def hits(self, text: str) -> list[Hit]:
        """The words of `text` that look like names, in order, each once."""
        words = list(WORD.finditer(text))
        matches = [self._matching(w.group()) for w in words]
        found: dict[str, Hit] = {}
        for index, word in enumerate(words):
            if self._is_hit(text, words, matches, index):
                hit = Hit(word.group(), _key(words, index))
                found.setdefault(hit.key, hit)
        return list(found.values())

    def covered(self, text: str, mark: str) -> str:
        """`text` with `mark` in place of each word that looks like a name."""
        words = list(WORD.finditer(text))
        matches = [self._matching(w.group()) for w in words]
        pieces, end = [], 0
        for index, word in enumerate(words):
            if self._is_hit(text, words, matches, index):
                pieces += [text[end : word.start()], mark]
                end = word.end()
        return "".join([*pieces, text[end:]])

    def _matching(self, word: str) -> list[_Part]:
        found: list[_Part] = []
        for piece in {word, *re.split(r"[-'’:]", word)}:
            for base in _without_clitics(piece.casefold()):
                found += self.by_form.get(base, ())
                shorn = POSSESSIVE.sub("", base)
                if shorn != base:
                    found += self.by_form.get(shorn, ())
                    found += self.by_stem.get(shorn, ())
        return list(dict.fromkeys(found))

    def _is_hit(
        self,
        text: str,
        words: Sequence[re.Match[str]],
        matches: Sequence[Sequence[_Part]],
        index: int,
    ) -> bool:
        if not matches[index]:
            return False
        word = words[index]
        capital = word.group()[:1].isupper()
        starts = _starts_sentence(text, word.start())
        for part in matches[index]:
            if part.short and not capital:
                continue
            if not part.common:
                return True
            if capital and not starts and not _shouts(words, index):
                return True
            if self._other_name_beside(text, words, matches, index, part):
                return True
        return False

    def _other_name_beside(
        self,
        text: str,
        words: Sequence[re.Match[str]],
        matches: Sequence[Sequence[_Part]],
        index: int,
        part: _Part,
    ) -> bool:
        for other in (index - 1, index + 1):
            if not 0 <= other < len(words):
                continue
            first, second = sorted((index, other))
            between = text[words[first].end() : words[second].start()]
            if between.strip(" ,\t") == "" and any(
                p.person == part.person and p is not part for p in matches[other]
            ):
                return True
        return False


def _starts_sentence(text: str, start: int) -> bool:
    """Whether a word stands first in the text, a line, a sentence or an item of a list."""
    i = start - 1
    while i >= 0 and (text[i].isspace() or text[i] in "\"”“»'’(["):
        if text[i] == "\n":
            return True
        i -= 1
    if i < 0 or text[i] in ".!?…•":
        return True
    return text[i] in "-–*" and (i == 0 or text[i - 1].isspace())


def _shouts(words: Sequence[re.Match[str]], index: int) -> bool:
    """A heading in capitals says nothing of which words are names."""
    beside = [words[i].group() for i in (index - 1, index, index + 1) if 0 <= i < len(words)]
    return len(beside) > 1 and all(w.isupper() for w in beside)


def _key(words: Sequence[re.Match[str]], index: int) -> str:
    before = words[index - 1].group() if index else ""
    after = words[index + 1].group() if index + 1 < len(words) else ""
    return f"{before} [{words[index].group()}] {after}".casefold()


def warnings(
    team: Team, texts: Mapping[str, str], confirmed: Iterable[str]
) -> dict[str, list[Hit]]:
    """By field, the hits that the writer has not yet said to be something else."""
    known = set(confirmed)
    found = {}
    for field, text in texts.items():
        hits = [hit for hit in team.hits(text or "") if hit.key not in known]
        if hits:
            found[field] = hits
    return found


def still_confirmed(team: Team, texts: Iterable[str], confirmed: Iterable[str]) -> list[str]:
    """Of the confirmed keys, those whose words still stand in the texts."""
    present = {hit.key for text in texts for hit in team.hits(text or "")}
    return sorted(present & set(confirmed))

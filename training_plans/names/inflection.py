"""The forms that a name takes in Finnish text: cases, consonant gradation, stems.

Rather too many forms than too few: a form that nobody uses harms nobody, as only the names of one
team are looked for. All in lower case.
"""

from functools import lru_cache
from itertools import product

VOWELS = "aeiouyåäöéáü"
# Strong to weak, the longest first (Pekka: Pekan, Lampi: Lammen, Lahti: Lahden).
WEAK = (
    ("kk", ("k",)),
    ("pp", ("p",)),
    ("tt", ("t",)),
    ("mp", ("mm",)),
    ("nt", ("nn",)),
    ("lt", ("ll",)),
    ("rt", ("rr",)),
    ("nk", ("ng",)),
    ("ht", ("hd",)),
    ("lk", ("l", "lj")),
    ("rk", ("r", "rj")),
    ("hk", ("h",)),
    ("lp", ("lv",)),
    ("rp", ("rv",)),
)
SINGLE = {"k": ("", "v"), "p": ("v",), "t": ("d",)}
# Weak to strong, where the nominative is the weak one (Kangas: Kankaan, Helle: Helteen).
STRONG = (
    ("mm", "mp"),
    ("nn", "nt"),
    ("ll", "lt"),
    ("rr", "rt"),
    ("ng", "nk"),
    ("hd", "ht"),
    ("lv", "lp"),
    ("rv", "rp"),
    ("k", "kk"),
    ("p", "pp"),
    ("t", "tt"),
    ("d", "t"),
    ("v", "p"),
)
# Endings of the weak stem, of the strong one, and of the consonant stem.
ON_WEAK = (
    "n", "t", "ssa", "ssä", "sta", "stä", "lla", "llä", "lta", "ltä", "lle", "ksi", "kse",
    "tta", "ttä",
)  # fmt: skip
ON_STRONG = ("", "a", "ä", "ta", "tä", "na", "nä", "s")
ON_CONSONANT = ("ta", "tä")
PLURAL = (
    "ia", "iä", "ja", "jä", "ita", "itä", "ien", "iden", "itten", "jen", "ten", "in", "issa",
    "issä", "ista", "istä", "illa", "illä", "ilta", "iltä", "ille", "iin", "ihin", "ina", "inä",
)  # fmt: skip


@lru_cache(maxsize=20_000)
def forms(name: str, *, given: bool = False) -> frozenset[str]:
    """Every form of a name in lower case. `given`: a first name, whose single k stays (Mika:
    Mikan)."""
    strong, weak, consonant = _stems(name, given)
    found = {name, name + "s", name + "n"}
    found |= {s + e for s, e in product(strong, ON_STRONG) if s + e != s or s == name}
    found |= {s + e for s, e in product(weak, ON_WEAK)}
    found |= {s + e for s, e in product(consonant, ON_CONSONANT)}
    for stem in strong:
        last = stem[-1]
        found |= {stem + last + "n", stem + "h" + last + "n"}
        if stem[-2:-1] == last:
            found.add(stem + "seen")
        root = stem[:-1] if last in "aäei" else stem
        found |= {root + e for e in PLURAL}
    for stem in weak:
        root = stem[:-1] if stem[-1] in "aäei" else stem
        found |= {root + e for e in PLURAL if e[0] == "i" and len(e) > 3}
    return frozenset(f for f in found if len(f) > 1)


@lru_cache(maxsize=20_000)
def bare_stems(name: str, *, given: bool = False) -> frozenset[str]:
    """Stems that stand alone only before a possessive suffix (Virtasensa, Mäkeni)."""
    strong, weak, _ = _stems(name, given)
    return frozenset(strong | weak)


def _stems(name: str, given: bool) -> tuple[set[str], set[str], set[str]]:
    """Strong and weak vowel stems and consonant stems."""
    strong, weak, consonant = set(), set(), set()
    end = name[-1]
    if name.endswith("nen"):
        strong |= {name[:-3] + "se"}
        weak |= {name[:-3] + "se"}
        consonant |= {name[:-3] + "s"}
    elif end == "i":
        strong |= {name, name[:-1] + "e"}
        weak |= _weakened(name, given) | _weakened(name[:-1] + "e", given)
        if name.endswith("si"):
            strong.add(name[:-2] + "te")
            weak.add(name[:-2] + "de")
            consonant.add(name[:-2] + "t")
        elif name[-2:-1] in set("lnrm"):
            consonant.add(name[:-1].removesuffix("m") + ("n" if name[-2] == "m" else ""))
    elif end == "e":
        strong |= {name + "e", name} | {s + "e" for s in _strengthened(name)}
        weak |= {name + "e"} | {s + "e" for s in _strengthened(name)} | _weakened(name, given)
        consonant |= {name + "t"}
    elif end in VOWELS:
        strong.add(name)
        weak |= _weakened(name, given)
    elif end == "s" and len(name) > 2 and name[-2] in VOWELS:
        vowel, root = name[-2], name[:-2]
        long = {root + vowel + vowel} | {
            s + vowel for s in _strengthened(root + vowel) if vowel in "aäie"
        }
        strong |= {name[:-1] + "kse", name + "i", *long}
        weak |= {name[:-1] + "kse", name + "i", *long}
        consonant.add(name)
        if vowel in "uy":
            strong.add(name[:-1] + "te")
            weak.add(name[:-1] + "de")
            consonant.add(name[:-1] + "t")
    else:
        strong.add(name + "i")
        weak.add(name + "i")
        consonant.add(name)
        if name.endswith("in"):
            strong.add(name[:-1] + "me")
            weak.add(name[:-1] + "me")
    return strong, weak or strong, consonant


def _border(stem: str) -> tuple[str, str, str]:
    """(before, consonants, last vowels) of the last syllable: "lahte" is ("la", "ht", "e")."""
    i = len(stem)
    while i and stem[i - 1] in VOWELS:
        i -= 1
    j = i
    while j and stem[j - 1] not in VOWELS:
        j -= 1
    return stem[:j], stem[j:i], stem[i:]


def _weakened(stem: str, given: bool) -> set[str]:
    """The stem itself and as consonant gradation weakens it."""
    before, cluster, vowels = _border(stem)
    found = {stem}
    if not before:
        return found
    for strong, weak_ones in WEAK:
        if cluster.endswith(strong):
            rest = cluster[: -len(strong)]
            return found | {before + rest + weak + vowels for weak in weak_ones}
    if len(cluster) == 1:
        for weak in SINGLE.get(cluster, ()):
            if not (given and cluster == "k"):
                found.add(before + weak + vowels)
    return found


def _strengthened(stem: str) -> set[str]:
    before, cluster, vowels = _border(stem)
    for weak, strong in STRONG:
        if cluster.endswith(weak):
            return {before + cluster[: -len(weak)] + strong + vowels}
    return set()

"""Words that stand for somebody without a name: offices, groups, everybody, whoever is free; and for nobody in particular."""

from __future__ import annotations

import re

from g2g.minutes.vocabulary import AFTER_ROLES, BEFORE_ROLES, NOBODY, OFFICES, PLAIN_OFFICES, ROLES, ROLES_OF_TWO

_EVERYBODY = r"(?:everyone|everybody|all|all members|members|anyone|those|all those) (?:on|in|at|of|with|from|who|not|present|attending)(?: (?:(?:wish|wishes|want|wants|like|likes|able|willing|free) to|(?!to\b)[\w’'-]+)){0,9}(?<! wish)(?<! wishes)(?<! want)(?<! wants)(?<! able)(?<! willing)$|(?:everyone|everybody|anyone) (?:else|[a-z]{3,}ing)$|(?:exec who|whoever)(?: (?!to\b)[\w’'-]+){1,9}$"


def _singular(word: str) -> str:
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def is_role(low: str) -> bool:
    """Whether words in small letters are an office or a group: the vice-chair, all members, officers present."""
    words = low.replace("vice- ", "vice-").split()
    while len(words) > 1 and words[0] in BEFORE_ROLES and " ".join(words) not in ROLES_OF_TWO:
        words = words[1:]
    while len(words) > 1 and words[-1] in AFTER_ROLES and " ".join(words) not in ROLES_OF_TWO:
        words = words[:-1]
    return " ".join(words) in ROLES_OF_TWO or (len(words) == 1 and words[0] in ROLES)


def is_nobody(low: str) -> bool:
    """Whether words name nobody in particular: someone, somebody strong, to be confirmed."""
    return low in NOBODY or re.match(r"some(?:one|body) (?!to\b|will\b|ought\b)[a-z-]+$", low) is not None


def is_everybody(low: str) -> bool:
    """Whether words mean all, or whoever is of a kind: both governors, everyone else, anyone who wants to row."""
    if re.match(r"(?:all|both|any) (?:[a-z-]+ )?[a-z-]+s$|(?:every|each) [a-z-]+$|all (?:two|three|four|five|six|seven|eight|nine|ten)(?: of (?:us|them|you))?$", low):
        return True
    return low.startswith(("every", "all ", "members ", "any", "those ", "exec who ", "who")) and re.match(_EVERYBODY, low) is not None


def is_plain_office(bare: str) -> bool:
    """Whether words without capitals end in an office or a group: the school nursing service."""
    words = bare.split()
    return len(words) < 7 and _singular(words[-1]) in PLAIN_OFFICES and all(w.replace("-", "").replace("’", "").replace("'", "").replace("/", "").isalpha() or w == "&" for w in words)


def is_office(bare: str) -> bool:
    """Whether words with capitals end in an office or a group: Senior Traffic Engineer, Town Council parks team."""
    words = bare.split()
    if words and words[0] in ("The", "the", "All", "all"):
        words = words[1:]
    if not 0 < len(words) < 9 or _singular(words[-1].lower()) not in OFFICES:
        return False
    small = 0
    if not all(c.isalnum() or c in "&’'/-" for word in words for c in word):
        return False
    for word in reversed(words[:-1]):
        if word[0].isupper() or word in ("and", "of", "for", "&"):
            small = 3  # no more small words before a capital
        elif small > 1:
            return False
        else:
            small += 1
    return words[-1][0].isupper() or small > 2 or len(words) == 1

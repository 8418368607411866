"""Several people in one text: a list between commas, semicolons and the word and, with their offices and organisations."""

from __future__ import annotations

import re
from collections.abc import Iterator

from g2g.minutes.findings import Named
from g2g.minutes.names import is_initials, is_name, person
from g2g.minutes.offices import EITHER, OFFICES, PLACED, PLURAL, TITLES, is_office, is_office_or_body


def pieces(text: str) -> list[str]:
    """The parts of a list between commas, semicolons and the word and; brackets are left whole."""
    if ";" in _unbracketed(text):
        parts = _split(text, r";(?:\s*and\b)?\s*|,? and (?=(?:[A-Z][\w.’'-]* ){1,4}[^;]*$)") if _and_last(text) else _split(text, r";(?:\s*and\b)?\s*")
        return [part for part in parts if part]
    return [part for part in _split(text, r"\s*,\s*(?:and\s+|&\s*)?|\s+and\s+|\s+&\s+|\s*\n\s*|\s\+\s|\s*•\s*") if part]


def _and_last(text: str) -> bool:
    """Whether the last two of a list with semicolons are joined by and alone."""
    last = _unbracketed(text).rsplit(";", 1)[-1]
    halves = re.split(r",? and ", last)
    return len(halves) == 2 and all(person(half) is not None for half in halves) and not last.strip().startswith("and ")


def _unbracketed(text: str) -> str:
    return re.sub(r"\([^()]*(?:\)|$)", "", text) if "(" in text else text


def _split(text: str, pattern: str) -> list[str]:
    """A text split where a pattern stands outside brackets."""
    if "(" not in text and "[" not in text:
        return [part.strip() for part in re.split(pattern, text)]
    held: list[str] = []

    def keep(found: re.Match[str]) -> str:
        held.append(found[0])
        return f"\x00{len(held) - 1}\x01"

    hidden = re.sub(r"\([^()]{0,300}\)|\[[^\[\]]{0,300}\]|\([^()]{0,80}$", keep, text)
    return [re.sub("\x00(\\d+)\x01", lambda m: held[int(m[1])], part).strip() for part in re.split(pattern, hidden)]


def people(text: str, line: int = 0) -> list[Named]:
    """Everybody that a list on one line names, in order; a part that names nobody is the office or body of the one before it."""
    cut = pieces(_headless(_spaced(text)))
    # After a title in the plural come several people, with nothing but commas between them.
    several = frozenset(_headless(part) for part in cut if part.split(None, 1)[0].strip(".:").lower() in PLURAL)
    parts = [_without_office(part) for part in _married(cut, "&" if " & " in text else "and")]
    separate = ";" in _unbracketed(text)
    if len(parts) > 1 and not separate and (alone := _alone(parts, text, line)) is not None:
        return alone
    if len(parts) == 1 and (bare := _after_office(parts[0])):
        parts = [bare]
    found: list[Named] = []
    for part in parts:
        if separate and "," in _unbracketed(part):
            found += _with_commas(part, line, several=part in several)
            continue
        named = _one_or_two(part, line) or _unparted(part, line)
        if not named and found and is_office_or_body(part) and not part[:1].isdigit():
            found[-1] = _with(found[-1], part)
        found += named
    return _with_surnames(found, text)


def _with_surnames(found: list[Named], text: str) -> list[Named]:
    """People with the surname that two of them share, in a list in which all others have one: ``Ivy and Ned Teal``."""
    short = [at for at, named in enumerate(found[:-1]) if " " not in named.name]
    if len(short) != 1 or " and " not in text or any(word.strip(".:").lower() in PLURAL for word in text.split()):
        return found
    one, other = found[short[0]], found[short[0] + 1]
    words = other.name.split()
    if one[1:3] == ("", "") and not one.name.isupper() and len(words) == 2 and words[0].strip(".").lower() not in TITLES and len(words[0].strip(".")) > 1 and f"{one.name} and {other.name}" in text:
        found[short[0]] = one._replace(name=f"{one.name} {words[1]}")
    return found


def _alone(parts: list[str], text: str, line: int) -> list[Named] | None:
    """The one person of a list whose other parts all say what they are or where they come from; None where it names several."""
    one = person(parts[0], line)
    if one is None:
        return [] if len(parts) == 2 and _is_no_person(parts[1]) else None
    if len(parts) == 2 and " and " in text and " " not in parts[1] and (one.initials or one.role) and is_office_or_body(one.organisation):
        # An office of two words: Harbours and Fisheries.
        return [one._replace(organisation=f"{one.organisation} and {parts[1]}")]
    theirs = len(parts) == 2 and _is_theirs(one, parts, text)
    if theirs or (_is_no_person(parts[1]) and not _any_person(parts[2:]) and not any(map(_is_no_person, parts[3:]))):
        return [_with(one, ", ".join(parts[1:]))]
    return None


def _is_theirs(one: Named, parts: list[str], text: str) -> bool:
    """Whether the second part of two is of the person in the first: a short body, the rest of an organisation, or a post."""
    first, second = parts
    if _is_post(second) and not one.organisation:
        return True
    if " and " in text:
        return False
    if " " in first and ";" not in text and _is_short_body(second):
        return True
    return " " not in second and " - " in first.replace("–", "-") and one.organisation != "" and not is_office(one.organisation)


def _with_commas(part: str, line: int, *, several: bool) -> list[Named]:
    """Whom a part between semicolons names that has commas in it: somebody with their organisation, or several people."""
    head, _, tail = part.partition(",")
    one = person(head, line)
    if one is None:
        return []
    if not is_name(tail) or (_is_unknown_body(tail) and not several):
        return [_with(one, tail.strip())]
    return people(part, line)


def _without_office(part: str) -> str:
    """A part of a list without the office that stands before the name: ``Clerk: Ann Poole``, ``Membership Secretary – Ann Poole``."""
    for dash in (" – ", " — ", " - "):
        head, found, tail = part.partition(dash)
        if found and _is_post(head) and not is_office_or_body(tail) and is_name(tail) and " " in tail.strip():
            return tail.strip()
    head, colon, tail = part.partition(":")
    if colon and all(word.strip(".").lower() in TITLES or word.lower() in PLACED or word.lower() in OFFICES for word in head.split()):
        return tail.strip()
    return part


def _after_office(part: str) -> str:
    """Somebody's whole name after the office that stands before it with no mark: ``Practice Manager Ann Poole``; empty where there is none."""
    words = part.split()
    taken = 0
    while taken < len(words) and _is_of_post(words[taken].lower()):
        taken += 1
    name = words[taken:]
    if not taken or len(name) != 2 or words[taken - 1].lower() not in OFFICES or words[taken - 1].lower() in EITHER or not all(word.isalpha() and word.istitle() for word in name):
        return ""
    return " ".join(name) if (one := person(" ".join(name))) and not one.organisation and not is_office_or_body(" ".join(name)) else ""


def _is_of_post(word: str) -> bool:
    """Whether a word can stand in the office before a name: Parish Clerk, Practice Manager."""
    return (word in OFFICES or word in PLACED or word == "practice") and word not in TITLES


def _one_or_two(part: str, line: int) -> list[Named]:
    """Whom a part of a list names: nobody, somebody, or two people with a colon between them."""
    one = person(part, line)
    if one is None:
        return []
    head, colon, tail = part.partition(":")
    if colon and (two := person(tail, line)) and is_name(head):
        return [one._replace(organisation=""), two]
    return [one]


def _unparted(part: str, line: int) -> list[Named]:
    """Several people with a stroke between them, or whose names nothing parts any more, two words each: ``Ann Poole Ned Crewe Ivy Teal``."""
    halves = part.split("/")
    if len(halves) > 1 and all(is_name(half) and len(half.split()) > 1 for half in halves):
        return [one for half in halves if (one := person(half, line))]
    words = part.split()
    pairs = [" ".join(words[at:at + 2]) for at in range(0, len(words), 2)]
    if len(words) < 6 or len(words) % 2 or is_office_or_body(part) or any(word.isupper() or not is_name(word) for word in words):
        return []
    return [one for pair in pairs if (one := person(pair, line))]


def _is_no_person(part: str) -> bool:
    """Whether a part of a list is an office or a body, and surely no person."""
    return is_office_or_body(part) and person(part) is None


def _is_unknown_body(tail: str) -> bool:
    """Whether what stands after the comma, in a list that has semicolons between people, is a body: it has no title, initials or bracket."""
    words = tail.split()
    return "," not in tail and "(" not in tail and " and " not in tail and words[0].strip(".").lower() not in TITLES and all(len(word.strip(".")) > 1 for word in words)


def _is_post(part: str) -> bool:
    """Whether the second part of two is an office whatever its first word: Campaigns Officer, Buildings Manager."""
    words = part.split()
    return 1 < len(words) < 5 and words[-1].strip(".").lower() in OFFICES and words[-1].strip(".").lower() not in EITHER and words[0].strip(".").lower() not in TITLES and "(" not in part and len(words[0].strip(".")) > 1


def _spaced(text: str) -> str:
    """A list with a comma before each title that lost the space before it: ``Mr Les PaleMrs Dot Minn``."""
    for title in ("Mrs ", "Mr ", "Ms ", "Miss ", "Dr ", "Cllr "):
        at = text.find(title, 1)
        while at > 0:
            if text[at - 1].islower():
                text = f"{text[:at]}, {text[at:]}"
                at += 2
            at = text.find(title, at + 1)
    return text


def _is_short_body(part: str) -> bool:
    """Whether the second part of two is the abbreviation or the single name of a body: NACRO, DfT."""
    return " " not in part and len(part) > 2 and (part.isupper() or sum(map(str.isupper, part)) > 1) and "." not in part and "'" not in part and "’" not in part and not part.startswith(("Mc", "Mac")) and "-" not in part


def _any_person(parts: list[str]) -> bool:
    """Whether somebody is surely named among parts: with a title, or by two words or more, or with brackets."""
    return any("(" in part or (person(part) is not None and len(part.split()) > 2) or part.split()[0].strip(".").lower() in TITLES for part in parts if part.split())


def _with(named: Named, more: str) -> Named:
    more = more.strip(" ,;:–—-")
    if not named.initials and is_initials(more):
        return named._replace(initials=more)
    return named._replace(organisation=f"{named.organisation}, {more}" if named.organisation else more)


def _headless(text: str) -> str:
    """A list without the title in the plural that stands before it: Cllrs Lund, Marsh and Quill."""
    text = text.strip()
    while True:
        words = text.split(None, 1)
        if len(words) == 2 and words[0].strip(".:").lower() in PLURAL:
            text = words[1].lstrip(" :–-")
        elif len(words) == 2 and words[0].lower() in PLACED and words[1].split()[0].strip(".:").lower() in PLURAL:
            text = words[1]
        else:
            return text


def _married(parts: list[str], joined: str) -> Iterator[str]:
    """Parts, with ``Mr`` and ``Mrs Lund`` together again, and each part without its own title in the plural."""
    held = ""
    for part in parts:
        part = _headless(f"{held} {joined} {part}" if held else part)
        held = ""
        if part.strip(".").lower() in TITLES and not (part.isupper() and len(part) < 4):
            held = part
            continue
        yield part

"""Numbers of items: what sort a number is and where it stands in the order, and where one begins a text."""

from __future__ import annotations

import re

_ROMAN = {"I": 1, "V": 5, "X": 10}


def style(mark: str) -> tuple[str, int]:
    """What sort of number a mark is, and its place in the order; an empty sort for what numbers no item."""
    return next(iter(styles(mark)), ("", 0))


def styles(mark: str) -> list[tuple[str, int]]:
    """The sorts that a mark can be, the likelier first: 12/21 is number 21 of a run that begins with 12, or number 12 of the year 21."""
    if mark.isdigit():
        return [("n", int(mark))] if len(mark) < 5 else []
    if mark.lower() in _WORDS:
        return [("n", _WORDS.index(mark.lower()) + 1)]
    if "/" in mark or "." in mark or "-" in mark:
        return _of_two(mark)
    if found := re.fullmatch(r"(\d{1,3})[a-z]", mark):
        return [("n", int(found[1]))]
    if len(mark) < 7 and mark and set(mark) <= set("IVX"):
        return [("roman", _roman(mark))] + ([("letter", ord(mark) - 64)] if len(mark) == 1 else [])
    if found := re.fullmatch(r"([A-Z]{1,3})(\d{1,4})", mark):
        return [(f"{found[1]}#", int(found[2]))]
    return [("letter", ord(mark) - 64)] if re.fullmatch("[A-Z]", mark) else []


def _of_two(mark: str) -> list[tuple[str, int]]:
    """The sorts of a number that has two parts or more: 2.1, 12/21, PC/21/4, 4-2017/18."""
    if found := re.fullmatch(r"(\d{1,3})\.0", mark):
        return [("n.0", int(found[1]))]
    if found := re.fullmatch(r"(\d{1,3})\.(\d{1,3})", mark):
        return [(f"{found[1]}.n", int(found[2]))]
    if "-" in mark and (found := re.fullmatch(r"([A-Za-z]{1,6}/)(\d{1,4})(/\d\d-\d\d)", mark)):
        return [(f"{found[1]}n{found[3]}", int(found[2]))]
    if "-" in mark and (found := re.fullmatch(r"(\d{1,3})-(\d{4}/\d{1,2})", mark)):
        return [(f"n-{found[2]}", int(found[1]))]
    if found := re.fullmatch(r"(\d{1,3})/(\d{2}/\d{2})", mark):
        return [(f"n/{found[2]}", int(found[1])), (f"{found[1]}/{found[2][:3]}n", int(found[2][3:]))]
    if (found := re.fullmatch(r"([A-Za-z]{0,6}[ /-]?)(\d{1,4})[/.-](\d{1,4})", mark)) and (found[1] or found[2]):
        run, of_year = (f"{found[1]}{found[2]}/n", int(found[3])), (f"{found[1]}n/{found[3]}", int(found[2]))
        if _is_year(found[3]):
            return [of_year]
        if re.fullmatch(r"0\d+", found[2]):
            return [of_year, run]
        return [run, of_year] if len(found[3]) == 2 and not _is_year(found[2]) else [run]
    found = re.fullmatch(r"(.*[/.-])(\d{1,4})", mark)
    return [(f"{found[1]}n", int(found[2]))] if found else []


def _is_year(figures: str) -> bool:
    return len(figures) == 4 and figures[:2] in ("19", "20")


def _roman(mark: str) -> int:
    total = 0
    for letter, following in zip(mark, [*mark[1:], "I"], strict=True):
        total += -_ROMAN[letter] if _ROMAN[letter] < _ROMAN[following] else _ROMAN[letter]
    return total


_NAMED = ("agenda item", "items", "item", "minute", "min.", "min", "no.", "no", "number", "point", "ref.", "ref", "#")
_MARKS = frozenset("0123456789.):]-–—")
_OPEN, _CLOSE = ("(", "["), frozenset(")].:/-–—")


def before_title(text: str) -> tuple[str, int]:
    """The number or capital letter that stands before a title in any of the ways in which one can, and where the title begins; an empty number where there is none.

    ``1 Welcome``, ``1 - Welcome``, ``A. Welcome``, ``[3] Welcome``, ``Item 4 Welcome``, ``#5 Welcome``, ``12/05/21 Welcome``. A letter
    or a Roman figure needs a mark behind it. Whether the rest is a title, and whether such numbers follow each other, is for others to say.
    """
    if text[:4].lower() in ("item", "agen") and (spelled := _in_words(text)):
        return spelled
    if _MARKS.isdisjoint(text[:6]) and not any(map(str.isdecimal, text[6:14])):
        return "", 0
    lower = text[:14].lower()
    named = next((word for word in _NAMED if lower.startswith(word) and (word == "#" or lower[len(word):len(word) + 1] == " ")), "")
    at = len(named)
    while text[at:at + 1] == " " or text[at:at + 1] in _OPEN:
        at += 1
    begun = at
    at += len(found[0]) if (found := re.match(r"[A-Z]{1,6} (?=\d{1,4}/\d)", text[at:at + 14])) else 0  # PC 4/21
    while text[at:at + 1].isalnum() or (text[at:at + 1] in ("/", ".") and text[at + 1:at + 2].isdecimal()):
        at += 1
        if at - begun > 12:
            return "", 0
    mark, ended = text[begun:at], at
    while text[at:at + 1] and (text[at] in _CLOSE or (text[at] == " " and at - ended < 4)):
        at += 1
    marked = bool(text[ended:at].strip()) or bool(text[:begun].strip())
    if at == ended or not text[at:at + 1] or not (mark[-1:].isdecimal() or mark[:1].isdecimal() or (marked and mark.isupper() and (len(mark) == 1 or set(mark) <= set("IVX")))):
        return "", 0
    return mark, at


_WORDS = str.split("one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty")


def _in_words(text: str) -> tuple[str, int] | None:
    """The number in words before a title, and where the title begins: ``Item one: Welcome``, ``Agenda number two – Repairs``."""
    words = text[:50].split(" ")
    at = next((place for place, word in enumerate(words[:4]) if word.lower().rstrip(".") not in ("agenda", "item", "number", "no")), 0)
    mark = words[at].rstrip(":.,")
    if not at or mark.lower() not in _WORDS:
        return None
    begun = len(" ".join(words[: at + 1])) - len(words[at]) + len(mark)
    rest = text[begun:].lstrip(" :.,–—-")
    return (mark, len(text) - len(rest)) if rest and text[begun:len(text) - len(rest)].strip() else None


def leading(text: str) -> tuple[str, int]:
    """The number with strokes that begins a text, and where its words begin: ``Item 1/13: …``, ``017/17Apologies``, ``T021/18 MINUTES``, ``FC/21/04: …``.

    An empty number where there is none, or where it is a date or the number of a planning application.
    """
    begun = 0
    for said in ("Agenda Item ", "Item ", "ITEM ", "Minute ", "Min. "):
        if text.startswith(said):
            begun = len(said)
            break
    if "/" not in text[begun:begun + 14]:
        return "", 0
    if (word := text[begun:begun + 18].split(" ", 1)[0].rstrip(":.")) and "-" in word and text[begun + len(word):][:1] in (" ", ":", ".") and style(word)[0].replace("-", "/") != style(word)[0]:
        # Res/112/11-12, 3-1112/4: the year stands in it.
        rest = text[begun + len(word):].lstrip(" :.–-")
        return (word, len(text) - len(rest)) if rest[:1].isupper() else ("", 0)
    at = begun
    while at < len(text) and (text[at].isdigit() or text[at] == "/" or (text[at].isupper() and text[at].isascii() and not text[at - 1:at].isdigit()) or (text[at] == " " and text[at - 1:at] == "/" and text[at + 1:at + 2].isdigit())):
        at += 1
        if at - begun > 24:
            return "", 0
    mark = text[begun:at].replace(" ", "")
    parts = mark.split("/")
    letters = mark.rstrip("0123456789/") if mark[:1].isalpha() else ""
    rest = text[at:].lstrip(" .:)–-")
    if len(parts) < 2 or not all(parts) or not parts[-1].isdigit() or not rest[:1].isalpha() or not rest[0].isupper():
        return "", 0
    if not all(part.isdigit() for part in parts[1:]) or len(letters) > 6 or len(parts[-1]) > 4 or (len(parts) == 3 and not letters and not begun):
        return "", 0
    if not (begun or letters or text[at:at + 1] == ":" or text[at:at + 1].isupper() or len(parts[0]) > 2 or rest[:4].isupper()):
        return "", 0
    return mark, len(text) - len(rest)

"""What sort of paper a document is: minutes, the page of a decision or of an item, an agenda, or a report."""

from __future__ import annotations

import re

from g2g.minutes import rolls
from g2g.minutes.document import Document, Para

_TITLE = r"\W*(?:draft |unconfirmed |approved )?(?:minutes|notes?) (?:of|from|for)\b|(?:draft )?minutes$"
_TO_COME = r"\bto be held\b|will be held|you are (?:hereby )?summoned|are called to meet|is called"
_LISTED = ("present", "attend", "in attendance", "apologies", "members present", "resolved")
_TOLD = r"(?<!to be )(?<!be )\b(?:agreed|noted|resolved|reported|thanked|welcomed|advised|confirmed|proposed|explained|asked)\b"
_ENOUGH = 3  # sentences that tell what was said or done, in a paper that calls itself an agenda
_TOP = 14
_HEAD = 25


def kind_of(document: Document) -> str:
    """minutes, decision, item, agenda or report; what cannot be told is taken as minutes."""
    paras = [block for block in document.blocks if isinstance(block, Para)]
    top = [para.text.strip() for para in paras[:_TOP]]
    if not top:
        return "minutes"
    first = top[0].lower()
    if first.startswith("decision details") or _any(r"decision maker\s*:", top):
        return "decision"
    if re.match(r"agenda item\b", first) and _any(r"(?:minutes|decisions?)\s*:?$", top):
        return "item"
    titled = any(re.match(_TITLE, para.text[:80], re.I) for para in paras[:_HEAD] if not para.mark)
    to_come = any(re.search(_TO_COME, text, re.I) for text in top)
    headed = _any(r"agenda\b(?! item)", top)
    if titled or _any(r".{3,80}\bminutes$", top[:3]) or (_tells(paras) if headed or to_come else _lists(paras)):
        return "minutes"
    if not headed and _is_report(paras, to_come):
        return "report"
    return "agenda" if headed or to_come else "minutes"


def _any(pattern: str, texts: list[str]) -> bool:
    return any(re.match(pattern, text, re.I) for text in texts)


def _lists(paras: list[Para]) -> bool:
    """Whether a paper says, under whatever words, who was there."""
    return any(para.text[:20].lower().startswith(_LISTED) for para in paras)


def _tells(paras: list[Para]) -> bool:
    """Whether what calls itself an agenda tells of a meeting that was held: an item “Apologies for absence” does not."""
    told = 0
    for para in paras:
        label = rolls.label(para.text[:200])
        if para.text.lower().startswith("resolved") or (label and label[0] != rolls.NOBODY and (label[1] or (label[2] and not para.mark))):
            return True
        told += bool(re.search(_TOLD, para.text[:200].lower()))
    return told >= _ENOUGH


def _is_report(paras: list[Para], to_come: bool) -> bool:
    dear = signed = contact = recommends = False
    for place, para in enumerate(paras):
        text = para.text[:80].lower()
        if place < _HEAD:
            # “As at” is the day of every paper that g2g itself makes.
            if text.startswith(("report of", "report to", "report by", "report author", "purpose of report", "purpose of the report", "as at:")):
                return True
            contact |= text.startswith(("contact for further", "contact officer", "report author", "executive summary"))
            dear |= text.startswith("dear ")
        recommends |= text.startswith(("recommendation", "recommended"))
        signed |= dear and text.startswith(("yours sincerely", "yours faithfully", "kind regards"))
    return signed or (recommends and (to_come or contact))

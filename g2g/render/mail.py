"""A chaser as a draft (.eml, RFC 5322): text and HTML that say the same, and a calendar file beside them.

``X-Unsent`` makes a mail program open it as a draft. It has no Date and no Message-ID: the program that sends it puts
them in, and without them the same record gives the same file every time.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from g2g.chasers import (
    APOLOGIES,
    BY_MEETING,
    NOT_YET,
    OVERDUE,
    PROPOSED,
    UNDATED,
    WATCHED,
    Asked,
    Asking,
    Chaser,
    Group,
    Part,
)
from g2g.dates import british, british_full, days
from g2g.exemption import HEADING, reason
from g2g.model import Action
from g2g.render.safe import terminal

if TYPE_CHECKING:
    from email.message import EmailMessage

_WIDTH = 72
_LONGEST_NAME = 200

# What is asked of the actions under each heading, of one and of several.
_WANTED = {
    OVERDUE: (
        "Is it done? If so, please say what came of it. If not, please say why, and which new date the meeting should agree.",
        "Are they done? If so, please say what came of each. If not, please say why, and which new date the meeting should agree.",
    ),
    BY_MEETING: (
        "Please say that it is done and what came of it, or how far it has got.",
        "Please say of each that it is done and what came of it, or how far it has got.",
    ),
    NOT_YET: ("Please give a line on how far it has got.", "Please give a line on how far each has got."),
    UNDATED: ("Please say how far it has got, and when it will be done.", "Please say how far each has got, and when it will be done."),
    WATCHED: ("Please say whether there is anything to report.", "Please say whether there is anything to report."),
    PROPOSED: (
        "The meeting will be asked to confirm that this is closed; nothing more is wanted of you.",
        "The meeting will be asked to confirm that these are closed; nothing more is wanted of you.",
    ),
}


def rendered(chaser: Chaser, calendar: bytes = b"") -> bytes:
    """The draft as a mail program opens it. ``calendar`` is the file that goes with it; without one nothing is attached.

    Text of the record stays text: in a header nothing of it begins another, in HTML nothing of it is markup.
    """
    from email.headerregistry import Address
    from email.message import EmailMessage
    from email.policy import SMTP

    mail = EmailMessage(policy=SMTP)
    mail["X-Unsent"] = "1"
    if chaser.clerk_email:
        mail["From"] = Address(_name(chaser.clerk), addr_spec=chaser.clerk_email)
    if chaser.email:
        mail["To"] = Address(_name(chaser.owner), addr_spec=chaser.email)
    mail["Subject"] = _in_header(subject(chaser))
    if chaser.is_exempt:
        mail["Sensitivity"] = "Company-Confidential"
    text = as_text(chaser)
    mail.set_content(text, cte="quoted-printable")
    mail.add_alternative(as_html(chaser), subtype="html", cte="quoted-printable")
    if calendar:
        mail.add_attachment(calendar, maintype="text", subtype="calendar", filename="actions.ics", params={"charset": "utf-8", "method": "PUBLISH"})
    _set_boundaries(mail, text)
    # Not before: whoever sets the content clears every header about it.
    mail["Content-Language"] = "en-GB"
    return mail.as_bytes(policy=SMTP.clone(max_line_length=_longest_line(mail)))


def _longest_line(mail: EmailMessage) -> int:
    """How long a line of the header may be: as long as mail allows (RFC 5322: 998), save where words must be encoded.

    The library folds a long subject before its first word, and some programs take “Subject:” alone for no subject.
    """
    return 998 if all(str(value).isascii() for value in mail.values()) else 78


def _set_boundaries(mail: EmailMessage, text: str) -> None:
    """Boundaries that are the same in every run. Quoted-printable writes no “=_”, so no text can hold one."""
    import hashlib

    checksum = hashlib.sha256(text.encode()).hexdigest()[:20]
    for number, part in enumerate(part for part in mail.walk() if part.is_multipart()):
        part.set_boundary(f"=_g2g_{number}_{checksum}")


def _name(name: str) -> str:
    return _in_header(name)[:_LONGEST_NAME]


def _in_header(text: str) -> str:
    """Text for a header. What looks like an encoded word (“=?utf-8?q?=0D=0ABcc:…?=”) would be decoded, line break and all."""
    return terminal(text).replace("=?", "= ?")


def subject(chaser: Chaser) -> str:
    """Which body and meeting, and how many: ``Quay Board, 13 March 2019: 3 actions outstanding, 1 overdue``."""
    meetings = [part.asking for part in chaser.parts]
    names = [one.body.name if len(meetings) < 3 else one.body.code for one in meetings]
    about = _and([f"{name}, {british(one.meeting.date)}" if one.meeting else name for name, one in zip(names, meetings, strict=True)])
    late = f", {chaser.overdue:,} overdue" if chaser.overdue else ""
    return terminal(f"{about}: {_actions(len(chaser.asked))} outstanding{late}")


def _actions(count: int) -> str:
    return "1 action" if count == 1 else f"{count:,} actions"


def _and(words: Sequence[str]) -> str:
    return words[0] if len(words) == 1 else ", ".join(words[:-1]) + " and " + words[-1] if words else ""


# ---- the sentences, the same in both forms -------------------------------------------------------


def _opening(part: Part) -> str:
    """How many of the owner's actions are outstanding, and by when an answer is asked for."""
    count, asking = len(part.asked), part.asking
    if not count:
        return "Nothing is asked of you here."
    owed = f"{_actions(count).capitalize()} of yours {'is' if count == 1 else 'are'} outstanding."
    return f"{owed} Please answer {_by(asking)}with a line on {'it' if count == 1 else 'each'}."


def _by(asking: Asking) -> str:
    if asking.by is None:
        return ""
    if asking.because == "papers":
        return f"by {british_full(asking.by)}, when the papers for the meeting go out, "
    return f"by {british_full(asking.by)}, the day of the meeting, " if asking.because == "meeting" else f"by {british_full(asking.by)} "


def _meeting(asking: Asking) -> str:
    """When and where a body meets; empty where no meeting is on the calendar."""
    meeting = asking.meeting
    if meeting is None:
        return ""
    hour, place = meeting.time or asking.body.time, meeting.venue or asking.body.venue
    return f"Next meeting: {british_full(meeting.date)}" + (f" at {hour}" if hour else "") + (f", {place}" if place else "")


def _heading(group: Group) -> str:
    return f"{HEADING}: {group.heading[0].lower()}{group.heading[1:]}" if group.exempt else group.heading


def _wanted(group: Group) -> str:
    return _WANTED[group.heading][len(group.asked) > 1]


def _due(action: Action) -> str:
    if action.due_now:
        return british(action.due_now)
    return action.due_written or action.due_said


def _late(action: Action, chaser: Chaser) -> str:
    late = action.days_late(chaser.as_at)
    return days(late) if late and action.status == "open" else ""


def _first_agreed(action: Action) -> str:
    return british(action.due) if action.due and action.due != action.due_now else ""


def _carried(action: Action) -> str:
    return {0: "", 1: "once", 2: "twice"}.get(action.times_carried, f"{action.times_carried} times")


def _besides(one: Asked) -> Iterator[str]:
    """What else an owner should know of an action: that it was given to them in their absence, and who shares it."""
    if one.given_on and one.absence == APOLOGIES:
        yield f"This was given to you at the meeting of {british(one.given_on)}, to which you sent apologies."
    elif one.given_on and one.absence:
        yield f"This was given to you at the meeting of {british(one.given_on)}, at which you are not minuted as present."
    if one.others:
        yield f"Shared with {_and(one.others)}."
    if one.action.status == "proposed" and one.action.outcome:
        yield f"Outcome: {one.action.outcome}"


def _signed(chaser: Chaser) -> list[str]:
    if not chaser.clerk:
        return []
    return [chaser.clerk, f"Clerk to the {_and([_without_the(part.asking.body.name) for part in chaser.parts])}"]


def _without_the(name: str) -> str:
    return name[4:] if name.startswith("The ") else name


# ---- as text -------------------------------------------------------------------------------------


def as_text(chaser: Chaser) -> str:
    """The mail as plain text, in lines of at most 72 characters where words allow it."""
    blocks = [[f"Dear {terminal(chaser.owner)},"]]
    for part in chaser.parts:
        name = terminal(part.asking.body.name)
        blocks.append([name, "=" * min(len(name), _WIDTH), *_wrapped(_meeting(part.asking))])
        blocks.append(_wrapped(_opening(part)))
        for group in part.groups:
            heading = _heading(group)
            blocks.append([heading, "-" * len(heading), *_wrapped(reason(group.exempt)), *_wrapped(_wanted(group))])
            blocks += [_action_as_text(one, chaser) for one in group.asked]
    if signed := _signed(chaser):
        blocks.append([terminal(line) for line in signed])
    return "\n\n".join("\n".join(block) for block in blocks) + "\n"


def _action_as_text(one: Asked, chaser: Chaser) -> list[str]:
    action = one.action
    late, first, carried = _late(action, chaser), _first_agreed(action), _carried(action)
    due = (f"Due {_due(action)}" if action.due_now else f"Due: {_due(action)}") if _due(action) else ""
    due += (f", {late} late" if late else "") + (f" (first agreed: {first})" if first else "")
    facts = "; ".join(filter(None, (due, f"carried forward {carried}" if carried else "")))
    said = [action.words, f"{facts[0].upper()}{facts[1:]}." if facts else "", *_besides(one)]
    return [terminal(action.ref), *(f"  {line}" for sentence in said for line in _wrapped(sentence, _WIDTH - 2))]


def _wrapped(text: str, width: int = _WIDTH) -> list[str]:
    return textwrap.wrap(terminal(text), width, break_long_words=False, break_on_hyphens=False)


# ---- as HTML -------------------------------------------------------------------------------------

_FONT = "font-family: Calibri, Arial, sans-serif; font-size: 11pt; color: #1a1a1a"
_CELL = "border: 1px solid #767676; padding: 4px 8px; text-align: left; vertical-align: top"


def as_html(chaser: Chaser) -> str:
    """The mail as HTML: headings, and tables with header cells; no script, no picture, nothing that is fetched."""
    lines = [
        "<!DOCTYPE html>", '<html lang="en-GB">', f'<head><meta charset="utf-8"><title>{_text(subject(chaser))}</title></head>',
        f'<body style="{_FONT}">', f"<p>Dear {_text(chaser.owner)},</p>",
    ]  # fmt: skip
    for part in chaser.parts:
        lines.append(f'<h1 style="font-size: 14pt">{_text(part.asking.body.name)}</h1>')
        lines += [f"<p>{_text(said)}</p>" for said in (_meeting(part.asking), _opening(part)) if said]
        for group in part.groups:
            lines.append(f'<h2 style="font-size: 12pt">{_text(_heading(group))}</h2>')
            lines += [f"<p><strong>{_text(said)}</strong></p>" for said in [reason(group.exempt)] if said]
            lines += [f"<p>{_text(_wanted(group))}</p>", *_table(group, chaser)]
    if signed := _signed(chaser):
        lines.append(f"<p>{'<br>'.join(map(_text, signed))}</p>")
    return "\n".join([*lines, "</body>", "</html>", ""])


def _table(group: Group, chaser: Chaser) -> Iterator[str]:
    """The actions of a group; a column that would be empty is left out."""
    columns = [("Due", [_due(one.action) for one in group.asked])]
    columns += [
        ("First agreed", [_first_agreed(one.action) for one in group.asked]),
        ("Late", [_late(one.action, chaser) for one in group.asked]),
        ("Carried forward", [_carried(one.action) for one in group.asked]),
    ]
    columns = [(name, cells) for name, cells in columns if any(cells)]
    heads = "".join(f'<th scope="col" style="{_CELL}">{name}</th>' for name in ("Reference", "Action", *(name for name, _ in columns)))
    yield '<table style="border-collapse: collapse">'
    yield f"<thead><tr>{heads}</tr></thead>"
    yield "<tbody>"
    for row, one in enumerate(group.asked):
        words = "<br>".join([_text(one.action.words), *(f"<em>{_text(said)}</em>" for said in _besides(one))])
        cells = [words, *(_text(cells[row]) for _, cells in columns)]
        ref = f'<th scope="row" style="{_CELL}; font-weight: normal; white-space: nowrap">{_text(one.action.ref)}</th>'
        yield "<tr>" + ref + "".join(f'<td style="{_CELL}">{cell}</td>' for cell in cells) + "</tr>"
    yield "</tbody>"
    yield "</table>"


def _text(text: str) -> str:
    import html

    return html.escape(terminal(text))


__all__ = ["as_html", "as_text", "rendered", "subject"]

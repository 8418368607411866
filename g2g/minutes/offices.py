"""The words that stand around names: titles before them, offices and bodies after them."""

from __future__ import annotations

import re

TITLES = frozenset(str.split(
    "cllr cllrs councillor councillors mr mrs ms miss mx dr prof professor rev revd reverend fr father canon sir dame lord lady"
    " baroness baron hon sgt sergeant pc p.c pcso supt superintendent insp inspector sister brother capt captain major maj col colonel"
    " lt cdr commander alderman ald cc archdeacon ven bishop rt pcc wpc const constable messrs misses ccllr dcllr bcllr cty"
))
OR_NAMES = frozenset(["col", "major", "maj", "baron", "canon", "bishop"])  # of these Christian names are made too
PLURAL = frozenset(["cllrs", "councillors", "messrs"])
PLACED = frozenset(["county", "borough", "district", "city", "town", "parish", "community", "unitary", "ward"])  # before a councillor

# Words that no name has: what follows is the office that somebody holds, or the body that they come from.
OFFICES = frozenset(str.split(
    "chair chairman chairperson chairwoman chairs vice vice-chair vice-chairman vice-chairperson deputy clerk secretary treasurer mayor"
    " director directors officer officers manager managers head headteacher governor governors member members trustee trustees president"
    " adviser advisor advisers advisors consultant executive chief lead leader sec treas foreman supervisor chairing co-ordinator coordinator administrator administrative maintenance representative"
    " representatives rep reps observer observers minutes minute minute-taker assistant nurse gp gps lay non-executive independent"
    " primary secondary special interim acting senior principal cabinet portfolio ex-officio ex youth worker workers warden editor"
    " convenor convener facilitator notes note-taker co-opted co-optee elected associate staff teacher teachers parent parents"
    " practitioner practitioners analyst accountant auditor solicitor surveyor engineer planner librarian archivist registrar bursar"
    " commissioner commissioning finance governance operations strategy resources corporate children adults education health housing"
    " planning highways environment public patient patients carer carers tenant tenants resident residents resident's press reporter"
    " guest guests visitor visitors speaker presenter minuting taking recording secretariat support delegate chaplain caretaker"
    " contractor organiser programme project technical business communications membership social section team locality regional area"
    " national local democratic legal monitoring statutory joint clinical medical information data digital quality safeguarding"
    " vp vps provider providers commodore curator"
))
BODIES = frozenset(str.split(
    "council councils trust board committee sub-committee subcommittee partnership school schools academy academies college university"
    " forum service services association society group team department constabulary police nhs ccg icb diocese diocesan homes ltd"
    " limited plc llp foundation charity agency authority network federation union hospital hospitals surgery practice centre sector"
    " office borough district parish county town community voluntary constabularies church institute panel commission company charities"
    " alliance consortium organisation organisations infants junior juniors nursery sixth unison nasuwt neu gmb unite district's"
    " county's council's bank museum library theatre healthwatch mind fire rescue ambulance division directorate ward constituency"
    " apologies present absent attendance none nil meeting agenda item items date time venue the a an all this that there no not"
    " following also our declaration declarations disclosure matters welcome introductions introduction correspondence action actions report"
    " reports club clubs league guild resolved proposed seconded signed urgent any next previous last opening closing update updates note received noted agreed"
    " question questions it he she they we his her please absence absences for sorry topics contents passed early years approved apology page draft title contact name names organisation initials role status january february march july september"
    " october november december monday tuesday wednesday thursday friday saturday sunday"
))
# Of these a surname may be made: they count as such words only after a whole name.
EITHER = frozenset(str.split(
    "church head young parish town lord bishop major county bank mind hall page lay special lead deputy chaplain warden lady notes fire"
    " ward principal leader january february march july september october november december monday friday"
))


def is_office(text: str) -> bool:
    """Whether a text holds the word of an office."""
    return any(word.strip(".,").lower() in OFFICES for word in re.split(r"[\s/]+", text))


def is_office_or_body(text: str) -> bool:
    """Whether a text is an office, an organisation or a part of one, and no person."""
    words = [word.strip(".,;:()").lower() for word in re.split(r"[\s/]+", text.strip()) if word]
    words = [word for word in words if word]
    return bool(words) and len(words) < 16 and any(word in OFFICES or word in BODIES for word in words)

"""Words that tell owners of actions from other words: who is nobody, what is a thing, and what is a verb."""

# Capitals that stand for no person, unless the document says so.
NO_INITIALS = frozenset(
    (
        "ON IN AT BY TO OF OR IF SO AS UP NHS CCG PDF AOB AGM EGM TBC TBA NA OK IT HR UK EU LA MP TV CD DVD PPG GP GPS SEND CSE LAC CQC KPI RAG ASAP FOI GDPR"
        " VAT DFE DOH SLA DBS ICB ICS NEW DONE END ALL ANY NO YES NOT AND THE FOR ITEM ACT SEN EHCP PIM OIG DSG NJC MOU TOR QR"
        " CCTV PA PM AM NB PS FYI EG IE"
    ).split()
)

# Words that begin a task of which they are the object, not the doer.
THINGS = frozenset(
    (
        "for to of the poster posters letter letters details detail comment comments report reports leaflet leaflets notice notices item"
        " items paper papers minute minutes copy copies draft drafts thanks quote quotes quotation quotations payment payments"
        " invoice invoices budget date dates agenda form forms list lists sign signs map maps work works email emails"
        " information update updates feedback meeting meetings plan plans policy policies survey surveys article articles"
        " photo photos photographs advert adverts news newsletter website page pages key keys money funds funding grant grants"
        " insurance training discussion discussions decision decisions action actions note notes response responses proposal"
        " proposals options costs cost prices figures data evidence repairs repair trees grass hedge hedges bench benches bins"
        " gate light lights this that these those it there nothing everything names contact contacts link links document"
        " documents guidance consultation application applications arrangements presentation presentations risk risks register"
        " terms reminder reminders calendar diary next further final revised new additional both each any some no what how"
        " when where site visit visits progress review reviews volunteers residents pupils parents children patients tenants"
        " issue issues matter matters request requests research templates template consideration confirmation clarification"
        " following subject according due prior back also please once if in on at by as with from before after until during"
        " tasks task late early mid"
    ).split()
)

# What a part of a list of actions can be about, and nobody is called.
TOPICS = frozenset(
    (
        "general other others misc miscellaneous finance finances events event website publicity media social premises fundraising safety health"
        " security membership communications administration operations governance strategy education outreach technical equipment building"
        " buildings grounds programme programmes training catering sponsorship infrastructure urgent later ongoing today tomorrow"
    ).split()
)

# Words with which a task begins that names nobody.
VERBS = frozenset(
    (
        "write draw send ask check put take bring make find get give ring call phone email contact chase circulate arrange book"
        " order pay buy obtain draft prepare produce publish print report update review amend revise finalise finalize"
        " complete confirm clarify investigate explore consider look follow share forward distribute invite add include remove"
        " submit provide present discuss agree set start begin continue maintain monitor speak talk meet liaise work develop"
        " create design organise organize plan research identify collect collate compile copy clear clean repair replace"
        " install move keep let tell inform notify advise thank remind request seek source purchase post upload display"
        " advertise promote recruit appoint nominate elect approve sign return issue raise respond reply answer feed pass hand"
        " claim apply register record note minute measure count test try visit attend join help support ensure decide"
        " determine establish examine assess evaluate audit inspect type scan file store open close lock fit fix paint plant"
        " cut mow sweep read re-send resend resubmit reword rewrite redraft schedule reschedule convene host hold lead chair"
        " act go see show do have use hire borrow lend sell hang tidy empty fill dig drain lay mend sort label sharpen scrape sweep varnish"
    ).split()
)

# Verbs that say what was done, and do not end as most of those do.
PASTS = frozenset(
    (
        "met wrote made gave sent took went had got held found kept left ran saw spoke told brought bought built caught came did began drew"
        " drove fell felt heard knew led lost paid put sang sat set sold spent stood taught thought understood was were won has have is are been"
    ).split()
)

# Words that can stand before “said” and are no name.
NOT_NAMES = frozenset(
    (
        "he she they it we there who which that this these those one some many most all members others nobody everybody"
        " everyone somebody someone people residents officers councillors chair clerk council committee board meeting report"
        " group police item it’s and but also none two three several"
    ).split()
)

# Forenames that end as other words do.
FORENAMES = frozenset(
    (
        "charles james thomas nicholas chris lewis dennis denis ross agnes frances francis iris doris gladys mavis phyllis angus silas marcus rhys louis"
        " lois douglas jess tess bess les giles miles jules niles wes hans klaus andreas matthias tobias jonas lucas elias carlos jesus luis ines"
        " fred ted ned ed jared mohammed mohamed muhammed ahmed hamed alfred wilfred winifred mildred ethelred saeed majed"
    ).split()
)

# Nobody in particular: an action for them has no owner.
NOBODY = frozenset(
    (
        "someone|somebody|nobody yet|no one yet|tbc|tba|tbd|n/a|none|nobody|no one|not assigned|unassigned|-|–|?|vacant|to be confirmed|to be agreed"
        "|to be decided|to be determined"
    ).split("|")
)

# Offices and groups that stand for somebody wherever they are named, without capitals too.
ROLES = frozenset(
    (
        "chair chairs chairman chairwoman chairperson vice-chair vice-chairman vicechair clerk deputy secretary treasurer president head"
        " headteacher principal officer officers member members councillor councillors cllrs governors trustees everyone everybody all anyone"
        " anybody board council committee secretariat staff team admin administrator office caretaker warden webmaster minute-taker note-taker"
        " editor leader partners agencies group forum partnership sub-group subgroup sub-committee subcommittee facilitator coordinator"
        " co-ordinator executive exec librarian registrar dean vicar rector churchwarden churchwardens schools practices parishes hr it"
        " both clubs reps leaders wardens stewards rangers teachers coaches captains branches departments delegates sysadmin sysadmins"
    ).split()
)
ROLES_OF_TWO = frozenset(
    (
        "vice chair|vice chairman|vice chairperson|head teacher|minute taker|note taker|chief executive|working group|working party|steering group"
        "|youth worker|those present|all present|everyone present|task group|task and finish group|committee members|board members|panel members"
    ).split("|")
)
# Words before and after a role that leave it one.
BEFORE_ROLES = frozenset("the all both our new deputy vice assistant acting interim relevant other remaining hon hon. honorary".split())
AFTER_ROLES = frozenset("members present councillors officers governors trustees staff partners agencies schools".split())

# The last words of longer names of offices and groups: Senior Traffic Engineer, Roads Sub-group.
OFFICES = frozenset(
    (
        "officer manager lead team director group committee coordinator co-ordinator secretary secretariat clerk treasurer chair chairman"
        " chairwoman chairperson council partnership panel department service head worker nurse adviser advisor consultant editor captain warden"
        " assistant engineer surveyor governor trustee board forum trust party parties sub-group subgroup rep representative champion"
        " administrator leader executive librarian archivist registrar bursar dean rector vicar commissioner provider agency agencies member"
        " staff office contractor auditor solicitor accountant architect planner keeper master president partner practice school steward webmaster"
        " convenor convener volunteer"
    ).split()
)
# Those that an owner can be named by without a capital: the school nursing service.
PLAIN_OFFICES = frozenset(
    (
        "team service staff office officer member manager group committee department council trust partner school lead subgroup sub-group provider"
        " contractor volunteer ranger steward centre rep"
    ).split()
)

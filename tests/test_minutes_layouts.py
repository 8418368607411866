"""Each way in which minutes give an action, and each in which they only seem to: one small set of minutes for each."""

from __future__ import annotations

import pytest

from g2g.minutes import actions
from g2g.minutes.findings import Details
from g2g.minutes.paragraphs import of_text
from tests.skerry import HEADING, Task, minutes, tasks, told

NOBODY: tuple[str, ...] = ()
LABELLED: dict[str, tuple[str, list[Task]]] = {
    "1 a label alone, the owner after a dash": (
        "Action:\n\n\nTo print the ferry's times for the notice board – Nell Tranter.\n",
        [("print the ferry's times for the notice board", ("Nell Tranter",))],
    ),
    "1 the same with a hyphen and no full stop": (
        "Action:\n\nTo print the ferry's times - Nell Tranter  \n", [("print the ferry's times", ("Nell Tranter",))],
    ),
    "2 bullets, each with its owners": (
        "Actions:\n\n· To fix a day for the survey – Odile Farrant/Wilf Pascoe.\n· To book the loft – Sara Gill and Kester Amory.\n",
        [("fix a day for the survey", ("Odile Farrant", "Wilf Pascoe")), ("book the loft", ("Sara Gill", "Kester Amory"))],
    ),
    "3 the dash names who sees to it": (
        "Action:\n\n· Yard manager needs to mend the winch – Sara Gill.\n", [("Yard manager needs to mend the winch", ("Sara Gill",))],
    ),
    "4 the task, or its owner, goes on on the next line": (
        "Action:\n\nTo ask the diver to look at the chain of the outer buoy before it opens to\nthe public – Wilf Pascoe.\n\n"
        "Action:\n\nTo send the Harbour Master a list of the boats that have no number – Kester\nAmory.\n",
        [("ask the diver to look at the chain of the outer buoy before it opens to the public", ("Wilf Pascoe",)),
         ("send the Harbour Master a list of the boats that have no number", ("Kester Amory",))],
    ),
    "5 the team in brackets": ("**Action:** Send letters to the six clubs (events team)\n", [("Send letters to the six clubs", ("events team",))]),
    "6 initials in brackets, no label": (
        "- The winch is stiff and will be greased (WP)\n- The rope was bought in May (red)\n- Two lamps are out and will be replaced (NT)\n",
        [("The winch is stiff and will be greased", ("WP",)), ("Two lamps are out and will be replaced", ("NT",))],
    ),
    "7 label, owner, task": ("The gate is loose.\n\nAction: Clerk to ask for a second quote.\n", [("ask for a second quote", ("Clerk",))]),
    "8 several owners and tasks in one paragraph": (
        "Action: Clerk to ring the chandler. KA to measure the gate, WP to paint it; NT to hang the sign.\n",
        [("ring the chandler", ("Clerk",)), ("measure the gate", ("KA",)), ("paint it", ("WP",)), ("hang the sign", ("NT",))],
    ),
    "9 the next item runs on": ("ACTION: Clerk to pay. 15. FLAGS The flag on the pier is torn.\n", [("pay", ("Clerk",))]),
    "10 several owners of one task": (
        "ACTION: Odile Farrant and Wilf Pascoe to meet the mayor.\n\nACTION: KA/WP to scrape the pontoon.\n\nACTION: KA, WP and NT to count the moorings.\n\n"
        "ACTION: All members to read the bye-laws.\n\nACTION: Everyone (except NT) to bring a torch.\n",
        [("meet the mayor", ("Odile Farrant", "Wilf Pascoe")), ("scrape the pontoon", ("KA", "WP")), ("count the moorings", ("KA", "WP", "NT")),
         ("read the bye-laws", ("All members",)), ("bring a torch", ("Everyone (except NT)",))],
    ),
    "11 labels in bold, mixed": (
        "**Action**: KA to oil the winch.\n\n**Action** : WP to buy fenders.\n\n**ACTION**: NT to mend the sign.\n\n**Action:** Clerk to write.\n\n**Action** - SG to ring.\n",
        [("oil the winch", ("KA",)), ("buy fenders", ("WP",)), ("mend the sign", ("NT",)), ("write", ("Clerk",)), ("ring", ("SG",))],
    ),
    "12 a whole line in bold": ("**Action - KA to send WP the plan.**\n**Action - NT to ring the yard.**\n",
                                [("send WP the plan", ("KA",)), ("ring the yard", ("NT",))]),
    "13 a lettered paragraph among others": (
        "2.2 The forum asked what the trust thinks.\n\na.  ACTION – Sara Gill to write to the trust.\n\nb.  The trust meets in April.\n",
        [("write to the trust", ("Sara Gill",))],
    ),
    "14 lines under a heading for what was carried forward": (
        "## Actions carried forward\n\nAction – KA to weigh the anchor.\nAction - WP to furl the flag.\n",
        [("weigh the anchor", ("KA",)), ("furl the flag", ("WP",))],
    ),
    "15 initials in brackets first, in a closing list": (
        "## Actions\n\n* (KA) Order the bunting for the pier.\n* (WP) (NT) Paint the bollards.\n",
        [("Order the bunting for the pier", ("KA",)), ("Paint the bollards", ("WP", "NT"))],
    ),
    "16 bullets that begin with a name": (
        "• Odile Farrant: To thank the band.\n• Clerk: To pay the piper.\n", [("thank the band", ("Odile Farrant",)), ("pay the piper", ("Clerk",))],
    ),
    "17 will, is to, and people who are the objects": (
        "Action: Wilf Pascoe will draw up a rota.\n\nAction: KA is to ask the school.\n\nAction: Alison and Stephen Cox are to be added to the list.\n",
        [("draw up a rota", ("Wilf Pascoe",)), ("ask the school", ("KA",)), ("Alison and Stephen Cox are to be added to the list", NOBODY)],
    ),
    "18 what somebody ought to do": ("- Action: KA to oil the winch\n- Somebody ought to say how that is done\n", [("oil the winch", ("KA",))]),
    "18 nobody, or somebody": (
        "Action: Poster to be put up in the loft.\n\nAction: Someone to keep the key of the shed.\n",
        [("Poster to be put up in the loft", NOBODY), ("keep the key of the shed", NOBODY)],
    ),
    "19 a heading with a number": (
        "### Action 4:\n\nKA to put a lock on the tank.\n\nThe forum then had tea.\n\n### Action 5: WP to renew the lease.\n",
        [("put a lock on the tank", ("KA",)), ("renew the lease", ("WP",))],
    ),
    "20 lists under headings by topic": (
        "## Actions relating to moorings\n\n1. Clerk to renumber the buoys.\n2. Harbour Master to inspect the chains.\n\n## Actions relating to the quay\n\n1. Clerk to order gravel.\n",
        [("renumber the buoys", ("Clerk",)), ("inspect the chains", ("Harbour Master",)), ("order gravel", ("Clerk",))],
    ),
    "21 deeper bullets under a bullet": (
        "* Actions:\n    * KA to clear the weed.\n    * WP to borrow a rake.\n* **Action point**: NT will count the pots.\n",
        [("clear the weed", ("KA",)), ("borrow a rake", ("WP",)), ("count the pots", ("NT",))],
    ),
    "22 square brackets at the end of a bullet": (
        "- The roof leaks. [Action: KA to find a roofer.]\n- Nobody has the key. [Actions: WP to look in the boat; NT to ask the vicar]\n",
        [("find a roofer", ("KA",)), ("look in the boat", ("WP",)), ("ask the vicar", ("NT",))],
    ),
    "23 headings for decisions and actions": (
        "**Decision:**\n\nThe forum agreed the budget.\n\n**Action:**\n\nSara Gill to send it to the trust.\n\n**Decision:**\n\nNone.\n\n**Action:**\n\nOfficers noted the report.\n",
        [("send it to the trust", ("Sara Gill",))],
    ),
    "24 the next one without a label": (
        "ACTION: KA to ring round the skippers.\nWP to send them the rota.\n", [("ring round the skippers", ("KA",)), ("send them the rota", ("WP",))],
    ),
    "24 the next one is for both": (
        "ACTION: KA to get three prices.\nWP to ask the trust.\nBoth to read the lease.\n",
        [("get three prices", ("KA",)), ("ask the trust", ("WP",)), ("read the lease", ("Both",))],
    ),
    "the owner between the word and a colon": (
        "- Action XB: Count the pots\n- Action Wardens: Open the gate\n- Action everybody: Count your ropes\n",
        [("Count the pots", ("XB",)), ("Open the gate", ("Wardens",)), ("Count your ropes", ("everybody",))],
    ),
    "each owner with a task in brackets": (
        "The trust will bring the paint.\n\nACTION: WP (paint) and KA (to scrape the steps before Whitsun)\n",
        [("bring the paint (paint)", ("WP",)), ("scrape the steps before Whitsun", ("KA",))],
    ),
    "the owner before a numbered label": (
        "- KA - [Action-SF-2019-04 Bring the chart](https://skerry.example/4)\n- WP Action-SF-2019-05 Mend the rail\n", [("Bring the chart", ("KA",)), ("Mend the rail", ("WP",))],
    ),
    "an order right after the owner": (
        "ACTION: KA, check the chains and report\n\n## Actions\n\n- WP do the form before May\n- NT to row\n",
        [("check the chains and report", ("KA",)), ("do the form before May", ("WP",)), ("row", ("NT",))],
    ),
    "name, To, and whoever is not listed": (
        "- Jory: To tar the punt\n- Kester/Jory: To bring the rope\n- Long Tom: To row home\n- Flags: twelve are left.\n",
        [("tar the punt", ("Jory",)), ("bring the rope", ("Kester", "Jory")), ("row home", ("Long Tom",))],
    ),
    "an action of the day with how it stands below it": (
        "- Sports\n    - Action KA: Buy the ropes\n        - Action carried forward\n    - Action WP: Paint the line\n        - Action completed\n", [("Buy the ropes", ("KA",))],
    ),
}  # fmt: skip
OWNER_ALONE: dict[str, tuple[str, list[Task]]] = {
    "25 on a line below the paragraph": (
        "The slipway is green. It should be swept each Friday.\n\nAction: Wilf Pascoe\n", [("The slipway is green. It should be swept each Friday", ("Wilf Pascoe",))],
    ),
    "26 in brackets at the end": (
        "- The buoy has dragged. The trust should be asked to lift it. (Action: KA)\n- The shed will be painted blue (Action: NT/WP).\n",
        [("The trust should be asked to lift it", ("KA",)), ("The shed will be painted blue", ("NT", "WP"))],
    ),
    "27 a number, glued, pushed right, or wrapped": (
        "2.1 The lamp on the pier is out. A new lamp would be bought.\n\t\t\t\t\t\t\t\tAction 5.02: Kester Amory\n\n"
        "2.2 The trust would be told of the change in the bye-laws.Action 5.03: Nell Tranter\n\n"
        "2.3 The plan of the moorings to be redrawn in colour.                 Action 5.04 Wilf\nPascoe\n",
        [("A new lamp would be bought", ("Kester Amory",)), ("The trust would be told of the change in the bye-laws", ("Nell Tranter",)),
         ("The plan of the moorings to be redrawn in colour", ("Wilf Pascoe",))],
    ),
    "28 no colon": (
        "2.1 The Clerk should write to the crane firm. ACTION DQ.\n\n2.2 A rota would be drawn up for the gate – action KA.\n\n2.3 The skippers would be told. Action WP\n",
        [("write to the crane firm", ("DQ",)), ("A rota would be drawn up for the gate", ("KA",)), ("The skippers would be told", ("WP",))],
    ),
    "25 under nearly every item, where tasks stand after the same label too": (
        "3. Declarations\n\nA form should go to each skipper.\nAction: Clerk\n\n4. Minutes\n\nSara Gill will look for the old chart.\nAction: Sara Gill\n\n5. Training\n\nFew had read the rules.\n"
        "Action: Clerk to read them out\n\n6. Fees\n\nVisitors should pay by the week.\nACTION: Wilf Pascoe\n\n7. Rules\n\nAction: Clerk to print them\n",
        [("A form should go to each skipper", ("Clerk",)), ("look for the old chart", ("Sara Gill",)), ("read them out", ("Clerk",)), ("Visitors should pay by the week", ("Wilf Pascoe",)), ("print them", ("Clerk",))],
    ),
    "28 in square brackets": (
        'The model was called "quick". ACTION [KA]\n\nIt should be tried on the quay. ACTION [WP]\n',
        [('The model was called "quick"', ("KA",)), ("It should be tried on the quay", ("WP",))],
    ),
    "29 two owners for two sentences": (
        "The gate would be painted green. The sign would be sent back. Actions: KA, WP as above.\n",
        [("The gate would be painted green", ("KA",)), ("The sign would be sent back", ("WP",))],
    ),
    "29 two owners for one sentence, of whom one reported something else": (
        "Kester reported that the mast of the ferry is to be painted. The nets should be moved to the loft before that.\n\nAction: Kester and WP as above.\n",
        [("The nets should be moved to the loft before that", ("Kester", "WP"))],
    ),
    "30 a running number that points to a list": (
        "The winch should be greased (6). The trust has paid (£50).\n\nOUTSTANDING ACTIONS\n\n6    Grease the winch             KA\n7    Find the key of the shed     NT\n",
        [("Grease the winch", ("KA",)), ("Find the key of the shed", ("NT",))],
    ),
    "31 an order, and what else is said of it": (
        "Mend the lobster pots. Three of them lie under the old jetty.\n\nACTION: KA, WP Carried forward\n\nBook seats on the ferry. It leaves at ten.\nACTION: NT c/f\n",
        [("Mend the lobster pots", ("KA", "WP")), ("Book seats on the ferry", ("NT",))],
    ),
    "31 who is done and who is not": (
        "KA to ask for prices for the fenders; WP to find the old sign.\n\nACTION: KA Done; WP Carried forward\n", [("find the old sign", ("WP",))],
    ),
    "32 initials from a column, on lines below": (
        "\t\t\t\t\t\t\t\t\t\tAction\n3. Moorings\n\nThe chains were seen. A list of the worn ones to be sent to the trust.\n\n"
        "The skippers asked. A notice to be put on the shed.\n\nKA\n\nWP\n\n4. Tea\n\nTea followed.\n",
        [("A list of the worn ones to be sent to the trust", ("KA",)), ("A notice to be put on the shed", ("WP",))],
    ),
}  # fmt: skip
TABLES: dict[str, tuple[str, list[Task]]] = {
    "33 minutes in columns, cells over many lines": (
        "| No | Item | Action by | Action date |\n|---|---|---|---|\n| 3 | **Finance** | Sara Gill | |\n"
        "| 3.1 | The accounts were seen.\nThe bill for the crane is to be queried. | KA | 1 April |\n| 3.2 | The grant came. Thanks are to be sent. | Clerk | |\n",
        [("The bill for the crane is to be queried", ("KA",)), ("Thanks are to be sent", ("Clerk",))],
    ),
    "34 a closing table with old numbers and states": (
        "| ITEM | DESCRIPTION | ASSIGNED | STATUS |\n|---|---|---|---|\n| 41.2 | Ask the school | KA | Open |\n| 42.1 | Renew the lease | NT | |\n| 40.7 | Thank the divers | WP | Closed |\n",
        [("Ask the school", ("KA",)), ("Renew the lease", ("NT",))],
    ),
    "35 a summary before, the same in the body": (
        "Action No.    Page No.    Action                                    To be completed by\n1             2           Paint the bollards on the west quay       Wilf Pascoe\n"
        "2             3           Ask three firms for a price               Kester Amory\n\n3. Quay\n\nThe bollards are rusty.\n\n"
        "Action 1: WP to paint the bollards on the west quay.\n\nAction 2: KA to ask three firms for a price.\n",
        [("Paint the bollards on the west quay", ("Wilf Pascoe",)), ("Ask three firms for a price", ("Kester Amory",))],
    ),
    "36 a log, one cell a line": (
        "\n".join(["Ref", "Date raised", "Action", "Lead", "Due", "Status", "12", "05/02/2019", "Mend the gate", "Kester Amory", "01/04/2019", "Open", "13", "05/02/2019",
                   "Count the moorings", "Nell Tranter", "02/04/2019", "Closed"]),
        [("Mend the gate", ("Kester Amory",))],
    ),
    "37 rows flattened with strokes": (
        "3 / Residents / The lamp is lit. The bins are to be moved. / Hilda to ring the council\n4 / Garden / The gate was open; a sign will be put on it. / Wilf Pascoe\n",
        [("ring the council", ("Hilda",)), ("The gate was open; a sign will be put on it", ("Wilf Pascoe",))],
    ),
    "38 the space before the name is lost": (
        "## Actions\n\n1. Copy of the plan to be sentto membersNell Tranter\n2. Old sign to be burntKester Amory\n",
        [("Copy of the plan to be sentto members", ("Nell Tranter",)), ("Old sign to be burnt", ("Kester Amory",))],
    ),
    "39 a column read row by row": (
        "ITEM\t\t\t\t\t\t\tACTION\n\n3. BOATS\n\nWeed is a danger again on the lower half of the slip. A\tWilf Pascoe\nworking party had been spoken of in May and never called.\tto call a\n"
        "There was support for Easter Saturday, and several people\tworking\nhave offered shovels for it.\tparty\n\n"
        "The notice gives the old number of the office and should\tChair\nhave been changed when the office moved to the pier.\tto have a\nThe sign-writer is cheaper in the winter than now.\tnotice\n",
        [("call a working party", ("Wilf Pascoe",)), ("have a notice", ("Chair",))],
    ),
    "40 carried forward, by owner": (
        "## Actions carried forward\n\n**Odile Farrant**\n\nTo thank the mayor.\n\n**Kester Amory**\n\n**Wilf Pascoe**\n\nTo oil the hinges.\n",
        [("thank the mayor", ("Odile Farrant",)), ("oil the hinges", ("Wilf Pascoe",))],
    ),
}  # fmt: skip
NO_ACTIONS: dict[str, str] = {
    "41 the lead of every item": (
        "Actions: Sara Gill\n\n3. Moorings\n\nThe list was read.\n\nAction: Kester Amory\n\n4. Any other business\n\nNone.\n\nAction: Odile Farrant\n\n"
        "5. Date of next meeting\n\nTuesday 2 April 2019.\n\nAction: Dora Quint\n"
    ),
    "41 proposals of a kind": "Proposal: Action\n\nThe list was read.\n\n3. Moorings\n\nProposal: Information\n",
    "42 none": "Action: None\n\nAction: No action required.\n\nThere were no outstanding actions.\n\nNo actions were recorded.\n\nNo further action required.\n",
    "43 how things stand": "Action: The map is still with the printer.\n\nAction: On hold.\n",
    "44 the word in other senses": (
        "The action plan was noted. Action Fraud had been told. Court action was begun, and industrial action by the crane drivers is off.\n\n"
        "The action group met. Immediate action was taken on the leak, and the board agreed immediate action to close the valve.\n\n"
        "The bank has yet to action this. The refund has been actioned.\n"
    ),
    "45 corrections and references": (
        "In the minutes of February the words “ACTION: KA to sell the dinghy” should read “ACTION: WP to sell the dinghy”.\n\n"
        "The lease is on the list (see Action 4.2). Action 3.1 is on the agenda.\n"
    ),
    "46 the next agenda": (
        "3. Date of next meeting\n\nTuesday 2 April 2019.\n\nThe meeting ended at nine.\n\nAGENDA FOR 2 APRIL 2019\n\n1. Apologies\n2. Review of action points\n3. Lamps (Action 4.2)\n"
    ),
    "47 resolved in parts": "Resolved: That;\ni. the accounts be noted;\nii. a briefing on the dredging be arranged by 1 May.\n",
    "48 resolved that somebody would": "RESOLVED that Councillor Gill would write to the minister.\n",
    "49 agreed in parts": "Agreed that –\n1. the fees stay as they are;\n2. a survey will be made of the moorings.\n",
    "43 left for another day": "Action: Left for next meeting as time was short.\n",
    "who spoke, in brackets": (
        "The slip should be swept more often (KA).\n\nTwo boats were sold (WP).\n\nThe trust has a new chair (NT).\n\nThe lamps are dear (SG).\n"
    ),
    "one remark in a list": "- Fine view of the bay\n- Too few steps down to the water. (WP)\n",
    "50 tasks in prose": "The lamp is out. Wilf Pascoe to buy a new one.\n\nThe Clerk will send round the dates. Everybody was content.\n",
}


@pytest.mark.parametrize(("text", "wanted"), LABELLED.values(), ids=LABELLED)
def test_what_a_label_marks_is_read_with_its_owners(text: str, wanted: list[Task]) -> None:
    assert tasks(text) == wanted


@pytest.mark.parametrize(("text", "wanted"), OWNER_ALONE.values(), ids=OWNER_ALONE)
def test_an_owner_alone_gets_the_task_that_stands_before(text: str, wanted: list[Task]) -> None:
    assert tasks(text) == wanted


@pytest.mark.parametrize(("text", "wanted"), TABLES.values(), ids=TABLES)
def test_columns_tables_and_logs_are_read_row_by_row(text: str, wanted: list[Task]) -> None:
    assert tasks(text) == wanted


@pytest.mark.parametrize("text", NO_ACTIONS.values(), ids=NO_ACTIONS)
def test_what_only_seems_to_be_an_action_is_none(text: str) -> None:
    assert tasks(text) == []


def test_every_line_with_the_word_that_gave_no_action_is_told() -> None:
    first = HEADING.count("\n")
    for name in ("42 none", "43 how things stand", "44 the word in other senses", "45 corrections and references"):
        read = minutes(NO_ACTIONS[name])
        told_of = {finding.line - first for finding in (*read.doubts, *read.reports)}
        said = {number for number, line in enumerate(NO_ACTIONS[name].splitlines(), 1) if "ction" in line or "CTION" in line}
        silent = {1, 3} if name == "42 none" else set()  # “Action: None” says all there is to say
        assert told_of == said - silent, name


def test_tasks_in_prose_are_shown_apart() -> None:
    assert [told(task.found) for task in minutes(NO_ACTIONS["50 tasks in prose"]).implied] == [
        ("buy a new one", ("Wilf Pascoe",)), ("send round the dates", ("The Clerk",)),
    ]  # fmt: skip


def test_a_task_read_from_its_label_is_not_shown_a_second_time_as_prose() -> None:
    read = minutes("The gate is loose. Wilf Pascoe offered to make a rota for it.\n\nAction: Wilf Pascoe\n")
    assert [told(action.found) for action in read.actions] == [("make a rota for it", ("Wilf Pascoe",))]
    assert read.implied == ()


def test_old_actions_reported_on_are_kept_with_how_they_stand() -> None:
    reports = minutes(OWNER_ALONE["31 who is done and who is not"][0]).reports
    assert [(report.owners, report.words, report.status) for report in reports] == [
        (("KA",), "ask for prices for the fenders", "Done"), (("WP",), "find the old sign", "Carried forward"),
    ]  # fmt: skip


def test_a_table_that_goes_through_the_last_meetings_actions_gives_none_anew() -> None:
    read = minutes("## Matters arising\n\n| Action | Owner | Progress |\n|---|---|---|\n| Ring the yard | KA | The yard has been rung |\n| Paint the gate | WP | Done |\n")
    assert read.actions == ()
    assert [report.words for report in read.reports] == ["Ring the yard", "Paint the gate"]


@pytest.mark.parametrize("kind", ["agenda", "report"])
def test_an_agenda_and_a_report_give_no_actions_but_say_where_the_word_stands(kind: str) -> None:
    document = of_text("1. Apologies\n2. Review of action points\n3. Action: KA to report on the lamps\n4. Lamps\n")
    found = actions.read(document, Details(kind=kind))
    assert (found.actions, found.implied, found.reports) == ((), (), ())
    assert [doubt.line for doubt in found.doubts] == [2, 3]


# ---- said twice ---------------------------------------------------------------------------------------


def test_an_action_in_the_body_and_again_in_a_summary_counts_once_with_what_each_says_of_it() -> None:
    (paint, thank) = minutes(
        "Action: WP to paint the bollards on the west quay.\n\n## Action summary\n\n| No | Action | Owner | Due |\n|---|---|---|---|\n"
        "| 7 | Paint the bollards on the west quay | Wilf Pascoe | 1 May |\n| 8 | Thank the divers for the survey | Kester Amory | |\n"
    ).actions
    assert told(paint.found) == ("paint the bollards on the west quay", ("WP",))
    assert (paint.found.line, paint.found.ref, paint.due_said, str(paint.date)) == (HEADING.count("\n") + 1, "7", "1 May", "2019-05-01")
    assert told(thank.found) == ("Thank the divers for the survey", ("Kester Amory",))


@pytest.mark.parametrize(
    "text",
    [
        "Action: KA to write to the trust.\n\nAction: WP to write to the trust.\n",
        "Action: KA to write to the trust.\n\nAction: KA to write to the school.\n",
        "| Ref | Action | Owner |\n|---|---|---|\n| 1 | Write to the trust | KA |\n| 2 | Write to the trust | KA |\n",
    ],
)
def test_two_actions_for_two_owners_or_with_two_numbers_stay_two(text: str) -> None:
    assert len(tasks(text)) == 2


def test_owners_in_brackets_after_every_task_are_its_owners_whoever_it_begins_with() -> None:
    text = "Action: Grease the winch before the fair (KA)\n\nAction: Joiner to look at the door and the frame (WP)\n\nAction: Ask the school for the hall (NT)\n"
    assert tasks(text) == [("Grease the winch before the fair", ("KA",)), ("Joiner to look at the door and the frame", ("WP",)), ("Ask the school for the hall", ("NT",))]


def test_brackets_between_a_label_and_its_colon_hold_the_owner_or_what_it_is_about() -> None:
    assert tasks("The winch squeaks. Action (Kester): grease it\n\nAction 25/131 (dog bins): Clerk to ring the firm\n") == [("grease it", ("Kester",)), ("Dog bins: ring the firm", ("Clerk",))]


def test_a_deadline_in_square_brackets_is_no_part_of_the_words() -> None:
    (found,) = minutes("Action: KA to buy paint. [Deadline: 30/05/2019]\n").actions
    assert (told(found.found), found.due_said, str(found.date)) == (("buy paint", ("KA",)), "30/05/2019", "2019-05-30")


def test_an_owner_who_is_to_action_a_resolution_is_among_the_tasks_in_prose() -> None:
    read = minutes("Resolved that the bin be moved to the gate. Clerk to action.\n\nThe rope is to be sold.\nKA to action this.\n")
    assert [told(task.found) for task in read.implied] == [("the bin be moved to the gate", ("Clerk",)), ("The rope is to be sold", ("KA",))]
    assert read.actions == ()


def test_a_reference_of_the_record_with_a_state_is_a_report_on_that_action() -> None:
    read = minutes("SH-2019-02-05-02 Buy paint: Completed.\nSH-2019-02-05-03 Grease the winch: Ongoing.\n")
    assert [(report.ref, report.words, report.status) for report in read.reports] == [("SH-2019-02-05-02", "Buy paint", "Completed"), ("SH-2019-02-05-03", "Grease the winch", "Ongoing")]
    assert read.actions == ()


def test_a_sentence_that_points_back_is_given_with_the_one_it_points_to() -> None:
    assert tasks("The list helps only if the owners agree. KA to ask them.\n\nAction: KA\n") == [("The list helps only if the owners agree. KA to ask them", ("KA",))]


def test_nothing_until_later_and_nothing_back_are_no_actions() -> None:
    assert tasks("[Action: None needed until then.]\n\nAction 4.03: nothing back from the water board.\n") == []

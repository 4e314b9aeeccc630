"""Mistakes that annotators make, as edits of one good article: each with what must be said of it.

An edit is (file, old, new): the first occurrence of `old` is replaced; with an empty `old`, `new` is added at the end.
"""

from __future__ import annotations

Edit = tuple[tuple[str, str, str], str]
"""The edit, and words of what must be said."""

ANN, TXT, CSV = "deal.ann", "deal.txt", "metadata.csv"

DUPLICATE = (
    "E10\tProvision:T34 provider:T9 provider2:T4 concerns:T23 endDate:T25\n"
    "A50\tstatus E10 ongoing\n"
    "A51\tsourceKind E10 announcement\n"
    "A52\tcertainty E10 certain\n"
    "A53\tcustomerSegment E10 publicSector\n"
)
SAME_LEI = "N8\tReference T1 LEI:529900T8BM49AURSDO55\tA\nN9\tReference T5 LEI:529900T8BM49AURSDO55\tB\n"

MENTIONS: dict[str, Edit] = {
    "misspelt label": ((ANN, "T13\tOrganization", "T13\tOrganizatoin"), "unknown label 'Organizatoin'"),
    "offsets swapped": ((ANN, "Company 67 83", "Company 83 67"), "quote is not at the offsets"),
    "offset one too far": ((ANN, "Date 175 190", "Date 176 191"), "offsets counted in UTF-8 bytes"),
    "offset behind the text": (
        (ANN, "1075 1077\tis", "9075 9077\tis"),
        "quote is not at the offsets, nor once elsewhere in the text",
    ),
    "offset is no number": ((ANN, "Company 67 83", "Company 67 8E"), "line does not follow the form"),
    "quote edited": (
        (ANN, "Desmond Achterlind", "Desmond Axterlind"),
        "quote is not at the offsets, nor once elsewhere in the text",
    ),
    "quote missing": ((ANN, "Desmond Achterlind", ""), "no quote to verify the offsets"),
    "id used twice": ((ANN, "T14\tPerson", "T13\tPerson"), "id is already used"),
    "spaces for tabs": (
        (ANN, "T13\tOrganization 238 252\t", "T13 Organization 238 252 "),
        "spaces where tabs should be",
    ),
    "rubbish line": ((ANN, "", "please check\n"), "unknown kind of line"),
    "rank on a word that is none": ((ANN, "Rank 1084 1090\tfourth", "Rank 1078 1083\tstill"), "no reading as rank"),
    "lost billion": (
        (ANN, "464 476\t£3.4 billion", "464 468\t£3.4"),
        "The amount 3.4 is very small for an investment: was",
    ),
    "lost currency": ((ANN, "464 476\t£3.4 billion", "465 476\t3.4 billion"), "currency"),
    "money on words without a number": ((ANN, "464 476\t£3.4 billion", "459 463\tpaid"), "no reading as money"),
    "date on words that are none": (
        (ANN, "Date 175 190\t9 December 2024", "Date 191 200\tthat they"),
        "no reading as date",
    ),
    "percentage on a word that is none": (
        (ANN, "Percentage 781 791\t17 percent", "Percentage 776 780\tfell"),
        "no reading as percentage",
    ),
    "trigger deleted": ((ANN, "T29\tInvestment 459 463\tpaid\n", ""), "trigger is not in the file"),
    "space after the words": (
        (ANN, "430 446\tFennmark Telecom", "430 447\tFennmark Telecom "),
        "The text names it Fennmark Telecom , which is none of its known names",
    ),
    "money on a percentage": ((ANN, "Percentage 781", "Money 781"), "no reading as money"),
    "date on a rank": ((ANN, "Rank 1084", "Date 1084"), "ambiguous date: past 2024-12-04, future 2025-01-04"),
    "company marked as person": (
        (ANN, "T2\tCompany", "T2\tPerson"),
        "An organization has the same name Fennmark Telecom: one of the two mentions",
    ),
}

EVENTS: dict[str, Edit] = {
    "misspelt role": ((ANN, "rank:T18", "rnak:T18"), "'rnak' is no role of MarketRanking"),
    "misspelt class": ((ANN, "E2\tMarketRanking", "E2\tMarketRnaking"), "unknown label 'MarketRnaking'"),
    "role of another class": ((ANN, "rank:T18", "stake:T18"), "'stake' is no role of MarketRanking"),
    "filler that is not there": ((ANN, "investor:T2", "investor:T99"), "argument that is not in the file is left out"),
    "role without filler": ((ANN, "investor:T2", "investor:"), "argument without role or filler is left out"),
    "filler without role": ((ANN, "investor:T2", "T2"), "argument without role or filler is left out"),
    "two ranks": (
        (ANN, "rank:T18", "rank:T18 rank2:T26"),
        "A ranking needs exactly one rank, a whole number from 1 on.",
    ),
    "no rank": ((ANN, " rank:T26", ""), "A ranking needs exactly one rank, a whole number from 1 on."),
    "market as rank": ((ANN, "rank:T18", "rank:T19"), "'rank' takes a value, not a Market"),
    "rank as date": (
        (ANN, "announcedOn:T15", "announcedOn:T18"),
        "The announcement date must be a date, month or year.",
    ),
    "region as market": ((ANN, "inMarket:T19", "inMarket:T20"), "At most one market per ranking."),
    "market as region": ((ANN, "inRegion:T20", "inRegion:T19"), "The region must be a biz:Region."),
    "company as amount": ((ANN, "amount:T21 partOf", "amount:T6 partOf"), "'amount' takes an amount"),
    "market as company": (
        (ANN, "investor:T2", "investor:T19"),
        "Whoever plays a role must be a known organization or person.",
    ),
    "situation as company": ((ANN, "investor:T2", "investor:E1"), "'investor' takes a thing, not a CorporateChange"),
    "company as cause": ((ANN, "causedBy:E1", "causedBy:T1"), "'causedBy' takes a situation"),
    "company invests in itself": (
        (ANN, "investmentTarget:T6", "investmentTarget:T2"),
        "The investor and the target are the same.",
    ),
    "nobody invests": ((ANN, "investor:T2 ", ""), "An investment needs at least one investor."),
    "nothing is invested in": ((ANN, "investmentTarget:T6 ", ""), "An investment needs the organization it goes into"),
    "one competitor": ((ANN, " competitor2:T4", ""), "A competition needs at least two different competitors."),
    "company competes with itself": (
        (ANN, "competitor2:T4", "competitor2:T9"),
        "A competition needs at least two different competitors.",
    ),
    "ranking without a market": (
        (ANN, "holder:T10 rank:T26 inMarket:T19 inRegion:T20", "holder:T10 rank:T26"),
        "A ranking needs a market, or a region and an indicator.",
    ),
    "ranking of nobody": ((ANN, "holder:T10 ", ""), "A ranking needs a holder or contenders."),
    "holder contends with itself": (
        (ANN, "holder:T1 ", "holder:T1 contender:T1 contender2:T5 "),
        "Fennmark Telecom is both holder and contender.",
    ),
    "two holders of one rank": (
        (ANN, "holder:T1 ", "holder:T1 holder2:T5 "),
        "One document gives the same company another rank, 4, in the",
    ),
    "nothing is provided": ((ANN, " concerns:T23", ""), "A provision should say which offering is delivered."),
    "nobody provides": ((ANN, "provider:T9 provider2:T4 ", ""), "A provision needs a provider."),
    "end before start": ((ANN, "endDate:T25", "startDate:T25 endDate:T17"), "The end 2024-02 lies before the start."),
    "cause of itself": (
        (ANN, "changeBy:T24 causedBy:E1", "changeBy:T24 causedBy:E5"),
        "A situation cannot be its own cause.",
    ),
    "part of its own part": (
        (ANN, "amount:T21 announcedBy", "amount:T21 partOfSituation:E2 announcedBy"),
        "A situation cannot be part of itself.",
    ),
    "nobody announces": (
        (ANN, " announcedBy:T1 announcedBy2:T5", ""),
        "There is an announcement date but nobody who announces.",
    ),
    "nobody is quoted": ((ANN, " attributedTo:T14", ""), "A quoted party must be named with biz:attributedTo."),
    "nobody changes": ((ANN, "changedEntity:T7 ", ""), "A corporate change needs the organization that changes"),
    "indicator of nobody": ((ANN, "subjectCompany:T8 ", ""), "An indicator change needs exactly one company."),
    "event twice": ((ANN, "", DUPLICATE), "The same situation was annotated twice: see"),
    "product as company": (
        (ANN, "T2\tCompany", "T2\tProduct"),
        "Whoever plays a role must be a known organization or person.",
    ),
    "event on a company": (
        (ANN, "E3\tInvestment:T29", "E3\tInvestment:T2"),
        "'investor' takes a thing, not a Company",
    ),
    "event without trigger": ((ANN, "E3\tInvestment:T29", "E3\tInvestment"), "'Investment' expresses no event"),
    "trigger as filler": ((ANN, "investor:T2", "investor:T29"), "'investor' takes a thing, not a Investment"),
    "two events on one trigger": (
        (ANN, "E9\tMarketRanking:T35", "E9\tMarketRanking:T28"),
        "'MarketRanking' expresses no event",
    ),
    "event id used twice": ((ANN, "E2\tMarketRanking", "E1\tMarketRanking"), "id is already used"),
    "announced in the future": (
        (ANN, "announcedOn:T15", "announcedOn:T25"),
        "Announced on 2027, after the date of the document.",
    ),
    "quantity as amount": ((ANN, "amount:T21 partOf", "amount:T16 partOf"), "An amount must be a biz:MonetaryAmount."),
    "two amounts": (
        (ANN, "amount:T21 partOf", "amount:T21 amount2:T22 partOf"),
        "Two amounts on one investment: link the conversion",
    ),
    "percentage as rank": ((ANN, "rank:T18", "rank:T24"), "'rank' takes a value, not a Percentage"),
    "person as market": (
        (ANN, "inMarket:T19 inRegion:T20\nE8", "inMarket:T14\nE8"),
        "The market must be a biz:Market.",
    ),
    "company provides itself": (
        (ANN, "provider:T9 provider2", "provider:T9 recipient:T9 provider2"),
        "The provider and the recipient are the same.",
    ),
}

ATTRIBUTES: dict[str, Edit] = {
    "missing status": (
        (ANN, "A1\tstatus E1 cancelled\n", ""),
        "A situation needs exactly one status of the status list.",
    ),
    "second status": ((ANN, "", "A50\tstatus E1 agreed\n"), "A situation needs exactly one status of the status list."),
    "misspelt status": ((ANN, "status E8 ongoing", "status E8 ongiong"), "no code of 'status' is called 'ongiong'"),
    "status of another list": (
        (ANN, "status E8 ongoing", "status E8 probable"),
        "no code of 'status' is called 'probable'",
    ),
    "misspelt attribute": ((ANN, "status E8 ongoing", "statsu E8 ongoing"), "'statsu' is no attribute of Provision"),
    "attribute of nothing": ((ANN, "status E8", "status E88"), "what it refers to is not in the file"),
    "attribute without value": ((ANN, "status E8 ongoing", "status E8"), "no code of 'status' is called 'status'"),
    "missing kind of source": (
        (ANN, "A31\tsourceKind E8 announcement\n", ""),
        "A situation needs exactly one kind of source.",
    ),
    "second kind of source": (
        (ANN, "", "A50\tsourceKind E8 quotedParty\n"),
        "A quoted party must be named with biz:attributedTo.",
    ),
    "second certainty": ((ANN, "", "A50\tcertainty E8 possible\n"), "At most one certainty, of the certainty list."),
    "general opinion is certain": (
        (ANN, "certainty E9 probable", "certainty E9 certain"),
        "General opinion should not be marked as certain.",
    ),
    "plan as cause of a fact": (
        (ANN, "status E1 cancelled", "status E1 planned"),
        "A completed situation cannot be caused by one that is only",
    ),
    "completed in the future": (
        (ANN, "status E8 ongoing", "status E8 completed"),
        "A completed situation has the date 2027, after the date of",
    ),
    "kind of another class": (
        (ANN, "kind E1 merger", "kind E1 sharePrice"),
        "no code of 'kind' is called 'sharePrice'",
    ),
    "misspelt indicator": (
        (ANN, "indicator E5 sharePrice", "indicator E5 sharePrize"),
        "no code of 'indicator' is called 'sharePrize'",
    ),
    "missing indicator": (
        (ANN, "A20\tindicator E5 sharePrice\n", ""),
        "An indicator change needs one indicator of the list.",
    ),
    "misspelt direction": ((ANN, "direction E5 down", "direction E5 dwon"), "no code of 'direction' is called 'dwon'"),
    "second direction": ((ANN, "", "A50\tdirection E5 up\n"), "An indicator change needs one direction of the list."),
    "misspelt segment": (
        (ANN, "customerSegment E8 publicSector", "customerSegment E8 publicSecotr"),
        "no code of 'customerSegment' is called 'publicSecotr'",
    ),
    "attribute of another class": (
        (ANN, "", "A50\tdirection E1 up\n"),
        "'direction' is no attribute of CorporateChange",
    ),
    "attribute on a mention": ((ANN, "status E8 ongoing", "status T9 ongoing"), "'status' is no attribute of Company"),
}

LINKS: dict[str, Edit] = {
    "misspelt authority": ((ANN, "EUCountry:GBR", "EUContry:GBR"), "unknown authority 'EUContry'"),
    "link without authority": ((ANN, "EUCountry:GBR", "GBR"), "link names no authority"),
    "link of nothing": ((ANN, "Reference T20", "Reference T99"), "what it refers to is not in the file"),
    "malformed LEI": (
        (ANN, "", "N9\tReference T1 LEI:12345\tFennmark\n"),
        "no key of 'LEI'",
    ),
    "LEI with a mistaken digit": (
        (ANN, "", "N9\tReference T1 LEI:529900T8BM49AURSD055\tFennmark\n"),
        "no key of 'LEI': its check digits are wrong",
    ),
    "malformed Wikidata id": (
        (ANN, "", "N9\tReference T1 Wikidata:Fennmark\tFennmark\n"),
        "no key of 'Wikidata'",
    ),
    "one LEI for two companies": ((ANN, "", SAME_LEI), "The investor and the target are the same."),
    "misspelt relation": ((ANN, "", "R1\tconvertdTo Arg1:T21 Arg2:T22\t\n"), "unknown relation 'convertdTo'"),
    "relation to nothing": (
        (ANN, "", "R1\twithin Arg1:T20 Arg2:T99\t\n"),
        "argument that is not in the file is left out",
    ),
    "relation with one end": ((ANN, "", "R1\twithin Arg1:T20\t\n"), "a relation without two ends"),
    "region within itself": ((ANN, "", "R1\twithin Arg1:T20 Arg2:T20\t\n"), "A region cannot lie within itself."),
    "sum converted to its own currency": (
        (ANN, "", "R1\tconvertedTo Arg1:T21 Arg2:T22\t\n"),
        "An amount is converted to its own currency GBP.",
    ),
    "note on nothing": ((ANN, "", "#1\tAnnotatorNotes T99\tsure?\n"), "what it refers to is not in the file"),
    "Wikidata page for an entry": (
        (ANN, "", "N9\tReference T1 Wikidata:https://www.wikidata.org/wiki/Q5\tFennmark\n"),
        "no key of 'Wikidata'",
    ),
    "two Wikidata entries for one name": (
        (ANN, "", "N8\tReference T1 Wikidata:Q1\tA\nN9\tReference T2 Wikidata:Q2\tB\n"),
        "'fennmark telecom' carries Wikidata:Q1 and Wikidata:Q2: two entities, or a wrong link",
    ),
    "LEI with a space": (
        (ANN, "", "N9\tReference T1 LEI:5299 00T8BM49AURSDO55\tFennmark\n"),
        "no key of 'LEI'",
    ),
    "link on a date": (
        (ANN, "", "N9\tReference T15 Wikidata:Q5\tFennmark\n"),
        "a link on a mention that is no entity ('Date')",
    ),
    "matter on a mention": ((ANN, "Reference E1 Matter", "Reference T1 Matter"), "a matter of no event"),
    "relation from the wrong kind": (
        (ANN, "", "R1\twithin Arg1:T1 Arg2:T20\t\n"),
        "'within' is no relation of Company",
    ),
    "conversion into a date": ((ANN, "", "R1\tconvertedTo Arg1:T21 Arg2:T15\t\n"), "'convertedTo' takes an amount"),
    "set of a company and a person": (
        (ANN, "", "*\tEquiv T1 T14\n"),
        "The text names it Desmond Achterlind, which is none of its known names",
    ),
}

FILES: dict[str, Edit] = {
    "text edited before the annotations": ((TXT, "London. ", ""), "offsets were wrong, found again by the quote"),
    "text edited within a mention": (
        (TXT, "Desmond Achterlind", "Desmond Achterlindo"),
        "offsets were wrong, found again by the quote",
    ),
    "text cut off": (
        (TXT, "In size, Pellworth Broadband is still fourth in the British market, analysts reckon.", ""),
        "quote is not at the offsets, nor once elsewhere in the text",
    ),
    "date before what is told": (
        (CSV, "2024-12-10", "2023-12-10"),
        "Announced on 2024-12-09, after the date of the document.",
    ),
    "date that is none": ((CSV, "2024-12-10", "2024-13-10"), "date is not one, left out"),
    "no date": ((CSV, "2024-12-10", ""), "A document should have a date"),
    "metadata of another file": ((CSV, "deal.txt", "dael.txt"), "metadata row matches no document"),
    "misspelt column": ((CSV, "date", "dtae"), "unknown column 'dtae' is kept under its own name"),
    "unknown language": ((CSV, ",en", ",Klingon"), "language is not one, left out"),
    "second row of metadata": (
        (CSV, "deal.txt,A deal", "deal.txt,Other,2024-01-01,en\ndeal.txt,A deal"),
        "second metadata row of one document",
    ),
    "row of metadata cut off": ((CSV, ",2024-12-10,en", ""), "A document should have a date"),
    "date with the day first": ((CSV, "2024-12-10", "10/12/2024"), "date is not one, left out"),
    "language of another text": ((CSV, ",en", ",fr"), "no reading as percentage"),
}

EDITS = MENTIONS | EVENTS | ATTRIBUTES | LINKS | FILES

"""The shipped reference files, read as plain CSV: they agree with each other and with the counts
that the organizations themselves give."""

from __future__ import annotations

import csv
import re
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

REFERENCE = Path(__file__).parents[1] / "resources" / "reference"
COMMON = ["source", "as_of", "confidence"]
COLUMNS = {
    "places": "number key kind name parent alpha2 alpha3 m49 status aliases",
    "organizations": "number key kind official_name name acronym parent seat country region "
    "ct_body status",
    "names": "number key organization language name acronym kind",
    "memberships": "number key member body role from to status",
    "frameworks": "number key name short_name adopted",
    "framework_items": "number key framework code label short_label title text due state",
    "themes": "number key name",
    "engagement_types": "number key name short_name",
}
RANGES = {
    "places": range(1, 1000),
    "organizations": range(10001, 21000),
    "names": range(30001, 40000),
    "memberships": range(40001, 50000),
    "frameworks": range(50001, 51000),
    "framework_items": range(51001, 52000),
    "themes": range(52001, 53000),
    "engagement_types": range(53001, 54000),
}
# file, column, first part of the key it points to
REFERENCES = [
    ("places", "parent", "place"),
    ("organizations", "parent", "org"),
    ("organizations", "country", "place"),
    ("organizations", "region", "place"),
    ("names", "organization", "org"),
    ("memberships", "member", "org|state"),
    ("memberships", "body", "org"),
    ("framework_items", "framework", "fw"),
]
# Present members, by general knowledge and public sources as of early 2026. The Arab Interior
# Ministers' Council (22) has no list of members; the Accra Initiative's list is uncertain.
MEMBERS = {
    "AU": 55, "ECOWAS": 12, "SADC": 16, "LCBC": 6, "IGAD": 7, "ECCAS": 10, "EAC": 8, "AMU": 5,
    "LAS": 22, "GCC": 6, "OIC": 57, "CICA": 28, "SCO": 10, "CIS": 9, "CSTO": 6, "ASEAN": 11,
    "SAARC": 8, "BIMSTEC": 7, "PIF": 18, "EU": 27, "COE": 46, "OSCE": 57, "NATO": 32, "OAS": 34,
    "CARICOM": 15, "GCTF": 31, "OTS": 5, "GUAM": 4, "BSEC": 13,
}  # fmt: skip
VALUES = {
    ("places", "kind"): {"world", "region", "subregion", "intermediate", "country", "area"},
    ("places", "status"): {"", "member", "observer", "other"},
    ("organizations", "kind"): {"compact", "working_group", "entity", "regional", "state"},
    ("organizations", "status"): {"active", "defunct"},
    ("names", "language"): {"en", "fr", "es", "ar", "ru", "zh"},
    ("names", "kind"): {"translation", "former", "alias"},
    ("memberships", "role"): {
        "member", "observer", "chair", "co_chair", "vice_chair", "participating_state",
        "secretariat",
    },
    ("memberships", "status"): {"current", "withdrawn", "uncertain", "unknown", "as of 2021"},
    ("framework_items", "state"): {"", "to_be_confirmed"},
}  # fmt: skip
WORLD = "place:M49-001"

Row = dict[str, str]


def rows(name: str) -> list[Row]:
    with (REFERENCE / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def by_key(name: str) -> dict[str, Row]:
    return {row["key"]: row for row in rows(name)}


def everything() -> list[Row]:
    return [row for name in COLUMNS for row in rows(name)]


def up(place: str, places: dict[str, Row]) -> list[str]:
    """The keys from a place up to the world, the place first."""
    chain = [place]
    while parent := places[chain[-1]]["parent"]:
        assert parent not in chain, f"{place} lies within itself"
        chain.append(parent)
    return chain


def present_members(body: str) -> list[str]:
    """Keys of the States that a body counts today (uncertain ones too)."""
    return [
        row["member"]
        for row in rows("memberships")
        if row["body"] == body
        and not row["to"]
        and row["role"] in {"member", "participating_state"}
        and row["member"].startswith("state:")
    ]


def test_no_file_is_without_its_test() -> None:
    assert {path.stem for path in REFERENCE.glob("*.csv")} == set(COLUMNS)


@pytest.mark.parametrize("name", COLUMNS)
def test_form_of_the_file(name: str) -> None:
    data = (REFERENCE / f"{name}.csv").read_bytes()
    assert b"\r" not in data
    assert data.endswith(b"\n")
    assert not data.startswith(b"\xef\xbb\xbf")
    header, *lines = csv.reader(data.decode("utf-8").splitlines(), strict=True)
    assert header == COLUMNS[name].split() + COMMON
    assert lines
    assert {len(line) for line in lines} == {len(header)}
    for line in lines:
        for cell in line:
            assert cell == " ".join(cell.split()), f"stray space in {cell!r}"


def test_numbers_and_keys_are_unique_across_all_files() -> None:
    for column in ("number", "key"):
        counts = Counter(row[column] for row in everything())
        assert [value for value, count in counts.items() if count > 1] == []


@pytest.mark.parametrize("name", RANGES)
def test_numbers_lie_in_the_range_of_their_file(name: str) -> None:
    outside = [r["key"] for r in rows(name) if int(r["number"]) not in RANGES[name]]
    assert outside == []


def test_numbers_follow_from_the_m49_code() -> None:
    places = by_key("places")
    for place in places.values():
        assert place["m49"] == f"{int(place['number']):03d}"
    for row in rows("organizations"):
        if row["kind"] == "state":
            assert int(row["number"]) == 20000 + int(places[row["country"]]["m49"])
            assert row["key"].removeprefix("state:") == places[row["country"]]["alpha3"]
        else:
            assert int(row["number"]) < 20000


@pytest.mark.parametrize(("name", "column", "prefix"), REFERENCES)
def test_every_reference_resolves(name: str, column: str, prefix: str) -> None:
    known = {row["key"] for row in everything()}
    used = [row[column] for row in rows(name) if row[column]]
    assert used
    assert [key for key in used if key not in known] == []
    assert [key for key in used if not re.match(rf"({prefix}):", key)] == []


@pytest.mark.parametrize(("name", "column"), VALUES)
def test_words_of_a_fixed_list(name: str, column: str) -> None:
    assert {row[column] for row in rows(name)} <= VALUES[name, column]


def test_every_row_says_where_it_comes_from_and_how_sure_we_are() -> None:
    for row in everything():
        assert row["source"], row["key"]
        assert row["confidence"] in {"high", "medium"}, row["key"]


def test_dates_parse() -> None:
    found = 0
    for row in everything():
        for column in ("as_of", "from", "to", "adopted", "due"):
            value = row.get(column, "")
            if value:
                assert re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", value), (row["key"], column)
                date.fromisoformat(value + "-01-01"[len(value) - 4 :] if len(value) < 10 else value)
                found += 1
    assert found > 1000


def test_only_the_undated_page_of_action_23_leaves_as_of_blank() -> None:
    undated = {row["source"] for row in everything() if not row["as_of"]}
    assert undated == {"Public page of action 23 (c), Pact for the Future"}


def test_member_states_and_observers() -> None:
    places = rows("places")
    count = Counter(row["status"] for row in places if row["status"])
    assert count == {"member": 193, "observer": 2, "other": 6}
    observers = {row["name"] for row in places if row["status"] == "observer"}
    assert observers == {"Holy See", "State of Palestine"}
    states = {row["country"] for row in rows("organizations") if row["kind"] == "state"}
    assert states == {row["key"] for row in places if row["status"]}


def test_namibia_keeps_its_code() -> None:
    assert by_key("places")["place:NAM"]["alpha2"] == "NA"


def test_codes_of_countries() -> None:
    countries = [row for row in rows("places") if row["status"]]
    for row in countries:
        assert re.fullmatch("[A-Z]{2}", row["alpha2"]), row["key"]
        assert re.fullmatch("[A-Z]{3}", row["alpha3"]), row["key"]
        assert row["key"] == f"place:{row['alpha3']}"
    assert len({row["alpha2"] for row in countries}) == len(countries)


def test_every_place_lies_in_the_world_and_every_country_in_a_lowest_region() -> None:
    places = by_key("places")
    for key, row in places.items():
        assert up(key, places)[-1] == WORLD
        if row["status"]:
            below = [p for p in places.values() if p["parent"] == row["parent"]]
            assert all(p["status"] for p in below), f"{key} could lie deeper"


@pytest.mark.parametrize(
    ("country", "chain"),
    [
        ("NGA", "NGA M49-011 M49-202 M49-002 M49-001"),
        ("SDN", "SDN M49-015 M49-002 M49-001"),
        ("JAM", "JAM M49-029 M49-419 M49-019 M49-001"),
        ("CYP", "CYP M49-145 M49-142 M49-001"),
        ("FJI", "FJI M49-054 M49-009 M49-001"),
    ],
)
def test_regions_of_the_m49_standard(country: str, chain: str) -> None:
    found = up(f"place:{country}", by_key("places"))
    assert found == [f"place:{part}" for part in chain.split()]


@pytest.mark.parametrize(
    ("alpha3", "name"),
    [
        ("IRN", "Iran (Islamic Republic of)"),
        ("BOL", "Bolivia (Plurinational State of)"),
        ("VEN", "Venezuela (Bolivarian Republic of)"),
        ("KOR", "Republic of Korea"),
        ("PRK", "Democratic People's Republic of Korea"),
        ("COD", "Democratic Republic of the Congo"),
        ("TZA", "United Republic of Tanzania"),
        ("MDA", "Republic of Moldova"),
        ("FSM", "Micronesia (Federated States of)"),
        ("NLD", "Netherlands (Kingdom of the)"),
        ("VNM", "Viet Nam"),
        ("CIV", "Côte d'Ivoire"),
        ("TUR", "Türkiye"),
        ("PSE", "State of Palestine"),
    ],
)
def test_united_nations_names(alpha3: str, name: str) -> None:
    assert by_key("places")[f"place:{alpha3}"]["name"] == name
    state = by_key("organizations")[f"state:{alpha3}"]
    assert (state["official_name"], state["name"]) == (name, name)


def test_an_alias_leads_to_one_place() -> None:
    words: Counter[str] = Counter()
    for row in rows("places"):
        words.update(part.casefold() for part in [row["name"], *row["aliases"].split(" | ")])
    del words[""]
    assert [word for word, count in words.items() if count > 1] == []


@pytest.mark.parametrize(("acronym", "count"), MEMBERS.items())
def test_number_of_members(acronym: str, count: int) -> None:
    members = present_members(f"org:{acronym}")
    assert len(members) == len(set(members)) == count


def test_every_regional_organization_has_its_count_of_members() -> None:
    regional = {row["key"] for row in rows("organizations") if row["kind"] == "regional"}
    without = {"org:AIMC", "org:ACCRA", "org:G5-SAHEL"}
    assert regional == {f"org:{acronym}" for acronym in MEMBERS} | without


def test_uncertain_members_are_never_of_high_confidence() -> None:
    uncertain = [row for row in rows("memberships") if row["status"] == "uncertain"]
    assert {row["body"] for row in uncertain} == {"org:ACCRA"}
    assert {row["confidence"] for row in uncertain} == {"medium"}


def test_those_who_left_have_a_date_and_no_other_row() -> None:
    memberships = rows("memberships")
    ended = {(r["member"], r["body"], r["to"]) for r in memberships if r["to"]}
    assert ended == {
        ("state:BFA", "org:ECOWAS", "2025-01-29"),
        ("state:MLI", "org:ECOWAS", "2025-01-29"),
        ("state:NER", "org:ECOWAS", "2025-01-29"),
        ("state:ERI", "org:IGAD", "2025-12-12"),
    }
    assert all((row["status"] == "withdrawn") == bool(row["to"]) for row in memberships)
    for member, body, _ in ended:
        assert member not in present_members(body)


def test_roles_in_the_compact() -> None:
    compact = [row for row in rows("memberships") if row["body"] == "org:COMPACT"]
    entities = {row["key"] for row in rows("organizations") if row["kind"] == "entity"}
    assert {row["member"] for row in compact} == entities
    sourced = {(r["member"], r["role"]) for r in compact if r["status"] != "unknown"}
    assert sourced == {("org:UNOCT", "secretariat"), ("org:IMF", "observer")}


def test_role_of_a_participating_state() -> None:
    memberships = rows("memberships")
    bodies = {row["body"] for row in memberships if row["role"] == "participating_state"}
    assert bodies == {"org:OSCE"}
    assert {r["role"] for r in memberships if r["body"] == "org:OSCE"} == {"participating_state"}


def derived_region(body: str) -> str:
    """The region of an organization by the rule in the folder's README, blank where none."""
    places, states = by_key("places"), by_key("organizations")
    members = {states[key]["country"] for key in present_members(body)}
    held = Counter(region for place in members for region in up(place, places)[1:])
    del held[WORLD]
    enough = [region for region, count in held.items() if 4 * count >= 3 * len(members)]
    if not enough:
        return ""
    chain = up(max(enough, key=lambda region: len(up(region, places))), places)[:-1]
    region = chain[0]
    for wider in chain[1:]:
        whole = {
            key
            for key, row in places.items()
            if row["status"] in {"member", "observer"} and wider in up(key, places)
        }
        if 4 * len(whole & members) >= 3 * len(whole):
            region = wider
    return region


def test_regions_of_organizations_follow_from_their_members() -> None:
    for row in rows("organizations"):
        expected = derived_region(row["key"]) if row["kind"] == "regional" else ""
        assert row["region"] == expected, row["key"]


def test_style_of_names() -> None:
    organizations = by_key("organizations")
    for key, official, name in (
        ("org:OIC", "Organisation of Islamic Cooperation", "Organization of Islamic Cooperation"),
        (
            "org:SCO",
            "Shanghai Cooperation Organisation",
            "Shanghai Cooperation Organization",
        ),
    ):
        assert (organizations[key]["official_name"], organizations[key]["name"]) == (official, name)


def test_a_seat_has_its_country_and_a_country_its_seat() -> None:
    for row in rows("organizations"):
        if row["kind"] != "state":
            assert bool(row["seat"]) == bool(row["country"]), row["key"]


def test_names_in_other_languages() -> None:
    scripts = {"ar": "[\u0600-\u06ff]", "ru": "[\u0400-\u04ff]", "zh": "[\u4e00-\u9fff]"}
    for row in rows("names"):
        text = row["name"] + row["acronym"]
        assert text, row["key"]
        assert re.search(scripts.get(row["language"], "[A-Za-z]"), text), row["key"]


def test_items_of_frameworks() -> None:
    items = rows("framework_items")
    count = Counter(row["framework"] for row in items)
    assert count == {
        "fw:DECISIONS": 10,
        "fw:OPTIONS": 5,
        "fw:JPOW": 5,
        "fw:PACT": 3,
        "fw:MILESTONES": 4,
        "fw:STRATEGY": 4,
    }
    with_title = {row["label"] for row in items if row["title"]}
    assert {f"Decision {n}" for n in range(1, 11)} & with_title == {"Decision 4", "Decision 7"}
    assert {row["label"] for row in items if row["framework"] == "fw:PACT"} & with_title == {
        "Action 23 (c)"
    }


def test_milestones_have_a_date_and_no_result() -> None:
    for row in rows("framework_items"):
        milestone = row["framework"] == "fw:MILESTONES"
        assert bool(row["due"]) == milestone
        assert row["state"] == ("to_be_confirmed" if milestone else "")


def test_options_show_no_number() -> None:
    for row in rows("framework_items"):
        if row["framework"] == "fw:OPTIONS":
            assert row["code"] == ""
            assert not re.search(r"\d", row["label"] + row["short_label"])


@pytest.mark.parametrize("name", ["themes", "engagement_types"])
def test_lists_are_in_sentence_case_and_without_repetition(name: str) -> None:
    names = [row["name"] for row in rows(name)]
    assert len(names) == len(set(names))
    assert all(text[0].isupper() for text in names)

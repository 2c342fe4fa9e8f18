from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ctdesk.reports import style
from ctdesk.reports.flow import Strip, paginate
from ctdesk.reports.fonts import Fonts
from ctdesk.reports.numbering import Numbers, roman
from ctdesk.reports.tables import Cell, Column, Table
from ctdesk.reports.text import Text
from tests.reports.contents import ARABIC

LINE = Strip(10.0)
BOUND = Strip(10.0, bound=True)


def lengths(pages: list[list[object]]) -> list[int]:
    return [len(page) for page in pages]


def test_pages_are_filled_in_order() -> None:
    assert lengths(paginate([LINE] * 25, 100)) == [10, 10, 5]


def test_there_is_always_a_page() -> None:
    assert paginate([], 100) == [[]]


def test_bound_strips_move_together() -> None:
    strips = [LINE] * 8 + [BOUND, BOUND, LINE]
    assert lengths(paginate(strips, 100)) == [8, 3]


def test_what_is_taller_than_a_page_is_cut() -> None:
    strips = [LINE, *[BOUND] * 24, LINE]
    assert lengths(paginate(strips, 100)) == [10, 10, 6]


def test_white_space_is_left_out_at_the_head_of_a_page() -> None:
    pages = paginate([Strip(90.0), Strip(20.0, before=15.0), Strip(10.0, before=5.0)], 100)
    assert [place.top for place in pages[1]] == [0.0, 25.0]


def test_a_header_is_repeated_on_each_page() -> None:
    head = Strip(10.0, bound=True)
    rows = [Strip(10.0, head=(head,)) for _row in range(20)]
    pages = paginate([head, *rows], 100)
    assert lengths(pages) == [10, 10, 3]
    assert all(page[0].strip is head for page in pages)


@given(
    st.lists(
        st.builds(
            Strip,
            height=st.floats(1, 100),
            before=st.floats(0, 20),
            bound=st.booleans(),
            lines=st.just(()),
            rules=st.just(()),
            head=st.just(()),
        )
    )
)
def test_nothing_is_lost_and_nothing_leaves_the_page(strips: list[Strip]) -> None:
    pages = paginate(strips, 100)
    assert [place.strip for page in pages for place in page] == strips
    for page in pages:
        below = 0.0
        for top, strip in page:
            assert top >= below - 0.001
            below = top + strip.height
        assert below <= 100.001


def test_no_line_of_a_paragraph_stands_alone(fonts: Fonts) -> None:
    text = Text("counter-terrorism cooperation " * 20)
    strips = list(text.strips(fonts, 200))
    assert len(strips) > 4
    assert [strip.bound for strip in strips] == [
        True,
        *[False] * (len(strips) - 3),
        True,
        False,
    ]


def test_a_heading_stays_with_its_text(fonts: Fonts) -> None:
    heading = Numbers().section("Points to make")
    assert all(strip.bound for strip in heading.strips(fonts, 300))


def test_paragraphs_are_numbered_in_one_run_and_hang(fonts: Fonts) -> None:
    numbers = Numbers()
    first, second = numbers.paragraph("one"), numbers.paragraph("two " * 60)
    assert [first.label, second.label] == ["1.", "2."]
    assert numbers.section("Heading").text == "I. Heading"
    strips = list(second.strips(fonts, 300))
    label, opening = strips[0].lines
    assert label.left + label.line.width < opening.left == strips[1].lines[0].left


def test_roman_figures() -> None:
    assert [roman(number) for number in (1, 4, 9, 14, 40, 1999)] == [
        "I", "IV", "IX", "XIV", "XL", "MCMXCIX",
    ]  # fmt: skip


COLUMNS = (Column("Name"), Column("Note", share=1.0), Column("Count", right=True))


def test_figures_are_aligned_right_and_columns_do_not_touch(fonts: Fonts) -> None:
    table = Table(COLUMNS, [("AU", "x " * 200, "7"), ("ECOWAS", "y", "1234")])
    ends = set()
    for strip in table.strips(fonts, 300):
        for before, after in zip(strip.lines, strip.lines[1:], strict=False):
            assert before.left + before.line.width <= after.left
        if len(strip.lines) == 3:
            last = strip.lines[-1]
            ends.add(round(last.left + last.line.width, 2))
    assert ends == {300.0}


def test_right_to_left_cells_end_at_the_right_edge_of_their_column(fonts: Fonts) -> None:
    table = Table((Column("Name", share=1.0), Column("Other", share=1.0)), [(ARABIC, "x")])
    row = list(table.strips(fonts, 600))[-1]
    name, other = row.lines
    assert name.left > 50
    assert round(name.left + name.line.width + style.COLUMN_GAP - other.left, 2) == 0


def test_a_row_is_whole(fonts: Fonts) -> None:
    table = Table(COLUMNS, [("AU", "long " * 60, "1"), ("EU", "short", "2"), ("CIS", "", "3")])
    bound = [strip.bound for strip in table.strips(fonts, 200)]
    # The last two rows stay together too; only the last strip lets go, and the end of row 1.
    assert bound.count(False) == 2
    assert bound[0] is True
    assert bound[-1] is False


@given(
    st.lists(
        st.tuples(st.text(max_size=40), st.text(max_size=90), st.text(max_size=20)), max_size=5
    )
)
def test_cells_stay_in_their_table(rows: list[tuple[str, str, str]]) -> None:
    for strip in Table(COLUMNS, rows).strips(Fonts(), 260):
        for placed in strip.lines:
            assert placed.left >= -0.02
            assert placed.left + placed.line.width <= 260.02


def test_a_row_can_be_a_heading_across_the_table(fonts: Fonts) -> None:
    heading = Cell("Not engaged: all of these", style.CELL_BOLD)
    rows = [("AU", "x", "1"), (heading,), ("EU", "y", "2")]
    strips = list(Table(COLUMNS, rows).strips(fonts, 200))
    assert [len(strip.lines) for strip in strips] == [3, 3, 1, 3]
    assert strips[2].bound

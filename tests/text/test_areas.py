"""Areas of a picture in words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.text.areas import Area, areas, areas_written

NUMBERS = st.integers(-10_000, 20_000).map(lambda number: number / 10_000)
AREAS = st.one_of(
    st.builds(
        lambda shape, numbers: Area(shape, tuple(numbers)),
        st.sampled_from(("rect", "ellipse")),
        st.lists(NUMBERS, min_size=4, max_size=5),
    ),
    st.lists(st.tuples(NUMBERS, NUMBERS), min_size=3, max_size=6).map(lambda found: Area("polygon", sum(found, ()))),
    st.builds(
        lambda left, top, words: Area("text", (left, top), " ".join(words.split())),
        NUMBERS,
        NUMBERS,
        st.text("ab;,:\\日 ", max_size=8),
    ),
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("rect:.1,.2,.3,.4", [Area("rect", (0.1, 0.2, 0.3, 0.4))]),
        (
            "rect:.1,.2,.3,.4,45; ellipse:0.5,0.5,.1,.2",
            [Area("rect", (0.1, 0.2, 0.3, 0.4, 45)), Area("ellipse", (0.5, 0.5, 0.1, 0.2))],
        ),
        ("polygon:0,0,1,0,.5,1", [Area("polygon", (0, 0, 1, 0, 0.5, 1))]),
        (r"text:.1,.2,a, b\;c", [Area("text", (0.1, 0.2), "a, b;c")]),
        ("", []),
        ("rect:1,2;circle:1,2,3,4;rect:a,b,c,d;polygon:1,2,3,4,5,6,7;rect:nan,1,1,1;rect:1e9,1,1,1", []),
    ],
)
def test_areas_are_read(text: str, found: list[Area]) -> None:
    assert found == list(areas(text))


def test_an_area_knows_its_ends() -> None:
    assert (0.1, 0.2, 0.4, 0.6) == pytest.approx(Area("rect", (0.1, 0.2, 0.3, 0.4)).box)
    assert (0.1, 0.2, 0.7, 1.0) == pytest.approx(Area("ellipse", (0.1, 0.2, 0.3, 0.4)).box)
    assert (0, 0, 1, 2) == Area("polygon", (0, 1, 1, 0, 0.5, 2)).box


@given(st.lists(AREAS, max_size=4))
def test_areas_are_read_as_they_were_written(found: list[Area]) -> None:
    assert found == list(areas(areas_written(found)))


@given(st.text("rect:.,;0123456789\\texpolygni-e", max_size=40))
def test_any_text_is_read(text: str) -> None:
    areas(text)

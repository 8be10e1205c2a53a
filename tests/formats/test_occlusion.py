"""Shapes over pictures, as Anki has them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.facts.media import Picture, named_in
from quiz.formats.html.occlusion import Occluded, Occlusion, occluded, occlusion_field, occlusion_numbers, occlusions

FIELD = (
    "{{c1::image-occlusion:rect:left=.1:top=.2:width=.3:height=.1:oi=1}}<br>"
    "{{c2::image-occlusion:ellipse:left=.5:top=.4:rx=.08:ry=.05:oi=1:angle=30}}<br>"
    "{{c2::image-occlusion:polygon:points=.6,.6 .8,.6 .7,.8}}<br>"
    r"{{c0::image-occlusion:text:left=.3:top=.8:text=a\:b:scale=1:fs=.04}}<br>"
)
OTHERS = st.lists(
    st.builds(
        Occlusion,
        st.lists(st.integers(0, 999), min_size=1, max_size=3).map(tuple),
        st.sampled_from(("rect", "ellipse", "polygon", "text")),
        st.lists(st.tuples(st.sampled_from(("left", "oi", "fill", "text")), st.text("a:\\{}.1= \n", max_size=6)), max_size=4).map(
            tuple
        ),
    ),
    max_size=4,
)


def test_shapes_are_read() -> None:
    found = occlusions(FIELD)
    assert [(1,), (2,), (2,), (0,)] == [one.numbers for one in found]
    assert ["rect", "ellipse", "polygon", "text"] == [one.shape for one in found]
    assert [True, True, False, False] == [one.covers_others for one in found]
    assert (("left", ".3"), ("top", ".8"), ("text", "a:b"), ("scale", "1"), ("fs", ".04")) == found[3].properties
    assert (1, 2) == occlusion_numbers(found)


def test_each_card_covers_the_other_shapes_and_asks_for_its_own() -> None:
    found = occlusions(FIELD)
    assert occluded(found, "a (1.png", 1) == Occluded(
        r"![](a \(1.png){hide=ellipse:.5,.4,.08,.05,30 ask=rect:.1,.2,.3,.1 show=text:.3,.8,a:b}",
        r"![](a \(1.png){hide=ellipse:.5,.4,.08,.05,30 show=rect:.1,.2,.3,.1;text:.3,.8,a:b}",
    )
    (picture,) = named_in(occluded(found, "a.png", 2, alt="a map").front)
    assert isinstance(picture, Picture)
    assert "a map" == picture.alt
    assert (
        ("hide", "rect:.1,.2,.3,.1"),
        ("ask", "ellipse:.5,.4,.08,.05,30;polygon:.6,.6,.8,.6,.7,.8"),
        ("show", "text:.3,.8,a:b"),
    ) == picture.masks


@pytest.mark.parametrize(
    "field",
    [
        "",
        "{{c1::image-occlusion}}",
        "{{c1::a}}",
        "{{c1::image-occlusion:rect:left=x}}",
        "{{c1::image-occlusion:" * 2000,
        "{{c1::image-occlusion:star:left=1}}",
    ],
)
def test_what_is_no_shape_covers_nothing(field: str) -> None:
    assert "![](a.png)" == occluded(occlusions(field), "a.png", 1).front


def test_the_field_is_the_same_again() -> None:
    assert FIELD == occlusion_field(occlusions(FIELD))


@given(OTHERS)
def test_shapes_are_read_as_they_were_written(found: list[Occlusion]) -> None:
    assert tuple(found) == occlusions(occlusion_field(found))

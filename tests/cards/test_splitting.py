import pytest

from quiz.cards.splitting import parts, split


def found(text: str, *names: str) -> list[str | None]:
    known = {name.casefold(): name for name in names}
    return [part.found for part in split(text, lambda piece: known.get(piece.casefold()), names)]


@pytest.mark.parametrize(
    "text",
    [
        "red, tan, sky", "red; tan; sky", "red\ntan\nsky", "red tan sky", "red, tan and sky", "red, tan, and sky",
        "red und tan und sky",
        "red & tan + sky", "red/tan/sky", "red -> tan -> sky", "red => tan → sky", "red > tan > sky", "red|tan|sky",
        "red • tan • sky",
        "1. red\n2. tan\n3. sky", "1) red\n(2) tan\n3) sky", "- red\n- tan\n* sky", "red、tan、sky", "red，tan；sky",
        "red و tan و sky",
        "  red ,tan,  sky  ", "red,, tan,;sky", "red then tan then sky", "red et tan et sky", "red y tan e sky",
        "red и tan і sky", "red; tan, sky",
        "red\n\ntan\nsky\n",
    ],
)  # fmt: skip
def test_three(text: str) -> None:
    assert ["red", "tan", "sky"] == found(text, "red", "tan", "sky")


def test_what_is_not_found_stays_whole() -> None:
    assert ["red", None] == found("red, x y", "red", "tan")
    assert ["x y"] == [part.text for part in split("x y", {"red": "red"}.get, ["red"])]
    assert [None] == found("red x", "red", "tan")
    assert ["red", "tan"] == found("red tan", "red", "tan")
    assert [] == found("", "red")
    assert [] == found(",,", "red")


def test_names_with_separators_in_them() -> None:
    names = ("Trinidad and Tobago", "Washington, D.C.", "Cuba", "And Justice for All", "Me, Myself & Irene", "red tan")
    assert list(names) == found(", ".join(names), *names)
    assert list(reversed(names)) == found("; ".join(reversed(names)), *names)
    assert ["Cuba", "And Justice for All"] == found("Cuba, and And Justice for All", *names)
    assert ["red tan", "Cuba"] == found("red tan Cuba", *names)


def test_too_many_parts_are_one() -> None:
    assert 64 == len(found(",".join("x" * 64), "x"))
    assert [None] == found(",".join("x" * 65), "x")


def test_names_at_the_edge_of_separators() -> None:
    assert [";b", ";a"] == found(";b\n;a", ";a", ";b")
    assert ["/r/x", "/r/y"] == found("/r/x, /r/y", "/r/x", "/r/y")
    assert ["x/", "z/"] == found("x/, z/", "x/", "z/")


def test_guesses() -> None:
    assert ("a", "b", "c") == parts("a or b, c") == parts("a/b?c") == parts("a; b | c")
    assert ("a", "b") == parts("a oder b") == parts("a 或 b".replace(" ", "")) == parts("a или b") == parts("aまたはb")
    assert ("Oregon",) == parts("Oregon")
    assert () == parts(" , ")

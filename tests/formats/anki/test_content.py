"""What cards say that templates lay out in less usual ways: nothing that Anki shows is lost, and nothing comes in addition."""

from pathlib import Path

from quiz.facts.deck import Deck
from quiz.facts.fact import Fact
from quiz.text.blocks import blocks, words_of
from tests.formats.anki.made import Made, MadeNote, MadeType
from tests.formats.anki.test_packages import CLOZE, REVERSED, of, one


def only(tmp_path: Path, kind: MadeType, *fields: str, tags: str = "") -> Fact:
    return one(of(tmp_path, Made((MadeNote(fields, tags=tags),), (kind,))))


def deck(tmp_path: Path, kind: MadeType, *fields: str, tags: str = "") -> Deck:
    return of(tmp_path, Made((MadeNote(fields, {0: 1, 1: 1}, tags),), (kind,))).deck


def test_a_section_for_tags_is_shown_where_there_are_any(tmp_path: Path) -> None:
    kind = MadeType(templates=(("{{#Tags}}{{Tags}}: {{/Tags}}{{Front}}", "{{Back}}{{^Tags}} untagged{{/Tags}}"),))
    assert ("geo: Peru", "Lima") == ((fact := only(tmp_path, kind, "Peru", "Lima", tags=" geo ")).front, str(fact.value))
    assert ("", "Peru", "untagged") == ((fact := only(tmp_path, kind, "Peru", "Lima")).front, fact.subject, fact.note)


def test_fields_above_the_line_that_the_question_does_not_show_are_told_with_the_answer(tmp_path: Path) -> None:
    kind = MadeType(("A", "B", "C"), (("{{A}}", "{{A}} <i>{{C}}</i><hr id=answer>{{B}}"),))
    assert ("x", "y", "z") == ((fact := only(tmp_path, kind, "x", "y", "z")).subject, str(fact.value), fact.note)
    kind = MadeType(("A", "B", "C"), (("{{A}} {{A}} {{type:C}}", "{{A}} {{C}}<hr id=answer>{{B}}"),))
    assert ("x x", "y", "z") == ((fact := only(tmp_path, kind, "x", "y", "z")).front, str(fact.value), fact.note)


def test_a_hint_stands_on_a_line_of_its_own(tmp_path: Path) -> None:
    kind = MadeType(("A", "B", "C"), (("{{A}} {{A}}", "{{FrontSide}}<hr id=answer>{{hint:C}}{{B}}"),))
    assert "z\ny" == str(only(tmp_path, kind, "x", "y", "z").value)


def test_what_is_hidden_in_a_field_stays_hidden(tmp_path: Path) -> None:
    hidden = '<span style="display: none">secret</span>'
    fact = only(tmp_path, MadeType(), f"Pe{hidden}ru", f"{hidden}Lima")
    assert ("Peru", "Lima") == (fact.subject, str(fact.value))
    fact = only(tmp_path, MadeType(templates=(("{{Front}}{{Front}}", "{{Back}}"),)), f"Pe{hidden}ru", f"{hidden}Lima")
    assert ("PeruPeru", "Lima") == (fact.front, str(fact.value))


def test_a_question_without_words_is_told_to_be_blank(tmp_path: Path) -> None:
    for kind in (MadeType(), MadeType(templates=(("{{Front}}<hr>", "{{Back}}"),))):
        fact = only(tmp_path, kind, "&nbsp;", "Lima")
        assert ("The front of this card is blank.", "Lima") == (fact.front, str(fact.value))
    forward, back = deck(tmp_path, REVERSED, "&nbsp;", "Lima").facts
    assert ("The front of this card is blank.", "Lima") == (forward.front, str(forward.value))
    assert ("Lima", "—") == (back.subject, str(back.value))


def test_a_picture_that_answers_is_shown_and_not_told_by_its_mark(tmp_path: Path) -> None:
    found = deck(tmp_path, REVERSED, '<img src="peru.png">', "Peru")
    forward, back = found.facts
    assert ("![](peru.png)", "Peru") == (forward.front, str(forward.value))
    assert ("Peru", "![](peru.png)", "") == (back.subject, getattr(back.value, "source", ""), back.note)
    assert ["guid1/0", "guid1/1"] == [fact.id for fact in found.facts]


def test_an_empty_hint_of_a_blank_alone_is_nothing(tmp_path: Path) -> None:
    kind = MadeType(("Text",), (("{{cloze-only:Text}} ({{cloze:Text}})", "{{cloze:Text}}"),), is_cloze=True)
    assert "([])" == only(tmp_path, kind, "{{c1::a::}}").front


def test_what_was_typed_into_blanks_is_not_told_twice(tmp_path: Path) -> None:
    kind = MadeType(
        ("Text",), (("<b>{{cloze:Text}}</b>{{type:cloze:Text}}", "<b>{{cloze:Text}}</b>{{type:cloze:Text}}"),), is_cloze=True
    )
    fact = only(tmp_path, kind, "{{c1::<i>a</i>}} b")
    assert ("*a*", "[*a* b]{.bold}") == (getattr(fact.value, "source", ""), fact.note)


def test_a_name_with_brackets_is_covered_as_a_whole(tmp_path: Path) -> None:
    kind = MadeType(("Occlusion", "Image"), (("{{cloze:Occlusion}}{{Image}}", "{{cloze:Occlusion}}{{Image}}"),), is_cloze=True)
    fact = only(tmp_path, kind, "{{c1::image-occlusion:rect:left=.1:top=.2:width=.3:height=.1}}", '<img src="a(1).png">')
    assert fact.front.endswith("}")


def test_a_picture_that_stands_in_a_field_itself_is_told(tmp_path: Path) -> None:
    fact = only(tmp_path, CLOZE, "{{c1::a}}", '<img src="data:image/png;base64,AAAA" alt="a map">')
    assert "a map" == fact.note


def test_the_picture_of_image_occlusion_is_covered_and_no_other(tmp_path: Path) -> None:
    side = '<div>{{Header}}</div>{{cloze:Occlusion}}<div id="image-occlusion-container">{{Image}}</div>'
    kind = MadeType(("Occlusion", "Image", "Header"), ((side, side),), is_cloze=True)
    shape = "{{c1::image-occlusion:rect:left=.1:top=.2:width=.3:height=.1}}"
    fact = only(tmp_path, kind, shape, '<img src="map.png">', '[sound:x.mp3] <img src="other.png">')
    assert "![](x.mp3) ![](other.png)\n![](map.png){ask=rect:.1,.2,.3,.1}" == fact.front
    side = "{{cloze:Occlusion}}{{Header}}{{Image}}"
    kind = MadeType(("Occlusion", "Image", "Header"), ((side, side),), is_cloze=True)
    assert (
        "![](x.mp3)![](map.png){ask=rect:.1,.2,.3,.1}"
        == only(tmp_path, kind, shape, '<img src="map.png">', "[sound:x.mp3]").front
    )


def test_what_is_typed_on_the_front_is_the_answer_where_the_front_comes_again(tmp_path: Path) -> None:
    kind = MadeType(("A", "B", "C"), (("{{A}}<br>{{type:B}}", "{{FrontSide}}<hr id=answer>{{C}}"),))
    assert ("x", "y", "z") == ((fact := only(tmp_path, kind, "x", "y", "z")).subject, str(fact.value), fact.note)
    kind = MadeType(("A", "B", "C"), (("{{A}} {{A}}<br>{{type:nc:B}}", "{{FrontSide}}<hr id=answer>{{C}}"),))
    assert "y\nz" == str(only(tmp_path, kind, "x", "y", "z").value)


def test_what_is_typed_above_the_line_is_the_answer(tmp_path: Path) -> None:
    kind = MadeType(("A", "B", "C"), (("{{type:B}} {{A}}", "{{type:B}}<hr id=answer>{{C}}"),))
    assert ("x", "y", "z") == ((fact := only(tmp_path, kind, "x", "y", "z")).subject, str(fact.value), fact.note)
    assert ("x", "y", "") == ((fact := only(tmp_path, kind, "x", "y", "")).subject, str(fact.value), fact.note)


def test_a_formula_or_code_around_a_field_is_one(tmp_path: Path) -> None:
    for open_, close in ((r"\(", r"\)"), ("[$]", "[/$]"), ("[latex]$", "$[/latex]")):
        kind = MadeType(templates=(("What is " + open_ + "{{Front}}" + close, open_ + "{{Back}}" + close),))
        fact = only(tmp_path, kind, "x^2", "y_1")
        assert ("What is $x^2$", "$y_1$") == (fact.front, getattr(fact.value, "source", ""))
    kind = MadeType(templates=(("<pre>{{Front}}</pre>", "{{FrontSide}}<hr id=answer><pre>{{Back}}</pre>"),))
    fact = only(tmp_path, kind, "a\n  b", "c\n  d")
    assert ("```\na\n  b\n```", "```\nc\n  d\n```") == (fact.front, getattr(fact.value, "source", ""))


def test_a_section_for_the_first_blank_is_shown_on_the_first_card_of_any_type(tmp_path: Path) -> None:
    kind = MadeType(templates=(("{{#c1}}one {{/c1}}{{#c2}}two {{/c2}}{{Front}}", "{{Back}}"),))
    assert "one x" == only(tmp_path, kind, "x", "y").front


def test_a_hint_that_is_but_spoken_in_the_answer_is_told(tmp_path: Path) -> None:
    kind = MadeType(("A", "B", "C"), (("{{A}} {{A}} {{hint:C}}", "{{FrontSide}}<hr id=answer>{{B}}{{tts en_US:C}}"),))
    assert "z" == only(tmp_path, kind, "x", "y", "z").note


def test_what_is_hidden_in_a_formula_is_a_formula(tmp_path: Path) -> None:
    fact = only(tmp_path, CLOZE, r"\( \frac{1}{ {{c1::\sqrt{2} }} } \) and {{c1::<b>b</b>}}", "")
    assert r"$\sqrt{2}$, **b**" == getattr(fact.value, "source", "")


def test_lines_at_the_ends_of_a_side_are_left_out(tmp_path: Path) -> None:
    kind = MadeType(templates=(("<hr>{{Front}}<hr><hr>{{Front}}<hr>", "<hr>{{Back}}<hr>{{Back}}<hr>"),))
    fact = only(tmp_path, kind, "x", "y")
    assert ("x\n\n---\n\nx", "y\n\n---\n\ny") == (fact.front, getattr(fact.value, "source", ""))


def test_words_stand_as_close_to_a_field_as_in_the_template(tmp_path: Path) -> None:
    kind = MadeType(templates=(("the{{Front}}s <i>in</i> <div>Spanish</div>", "{{Back}}"),))
    assert "the{subject}s in Spanish" == of(tmp_path, Made((MadeNote(("cat", "gato")),), (kind,))).deck.relations["Back"].ask
    kind = MadeType(templates=(("<div>Word</div>{{Front}}", "{{Back}}"),))
    assert "Word {subject}" == of(tmp_path, Made((MadeNote(("cat", "gato")),), (kind,))).deck.relations["Back"].ask


def test_a_hint_that_the_answer_shows_otherwise_is_told_and_one_that_it_shows_is_not(tmp_path: Path) -> None:
    kind = MadeType(("A", "B", "C"), (("{{A}} {{hint:kana:C}}", "{{FrontSide}}<hr id=answer>{{B}} {{kanji:C}}"),))
    assert "にほん\n日本" == only(tmp_path, kind, "x", "y", "日本[にほん]").note
    kind = MadeType(("A", "B", "C"), (("{{A}} {{hint:C}}", "{{FrontSide}}<hr id=answer>{{B}}<br>{{C}}"),))
    assert "z" == only(tmp_path, kind, "x", "y", "z").note
    kind = MadeType(("A", "B", "C"), (("{{A}}{{hint:C}}{{A}}", "{{FrontSide}}<hr id=answer>{{B}}"),))
    assert "x x" == only(tmp_path, kind, "x", "y", "z").front


def test_a_subject_in_bold_is_not_told_again_with_the_answer(tmp_path: Path) -> None:
    (fact,) = deck(tmp_path, REVERSED, "<b>Haus</b>", "house").facts
    assert ("**Haus**", "Haus", "") == (fact.front, fact.subject, fact.note)
    (fact,) = deck(tmp_path, REVERSED, r"Haus [sound:haus.mp3] \(x\)", "house").facts
    assert r"Haus ![](haus.mp3) $x$" == fact.note


def test_a_field_that_the_answer_shows_otherwise_than_the_question_is_told(tmp_path: Path) -> None:
    kind = MadeType(templates=(("{{Front}}", "{{furigana:Front}}<hr id=answer>{{Back}} {{kana:Front}} {{Front}}"),))
    fact = only(tmp_path, kind, "日本[にほん]", "Japan")
    assert ("Japan", "[日本]{ruby=にほん}\nにほん") == (str(fact.value), fact.note)


def test_only_blanks_that_the_template_hides_are_asked_for(tmp_path: Path) -> None:
    kind = MadeType(("Text", "More"), (("<b>{{cloze:Text}}</b>", "{{cloze:Text}} {{More}}"),), is_cloze=True)
    assert "a" == str(only(tmp_path, kind, "{{c1::a}}", "{{c1::b}}").value)


def test_an_answer_without_words_is_no_question(tmp_path: Path) -> None:
    forward, back = deck(tmp_path, REVERSED, "Peru", "&nbsp;").facts
    assert ("Peru", "—", "") == (forward.subject, str(forward.value), forward.front)
    assert ("The front of this card is blank.", "Peru") == (back.front, str(back.value))


def test_a_field_that_styles_hide_is_not_asked(tmp_path: Path) -> None:
    kind = MadeType(templates=(('<p class="h">{{Front}}</p>', "{{Back}}"),), css=".h { display: none }")
    assert ("The front of this card is blank.", "y") == ((fact := only(tmp_path, kind, "x", "y")).front, str(fact.value))


def test_shapes_without_a_picture_are_no_words(tmp_path: Path) -> None:
    fact = only(tmp_path, CLOZE, "a {{c1::image-occlusion:rect:left=.1:top=.2:width=.3:height=.1}}", "b")
    assert ("a", "a\nb") == (fact.front, str(fact.value))


def test_buttons_of_an_answer_are_left_out(tmp_path: Path) -> None:
    kind = MadeType(templates=(("{{Front}}", "{{Back}}<button onclick='x()'>Toggle</button> ok"),))
    assert "ok" == only(tmp_path, kind, "x", "y").note


def test_a_question_of_text_alone_shows_no_picture(tmp_path: Path) -> None:
    kind = MadeType(templates=(("{{text:Front}}", "{{Back}}"),))
    assert ("a", "a") == ((fact := only(tmp_path, kind, '<img src="x.png"> a', "y")).subject, fact.front)
    assert ("Back", "") == ((fact := only(tmp_path, kind, "a &amp; b", "y")).relation, fact.front)
    assert "The front of this card is blank." == only(tmp_path, kind, '<img src="x.png">', "y").front


def test_tags_are_told_in_the_order_of_anki(tmp_path: Path) -> None:
    kind = MadeType(templates=(("{{Front}} {{Tags}}", "{{Back}}"),))
    assert "x a B c" == only(tmp_path, kind, "x", "y", tags=" a B c ").front


def test_letters_that_nobody_sees_hide_no_sign_of_rich_text(tmp_path: Path) -> None:
    for hidden in ("\u200b", "&#8203;", "&shy;", "\u2060"):
        fact = only(tmp_path, MadeType(), "x", f"a<br>{hidden}- b<br>{hidden}&gt; c")
        assert ["a", "- b", "> c"] == words_of(blocks(getattr(fact.value, "source", ""))).split("\n")
        kind = MadeType(("A", "B", "C", "D"), (("{{A}}", "{{B}}<br>{{C}}"), ("{{B}}", "{{A}}<br>{{D}}")))
        (fact,) = deck(tmp_path, kind, "a", "b", f"{hidden}- c", "d").facts
        assert ["- c", "d"] == words_of(blocks(fact.note)).split("\n\n")


def test_text_of_entities_is_what_they_spell(tmp_path: Path) -> None:
    kind = MadeType(templates=(("{{text:Front}}", "{{Back}}"),))
    assert "<i>" == only(tmp_path, kind, "&amp;lt;i&amp;gt;", "y").front


def test_parts_of_a_note_that_are_put_together_stay_words(tmp_path: Path) -> None:
    kind = MadeType(("A", "B", "C"), (("{{A}}", "{{B}}<br>{{C}}"), ("{{B}}", "{{A}}<br>1. {{C}}")))
    (fact,) = deck(tmp_path, kind, "a", "b", "&gt; c").facts
    assert ["> c", "1. > c"] == words_of(blocks(fact.note)).split("\n\n")

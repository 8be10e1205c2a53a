"""Small files of other programs, from which tests make hostile ones."""

MNEMOSYNE_XML = b"""<mnemosyne core_version='1' time_of_start='1'><item id='a' gr='4' n_rp='9'><cat>x</cat><Q>q</Q><A>p
a</A></item><item id='a.tr.1'><Q>a</Q><A>q</A></item></mnemosyne>"""
MNEMOSYNE_MEM = b"""--- Mnemosyne Data Base --- Format Version 3 ---
(lp1
(im
S
p2
(dp3
S'time'
F1
sba(lp8
a(lp14
(im
Item
p15
(dp16
S'a'
Vanswer
sS'q'
Vquestion
sS'grade'
I2
sS'id'
S'9c'
sbaa."""
CROWDANKI = b"""{"__type__": "Deck", "name": "D",
"notes": [{"fields": ["a", "b"], "guid": "g", "note_model_uuid": "m", "tags": ["t"]}],
"note_models": [{"crowdanki_uuid": "m", "name": "B", "flds": [{"name": "F"}, {"name": "G"}],
"tmpls": [{"name": "C", "qfmt": "{{F}}", "afmt": "{{G}}"}]}]}"""
ORG = b"""* q :drill:
SCHEDULED: <2026-12-24>
:PROPERTIES:
:DRILL_TOTAL_REPEATS: 2
:DRILL_CARD_TYPE: hide1cloze
:END:
[a||h] *b* | c |
** Answer
- x
* r :fc:
:PROPERTIES:
:FC_TYPE: cloze
:END:
:REVIEW_DATA:
| position | due |
|--+--|
| 0 | 2021-02-07 |
:END:
{{x}{h}@0}
"""
OBSIDIAN = b"""---
tags: flashcards
---
# H
a::b
<!--SR:!2024-01-01,3,250-->

c
??
d ![[x.png]]

==e==^[h][^1] {{f}} **g**
#flashcards/x
"""
APY = b"""model: Basic
# N
nid: 1
## Front
q
## Back
{{c1::a}}
"""
QUIZLET = b"hund - dog\nkatze - cat\n\nhaus|||house;;baum|||tree\n"
WIKIDATA = b"""[
{"type":"item","id":"Q1","labels":{"en":{"language":"en","value":"x"}},"claims":{"P1":[{"rank":"normal","mainsnak":
{"snaktype":"value","datavalue":{"type":"string","value":"v"}}}]}},
]
"""
MARKDOWN_TABLE = b"""# L

| Word | Meaning |
|:--|--:|
| `ebb` | **fall** \\| [go](x) |
| flow | rise |
"""
LABELLED = b"""**Q1:** a
**A1:** b

### Card 2
Question: c
Answer: d
Tags: e, f
"""
JSON_DECKS = b"""{"name": "D", "decks": [
{"title": "E", "cards": [{"front": "a", "back": "b", "options": ["b", "c"], "answer": 0}]},
{"title": "F", "questions": [{"question": "d", "answers": [{"text": "e", "correct": true}, {"text": "f", "correct": false}]}]}
]}"""
CHOICES = b"Category,Question,Option A,Option B,Correct Answer (A/B)\nx,q?,c,d,B\ny,r?,e,f,e\n"
TEXTS = (
    MNEMOSYNE_XML, MNEMOSYNE_MEM, CROWDANKI, ORG, OBSIDIAN, APY, QUIZLET, WIKIDATA, MARKDOWN_TABLE, LABELLED, JSON_DECKS, CHOICES,
)  # fmt: skip
QUIZ = b"""[deck]
id = "d"
title = "D"
lang = "en"
[sources.atlas]
title = "An atlas"
[terms."Peru"]
aliases = ["P"]
[relations.capital]
subject = "country"
ask = "What is the capital of {subject}?"
say = "The capital of {subject} is {value}."
kinds = ["forward", "backward"]
[relations.area]
value = "quantity"
[relations.founded]
value = "date"
[relations.note]
value = "cloze"
[[facts]]
subject = "Peru"
capital = "Lima"
source = "atlas"
tags = ["a"]
since = 1535
[[facts]]
subject = "Kenya"
capital = "Nairobi"
area = "580367 km2"
founded = "1963-12-12"
wrong = ["Mombasa"]
note = "{{Kenya}} is in {{Africa::where}}"
[[tables]]
path = "t.csv"
subject = "name"
"""
MARKDOWN = b"""# A deck

- **Peru** | capital: Lima

Q: Capital of Peru?
A: Lima

C: [Nairobi] is the capital of [Kenya].

---
name = "x"
---
"""
OBSIDIAN_SETTINGS = b"""{"settings": {"flashcardTags": ["#flashcards", "#c"], "convertFoldersToDecks": true,
"clozePatterns": ["==[123;;]answer[;;hint]==", "**[123;;]answer[;;hint]**", "{{[123;;]answer[;;hint]}}"],
"singleLineCardSeparator": "::", "multilineCardEndMarker": "+++", "multilineCardSeparator": "?"}}"""
HASHCARDS = b"""+++
name = "Deck"
+++
Q: $x^2$ ![](a.png)
A: `b`

---

C: [a] and [b] [sound](b.mp3)
C: The \\[a\\] of [b].
"""
AIKEN_LONG = b"""Q one
goes on
A) x
B. y
C) z
ANSWER: B

Q two
A. x
B. y
ANSWER: A
"""
GIFT_ALL = b"""$CATEGORY: a/b
// remark [id:x] [tag:t]
::T:: [html]<p>What?</p> {
=right#yes
~%50%half#no
~wrong
####all
}

Match {=a -> b =c -> d =e -> f}

Number {#3.14:0.01}

Range {#=%100%1..5#a =%50%2:3#b}

True{T#w#r}

Missing {~a =b} word.

Essay {}

Text only
"""
MOODLE_ALL = b"""<?xml version="1.0" encoding="UTF-8"?>
<quiz>
<question type="category"><category><text>$course$/a/b</text></category><info format="html"><text>i</text></info></question>
<question type="multichoice"><name><text>n</text></name><questiontext format="html">
<text><![CDATA[<p>Q <img src="@@PLUGINFILE@@/a.png"></p>]]></text>
<file name="a.png" path="/" encoding="base64">iVBORw0KGgo=</file></questiontext>
<generalfeedback format="html"><text>g</text></generalfeedback>
<single>false</single><shuffleanswers>1</shuffleanswers><tags><tag><text>t</text></tag></tags>
<hint format="html"><text>h</text></hint>
<answer fraction="50" format="html"><text>a</text><feedback format="html"><text>f</text></feedback></answer>
<answer fraction="50"><text>b</text></answer><answer fraction="0"><text>c</text></answer></question>
<question type="truefalse"><name><text>n</text></name><questiontext format="plain_text"><text>Q</text></questiontext>
<answer fraction="100"><text>true</text></answer><answer fraction="0"><text>false</text></answer></question>
<question type="numerical"><name><text>n</text></name><questiontext format="moodle_auto_format"><text>Q</text></questiontext>
<answer fraction="100"><text>3.5</text><tolerance>0.1</tolerance></answer><units><unit><multiplier>1</multiplier>
<unit_name>m</unit_name></unit></units></question>
<question type="matching"><name><text>n</text></name><questiontext format="markdown"><text>Q</text></questiontext>
<subquestion format="html"><text>a</text><answer><text>b</text></answer></subquestion>
<subquestion><text>c</text><answer><text>d</text></answer></subquestion></question>
<question type="cloze"><name><text>n</text></name><questiontext format="html"><text>{1:SHORTANSWER:=a#f~%50%b} and
{1:MULTICHOICE_V:x~=y#ok} {2:NUMERICAL:=5:0.1}</text></questiontext></question>
<question type="ddwtos"><name><text>n</text></name><questiontext format="html"><text>The [[1]] of [[2]]</text></questiontext>
<dragbox><text>a</text><group>1</group></dragbox><dragbox><text>b</text><group>1</group></dragbox></question>
<question type="gapselect"><name><text>n</text></name><questiontext format="html"><text>The [[1]]</text></questiontext>
<selectoption><text>a</text><group>1</group></selectoption><selectoption><text>b</text><group>1</group></selectoption></question>
<question type="ordering"><name><text>n</text></name><questiontext format="html"><text>Q</text></questiontext>
<answer fraction="1"><text>a</text></answer><answer fraction="2"><text>b</text></answer></question>
<question type="essay"><name><text>n</text></name><questiontext format="html"><text>Q</text></questiontext>
<graderinfo format="html"><text>answer</text></graderinfo></question>
<question type="description"><name><text>n</text></name><questiontext format="html"><text>D</text></questiontext></question>
</quiz>"""
ORG_MORE = b"""#+TITLE: T
#+FILETAGS: :a:
* Two sides :drill:
:PROPERTIES:
:DRILL_CARD_TYPE: twosided
:ID: 8a1b
:DRILL_LAST_INTERVAL: 4.0
:DRILL_EASE: 2.5
:DRILL_LAST_REVIEWED: [2020-01-02 Thu 12:30]
:DRILL_FAILURE_COUNT: 1
:END:
Above
** One
a =code= ~x~ /i/ _u_ +s+ [[file:a.png]] [[https://x.org][link]]
** Two
- l
  1. m
| a | b |
|---+---|
| c | d |
#+begin_src python
x
#+end_src
* Verb :drill:
:PROPERTIES:
:DRILL_CARD_TYPE: conjugate
:VERB_INFINITIVE: "ser"
:VERB_TENSE: "present"
:END:
soy
* Many :drill:
:PROPERTIES:
:DRILL_CARD_TYPE: show1cloze
:END:
[a] [b||hint] [c] \\(x^2\\)
* Double :fc:
:PROPERTIES:
:FC_TYPE: double
:FC_CLOZE_TYPE: context
:END:
text
** Back
x
* Holes {{x}@1} :fc:
:PROPERTIES:
:FC_TYPE: cloze
:FC_CLOZE_TYPE: enumeration
:END:
:REVIEW_DATA:
| position | ease | box | interval | due |
|----------+------+-----+----------+-----|
| 0 | 2.5 | 3 | 10.5 | 2021-02-07T10:00:00Z |
:END:
{{x}{h}@0} {{$y$}@2} {{z}}
"""
MNEMOSYNE_BINARY_MEM = b"--- Mnemosyne Data Base --- Format Version 2 ---\n" + __import__("pickle").dumps(
    [{"time": 1.0}, [["cat", True]], [{"q": "a", "a": "b", "grade": 4, "id": "x"}, ("t", b"u", None, 1 << 70, -1.5, {1: [2]})]], 2
)
MORE = {
    "deck.toml": QUIZ,
    "markdown.md": MARKDOWN,
    "hashcards.md": HASHCARDS,
    "aiken.txt": AIKEN_LONG,
    "all.gift": GIFT_ALL,
    "all.xml": MOODLE_ALL,
    "more.org": ORG_MORE,
    "binary.mem": MNEMOSYNE_BINARY_MEM,
    "quiz/deck.toml": QUIZ,
    "quiz/t.csv": b"name,capital\nIndia,Delhi\nChina,Beijing\n",
    "vault/.obsidian/plugins/obsidian-spaced-repetition/data.json": OBSIDIAN_SETTINGS,
    "vault/a/b.md": OBSIDIAN,
    "vault/c.md": b"#c/d\n\na::b ![[e.png]]\n\nlong\nq\n?\nanswer\n+++\n**bold** words\n==1;;h==\n",
    "vault/e.png": b"\x89PNG\r\n\x1a\n",
    "org/a.org": ORG,
    "org/b/c.org": ORG_MORE,
    "crowd/deck.json": CROWDANKI,
    "crowd/media/a.png": b"\x89PNG\r\n\x1a\n",
}
"""More, by their names; those of one folder belong together."""

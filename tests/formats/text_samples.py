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

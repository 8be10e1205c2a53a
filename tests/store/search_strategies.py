"""Searches to try."""

import string

from hypothesis import strategies as st

from quiz.store.search_terms import (
    FIELDS,
    PROPERTIES,
    RECENT,
    And,
    Deck,
    Field,
    Ids,
    Node,
    Not,
    Or,
    Property,
    Recent,
    Regex,
    State,
    States,
    Tag,
    WholeWords,
    Words,
)

LETTERS = string.ascii_letters + "éÜß한は ():-\"%'"
PLAIN = st.text(st.sampled_from(string.ascii_lowercase), min_size=1, max_size=6)


def globs(*, least: int = 0) -> st.SearchStrategy[str]:
    """Texts with wildcards, as the parser hands them on."""
    return st.lists(st.sampled_from([*LETTERS, "*", "_", "\\*", "\\_", "\\\\"]), min_size=least, max_size=8).map("".join)


REGEXES = st.sampled_from(["a.b", "^x$", r"\d{3}", "(some|another).*thing", "", '"', r"\\", "[a-c]1", r"\p{L}+", "(?-i)A"])
TERMS = st.one_of(
    globs(least=1).map(Words),
    globs().map(WholeWords),
    REGEXES.map(Regex),
    st.builds(Field, st.sampled_from(FIELDS), globs()),
    st.builds(Field, PLAIN.map("my_{}".format).map(lambda name: name.replace("_", "\\_")), globs()),
    st.builds(Field, st.sampled_from(FIELDS), REGEXES, is_regex=st.just(value=True)),
    globs().filter(lambda text: text.lower() not in {"filtered", "current"}).map(Deck),
    st.one_of(
        st.just(Tag(None)),
        globs().filter(lambda text: text.lower() != "none").map(Tag),
        REGEXES.map(lambda source: Tag(source, is_regex=True)),
    ),
    st.sampled_from(States).map(State),
    st.builds(
        Property, st.sampled_from([name for name in PROPERTIES if len(name) > 1]), st.sampled_from(["<", ">=", "="]), st.just("3")
    ),
    st.builds(
        Property, st.sampled_from(["s", "d", "r"]), st.sampled_from(["<", ">", "!=", "="]), st.sampled_from(["0.5", "1", "0"])
    ),
    st.builds(Property, st.just("rated"), st.just("="), st.just("-1"), st.integers(1, 4)),
    st.builds(Recent, st.sampled_from(RECENT), st.integers(1, 999)),
    st.builds(Recent, st.just("rated"), st.integers(1, 9), st.integers(1, 4)),
    st.builds(Ids, st.sampled_from(["cid", "nid"]), st.lists(PLAIN, min_size=1, max_size=3).map(tuple)),
)


def _flat(kind: type[And] | type[Or], nodes: list[Node]) -> Node:
    parts: list[Node] = []
    for node in nodes:
        parts += node.nodes if isinstance(node, And | Or) and isinstance(node, kind) else [node]
    return kind(tuple(parts))


NODES: st.SearchStrategy[Node] = st.recursive(
    TERMS,
    lambda inner: st.one_of(
        inner.map(Not),
        st.lists(inner, min_size=2, max_size=3).map(lambda nodes: _flat(And, nodes)),
        st.lists(inner, min_size=2, max_size=3).map(lambda nodes: _flat(Or, nodes)),
    ),
    max_leaves=6,
)

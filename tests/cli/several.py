"""A deck for the forms with several picks."""

SEVERAL = """\
[deck]
id = "several"

[relations.capital]
kinds = ["forward"]

[relations.border]
many = true
complete = true
kinds = ["forward"]

[relations.founded]
value = "date"
kinds = ["order"]
"""
CAPITALS = {"Norway": "Oslo", "Peru": "Lima", "Spain": "Madrid", "Italy": "Rome"}
BORDERS = {"Norway": ["Finland", "Russia", "Sweden"], "Peru": ["Bolivia", "Chile", "Ecuador"]}
FOUNDED = {"Bologna": 1088, "Coimbra": 1290, "Uppsala": 1477}


def several(*relations: str) -> str:
    """Return the deck's file: all of it, or the facts of some relations."""
    facts = [(country, "capital", f'"{city}"') for country, city in CAPITALS.items()]
    facts += [(country, "border", str(others)) for country, others in BORDERS.items()]
    facts += [(name, "founded", str(year)) for name, year in FOUNDED.items()]
    wanted = [fact for fact in facts if not relations or fact[1] in relations]
    return SEVERAL + "".join(f'\n[[facts]]\nsubject = "{subject}"\n{relation} = {value}\n' for subject, relation, value in wanted)

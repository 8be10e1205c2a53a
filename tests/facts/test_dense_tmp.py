from tests.facts.test_saving import *
from tests.facts.test_saving import edited as _e
import tests.facts.test_saving as m
for n in [n for n in dir() if n.startswith('test_')]: del globals()[n]
@st.composite
def dense(draw, deck, words):
    facts=list(deck.facts); changed=deck
    for _ in range(draw(st.integers(1,8))):
        if not facts: break
        place=draw(st.integers(0,len(facts)-1)); fact=facts[place]
        match draw(st.integers(0,5)):
            case 0: del facts[place]
            case 1: facts.insert(draw(st.integers(0,len(facts))), evolve(fact, subject=draw(words), id=None))
            case 2|3: 
                other=draw(st.sampled_from(facts)); facts.insert(place, evolve(other, subject=fact.subject, id=None))
            case 4: facts[place]=draw(stated_otherwise(fact,facts,words))
            case 5: facts.insert(place+1, evolve(draw(st.sampled_from(facts)), subject=fact.subject,id=None))
    try: return evolve(changed,facts=facts)
    except ValueError: assume(False)
@settings(HARD, max_examples=4000)
@given(deck_data(ids=True), st.data())
def test_dense(tmp_path_factory, data, more):
    data['facts']=data['facts'][:5]
    for f in data['facts']: f['subject']='Aland' if len(f['subject'])%2 else 'Borduria'
    folder = tmp_path_factory.mktemp("commented")
    write(folder, deck__toml=commented(tomlkit.dumps(data), more.draw))
    try: deck = load(folder)
    except DeckError: assume(False)
    target = more.draw(dense(deck, st.sampled_from(['Aland','Borduria'])))
    assert target.facts == saved(folder, target).facts

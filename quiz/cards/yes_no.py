"""Yes and no in answers, in many languages."""

from quiz.cards.verdict import Finding, Outcome
from quiz.facts.values import Boolean
from quiz.text.normal import bare

_YES = (
    "yes y yeah yep true t right correct 1 ja j wahr richtig stimmt oui o vrai si s sí verdadero cierto vero sim verdadeiro waar "
    "tak prawda да д правда верно так ano pravda evet e doğru ναι σωστό αληθές igen igaz da "
    "sant sandt kyllä kyllae 是 是的 对 對 真 はい 正しい 예 네 "
    "نعم صحيح כן נכון אמת हाँ हां सही सच"
)
_NO = (
    "no n nope false f wrong incorrect 0 nein falsch non faux falso não nao nee onwaar nie fałsz "
    "нет н ложь неверно ні ne nepravda hayır "
    "yanlış h όχι λάθος ψευδές nem hamis "
    "nu nej falskt falsk nei ei 否 不 不是 错 錯 假 いいえ 違う 아니요 لا خطأ לא שקר नहीं गलत झूठ"
)
_MEANS = {bare(word): True for word in _YES.split()} | {bare(word): False for word in _NO.split()}


def judge_boolean(right: Boolean, text: str) -> Finding:
    """Judge a typed yes or no."""
    means = _MEANS.get(bare(text))
    if means is None:
        return Finding(Outcome.WRONG, note="the answer is yes or no")
    return Finding(Outcome.RIGHT, str(right)) if means == right.true else Finding(Outcome.WRONG)

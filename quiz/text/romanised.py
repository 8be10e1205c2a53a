"""Romanised words: whether Latin letters spell a word of another script, in any of the usual ways.

Each letter (or group of letters) has the spellings that the common systems give it: for Cyrillic BGN/PCGN, ISO 9, the scholarly
one and passports; for Greek ELOT 743, BGN and the classical one; for kana Hepburn, Kunrei and Nihon-shiki; for hangul the Revised
Romanisation and McCune-Reischauer. Marks over Latin letters do not count. Scripts that leave out vowels (Arabic, Hebrew) or
whose readings stand in dictionaries only (Han) cannot be matched so.
"""

import re
import unicodedata
from collections.abc import Mapping
from functools import cache, lru_cache

from quiz.text.normal import bare, folded

_LONGEST = 80
"""Letters: longer texts are not words."""

_CYRILLIC = """
а a  б b  в v,w  г g  ґ g  д d  ђ dj,d  ѓ gj,g  е e,ye,je,ie  ё e,yo,jo,io,ye  є ye,ie,je,e  ж zh,z,j  з z  ѕ dz  и i  і i
ї i,yi,ji  й y,i,j  ј j,y  к k,c  л l  љ lj,l  м m  н n  њ nj,n  о o  п p  р r  с s  т t  ћ c,ch  ќ kj,k  у u,ou  ў u,w  ф f
х kh,h,ch,x  ц ts,c,tz  ч ch,c,tch  џ dz,dzh,j  ш sh,s,sch  щ shch,sc,sch,shh  ъ ,'  ы y,i  ь ,'  э e  ю yu,ju,iu,u
я ya,ja,ia,a  кс x,ks  ий y,i,iy,ij,ii  ый y,iy,yy,yj,i
"""
_CYRILLIC_BY_LANG = {
    "uk": "г h,g  и y,i  х kh,h",
    "be": "г h,g",
    "bg": "щ sht,st  ъ a,u  х h,kh  ия ia,iya",
    "sr": "х h  ц c,ts  џ dz,dzh,dj  ђ dj,d",
    "mk": "х h  ц c,ts",
}
_GREEK = """
α a  β v,b  γ g,gh,y  δ d,dh  ε e  ζ z  η i,e  θ th,t  ι i  κ k,c  λ l  μ m  ν n  ξ x,ks  ο o  π p  ρ r,rh  σ s  ς s  τ t
υ y,i,u  φ f,ph  χ ch,kh,h,x  ψ ps  ω o  ου ou,u  αι ai,e,ae  ει ei,i  οι oi,i,oe,e  υι yi,i,ui  αυ av,af,au  ευ ev,ef,eu
ηυ iv,if,eu  μπ b,mp  ντ d,nt,nd  γκ g,gk,ng  γγ ng,gg  γξ nx,gx  γχ nch,nkh,gch  τζ tz,dz,j  τσ ts
"""
_KANA = """
あ a  い i  う u  え e  お o  か ka  き ki  く ku  け ke  こ ko  が ga  ぎ gi  ぐ gu  げ ge  ご go  さ sa  し shi,si  す su
せ se  そ so  ざ za  じ ji,zi  ず zu  ぜ ze  ぞ zo  た ta  ち chi,ti  つ tsu,tu  て te  と to  だ da  ぢ ji,di,zi
づ zu,du,dzu  で de  ど do  な na  に ni  ぬ nu  ね ne  の no  は ha,wa  ひ hi  ふ fu,hu  へ he,e  ほ ho  ば ba  び bi  ぶ bu
べ be  ぼ bo  ぱ pa  ぴ pi  ぷ pu  ぺ pe  ぽ po  ま ma  み mi  む mu  め me  も mo  や ya  ゆ yu  よ yo  ら ra  り ri  る ru
れ re  ろ ro  わ wa  ゐ i,wi  ゑ e,we  を o,wo  ん n,m  ゔ vu,bu  ぁ a  ぃ i  ぅ u  ぇ e  ぉ o  ゃ ya  ゅ yu  ょ yo  ふぁ fa
ふぃ fi  ふぇ fe  ふぉ fo  てぃ ti  でぃ di  うぃ wi  うぇ we  うぉ wo  しぇ she  じぇ je  ちぇ che  ゔぁ va  ゔぃ vi
ゔぇ ve  ゔぉ vo  とぅ tu  どぅ du  つぁ tsa  つぇ tse  つぉ tso
"""
_YOON = """
き ky  ぎ gy  し sh,sy  じ j,jy,zy  ち ch,ty,cy  ぢ j,dy,zy  に ny  ひ hy  び by  ぴ py  み my  り ry
"""
# The letters of hangul in Unicode's order.
_INITIALS = "g,k kk,gg n d,t tt,dd r,l m b,p pp,bb s ss ,' j,ch jj,tch ch k,kh t,th p,ph h"
_MEDIALS = "a ae ya yae eo,o e yeo,yo ye o wa wae oe yo u wo,weo we wi yu eu,u ui,eui i"
_FINALS = "k,g kk ks n nj nh t,d l,r lk,lg lm lb lt lp lp lh m p,b ps t,s t,ss ng t,j t,ch k t p,f t,h"


@lru_cache(maxsize=65_536)
def is_romanised(latin: str, word: str, lang: str = "") -> bool:
    """Say whether `latin` spells `word`, which is in another script, in Latin letters. `lang` is a primary tag."""
    typed, letters = _typed(latin), _letters(word)
    if not typed or not letters or len(letters) > _LONGEST or len(typed) > 4 * _LONGEST:
        return False
    table = _table(lang if lang in _CYRILLIC_BY_LANG else "")
    ends: list[set[int]] = [set() for _ in range(len(letters) + 1)]
    ends[0].add(0)
    for place, reached in enumerate(ends[:-1]):
        for length in (1, 2, 3, 4) if reached else ():
            group = letters[place : place + length]
            if len(group) == length:
                ends[place + length] |= {
                    end + len(spelled) for spelled in table.get(group, ()) for end in reached if typed.startswith(spelled, end)
                }
    return len(typed) in ends[-1]


def has_romanisation(word: str) -> bool:
    """Say whether a word is of a script whose letters tell how it is romanised."""
    letters = _letters(word)
    return bool(letters) and all(letter in _KNOWN or "\u1100" <= letter <= "\u11ff" for letter in letters)


def _typed(latin: str) -> str:
    # Carons and circumflexes over consonants stand for a second letter in no system: they are left out with all other marks.
    text = bare(latin)
    return text if text.isascii() and text.isalnum() else ""


def _letters(word: str) -> str:
    kana = "".join(chr(ord(c) - 0x60) if "\u30a1" <= c <= "\u30f6" else c for c in folded(word))
    # Hangul falls into its letters, kana keep their voicing marks, and the accents of Greek and of Russian stress go.
    found = []
    for character in unicodedata.normalize("NFC", kana):
        if "\uac00" <= character <= "\ud7a3":
            found.append(unicodedata.normalize("NFD", character))
        elif character in _KNOWN:
            found.append(character)
        elif character.isalnum():
            stripped = unicodedata.normalize("NFD", character)[0]
            found.append(stripped if stripped in _KNOWN else character)
    return "".join(found)


def _rows(rows: str) -> Mapping[str, tuple[str, ...]]:
    found = [row.partition(" ") for row in re.split(r"\s{2,}|\n", rows.strip())]
    return {letters: tuple(spelled.replace("'", "").split(",")) for letters, _, spelled in found}


@cache
def _table(lang: str) -> Mapping[str, tuple[str, ...]]:
    """Return the spellings of each letter or group; the languages of one script differ in a few letters only."""
    own = _rows(_CYRILLIC_BY_LANG[lang]) if lang else {}
    return {**_rows(_CYRILLIC), **_rows(_GREEK), **_kana(), **_hangul(), **own}


def _kana() -> Mapping[str, tuple[str, ...]]:
    found = dict(_rows(_KANA))
    for first, starts in _rows(_YOON).items():
        for small, vowel in (("ゃ", "a"), ("ゅ", "u"), ("ょ", "o")):
            found[first + small] = tuple(start + vowel for start in starts)
    for kana, spelled in tuple(found.items()):
        # A small つ doubles what follows.
        doubled = (*(one[0] + one for one in spelled), *("t" + one for one in spelled if one.startswith("ch")))
        found["っ" + kana] = tuple(one for one in doubled if one[0] not in "aiueo")
    for kana, spelled in tuple(found.items()):
        # う, お and the bar lengthen, which many leave out or write as `h`.
        for sign, vowels in (("う", "ou"), ("お", "o"), ("ー", "aiueo")):
            longer = [one for one in spelled if one[-1] in vowels]
            endings = ("", "h", "u") if sign == "う" else ("", "h")
            if longer and kana + sign not in found:
                found[kana + sign] = tuple(
                    dict.fromkeys([one + ending for one in longer for ending in endings] + [one + one[-1] for one in longer])
                )
    return found


def _hangul() -> Mapping[str, tuple[str, ...]]:
    blocks = ((0x1100, _INITIALS), (0x1161, _MEDIALS), (0x11A8, _FINALS))
    return {
        chr(start + place): tuple(spelled.replace("'", "").split(","))
        for start, row in blocks
        for place, spelled in enumerate(row.split())
    }


_KNOWN = frozenset("".join((*_rows(_CYRILLIC), *_rows(_GREEK), *_rows(_KANA)))) | {"っ", "ー"}

"""Units in answers: how they are written, and which measure the same."""

from collections.abc import Mapping
from decimal import Decimal
from functools import lru_cache

from quiz.text.normal import bare, folded

# Each unit's symbol with its other spellings, folded and without dots; plurals in -s need no mention.
_SPELLINGS: Mapping[str, str] = {
    "%": "percent, per cent, pct, prozent, pour cent, por ciento, por cento, per cento, procent, процент, процента, "
    "процентов, yüzde, τοις εκατό, パーセント, 百分之",
    "km": "kilometre, kilometer, kilomètre, kilómetro, quilômetro, chilometri, chilometro, км, километр, километров, χλμ, "
    "公里, 千米, キロ, किमी, كم, קמ",
    "m": "metre, meter, mètre, metro, metri, м, метр, метров, метра, 米, メートル, मीटर, متر",
    "cm": "centimetre, centimeter, см, 厘米",
    "mm": "millimetre, millimeter, мм, 毫米",
    "km2": "square kilometre, square kilometer, sq km, sqkm, km^2, km**2, quadratkilometer, qkm, kilomètre carré, "
    "kilomètres carrés, kilómetros cuadrados, chilometri quadrati, quilômetros quadrados, км2, кв км, "
    "квадратных километров, 平方公里, 平方キロメートル",
    "m2": "square metre, square meter, sq m, sqm, m^2, quadratmeter, qm, м2, кв м, 平方米, 平方メートル",
    "m3": "cubic metre, cubic meter, m^3, kubikmeter, м3",
    "ha": "hectare, hektar, гектар, га",
    "g": "gram, gramme, gramm, gramo, г, грамм, 克",
    "kg": "kilo, kilogram, kilogramme, kilogramm, kilogramo, кг, килограмм, 公斤, 千克, キログラム",
    "mg": "milligram, milligramme, мг",
    "t": "tonne, metric ton, т, тонн, тонна, 吨, トン",
    "l": "litre, liter, litro, л, литр, литров, 升, リットル",
    "ml": "millilitre, milliliter, мл",
    "s": "sec, second, sekunde, sekunden, seconde, segundo, с, сек, секунд, 秒",
    "min": "minute, minuten, minuto, мин, минут, минуты, dakika, λεπτά, 分, 分钟, 分間, मिनट, دقيقة, דקות",
    "h": "hr, hour, stunde, stunden, std, heure, hora, ora, ore, ч, час, часов, часа, saat, godzin, ώρες, 小时, 時間, घंटे",
    "d": "day, tag, tage, jour, día, giorni, dias, день, дней, дня, gün, dni, 天, 日, दिन",
    "years": "year, yr, y, jahr, jahre, an, ans, année, año, ano, anni, лет, год, года, yıl, lat, lata, χρόνια, 年, 岁, साल",
    "°c": "c, degrees celsius, degree celsius, celsius, degrees c, deg c, grad celsius, 度",
    "°f": "f, degrees fahrenheit, fahrenheit, deg f",
    "k": "kelvin",
    "°": "degree, deg, grad",
    "usd": "$, us$, dollar, us dollar",
    "eur": "€, euro, евро",
    "gbp": "£, pound, pound sterling",
    "jpy": "¥, yen, 円",
    "km/h": "kmh, kph, kilometres per hour, kilometers per hour, км/ч",
    "m/s": "metres per second, meters per second, м/с",
    "mi": "mile",
    "ft": "foot, feet",
    "in": "inch, inches",
    "lb": "lbs",
    "people": "person, inhabitant, einwohner, habitant, habitante, abitanti, menschen, personne, человек, жителей, 人",
}
# Dimension and size in its base unit, for units of which one is a fixed multiple of another.
_SIZES: Mapping[str, tuple[str, Decimal]] = {
    unit: (dimension, Decimal(size))
    for dimension, sizes in {
        "length": {"mm": "0.001", "cm": "0.01", "m": "1", "km": "1000", "in": "0.0254", "ft": "0.3048", "mi": "1609.344"},
        "area": {"m2": "1", "ha": "10000", "km2": "1000000"},
        "mass": {"mg": "0.001", "g": "1", "kg": "1000", "t": "1000000", "lb": "453.59237"},
        "volume": {"ml": "0.001", "l": "1", "m3": "1000"},
        "time": {"s": "1", "min": "60", "h": "3600", "d": "86400"},
    }.items()
    for unit, size in sizes.items()
}
_CANONICAL = {
    bare(spelling) if len(bare(spelling)) > 2 else folded(spelling): unit
    for unit, spellings in _SPELLINGS.items()
    for spelling in (unit, *spellings.split(", "))
}


@lru_cache(maxsize=4096)
def canonical(unit: str) -> str:
    """Return the symbol that stands for all spellings of a unit; an unknown unit is its own, without case and plural -s."""
    key = folded(unit).rstrip(".")
    for tried in (key, bare(key), bare(key).removesuffix("s")):
        if tried in _CANONICAL:
            return _CANONICAL[tried]
    return bare(key).removesuffix("s") if len(key) > 3 else key


def same_unit(one: str, other: str) -> bool:
    """Say whether two units are the same, however they are written. `MW` and `mW` are not: a prefix's case is its size."""
    if canonical(one) != canonical(other):
        return False
    first, second = one[:1], other[:1]
    prefixed = 1 < len(one) == len(other) and one[1:] == other[1:] and one[1:2].isupper()
    return not (prefixed and first != second and {first, second} == {"m", "M"})


def sizes(one: str, other: str) -> tuple[Decimal, Decimal] | None:
    """Return how large two units are in a third, or nothing where that is not fixed or not known."""
    first, second = _SIZES.get(canonical(one)), _SIZES.get(canonical(other))
    if first is None or second is None or first[0] != second[0]:
        return None
    return first[1], second[1]

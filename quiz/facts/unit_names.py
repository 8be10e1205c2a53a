"""The names of units in many languages, each with the symbol that stands for all of them."""

from collections.abc import Mapping
from functools import lru_cache

from quiz.text.normal import bare, folded

CURRENCIES = frozenset({"usd", "eur", "gbp", "jpy", "chf", "cny", "inr", "rub", "try", "krw"})
PEOPLE = "people"

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
    "chf": "swiss franc, franken",
    "cny": "rmb, yuan, renminbi, 元, 人民币",
    "inr": "₹, rupee, indian rupee",
    "rub": "₽, rouble, ruble, руб, рублей, рубля",
    "try": "₺, lira, turkish lira",
    "krw": "₩, won, 원",
    "km/h": "kmh, kph, kilometres per hour, kilometers per hour, км/ч",
    "m/s": "metres per second, meters per second, м/с",
    "mi": "mile",
    "ft": "foot, feet",
    "in": "inch, inches",
    "lb": "lbs",
    "oz": "ounce",
    "au": "astronomical unit",
    "ly": "light year, lightyear, light-year, lichtjahr, lichtjahre, année-lumière, année lumière, año luz, anno luce, 光年",
    "people": "person, inhabitant, einwohner, habitant, habitante, abitanti, menschen, personne, человек, жителей, 人",
}
PINT_NAMES: Mapping[str, str] = {
    "%": "percent", "km": "kilometer", "m": "meter", "cm": "centimeter", "mm": "millimeter", "ha": "hectare", "g": "gram",
    "kg": "kilogram", "mg": "milligram", "t": "metric_ton", "l": "liter", "ml": "milliliter", "s": "second", "min": "minute",
    "h": "hour", "d": "day", "years": "year", "°c": "degree_Celsius", "°f": "degree_Fahrenheit", "k": "kelvin", "°": "degree",
    "mi": "mile", "ft": "foot", "in": "inch", "lb": "pound", "oz": "ounce", "stone": "stone",
    "au": "astronomical_unit", "ly": "light_year",
}  # fmt: skip
"""What pint calls the units of the table that have a name of their own."""
MADE_OF_OTHERS: Mapping[str, str] = {"km2": "km^2", "m2": "m^2", "m3": "m^3", "km/h": "km / h", "m/s": "m / s"}
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

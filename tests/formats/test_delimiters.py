"""What stands between cells, and in which letters: tables as they come from spreadsheets, old computers and people."""

import csv
from pathlib import Path

import pytest

from quiz.errors import FormatError
from quiz.facts.delimited import lines_in
from quiz.facts.encoding import decoded
from quiz.facts.tables import read_table_bytes, separator_in
from quiz.formats.reading import read

TABLES = {
    # file of the corpus: separator, columns and rows below the header, counted in the file
    "facts/geo/airports.csv": (",", 11, 28298),
    "facts/historicaldate/data/History/Europe/British Prime Ministers.csv": (",", 6, 79),
    "facts/historicaldate/data/Science and Technology/Chemistry and Life Sciences.csv": (",", 7, 38),
    "facts/historicaldate/data/Science and Technology/Maths Physics Astronomy.csv": (",", 9, 44),
    "facts/historicaldate/data/Science and Technology/Technology and Computing.csv": (",", 7, 120),
    "facts/mledoze/countries.csv": (",", 74, 250),
    "facts/periodic/periodic-table.csv": (",", 20, 118),
    "facts/ultimate-geography/capital.csv": (",", 17, 219),
    "facts/ultimate-geography/capital_hint.csv": (",", 17, 6),
    "facts/ultimate-geography/capital_info.csv": (",", 17, 28),
    "facts/ultimate-geography/country.csv": (",", 16, 323),
    "facts/ultimate-geography/country_info.csv": (",", 17, 113),
    "facts/ultimate-geography/flag_similarity.csv": (",", 17, 43),
    "facts/ultimate-geography/guid.csv": (",", 17, 323),
    "facts/ultimate-geography/main.csv": (",", 6, 323),
    "facts/us/us_states.csv": (",", 12, 56),
    "text/csv/zhongwen_input.tsv": ("\t", 9, 2),
    "text/csv/zhongwen_output.tsv": ("\t", 17, 2),
    "text/crowdanki/brainbrew/csv/test1.csv": (",", 8, 15),
    "text/crowdanki/brainbrew/csv/test1_split1.csv": (",", 8, 6),
    "text/crowdanki/brainbrew/csv/test1_split2.csv": (",", 8, 9),
    "text/crowdanki/brainbrew/csv/test2.csv": (",", 8, 9),
    "text/crowdanki/brainbrew/csv/test2_missing_guids.csv": (",", 8, 9),
    "text/crowdanki/brainbrew/csv/test3.csv": (",", 8, 1),
    "text/crowdanki/brainbrew/tsv/test1.tsv": ("\t", 8, 15),
}
NOTES = {
    # notes of a text without a header, and those that have no answer or no question
    "text/anki_txt/anki_support_text-2fields.txt": (6, 3),
    "text/anki_txt/anki_support_text-tags.txt": (2, 0),
    "text/anki_txt/anki_support_text-update.txt": (1, 0),
    "text/mnemosyne/tests/tsv_1.txt": (2, 0),
    "text/mnemosyne/tests/word_import.txt": (5, 0),
}
SAMPLES = [
    # name, text, encoding, records
    ("semicolon.csv", "Land;Hauptstadt;Einwohner\nPeru;Lima;33,7\nKenia;Nairobi;54,0\nIndien;Neu-Delhi;1.428,6\n", "utf-8", 3),
    ("semi_commas.csv", "Wort;Bedeutung\nbank;a seat, a bench, a shore\nHaus;house, home\nBaum;tree\n", "utf-8", 3),
    ("pipe.txt", "Country|Capital\nPeru|Lima\nKenya|Nairobi\n", "utf-8", 2),
    ("pipe_commas.csv", "Country|Capital, and more\nPeru|Lima, by the sea\nKenya|Nairobi, high up\n", "utf-8", 2),
    (
        "tab_commas.txt",
        "hello, world\tbonjour, le monde\nyes, please\toui, s'il vous plaît\nno, thanks\tnon, merci\n",
        "utf-8",
        3,
    ),
    ("tab_header.tsv", "word\tmeaning\nrun, ran\tto move; fast\ngo, went\tto leave; to move\n", "utf-8", 2),
    ("colon.csv", "time,event\n12:30,lunch: soup\n13:45,work: mail\n", "utf-8", 2),
    ("colons2.csv", "Word,Meaning\nnote: a,one: two: three\nnote: b,four: five: six\n", "utf-8", 2),
    ("cp1250.csv", "kraj;stolica\nPolska;Warszawa, miasto nad Wisłą\nWęgry;Budapeszt\nCzechy;Praga, złota\n", "cp1250", 3),
    (
        "cp1250cz.csv",
        "otázka;odpověď\nKdy začala válka?;V září roku 1939\nJaký je nejvyšší vrch?;Sněžka, 1603 m\n",
        "cp1250",
        2,
    ),
    (
        "cp1250hu.csv",
        "kérdés;válasz\nMi Magyarország fővárosa?;Budapest\nHány megye van?;tizenkilenc\nMilyen a víz?;hűvös és tűzforró\n",
        "cp1250",
        3,
    ),
    ("latin2.csv", "kraj;stolica\nPolska;Warszawa, miasto nad Wisłą\nWęgry;Budapeszt\nCzechy;Praga, złota\n", "iso8859-2", 3),
    ("cp1251.csv", "страна;столица\nПеру;Лима\nКения;Найроби\nИндия;Дели\n", "cp1251", 3),
    (
        "cp1251tab.txt",
        "Кто написал «Войну и мир»?\tЛев Толстой\nСтолица Кении?\tНайроби\nСамая длинная река?\tНил\n",
        "cp1251",
        3,
    ),
    ("koi8.csv", "страна;столица\nПеру;Лима\nКения;Найроби\nИндия;Дели\n", "koi8_r", 3),
    ("cp1252.csv", "pays;capitale\nAlgérie;Alger\nGrèce;Athènes\nÉgypte;Le Caire\n", "cp1252", 3),
    ("cp1252q.txt", "Was ist „grün“?\tDie Farbe – natürlich\nWie heißt der Fluß?\tDonau\n", "cp1252", 2),
    ("cp1252es.csv", "país,capital\nEspaña,Madrid\nPerú,Lima\nPanamá,Ciudad de Panamá\n", "cp1252", 3),
    ("cp1253.csv", "χώρα;πρωτεύουσα\nΕλλάδα;Αθήνα\nΠερού;Λίμα\nΚένυα;Ναϊρόμπι\n", "cp1253", 3),
    ("cp1254.csv", "ülke;başkent\nTürkiye;Ankara\nAlmanya;Berlin, güzel şehir\nİngiltere;Londra ığdır\n", "cp1254", 3),
    ("cp1255.csv", "מדינה;בירה\nישראל;ירושלים\nפרו;לימה\nקניה;ניירובי\n", "cp1255", 3),
    ("cp1256.csv", "البلد;العاصمة\nمصر;القاهرة\nبيرو;ليما\nكينيا;نيروبي\n", "cp1256", 3),
    ("sjis.tsv", "国\t首都\n日本\t東京\nペルー\tリマ\nケニア\tナイロビ\n", "shift_jis", 3),
    ("sjis.csv", "国,首都\n日本,東京\nペルー,リマ\nケニア,ナイロビ\n", "cp932", 3),
    ("eucjp.csv", "国,首都\n日本,東京\nペルー,リマ\nケニア,ナイロビです\n", "euc_jp", 3),
    ("gb18030.csv", "国家,首都\n中国,北京\n秘鲁,利马\n肯尼亚,内罗毕\n印度,新德里\n", "gb18030", 4),
    ("big5.csv", "國家,首都\n中國,北京\n秘魯,利馬\n肯亞,奈洛比\n印度,新德里\n", "big5", 4),
    ("cp949.csv", "나라,수도\n한국,서울\n페루,리마\n케냐,나이로비\n", "cp949", 3),
    ("macroman.csv", "Land;Hauptstadt\nÖsterreich;Wien\nDänemark;Kopenhagen\nTürkei;Ankara\nRumänien;Bukarest\n", "mac_roman", 4),
    (
        "macroman_fr.txt",
        "Où est né Molière ?\tÀ Paris\nQui était là ?\tL’été français\nça va ?\ttrès bien, merci\n",
        "mac_roman",
        3,
    ),
    ("cp437.csv", "Land;Hauptstadt\nÖsterreich;Wien\nDänemark;Kopenhagen\nTürkei;Ankara\n", "cp850", 3),
    ("cr.csv", "country,capital\rPeru,Lima\rKenya,Nairobi\r", "utf-8", 2),
    ("quoted_newline.csv", 'q,a\n"What is\nthis, then?","Two\nlines"\n"He said ""no""",yes\n', "utf-8", 2),
    ("quoted_newline_semi.csv", 'q;a\n"What is;\nthis, then?";"Two\nlines"\n"He said ""no""";yes\n', "utf-8", 2),
    ("zh_tab_fullwidth.txt", "你好，朋友\thello, friend\n谢谢，老师\tthanks, teacher\n", "utf-8", 2),
    ("zh_csv_fullwidth.csv", '中文,英文\n你好，朋友,"hello, friend"\n谢谢，老师,thanks\n', "utf-8", 2),
    ("sep.csv", "sep=;\nname;note\na;b, c\nd;e, f\n", "utf-8", 2),
    ("sepq.csv", '"sep=|"\nname|note\na|b, c\nd|e, f\n', "utf-8", 2),
    ("sep_colon.csv", "sep=:\nname:note\na:b\nc:d\n", "utf-8", 2),
    ("comments.csv", "# my words\n# from a book\nword,meaning\nrun,to move\ngo,to leave\n", "utf-8", 2),
    ("comments_mid.csv", "word,meaning\nrun,to move\n# second lesson\ngo,to leave\n", "utf-8", 2),
    ("comments_semi.csv", "# a; list\nword;meaning\nrun;to move\ngo;to leave\n", "utf-8", 2),
    ("percent.csv", "word;percent\na;12,5 %\nb;3,25 %\n", "utf-8", 2),
    ("numbers_de.csv", "n;x;y\n1;1,5;2,5\n2;3,5;4,5\n3;5,25;6,0\n", "utf-8", 3),
    ("numbers.csv", "n,x,y\n1,1.5,2.5\n2,3.5,4.5\n", "utf-8", 2),
    ("trailing.csv", "a;b;\nx;y;\nz;w;\n", "utf-8", 2),
    ("blank_lines.csv", "a,b\n\nx,y\n\n\nz,w\n", "utf-8", 2),
    ("one_row.csv", "front,back\nPeru,Lima\n", "utf-8", 1),
    ("md_table.md", "| Country | Capital |\n|---|---|\n| Peru | Lima |\n| Kenya | Nairobi |\n", "utf-8", 2),
    ("pipes_outer.txt", "|Country|Capital|\n|Peru|Lima|\n|Kenya|Nairobi|\n", "utf-8", 2),
    ("html_tab.txt", "<b>a</b>, b\tc; d\n<i>e</i>, f\tg; h\n", "utf-8", 2),
    ("semi_in_tabs.txt", "a; b\tc; d\ne; f\tg; h\ni; j\tk; l\n", "utf-8", 3),
    ("semi_in_a_column.csv", "Why is it?,because,a;b,0\nWho was it?,nobody,a;c,1\nHow is it?,so,c;d,0\n", "utf-8", 3),
    ("commas_text.txt", "I came, I saw, I won.\tVeni, vidi, vici.\nTo be, or not to be\tHamlet, Act 3\n", "utf-8", 2),
    ("quizlet.txt", "Peru\tLima\nKenya\tNairobi\n\nIndia\tDelhi", "utf-8", 3),
]
MARKS = {"utf-8": b"\xef\xbb\xbf", "utf-16-le": b"\xff\xfe", "utf-16-be": b"\xfe\xff"}


@pytest.mark.parametrize("name", TABLES)
def test_every_table_of_the_corpus_has_its_separator_columns_and_rows(corpus: Path, name: str) -> None:
    data = (corpus / name).read_bytes()
    found = decoded(data)
    table = read_table_bytes(data, name)
    assert ("utf-8", False) == (found.encoding, found.guessed)
    assert TABLES[name] == (separator_in(found.text, lines_in(found.text)), len(table.columns), len(table.rows))
    assert [] == [problem for problem in table.problems if problem.severity == "error"]


@pytest.mark.parametrize("name", TABLES)
def test_the_csv_module_counts_as_many_rows_and_cells(corpus: Path, name: str) -> None:
    """Another reader, which is told what stands between the cells, finds the same."""
    separator, width, count = TABLES[name]
    with (corpus / name).open(encoding="utf-8-sig", newline="") as file:
        header, *rows = csv.reader(file, delimiter=separator)
    rows = [row for row in rows if any(cell.strip() for cell in row)]
    assert (width, count) == (len(header), len(rows))
    own = [place for place, column in enumerate(header) if column.strip().casefold() not in {"guid", "tags"}]
    cells = sum(bool(row[place].strip()) for row in rows for place in own[1:] if row[own[0]].strip())
    assert cells == read(corpus / name).facts


@pytest.mark.parametrize("name", NOTES)
def test_every_text_of_the_corpus_has_its_notes(corpus: Path, name: str) -> None:
    found = read(corpus / name)
    assert ("anki-text", *NOTES[name]) == (found.format.name, found.taken, found.skipped_count)


@pytest.mark.parametrize(("name", "text", "encoding", "records"), SAMPLES, ids=[name for name, *_ in SAMPLES])
def test_a_table_is_read_as_it_is_meant(tmp_path: Path, name: str, text: str, encoding: str, records: int) -> None:
    path = tmp_path / name
    path.write_bytes(text.encode(encoding))
    found = read(path)
    assert (records, 0) == (found.taken, found.skipped_count - (name == "comments_mid.csv"))
    assert text == decoded(path.read_bytes()).text


@pytest.mark.parametrize("encoding", MARKS)
@pytest.mark.parametrize("text", ["sep=;\r\nname;note\r\na;b, c\r\nd;é, f\r\n", "国家\t首都\n中国\t北京\n日本\t东京\n"])
def test_a_byte_order_mark_is_no_part_of_the_first_name(tmp_path: Path, encoding: str, text: str) -> None:
    path = tmp_path / "x.tsv"
    path.write_bytes(MARKS[encoding] + text.encode(encoding))
    found = read(path)
    assert (2, {"note", "首都"} & set(found.deck.relations)) == (found.taken, set(found.deck.relations))


@pytest.mark.parametrize(
    "text", ["1,2,3\n4,5,6\n7,8,9\n", "What is the capital of Peru?,Lima,a\nAnd of the Kenyans?,Nairobi,b\nOf India?,Delhi,c\n"]
)
def test_a_first_row_that_names_no_columns_is_a_record(tmp_path: Path, text: str) -> None:
    path = tmp_path / "x.csv"
    path.write_text(text, encoding="utf-8")
    found = read(path)
    assert 3 == found.taken
    assert any("--header" in note for note in found.notes)
    assert 2 == read(path, header=True).taken


@pytest.mark.parametrize("text", ["apple\nbanana\ncherry\n", "apple, red\nbanana\ncherry\n", "你好，朋友\n谢谢\n再见\n"])
def test_a_list_without_answers_is_refused_with_what_to_do(tmp_path: Path, text: str) -> None:
    path = tmp_path / "x.txt"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(FormatError, match="its lines hold no table"):
        read(path)

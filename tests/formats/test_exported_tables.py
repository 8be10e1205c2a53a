"""Tables as programs export them and as people write them: the records that a reader of the file would count."""

from pathlib import Path

import pytest

import quiz
from quiz.formats.format import Taken
from quiz.formats.header import names_columns
from quiz.formats.reading import read

TABLES = [
    # name, text, encoding, records, and facts that are among them
    ("articles.txt", "Haus, das - house\nBaum, der - tree\nHund, der - dog\n", "utf-8", 3, [("Haus, das", "house")]),
    ("mac_es.csv", "palabra,sentido\nniño,child\ncorazón,heart\naño,year\n", "mac_roman", 3, [("niño", "child")]),
    ("hyphens.txt", "good morning - buenos días\nwell-known - conocido\n", "utf-8", 2, [("well-known", "conocido")]),
    ("numbers.csv", "No.;Deutsch;Englisch\n1;Haus;house\n2;Baum;tree\n", "utf-8", 2, [("Haus", "house")]),
    ("inches.tsv", '5\' 10"\theight\n6"\tpipe\n"quoted"\tmarks\n', "utf-8", 3, [('6"', "pipe")]),
    ("in_text.md", "# Words\n\nOf mine.\n\n| Word | Meaning |\n|---|---|\n| Haus | house |\n", "utf-8", 1, [("Haus", "house")]),
    (
        "excel_utf8.csv",
        '\ufeffDeutsch,Englisch\r\nHaus,house\r\n"Apfel, rot","red apple"\r\n',
        "utf-8",
        2,
        [("Haus", "house"), ("Apfel, rot", "red apple")],
    ),
    ("excel_de.csv", "Deutsch;Englisch;Häufigkeit\r\nMädchen;girl;1,5\r\nTür;door;0,75\r\n", "cp1252", 2, [("Mädchen", "girl")]),
    (
        "excel_unicode_text.txt",
        '\ufeffDeutsch\tEnglisch\r\nMädchen\tgirl\r\n"Er sagte ""ja"""\the said yes\r\n',
        "utf-16-le",
        2,
        [("Mädchen", "girl"), ('Er sagte "ja"', "he said yes")],
    ),
    ("excel_mac.csv", "Deutsch;Englisch\rMädchen;girl\rTür;door\rStraße;street\r", "mac_roman", 3, [("Straße", "street")]),
    ("excel_dos.csv", "Deutsch;Englisch\r\nMädchen;girl\r\nTür;door\r\nStraße;street\r\n", "cp850", 3, [("Straße", "street")]),
    (
        "excel_txt.txt",
        'Deutsch\tEnglisch\r\nMädchen\tgirl\r\n"Tür, Tor"\t"door, gate"\r\n',
        "cp1252",
        2,
        [("Tür, Tor", "door, gate")],
    ),
    (
        "excel_trailing.csv",
        "Deutsch;Englisch;;;\r\nHaus;house;;;\r\nBaum;tree;;;\r\n;;;;\r\n;;;;\r\n",
        "utf-8",
        2,
        [("Haus", "house")],
    ),
    ("excel_sep_bom.csv", "\ufeffsep=;\r\nDeutsch;Englisch\r\nHaus;house, home\r\n", "utf-8", 1, [("Haus", "house, home")]),
    ("excel_sep_tab.csv", "sep=\t\r\nDeutsch\tEnglisch\r\nHaus\thouse\r\n", "utf-8", 1, [("Haus", "house")]),
    ("excel_sep_cr.csv", "SEP=,\r\nDeutsch,Englisch\r\nHaus,house; home\r\n", "utf-8", 1, [("Haus", "house; home")]),
    (
        "excel_title.csv",
        "Vokabeln Lektion 3;;\r\n;;\r\nDeutsch;Englisch;Beispiel\r\nHaus;house;Ein Haus.\r\nBaum;tree;Ein Baum.\r\n",
        "utf-8",
        2,
        [("Haus", "house"), ("Baum", "tree")],
    ),
    (
        "excel_title2.csv",
        "Stand: 12.03.2024\r\n\r\nDeutsch;Englisch\r\nHaus;house\r\nBaum;tree\r\n",
        "utf-8",
        2,
        [("Haus", "house")],
    ),
    ("excel_leading_empty.csv", ";;\r\n;Deutsch;Englisch\r\n;Haus;house\r\n;Baum;tree\r\n", "utf-8", 2, [("Haus", "house")]),
    ("excel_jp.csv", "日本語,英語\r\n犬,dog\r\n猫,cat\r\n鳥,bird\r\n", "cp932", 3, [("犬", "dog")]),
    ("excel_ru.csv", "Слово;Перевод\r\nсобака;dog\r\nкошка;cat\r\n", "cp1251", 2, [("собака", "dog")]),
    ("excel_cn.csv", "中文,英文\r\n狗,dog\r\n猫,cat\r\n鸟,bird\r\n房子,house\r\n", "gb18030", 4, [("狗", "dog")]),
    ("excel_kr.csv", "한국어,영어\r\n개,dog\r\n고양이,cat\r\n새,bird\r\n", "cp949", 3, [("개", "dog")]),
    (
        "excel_multiline.csv",
        'Frage;Antwort\r\n"Was ist\r\n1+1?";"2\n(zwei)"\r\nWarum?;Darum\r\n',
        "utf-8",
        2,
        [("Warum?", "Darum")],
    ),
    (
        "lo_quoted.csv",
        '"Wort","Bedeutung","Punkte"\n"Haus","house",12\n"Baum","tree",7\n',
        "utf-8",
        2,
        [("Haus", "house"), ("Haus", "12")],
    ),
    ("lo_tab.csv", "Wort\tBedeutung\nHaus\thouse; home\nBaum\ttree\n", "utf-8", 2, [("Haus", "house; home")]),
    (
        "gs.csv",
        'Term,Definition\r\nmitosis,"cell division, in two"\r\nmeiosis,cell division in four',
        "utf-8",
        2,
        [("mitosis", "cell division, in two")],
    ),
    (
        "gs.tsv",
        'Term\tDefinition\r\nmitosis\tcell division, "in two"\r\nmeiosis\tcell division in four',
        "utf-8",
        2,
        [("mitosis", 'cell division, "in two"')],
    ),
    (
        "gs_nohead.csv",
        "mitosis,cell division\r\nmeiosis,cell division in four\r\ncell,smallest unit of life",
        "utf-8",
        3,
        [("mitosis", "cell division")],
    ),
    ("quizlet_default.txt", "Haus\thouse\nBaum\ttree\nHund\tdog\n", "utf-8", 3, [("Haus", "house")]),
    ("quizlet_comma_semi.txt", "Haus,house;Baum,tree;Hund,dog", "utf-8", 3, [("Haus", "house"), ("Hund", "dog")]),
    ("quizlet_dash.txt", "Haus - house\nBaum - tree\nHund - dog\n", "utf-8", 3, [("Haus", "house")]),
    ("quizlet_header.txt", "Land\tHauptstadt\nPeru\tLima\nKenia\tNairobi\n", "utf-8", 2, [("Peru", "Lima")]),
    ("quizlet_header2.txt", "Country\tCapital\nPeru\tLima\nKenya\tNairobi\nIndia\tNew Delhi\n", "utf-8", 3, [("Peru", "Lima")]),
    ("quizlet_noheader.txt", "Peru\tLima\nKenya\tNairobi\nIndia\tNew Delhi\n", "utf-8", 3, [("Peru", "Lima")]),
    (
        "quizlet_def_lines.txt",
        "mitosis\tcell division\nin two steps\n\nmeiosis\tcell division in four\n",
        "utf-8",
        2,
        [("meiosis", "cell division in four")],
    ),
    ("quizlet_colon_fw.txt", "你好：hello\n谢谢：thanks\n再见：goodbye\n", "utf-8", 3, [("你好", "hello")]),
    ("anki_tab.txt", "#separator:tab\n#html:false\nHaus\thouse\nBaum\ttree\n", "utf-8", 2, [("Haus", "house")]),
    ("anki_tab_bom.txt", "\ufeff#separator:tab\n#html:true\nHaus\t<b>house</b>\nBaum\ttree\n", "utf-8", 2, [("Baum", "tree")]),
    (
        "anki_comma.txt",
        "#separator:Comma\n#columns:Front,Back,Tags\n#tags column:3\nHaus,house,a b\nBaum,tree,\n",
        "utf-8",
        2,
        [("Haus", "house")],
    ),
    ("anki_semi.txt", '#separator:;\nHaus;"house; home"\nBaum;tree\n', "utf-8", 2, [("Haus", "house; home")]),
    ("anki_pipe.txt", "#separator:Pipe\nHaus|house\nBaum|tree\n", "utf-8", 2, [("Haus", "house")]),
    ("anki_colon.txt", "#separator:Colon\nHaus:house\nBaum:tree\n", "utf-8", 2, [("Haus", "house")]),
    ("anki_space.txt", '#separator:Space\nHaus house\nBaum "a tree"\n', "utf-8", 2, [("Baum", "a tree")]),
    (
        "anki_html_lines.txt",
        '#separator:tab\n#html:true\n"Haus<br>\nx"\t"<ul><li>one\n</li></ul>"\nBaum\ttree\n',
        "utf-8",
        2,
        [("Baum", "tree")],
    ),
    ("anki_old.txt", "Haus\thouse\ttag1 tag2\nBaum\ttree\t\n", "utf-8", 2, [("Haus", "house")]),
    (
        "anki_crlf.txt",
        "#separator:tab\r\n#html:false\r\n#deck:Deutsch\r\nHaus\thouse\r\nBaum\ttree\r\n",
        "utf-8",
        2,
        [("Haus", "house")],
    ),
    (
        "brainscape.csv",
        'Question,Answer\n"What is mitosis?","Cell division"\n"What is meiosis?","Cell division, in four"\n',
        "utf-8",
        2,
        [("What is mitosis?", "Cell division")],
    ),
    (
        "brainscape_nohead.csv",
        '"What is mitosis?","Cell division"\n"What is meiosis?","Cell division, in four"\n',
        "utf-8",
        2,
        [("What is mitosis?", "Cell division")],
    ),
    ("cram.txt", "mitosis\tcell division\nmeiosis\tcell division, in four\n", "utf-8", 2, [("mitosis", "cell division")]),
    (
        "studystack.txt",
        "Term\tDefinition\nmitosis\tcell division\nmeiosis\tdivision in four\n",
        "utf-8",
        2,
        [("mitosis", "cell division")],
    ),
    (
        "memrise.csv",
        "level,word,translation,audio\n1,perro,dog,https://static.example.org/a.mp3\n1,gato,cat,https://static.example.org/b.mp3\n2,casa,house,\n",
        "utf-8",
        3,
        [],
    ),
    (
        "wdqs.csv",
        "item,itemLabel,capitalLabel\r\nhttp://www.wikidata.org/entity/Q419,Peru,Lima\r\nhttp://www.wikidata.org/entity/Q114,Kenya,Nairobi\r\n",
        "utf-8",
        2,
        [],
    ),
    (
        "wdqs.tsv",
        "item\titemLabel\tcapitalLabel\nhttp://www.wikidata.org/entity/Q419\tPeru\tLima\nhttp://www.wikidata.org/entity/Q114\tKenya\tNairobi\n",
        "utf-8",
        2,
        [],
    ),
    (
        "wdqs_verbose.tsv",
        '?item\t?itemLabel\t?capitalLabel\n<http://www.wikidata.org/entity/Q419>\t"Peru"@en\t"Lima"@en\n<http://www.wikidata.org/entity/Q114>\t"Kenya"@en\t"Nairobi"@en\n',
        "utf-8",
        2,
        [],
    ),
    (
        "wdqs.json",
        '[{"item":"http://www.wikidata.org/entity/Q419","itemLabel":"Peru","capitalLabel":"Lima"},{"item":"http://www.wikidata.org/entity/Q114","itemLabel":"Kenya","capitalLabel":"Nairobi"}]',
        "utf-8",
        2,
        [],
    ),
    ("r_csv.csv", '"","country","capital"\n"1","Peru","Lima"\n"2","Kenya","Nairobi"\n', "utf-8", 2, [("Peru", "Lima")]),
    ("r_csv2.csv", '"";"country";"area"\n"1";"Peru";1,285\n"2";"Kenya";0,58\n', "utf-8", 2, [("Peru", "1,285")]),
    ("r_tab.txt", "country\tcapital\n1\tPeru\tLima\n2\tKenya\tNairobi\n", "utf-8", 2, [("Peru", "Lima")]),
    ("r_table.txt", '"country" "capital"\n"1" "Peru" "Lima"\n"2" "Kenya" "New Nairobi"\n', "utf-8", 2, [("Peru", "Lima")]),
    ("pd.csv", ",country,capital\n0,Peru,Lima\n1,Kenya,Nairobi\n", "utf-8", 2, [("Peru", "Lima")]),
    ("pd.tsv", "country\tcapital\nPeru\tLima\nKenya\tNairobi\n", "utf-8", 2, [("Peru", "Lima")]),
    ("pd_pipe.txt", "country|capital\nPeru|Lima\nKenya|Nairobi\n", "utf-8", 2, [("Peru", "Lima")]),
    ("mysql.tsv", "country\tcapital\nPeru\tLima\nKenya\tNULL\nIndia\tNew Delhi\n", "utf-8", 3, [("Peru", "Lima")]),
    ("mysql_outfile.txt", "1\tPeru\tLima\n2\tKenya\t\\N\n3\tIndia\tNew Delhi\n", "utf-8", 3, []),
    (
        "mysql_box.txt",
        (
            "+---------+---------+\n| country | capital |\n+---------+---------+\n| Peru    | Lima    |\n| Kenya   | Nairobi |\n"
            "+---------+---------+\n2 rows in set (0.00 sec)\n"
        ),
        "utf-8",
        2,
        [("Peru", "Lima"), ("Kenya", "Nairobi")],
    ),
    (
        "psql.txt",
        " country | capital \n---------+---------\n Peru    | Lima\n Kenya   | Nairobi\n(2 rows)\n\n",
        "utf-8",
        2,
        [("Peru", "Lima"), ("Kenya", "Nairobi")],
    ),
    ("psql_csv.csv", 'country,capital\nPeru,Lima\nKenya,\nIndia,"New ""Delhi"""\n', "utf-8", 2, [("India", 'New "Delhi"')]),
    ("psql_copy.tsv", "Peru\tLima\nKenya\t\\N\nIndia\tNew Delhi\n", "utf-8", 2, [("Peru", "Lima")]),
    ("sqlite.txt", "country|capital\nPeru|Lima\nKenya|Nairobi\n", "utf-8", 2, [("Peru", "Lima")]),
    ("phpmyadmin.csv", '"id";"country";"capital"\n"1";"Peru";"Lima"\n"2";"Kenya";NULL\n', "utf-8", 2, [("Peru", "Lima")]),
    ("remark.tsv", "Words of lesson 3\nHaus\thouse\nBaum\ttree\nHund\tdog\n", "utf-8", 3, [("Haus", "house"), ("Hund", "dog")]),
    ("remark_header.tsv", "Words of lesson 3\n\nGerman\tEnglish\nHaus\thouse\nBaum\ttree\n", "utf-8", 2, [("Haus", "house")]),
    (
        "remark_csv.csv",
        "Exported from MyApp on 2024-03-12\nGerman,English\nHaus,house\nBaum,tree\n",
        "utf-8",
        2,
        [("Haus", "house")],
    ),
    ("remark_hash.csv", "#exported by x\n#version 2\nGerman,English\nHaus,house\nBaum,tree\n", "utf-8", 2, [("Haus", "house")]),
    ("remark_slash.csv", "// words\nGerman,English\nHaus,house\nBaum,tree\n", "utf-8", 2, [("Haus", "house")]),
    (
        "remark_many.csv",
        "Title: Words\nAuthor: Me\nDate: 2024\n\nGerman,English\nHaus,house\nBaum,tree\nHund,dog\n",
        "utf-8",
        3,
        [("Haus", "house")],
    ),
    ("mixed_ends.csv", "German,English\r\nHaus,house\nBaum,tree\rHund,dog\r\n", "utf-8", 3, [("Haus", "house"), ("Hund", "dog")]),
    ("utf32.csv", "\ufeffGerman,English\nHäuser,houses\nBäume,trees\n", "utf-32-le", 2, [("Häuser", "houses")]),
    ("utf32be.csv", "\ufeffGerman,English\nHäuser,houses\n", "utf-32-be", 1, [("Häuser", "houses")]),
    ("utf16be.tsv", "\ufeffGerman\tEnglish\nHäuser\thouses\n", "utf-16-be", 1, [("Häuser", "houses")]),
    ("decimal.csv", "Stoff;Dichte;Siedepunkt\nWasser;1,00;100,0\nEthanol;0,79;78,4\n", "utf-8", 2, [("Wasser", "1,00")]),
    ("ragged.csv", "German,English,Note\nHaus,house\nBaum,tree,tall\nHund\n", "utf-8", 2, [("Haus", "house"), ("Baum", "tree")]),
    ("empty_cols.csv", "German,,English,\nHaus,,house,\nBaum,,tree,\n", "utf-8", 2, [("Haus", "house")]),
    ("one_col_dash.txt", "Haus – house\nBaum – tree\nHund – dog\n", "utf-8", 3, [("Haus", "house")]),
    ("tilde.txt", "Haus~house\nBaum~tree\nHund~dog\n", "utf-8", 3, [("Haus", "house")]),
    ("caret.txt", "word^meaning\nHaus^house\nBaum^tree\nHund^dog\n", "utf-8", 3, [("Haus", "house")]),
    ("colon.txt", "Haus: house\nBaum: tree\nHund: dog\n", "utf-8", 3, [("Haus", "house")]),
    ("equals.txt", "Haus = house\nBaum = tree\nHund = dog\n", "utf-8", 3, [("Haus", "house")]),
    ("arrow.txt", "Haus -> house\nBaum -> tree\nHund -> dog\n", "utf-8", 3, [("Haus", "house")]),
    ("double_tab.txt", "Haus\t\thouse\nBaum\t\ttree\nHund\t\tdog\n", "utf-8", 3, [("Haus", "house")]),
    ("nohead_semi.csv", "Haus;house\nBaum;tree\nHund;dog\nKatze;cat\n", "utf-8", 3, [("Baum", "tree")]),
    ("ja_yomi.csv", '漢字,よみ,意味\n犬,いぬ,dog\n猫,ねこ,"cat, feline"\n', "utf-8", 2, [("犬", "いぬ")]),
    (
        "quoted_commas_all.csv",
        '"question","answer"\n"Capital of Peru?","Lima, by the sea"\n"Capital of Kenya?","Nairobi; high up"\n',
        "utf-8",
        2,
        [("Capital of Peru?", "Lima, by the sea")],
    ),
    ("space_after.csv", "word, meaning\nHaus, house\nBaum, tree\n", "utf-8", 2, [("Haus", "house")]),
    ("comma_sentence.txt", 'Word,Meaning\nhaus,"a house, where people live"\nbaum,tree\n', "utf-8", 2, [("baum", "tree")]),
    ("latin2.csv", "słowo;znaczenie\nżółw;turtle\ngęś;goose\nświnia;pig\n", "iso8859-2", 3, [("żółw", "turtle")]),
    ("koi8.txt", "собака\tdog\nкошка\tcat\nптица\tbird\n", "koi8-r", 3, [("собака", "dog")]),
    ("quote_open.csv", 'word,meaning\n6" pipe,tube\nhouse,Haus\n', "utf-8", 2, [('6" pipe', "tube")]),
    ("single_quote_tab.tsv", "word\tmeaning\n'n\tthan\n\"oh\tcry\nhouse\tHaus\n", "utf-8", 3, [("house", "Haus")]),
    ("dates_de.csv", "Ereignis;Datum\nMauerfall;09.11.1989\nMondlandung;20.07.1969\n", "utf-8", 2, [("Mauerfall", "09.11.1989")]),
    (
        "urls.csv",
        "name,url\nA,https://example.org/a?b=1;c=2\nB,https://example.org/b\n",
        "utf-8",
        2,
        [("A", "https://example.org/a?b=1;c=2")],
    ),
    (
        "json_in_cell.tsv",
        'name\tdata\nA\t{"a": 1, "b": [1, 2]}\nB\t{"a": 2, "b": [3]}\n',
        "utf-8",
        2,
        [("A", '{"a": 1, "b": [1, 2]}')],
    ),
]


@pytest.mark.parametrize("table", TABLES, ids=[name for name, *_ in TABLES])
def test_a_table_is_read_as_a_person_reads_it(tmp_path: Path, table: tuple[str, str, str, int, list[tuple[str, str]]]) -> None:
    name, text, encoding, records, expected = table
    path = tmp_path / name
    path.write_bytes(text.encode(encoding))
    found = read(path)
    stated = {(fact.subject, str(fact.value)) for deck in found.decks for fact in deck.facts}
    assert (records, set(expected)) == (found.taken, set(expected) & stated)
    if found.format.name == "csv":
        streamed = [fact for record in quiz.records(path) if isinstance(record, Taken) for fact in record.facts]
        assert {fact.subject for fact in found.deck.facts} == {fact.subject for fact in streamed}


def test_a_file_that_was_filled_up_with_nuls_is_read_to_its_end(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_bytes(b"German,English\nHaus,house\nBaum,tree\n" + b"\0" * 40)
    assert 2 == read(path).taken


def test_what_stands_above_a_table_is_told(tmp_path: Path) -> None:
    path = tmp_path / "x.tsv"
    path.write_text("Words of lesson 3\nHaus\thouse\nBaum\ttree\n")
    notes = read(path).notes
    assert any("Words of lesson 3" in note for note in notes)
    assert any("--header" in note for note in notes)


def test_a_quote_that_never_closes_costs_its_row_alone(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text('word,meaning\nHaus,house\nBaum,"tree\nHund,dog\nKatze,cat\n')
    found = read(path)
    assert (3, ["line 3"]) == (found.taken, [one.where for one in found.skipped])


def test_prose_is_no_table(tmp_path: Path) -> None:
    path = tmp_path / "x.txt"
    path.write_text(
        "The house stands on a hill, near the sea. It was built in 1900.\n\nNobody lives there now, but people visit it, in "
        "summer most of all, and take photographs.\n\nThe garden, which was large, is gone.\n"
    )
    with pytest.raises(quiz.errors.FormatError, match="no format that quiz reads"):
        read(path)


@pytest.mark.parametrize(
    ("first", "below", "expected"),
    [
        (["Land", "Hauptstadt"], [["Peru", "Lima"], ["Kenia", "Nairobi"]], True),
        (["Peru", "Lima"], [["Kenya", "Nairobi"], ["India", "New Delhi"]], None),
        (["Composer", "Born"], [["Bach", "1685"], ["Mozart", "1756"]], True),
        (["mineral", "found in"], [["Quartz", "granite"], ["Pyrite", "schist"]], True),
        (["book", "Buch"], [["tree", "Baum"], ["house", "Haus"]], None),
        (["to be", "sein"], [["to go", "gehen"], ["to run", "laufen"]], False),
        (["Question 1", "Answer 1"], [["Question 2", "Answer 2"], ["Question 3", "Answer 3"]], False),
        (["Who wrote Emma?", "Jane Austen"], [["Who wrote Hamlet?", "Shakespeare"]], False),
        (["itemLabel", "capitalLabel"], [["Peru", "Lima"]], True),
        (["1", "2"], [["3", "4"]], False),
    ],
)
def test_names_of_columns_are_told_from_rows(first: list[str], below: list[list[str]], expected: bool | None) -> None:  # noqa: FBT001
    assert expected is names_columns(first, below)

"""The words of a file: of each kind, in each script, and of files made to do harm."""

from __future__ import annotations

import io
import random
import struct
from itertools import pairwise
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZipFile

import pytest

from ctdesk.reading import contents, word
from ctdesk.reading.contents import Part, parts_of
from ctdesk.reading.mail import read_mail
from tests.files import W, docx, mail, msg, pdf


def read(name: str, data: bytes) -> list[Part]:
    return list(parts_of(name, "", data))


def words(name: str, data: bytes) -> str:
    return "\n".join(part.text for part in read(name, data))


def test_the_words_of_a_pdf_are_read_page_by_page() -> None:
    found = read("Note.pdf", pdf("Concept note\nof the desk", "", "Lagos"))
    assert found == [Part(1, "Concept note of the desk"), Part(3, "Lagos")]


@pytest.mark.parametrize("line", ["مذكرة مفهوم حول مكافحة الإرهاب", "反恐合作会议", "Совещание"])
def test_the_words_of_a_pdf_are_read_in_any_script(line: str) -> None:
    assert words("Note.pdf", pdf(line)) == line


def test_a_word_parted_at_the_end_of_a_line_has_a_soft_hyphen() -> None:
    assert words("Note.pdf", pdf("The Com-\nmission")) == "The Com\u00admission"


def test_the_paragraphs_of_a_word_document_are_lines() -> None:
    assert words("a.docx", docx("One & <two>", "ثلاثة")) == "One & <two>\nثلاثة"


def test_what_a_word_document_says_beside_its_body_is_read_once_and_deletions_are_not() -> None:
    twice = (
        f'<w:document xmlns:w="{W}" xmlns:mc="http://schemas.openxmlformats.org/markup-'
        'compatibility/2006"><w:p><mc:AlternateContent><mc:Choice><w:t>boxed</w:t></mc:Choice>'
        "<mc:Fallback><w:t>boxed</w:t></mc:Fallback></mc:AlternateContent><w:tab/>"
        "<w:t>kept</w:t><w:delText>struck</w:delText></w:p></w:document>"
    )
    note = f'<w:footnotes xmlns:w="{W}"><w:p><w:t>A footnote</w:t></w:p></w:footnotes>'
    assert words("a.docx", docx(document=twice, footnotes=note)) == "boxed\tkept\nA footnote"


def test_an_e_mail_is_its_headers_its_words_and_what_is_attached() -> None:
    inner = mail("Inner", "<p>nested <b>words</b></p><script>run()</script>", html=True)
    data = mail("Invitation", "Dear all", ("Note.pdf", pdf("On page one")), ("in.eml", inner))
    found = words("a.eml", data)
    for wanted in ("Invitation", "Amina", "Dear all", "Note.pdf", "On page one", "nested words"):
        assert wanted in found
    assert "run()" not in found
    assert {part.page for part in read("a.eml", data)} == {0}


def test_html_is_read_in_one_pass_whatever_is_in_it() -> None:
    for sign, end in (
        ("<!--", "-->"), ("<a ", ">"), ("<![CDATA[", ">"), ("<?", ">"), ('<a href="', ">"),
        ("<script>", "</script>"), ("&#", ""), ("</", ""), ("<", ""),
    ):  # fmt: skip
        page = f"{sign * 100_000}{end} last"
        assert words("a.eml", mail("x", page, html=True)).endswith("last"), sign
    page = "<head><title>t</title><body>a<b> b</b> <i>c</i>&eacute;<!-- no --><style>p{}</style>d"
    assert words("a.eml", mail("x", page, html=True)).splitlines()[-1] == "a b céd"


def outlook(text: str = "Dear all, مذكرة") -> bytes:
    own = {
        "0037001F": "Invitation".encode("utf-16-le"), "0C1A001E": "Amina Réal".encode("cp1252"),
        "5D01001F": "amina@example.org".encode("utf-16-le"), "0E04001F": "desk".encode("utf-16-le"),
        "1000001F": text.encode("utf-16-le"),
    }  # fmt: skip
    note = {"3707001F": "Note.pdf".encode("utf-16-le"), "37010102": pdf("On page one")}
    return msg(own, note, {"3707001F": "Empty".encode("utf-16-le")})


def test_an_e_mail_of_outlook_is_its_headers_its_words_and_what_is_attached() -> None:
    assert words("a.msg", outlook()).split("\n") == [
        "Amina Réal <amina@example.org>", "desk", "Invitation", "Dear all, مذكرة", "Note.pdf",
        "On page one",
    ]  # fmt: skip
    found = read_mail(outlook("word " * 5000))
    assert found.text == "word " * 5000
    assert [(one.name, one.data) for one in found.attachments] == [("Note.pdf", pdf("On page one"))]


def test_an_e_mail_of_outlook_in_html_is_read_as_words() -> None:
    page = {"0037001F": "x".encode("utf-16-le"), "10130102": b"<p>One <b>two</b></p><script>x()"}
    assert words("a.msg", msg(page)) == "x\nOne two"


def test_a_compound_file_with_a_ring_in_it_ends() -> None:
    data = bytearray(outlook("word " * 5000))
    (table,) = struct.unpack_from("<L", data, 76)
    for number in range(128):  # every sector follows itself
        struct.pack_into("<L", data, (table + 1) * 512 + 4 * number, number)
    assert words("a.msg", bytes(data)) == ""


def test_text_is_read_whatever_it_is_written_in() -> None:
    assert words("a.txt", "Réunion – مذكرة".encode("utf-16")) == "Réunion – مذكرة"
    assert words("a.txt", "Réunion".encode("cp1252")) == "Réunion"
    full = "x" * 70
    assert words("a.txt", f"{full}\ngoes on\nshort\n\nnext".encode()) == (
        f"{full} goes on\nshort\n\nnext"
    )


def test_a_long_text_is_read_in_parts_that_end_where_a_word_does() -> None:
    text = " ".join(["word"] * 20_000)
    found = read("a.txt", text.encode())
    assert len(found) > 3
    assert max(len(part.text) for part in found) <= contents.PART
    assert " ".join(part.text.strip() for part in found) == text


def test_no_more_of_a_file_is_kept_than_the_limit() -> None:
    text = b"word " * (contents.CHARACTERS // 5 + 1000)
    assert sum(len(part.text) for part in read("a.txt", text)) <= contents.CHARACTERS


def test_reading_is_called_off_between_pages() -> None:
    assert [p.page for p in parts_of("a.pdf", "", pdf("one", "two", "three"), lambda: True)] == [1]


# Damaged and hostile files


def bomb(method: int) -> bytes:
    content = io.BytesIO()
    with ZipFile(content, "w", method) as archive, archive.open("word/document.xml", "w") as part:
        part.write(f'<w:document xmlns:w="{W}"><w:t>'.encode())
        for _number in range(5):
            part.write(b"word " * 200_000)
        part.write(b"</w:t></w:document>")
    return content.getvalue()


def test_a_zip_bomb_is_unpacked_no_further_than_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(word, "UNPACKED", 1_000_000)
    found = read("bomb.docx", bomb(ZIP_DEFLATED))
    assert 0 < sum(len(part.text) for part in found) <= 1_000_000
    assert read("bomb.docx", bomb(ZIP_BZIP2)) == []


def test_a_billion_laughs_are_refused() -> None:
    names = [f"l{number}" for number in range(10)]
    entities = '<!ENTITY l0 "lol">' + "".join(
        f'<!ENTITY {name} "{f"&{before};" * 10}">' for before, name in pairwise(names)
    )
    laughs = (
        f'<?xml version="1.0"?><!DOCTYPE w [{entities}]>'
        f'<w:document xmlns:w="{W}"><w:t>&l9;</w:t></w:document>'
    )
    outside = (
        '<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
        f'<w:document xmlns:w="{W}"><w:t>&x;</w:t></w:document>'
    )
    assert read("a.docx", docx(document=laughs)) == []
    assert read("a.docx", docx(document=outside)) == []


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.pdf", b"no pdf at all"),
        ("a.pdf", b"%PDF-1.7\n1 0 obj <<>> endobj"),
        ("a.pdf", pdf("secret", password="locked")),
        ("a.docx", b"PK\x03\x04 cut"),
        ("a.docx", docx("words")[:-30]),
        ("a.docx", docx(document="<w:document")),
        ("a.eml", b"\x00\x01\x02 no mail"),
        ("a.msg", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)),
        ("old.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)),
        ("a.xlsx", b"PK\x03\x04 not shown here"),
        ("a.txt", bytes(1000)),
        ("a.png", b"\x89PNG\r\n\x1a\n" + b"\0" * 40),
        ("a.txt", b""),
    ],
)
def test_a_file_that_cannot_be_read_has_no_words(name: str, data: bytes) -> None:
    assert words(name, data).strip() == ""


def test_files_with_bytes_changed_anywhere_are_read_or_not_but_calmly() -> None:
    chance = random.Random(7)
    for name, data in (
        ("a.pdf", pdf("Concept note", "Lagos")), ("a.docx", docx("Concept note")),
        ("a.eml", mail("Hello", "words", ("a.pdf", pdf("one")))), ("a.msg", outlook()),
    ):  # fmt: skip
        for _number in range(150):
            changed = bytearray(data)
            for _one in range(chance.randint(1, 20)):
                changed[chance.randrange(len(changed))] = chance.randrange(256)
            read(name, bytes(changed[: chance.randint(1, len(changed))]))

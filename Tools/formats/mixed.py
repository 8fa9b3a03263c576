#!/usr/bin/env python3
"""Writes 200 files of all kinds to OUT, of which 25 can't be read; prints the names of these.

    Tools/formats/mixed.py OUT NOTICE.txt [FILE]...

The files are the same notice in formats that only other programs write: PDF, a scan, a picture, RTF, DOC.

Names say nothing of the content: every fifth file has the ending of another kind.
"""
import html, os, sys, zipfile

out, source, others = sys.argv[1], sys.argv[2], sys.argv[3:]
os.makedirs(out, exist_ok=True)
with open(source, encoding="utf-8") as file:
    notice = file.read()
lines = [line.strip() for line in notice.split("\n") if line.strip()]
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def docx(path, end=""):
    body = "".join(f"<w:p><w:r><w:t>{html.escape(line)}</w:t></w:r></w:p>" for line in lines)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        whole = f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'
        archive.writestr("word/document.xml", whole[:-20] if end else whole)


def ofd(path):
    objects = "".join(
        f'<TextObject Boundary="20 {20 + 8 * n} {4 * len(line)} 4" Size="4"><TextCode X="0" Y="4" '
        f'DeltaX="g {len(line) - 1} 4">{html.escape(line)}</TextCode></TextObject>' for n, line in enumerate(lines))
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("OFD.xml", "<OFD><DocBody><DocRoot>Doc_0/Document.xml</DocRoot></DocBody></OFD>")
        archive.writestr("Doc_0/Document.xml", "<Document><CommonData><PageArea><PhysicalBox>0 0 210 297</PhysicalBox>"
                         "</PageArea></CommonData><Pages><Page ID='1' BaseLoc='Pages/P.xml'/></Pages></Document>")
        archive.writestr("Doc_0/Pages/P.xml", f"<Page><Content><Layer>{objects}</Layer></Content></Page>")


def plain(path, content):
    with open(path, "wb") as file:
        file.write(content)


page = "<!DOCTYPE html><html><head><meta charset='%s'></head><body><div class='nav'><a href='/'>首页</a></div>" + "".join(
    f"<p>{html.escape(line)}</p>" for line in lines) + "</body></html>"
good = [
    ("txt", lambda path: plain(path, notice.encode())),
    ("txt", lambda path: plain(path, notice.encode("gb18030"))),
    ("txt", lambda path: plain(path, notice.encode("utf-16"))),
    ("md", lambda path: plain(path, notice.encode())),
    ("html", lambda path: plain(path, (page % "utf-8").encode())),
    ("html", lambda path: plain(path, (page % "gbk").encode("gbk"))),
    ("docx", docx),
    ("ofd", ofd),
]


def copied(other):
    with open(other, "rb") as file:
        content = file.read()
    return other.rsplit(".", 1)[1], lambda path: plain(path, content)


bad = [
    ("docx", lambda path: docx(path, "cut")),
    ("pdf", lambda path: plain(path, b"%PDF-1.7\nnothing")),
    ("txt", lambda path: plain(path, b"")),
    ("txt", lambda path: plain(path, b"\x7fELF" + b"\0" * 100)),
    ("html", lambda path: plain(path, b"<!DOCTYPE html><html><body></body></html>")),
]
# Each of the others stands in the place of a file in UTF-8.
given = [copied(other) for other in others]
for number in range(200):
    is_bad = number % 8 == 3
    end, write = bad[number // 8 % len(bad)] if is_bad else good[number % 8]
    if number % 8 == 0 and number // 8 < len(given):
        end, write = given[number // 8]
    if number % 5 == 0:
        end = ["txt", "docx", "pdf", "html", "ofd"][number // 5 % 5]
    name = f"{number:03}.{end}"
    write(os.path.join(out, name))
    if is_bad:
        print(name)

#!/usr/bin/env python3
"""Writes files that are made to do harm to OUT: zip bombs, entity bombs, paths out of archives, a PDF whose page tree is
a circle, elements nested a hundred thousand deep, nothing for a long time.

    Tools/formats/hostile.py OUT [full]

With `full` the longest text that is read is as long as it may be: a program without optimisation takes half a minute.
"""
import os, struct, sys, zipfile, zlib

out = sys.argv[1]
os.makedirs(out, exist_ok=True)
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
TYPES = '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'


def archive(name, parts, compressed=True):
    with zipfile.ZipFile(os.path.join(out, name), "w", zipfile.ZIP_DEFLATED if compressed else zipfile.ZIP_STORED) as z:
        for path, content in parts:
            z.writestr(path, content)


def plain(name, content):
    with open(os.path.join(out, name), "wb") as file:
        file.write(content if isinstance(content, bytes) else content.encode())


document = f'<?xml version="1.0"?><w:document {W}><w:body>%s</w:body></w:document>'
paragraph = "<w:p><w:r><w:t>%s</w:t></w:r></w:p>"

# 300 MB of blanks in one part.
with zipfile.ZipFile(os.path.join(out, "bomb.docx"), "w", zipfile.ZIP_DEFLATED) as z:
    z.writestr("[Content_Types].xml", TYPES)
    with z.open("word/document.xml", "w") as part:
        for _ in range(300):
            part.write(b" " * (1 << 20))
archive("million-paragraphs.docx", [("[Content_Types].xml", TYPES), ("word/document.xml", document % ("<w:p/>" * 4_000_000))])
entities = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
archive("entities.docx", [("word/document.xml",
        f'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a0 "x">{entities}]><w:document {W}><w:body><w:p><w:r><w:t>&a9;</w:t>'
        "</w:r></w:p></w:body></w:document>")])
archive("external.docx", [("word/document.xml",
        f'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a SYSTEM "file:///etc/passwd">]><w:document {W}><w:body><w:p><w:r>'
        "<w:t>&a;</w:t></w:r></w:p></w:body></w:document>")])
archive("deep.docx", [("word/document.xml", document % ("<w:sdt>" * 100_000 + "</w:sdt>" * 100_000))])
archive("cut.docx", [("word/document.xml", (document % (paragraph % "申报"))[:-40])])
archive("nothing.docx", [("word/document.xml", document % "")])
archive("no-document.docx", [("word/styles.xml", "<a/>")])
archive("paths.zip", [("../../../tmp/guitu-was-here", "x"), ("/tmp/guitu-was-here", "x")])
archive("many.zip", [(f"{n}", "") for n in range(60_000)], compressed=False)
archive("loop.ofd", [("OFD.xml", '<OFD><DocBody><DocRoot>OFD.xml</DocRoot></DocBody></OFD>')])
archive("far.ofd", [("OFD.xml", '<OFD><DocBody><DocRoot>../../../../etc/passwd</DocRoot></DocBody></OFD>')])
archive("repeat.ofd", [("OFD.xml", "<OFD><DocBody><DocRoot>D.xml</DocRoot></DocBody></OFD>"),
                       ("D.xml", "<D>" + '<Page BaseLoc="P.xml"/>' * 100_000 + "</D>"), ("P.xml", "<P/>")])
plain("deep.html", "<!DOCTYPE html><html><body>" + "<div>" * 200_000)
plain("open.html", "<html><body>" + "<b><i></b>" * 200_000)
plain("wide.html", "<html><body><table>" + "<tr><td colspan=999999999 rowspan=999999999>x" * 3000 + "</table></body></html>")
plain("empty.html", "<html><body><script>1</script></body></html>")
plain("entities.html", '<!DOCTYPE html [<!ENTITY a "x">]><html><body>&a;&a;</body></html>')
plain("attributes.html", "<html><body " + " ".join(f"a{n}='1'" for n in range(100_000)) + ">")
circle = (b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Count 9/Kids[3 0 R]>>endobj\n"
          b"3 0 obj<</Type/Pages/Count 9/Parent 2 0 R/Kids[2 0 R]>>endobj\ntrailer<</Root 1 0 R/Size 4>>\n%%EOF\n")
plain("circle.pdf", circle)
plain("cut.pdf", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj<</Type")
plain("damaged.png", b"\x89PNG\r\n\x1a\n" + b"\0" * 100)
plain("damaged.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)
plain("damaged.rtf", b"{\\rtf1 {{{{")
for name in ("nothing.txt", "nothing.pdf"):
    with open(os.path.join(out, name), "wb") as file:
        file.truncate((1 << 30) + 1)
# A picture that says it is 60,000 pixels wide and high.
head = b"IHDR" + struct.pack(">IIBBBBB", 60_000, 60_000, 8, 0, 0, 0, 0)
plain("large.png", b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + head + struct.pack(">I", zlib.crc32(head))
      + struct.pack(">I", 0) + b"IEND" + struct.pack(">I", zlib.crc32(b"IEND")))
# A gigabyte of blanks in a stream of a page, packed; a page of 200 metres.
packed = zlib.compressobj(9)
blanks = b"".join(packed.compress(b" " * (1 << 20)) for _ in range(1024)) + packed.flush()


def pages(name, box, stream):
    plain(name, b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Count 1/Kids[3 0 R]>>endobj\n"
          b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 " + box + b"]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>"
          b"endobj\n4 0 obj<</Filter/FlateDecode/Length " + str(len(stream)).encode() + b">>stream\n" + stream
          + b"\nendstream endobj\n5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\n"
          b"trailer<</Root 1 0 R/Size 6>>\n%%EOF\n")


pages("stream.pdf", b"595 842", blanks)
pages("page.pdf", b"600000 600000", zlib.compress(b"0 0 m 9 9 l S"))
# A small file that unpacks to many paragraphs, one whose pages are many and empty, pictures that say they are large.
archive("ratio.docx", [("word/document.xml", document % (paragraph % "申报单位应当在三月底前提交材料。" * 100_000))])
numbers = range(3, 5003)
plain("pages.pdf", b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Count 5000/Kids["
      + b"".join(b"%d 0 R " % n for n in numbers) + b"]>>endobj\n"
      + b"".join(b"%d 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\n" % n for n in numbers)
      + b"trailer<</Root 1 0 R/Size 5003>>\n%%EOF\n")
plain("large.jpg", b"\xff\xd8\xff\xe0\0\x10JFIF\0\1\1\0\0\1\0\1\0\0\xff\xc0\0\x0b\x08\xff\xdc\xff\xdc\1\1\x11\0\xff\xd9")
entries = [(256, 100_000), (257, 100_000), (273, 0), (258, 8)]
plain("large.tif", b"II*\0\x08\0\0\0" + struct.pack("<H", 4)
      + b"".join(struct.pack("<HHII", tag, 4, 1, value) for tag, value in entries) + b"\0\0\0\0")
plain("braces.rtf", b"{\\rtf1 " + b"{" * 1_000_000)
plain("paragraphs.rtf", b"{\\rtf1 " + b"\\par a" * 3_000_000 + b"}")
plain("open-groups.rtf", b"{\\rtf1 " + b"{\\b a" * 150)
# Pages with hundreds of thousands of strokes, with as many words, and files of texts beyond all measure.
columns = b"BT /F1 12 Tf 50 800 Td (left side) Tj 200 0 Td (right side) Tj ET\n"
strokes = b"".join(b"%d %d m %d %d l S\n" % (n % 595, n % 842, n * 7 % 595, n * 3 % 842) for n in range(400_000))
pages("strokes.pdf", b"595 842", zlib.compress(columns + strokes))
pages("strokes-scan.pdf", b"595 842", zlib.compress(strokes))
pages("words.pdf", b"595 842", zlib.compress(b"BT /F1 1 Tf\n" + b"".join(
    b"1 0 0 1 %.1f %.1f Tm (a b) Tj\n" % (n % 595, n * 13 % 8420 / 10) for n in range(300_000)) + b"ET\n"))
plain("long.txt", "2024年3月5日至" * (49_000 if "full" in sys.argv else 5_000))
plain("too-long.txt", "一" * 10_000_000)
plain("too-long-gbk.txt", ("申报单位应当在三月底前提交材料。" * 600_000).encode("gb18030"))
plain("blanks.txt", " " * 100_000_000)
plain("too-long.html", "<!DOCTYPE html><html><body>" + "<p>a</p>" * 3_000_000)
archive("cells.docx", [("word/document.xml", document % ("<w:tbl>" + ("<w:tr>" + "<w:tc><w:p/></w:tc>" * 60 + "</w:tr>") * 5000
                                                    + "</w:tbl>"))], compressed=False)


def ofd(name, objects, count):
    archive(name, [("OFD.xml", "<OFD><DocBody><DocRoot>D.xml</DocRoot></DocBody></OFD>"),
                   ("D.xml", "<D>" + "".join(f'<Page BaseLoc="P{n}.xml"/>' for n in range(count)) + "</D>")]
            + [(f"P{n}.xml", f"<Page>{objects}</Page>") for n in range(count)], compressed=False)


piece = '<TextObject Boundary="%d %d 4 4" Size="4"><TextCode X="0" Y="4">申</TextCode></TextObject>'
ofd("objects.ofd", "".join(piece % (n % 200, n % 290) for n in range(250_000)), 1)
ofd("pages.ofd", piece % (20, 20), 15_000)
ofd("empty-pages.ofd", "", 1900)
plain("name-\x1b[31m\n.docx", b"PK\x03\x04")

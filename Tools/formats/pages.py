#!/usr/bin/env python3
"""Prints pages that are hard to read to OUT: two columns, heads and numbers on each page with a table that goes over
them, a table without rules, three columns, a page that lies on its side, a file with a password, a file whose fonts are not in it.

    Tools/formats/pages.py OUT

Needs chromium with Chinese fonts; PyMuPDF and reportlab, which come with easyofd.
"""
import os, subprocess, sys, tempfile

out = os.path.abspath(sys.argv[1])
os.makedirs(out, exist_ok=True)


def printed(name, style, body):
    path = os.path.join(out, name)
    with tempfile.TemporaryDirectory() as home:
        page = os.path.join(home, "page.html")
        with open(page, "w", encoding="utf-8") as file:
            file.write(f"<!DOCTYPE html><html><head><meta charset='utf-8'><style>body{{font:16px 'Noto Sans CJK SC'}}"
                       f"p{{text-indent:2em;margin:0}}{style}</style></head><body>{body}</body></html>")
        subprocess.run(["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
                        f"--user-data-dir={home}/profile", "--no-pdf-header-footer", f"--print-to-pdf={path}", page],
                       check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=120)
    return path


def paragraph(number):
    return (f"<p>第{number}条 申报单位应当在每年三月底前向所在区主管部门提交材料，由主管部门在收到材料之日起十个工作日内"
            f"完成初审，并将第{number}号意见告知申报单位。</p>")


printed("columns.pdf", "@page{size:A4;margin:2.5cm}.c{column-count:2;column-gap:2em}h1{text-align:center;font-size:22px}",
        "<h1>云泽市扶持工坊办法</h1><div class='c'>" + "".join(map(paragraph, range(1, 13))) + "</div>")
rows = "".join(f"<tr><td>指标{n}</td><td>评分内容第{n}项</td><td>{n}</td></tr>" for n in range(1, 61))
printed("heads.pdf", "@page{size:A4;margin:2.5cm;@top-center{content:'云泽市商务局文件'}"
        "@bottom-center{content:'— ' counter(page) ' —'}}table{border-collapse:collapse}td{border:1px solid;padding:3px}",
        "".join(map(paragraph, range(1, 16))) + f"<table>{rows}</table>" + "".join(map(paragraph, range(16, 19))))
printed("three.pdf", "body{font-size:12px}.c{column-count:3;column-gap:2em}",
        "<div class='c'>" + "".join(map(paragraph, range(1, 13))) + "</div>")
rows = [["指标", "分值", "评分标准"], ["场地面积", "20", "不少于200平方米的得满分"],
        ["从业人员", "30", "不少于10人的得满分，每少一人扣二分，扣完为止，由专家组按现场情况评定并写明理由和依据"],
        ["年度产值", "50", "不少于100万元的得满分"]]
printed("open.pdf", "td{padding:4px 24px;vertical-align:top;min-width:5em}", paragraph(1) + "<table>" + "".join(
    "<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows) + "</table>" + paragraph(2))
plain = printed("plain.pdf", "@page{size:A4;margin:2.5cm}", "".join(map(paragraph, range(1, 7))))

import pymupdf

with pymupdf.open(plain) as file:
    for page in file:
        page.set_rotation(90)
    file.save(os.path.join(out, "rotated.pdf"))
with pymupdf.open(plain) as file:
    file.save(os.path.join(out, "password.pdf"), encryption=pymupdf.PDF_ENCRYPT_AES_256, user_pw="a", owner_pw="b")
# Text that lies on its side on an upright page, as wide tables do.
with pymupdf.open(plain) as file:
    turned = pymupdf.open()
    page = turned.new_page(width=595, height=842)
    page.show_pdf_page(pymupdf.Rect(0, 0, 595, 842), file, 0, rotate=90)
    turned.save(os.path.join(out, "sideways.pdf"))

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen import canvas

pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
page = canvas.Canvas(os.path.join(out, "fonts.pdf"))
page.setFont("STSong-Light", 12)
page.drawString(72, 760, "申报单位应当在三月底前提交材料。")
page.save()

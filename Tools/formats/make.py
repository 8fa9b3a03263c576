#!/usr/bin/env python3
"""Makes the notices of Corpus/ in other formats, with writers that have nothing to do with Guitu's readers.

    Tools/formats/make.py OUT [html|docx|doc|rtf|pdf|ofd|scan|poor]...

OUT/FORMAT/NAME.FORMAT for each notice. A line of the text is a paragraph, rows with tabs or bars are a table; of
Markdown a reader sees no marks.
doc is what soffice makes of docx; docx needs python-docx; pdf, ofd, scan and poor need chromium and Chinese fonts, scan and poor pdftoppm and Pillow, ofd easyofd.
FILE=PATH takes that notice instead; ONLY=STEM,STEM takes the notices whose names begin with one of these.
"""
import contextlib, glob, html, io, os, re, subprocess, sys, tempfile
from concurrent.futures import ThreadPoolExecutor

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))


def notices():
    own = os.environ.get("FILE")
    for path in [own] if own else sorted(glob.glob(os.path.join(ROOT, "Corpus/notices/*.txt"))):
        with open(path, "rb") as file:
            data = file.read()
        for encoding in ("utf-8-sig", "gb18030", "utf-16"):
            try:
                text = data.decode(encoding)
                break
            except UnicodeDecodeError:
                continue
        yield os.path.splitext(os.path.basename(path))[0], text.replace("\r\n", "\n")


def blocks(text):
    """Paragraphs as strings and tables as lists of rows."""
    lines = text.split("\n")
    at = 0
    while at < len(lines):
        row = cells(lines[at])
        if row is None:
            if lines[at].strip():
                yield re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", re.sub(r"^#+ +", "", lines[at])).replace("**", "")
            at += 1
            continue
        rows = []
        while at < len(lines) and (row := cells(lines[at])) is not None:
            if not all(re.fullmatch(r"[-: ]*", cell) for cell in row):
                rows.append(row)
            at += 1
        if len(rows) > 1:
            yield rows
        else:
            for row in rows:
                yield "　".join(row)


def cells(line):
    if line.lstrip().startswith("|") and line.count("|") > 2:
        return [cell.strip() for cell in line.strip().strip("|").split("|")]
    if "\t" in line.strip("\t "):
        return [cell.strip() for cell in line.rstrip("\n").split("\t")]
    return None


FURNITURE = """<div class="top"><ul><li><a href="/">首页</a></li><li><a href="/gk">政务公开</a></li><li><a href="/fw">办事服务</a>
</li><li><a href="/hd">互动交流</a></li></ul><div class="path">当前位置：<a href="/">首页</a> &gt; <a href="/tz">通知公告</a></div></div>"""
FOOTER = """<div class="side"><h3>相关文章</h3><ul><li><a href="1.html">关于做好冬季安全生产工作的提示</a></li>
<li><a href="2.html">市政府召开常务会议</a></li></ul></div><div class="foot"><p>版权所有：某市人民政府办公室　网站地图</p></div>"""


def to_html(text, page=True):
    out = []
    for block in blocks(text):
        if isinstance(block, str):
            out.append(f"<p>{html.escape(block.strip())}</p>")
        else:
            # Short rows are taken for what they are in the text: rows with fewer cells.
            rows = "".join("<tr>" + "".join(f"<td>{html.escape(c)}</td>" for c in row) + "</tr>\n" for row in block)
            out.append(f"<table border='1'>\n{rows}</table>")
    body = "\n".join(out)
    style = ("<style>body{font:16px 'Noto Sans CJK SC','WenQuanYi',sans-serif}p{text-indent:2em;margin:.3em 0}"
             "table{border-collapse:collapse}td{border:1px solid black;padding:3px}</style>")
    head = f"<!DOCTYPE html><html><head><meta charset='utf-8'><title>页面</title>{style}</head><body>"
    if not page:
        return head + body + "</body></html>"
    return (head + FURNITURE + "<div class='main'><div class='article'>" + body + "</div></div>" + FOOTER + "</body></html>")


def to_docx(text, path):
    import docx
    document = docx.Document()
    section = document.sections[0]
    section.header.paragraphs[0].text = "内部资料 注意保存"
    section.footer.paragraphs[0].text = "第 1 页"
    for block in blocks(text):
        if isinstance(block, str):
            document.add_paragraph(block.strip())
        else:
            table = document.add_table(rows=0, cols=max(map(len, block)))
            for row in block:
                for cell, content in zip(table.add_row().cells, row):
                    cell.text = content
    document.save(path)


def to_docs(chosen, folder):
    """What an office program makes of DOCX."""
    with tempfile.TemporaryDirectory() as home:
        for name, text in chosen:
            to_docx(text, os.path.join(home, f"{name}.docx"))
        subprocess.run(["soffice", f"-env:UserInstallation=file://{home}/home", "--headless", "--convert-to",
                        "doc:MS Word 97", "--outdir", folder] + sorted(glob.glob(os.path.join(home, "*.docx"))),
                       check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=300)


def to_rtf(text, path):
    """Paragraphs and tables as RTF 1.9 tells of them; characters as numbers of 16 bits with their sign."""
    def escaped(words):
        units = memoryview(words.encode("utf-16-le", "surrogatepass")).cast("H")
        return "".join(chr(unit) if 32 <= unit < 127 and chr(unit) not in "\\{}"
                       else f"\\u{unit - 65536 if unit > 32767 else unit}?" for unit in units)
    out = ["{\\rtf1\\ansi\\ansicpg936\\uc1\\deff0{\\fonttbl{\\f0\\fnil SimSun;}}\n"]
    for block in blocks(text):
        if isinstance(block, str):
            out.append(f"\\pard\\plain {escaped(block.strip())}\\par\n")
            continue
        width = max(map(len, block))
        for row in block:
            edges = "".join(f"\\cellx{9000 * (n + 1) // width}" for n in range(width))
            cells_ = "".join(f"\\pard\\intbl {escaped(c)}\\cell" for c in row + [""] * (width - len(row)))
            out.append(f"\\trowd{edges}{cells_}\\row\n")
    with open(path, "w", encoding="ascii") as file:
        file.write("".join(out) + "}")


def to_pdf(text, path):
    """What a browser prints."""
    with tempfile.TemporaryDirectory() as home:
        page = os.path.join(home, "page.html")
        with open(page, "w", encoding="utf-8") as file:
            file.write(to_html(text, page=False))
        subprocess.run(["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
                        f"--user-data-dir={home}/profile", "--no-pdf-header-footer", f"--print-to-pdf={path}", page],
                       check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=120)


def to_ofd(pdf, path):
    """The texts of a PDF file as OFD. The writer leaves out its rules, so that tables are rows of pieces."""
    from loguru import logger
    logger.remove()
    with open(pdf, "rb") as file:
        content = file.read()
    # It prints what it does, and leaves files in the current folder.
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder), contextlib.redirect_stdout(io.StringIO()):
        from easyofd.ofd import OFD
        content = OFD().pdf2ofd(content, optional_text=True)
    with open(path, "wb") as file:
        file.write(content)


def to_scan(pdf, path):
    """Pictures of the pages at 300 dpi, in a PDF file."""
    from PIL import Image
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["pdftoppm", "-r", "300", "-gray", "-png", pdf, os.path.join(folder, "p")], check=True)
        pages = [Image.open(page).convert("L") for page in sorted(glob.glob(os.path.join(folder, "p*.png")))]
        pages[0].save(path, save_all=True, append_images=pages[1:], resolution=300, quality=90)


def to_poor(pdf, path):
    """Pages as a worn copier gives them: at 200 dpi, aslant by 1 to 3 degrees in turns, grey and speckled, packed hard."""
    from PIL import Image, ImageChops
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["pdftoppm", "-r", "200", "-gray", "-png", pdf, os.path.join(folder, "p")], check=True)
        pages = []
        for number, name in enumerate(sorted(glob.glob(os.path.join(folder, "p*.png")))):
            page = Image.open(name).convert("L")
            page = page.rotate((1, -2, 3, -1, 2, -3)[number % 6], resample=Image.BICUBIC, fillcolor=255)
            # Grey paper and pale ink.
            page = page.point(lambda value: 60 + value * 165 // 255)
            pages.append(ImageChops.add(page, speckles(page.size), 1, -128))
        pages[0].save(path, save_all=True, append_images=pages[1:], resolution=200, quality=35)


def speckles(size):
    """Grey noise around 128, the same on each run."""
    import random
    from PIL import Image
    random.seed(7)
    tile = Image.frombytes("L", (256, 256), bytes(min(255, max(0, int(random.gauss(128, 18)))) for _ in range(65536)))
    whole = Image.new("L", size)
    for left in range(0, size[0], 256):
        for top in range(0, size[1], 256):
            whole.paste(tile, (left, top))
    return whole


def main():
    out, formats = os.path.abspath(sys.argv[1]), sys.argv[2:] or ["html", "docx"]
    only = tuple(os.environ.get("ONLY", "").split(","))
    chosen = [(name, text) for name, text in notices() if name.startswith(only)]

    def place(form, name):
        end = "pdf" if form in ("scan", "poor") else form
        return os.path.join(out, form, f"{name}.{end}")

    for form in formats:
        os.makedirs(os.path.join(out, form), exist_ok=True)
    printed = [form for form in formats if form in ("pdf", "ofd", "scan", "poor")]
    if printed:
        os.makedirs(os.path.join(out, "pdf"), exist_ok=True)
        with ThreadPoolExecutor(2) as pool:
            list(pool.map(lambda notice: to_pdf(notice[1], place("pdf", notice[0])), chosen))
    if "doc" in formats:
        to_docs(chosen, os.path.join(out, "doc"))
    for form in formats:
        for name, text in chosen:
            path = place(form, name)
            if form == "html":
                with open(path, "w", encoding="utf-8") as file:
                    file.write(to_html(text))
            elif form == "docx":
                to_docx(text, path)
            elif form == "rtf":
                to_rtf(text, path)
            elif form == "ofd":
                to_ofd(place("pdf", name), path)
            elif form == "scan":
                to_scan(place("pdf", name), path)
            elif form == "poor":
                to_poor(place("pdf", name), path)


main()

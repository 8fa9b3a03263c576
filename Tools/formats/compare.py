#!/usr/bin/env python3
"""What is lost of notices in another format: the share of the plain text's items that the other file gives too.

    guitu extract Corpus/notices --format jsonl --no-text >plain; guitu extract OUT/pdf --format jsonl --no-text >other
    Tools/formats/compare.py [--lost] plain other

An item is a rule's kind with its quote, without white space, or the title, the number or the date of the notice. Full
and half width are taken as one: recognition can't tell them apart.
"""
import collections, json, os, sys, unicodedata


def folded(text):
    return "".join(unicodedata.normalize("NFKC", text or "").split())


def items(path):
    found = {}
    for line in open(path, encoding="utf-8"):
        graph = json.loads(line)
        own = collections.Counter()
        for rule in graph["rules"]:
            own[rule["kind"] + " " + folded(rule.get("quote"))] += 1
        for key in ("title", "number", "date"):
            own[key + " " + folded(graph["document"].get(key))] += 1
        found[os.path.basename(graph["source"]["name"]).split(".")[0]] = own
    return found


lost = "--lost" in sys.argv
expected, found = map(items, [a for a in sys.argv[1:] if a != "--lost"])
every = hit = 0
for name, wanted in expected.items():
    if name not in found:
        continue
    own = found[name]
    count, common = sum(wanted.values()), sum((wanted & own).values())
    every, hit = every + count, hit + common
    print(f"{common / count:.3f} {common:5} of {count:5} {name}")
    if lost:
        for sign, rest in (("-", wanted - own), ("+", own - wanted)):
            for item in sorted(rest.elements()):
                print(f"    {sign} {item}")
print(f"{hit / max(every, 1):.3f} {hit:5} of {every:5} in all")

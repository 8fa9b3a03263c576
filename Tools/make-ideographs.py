#!/usr/bin/env python3
"""Writes Grammars/characters/ideographs.txt: which ideograph is matched as which.

    Tools/make-ideographs.py > Grammars/characters/ideographs.txt

Needs `uconv` (Debian: icu-devtools) for the transliteration Hant-Hans of ICU, whose table is that of Unicode CLDR, and
`perl`, whose Unicode::UCD holds the property Equivalent_Unified_Ideograph; the decompositions are those of Python.
"""
import os, re, subprocess, sys, unicodedata


def run(*command, text=""):
    return subprocess.run(command, input=text.encode(), capture_output=True, check=True).stdout.decode()


def simplified(characters):
    out = run("uconv", "-f", "utf8", "-t", "utf8", "-x", "Hant-Hans", text="\n".join(characters) + "\n")
    return dict(zip(characters, out.split("\n")))


def is_common(character):
    """Whether simplified text uses it every day: it is in the first level of GB 2312."""
    try:
        code = character.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return len(code) == 2 and 0xB0 <= code[0] <= 0xD7


def in_plane(character):
    return len(character) == 1 and ord(character) < 0x10000


# 乾 is common as a place name, but as a traditional character it is 干, and no word of notices tells them apart.
MERGED = "乾"
han = [chr(c) for c in [*range(0x3400, 0x4DC0), *range(0x4E00, 0xA000)]]
plain = {a: b for a, b in simplified(han).items() if a != b and in_plane(b)}
plain = {a: b for a, b in plain.items() if not is_common(a) or a in MERGED}
# No target is itself a source: 苧 and 苎 each stand for the other in the table.
plain = {a: b for a, b in plain.items() if b not in plain}

# What these give may be an old form, which Grammars/characters/forms.txt takes further.
forms = open(os.path.join(os.path.dirname(__file__), "../Grammars/characters/forms.txt"), encoding="utf-8")
final = dict(line.split() for line in forms if line.strip() and not line.startswith("#"))
final.update({a: final.get(b, b) for a, b in plain.items()})

script = r"""use Unicode::UCD qw(prop_invmap);
my ($list, $map) = prop_invmap("Equivalent_Unified_Ideograph");
for my $i (0 .. $#$list - 1) {
  next unless $map->[$i];
  for my $c ($list->[$i] .. $list->[$i + 1] - 1) { printf "%x %x\n", $c, $map->[$i] + $c - $list->[$i] }
}"""
radicals = {}
for line in run("perl", "-e", script).splitlines():
    a, b = (chr(int(word, 16)) for word in line.split())
    if 0x2E80 <= ord(a) <= 0x2FDF and in_plane(b):
        radicals[a] = final.get(b, b)
for code in range(0x2E80, 0x2FE0):
    b = unicodedata.normalize("NFKC", chr(code))
    if chr(code) not in radicals and b != chr(code) and in_plane(b):
        radicals[chr(code)] = final.get(b, b)

compatibility = {}
for code in range(0xF900, 0xFB00):
    b = unicodedata.normalize("NFC", chr(code))
    if b != chr(code) and in_plane(b):
        compatibility[chr(code)] = final.get(b, b)

version = re.search(r"ICU ([\d.]+)", run("uconv", "-V")).group(1)
perl = run("perl", "-MUnicode::UCD", "-e", "print Unicode::UCD::UnicodeVersion()")
print(f"""# 汉字的变体：左边的字按右边的字匹配（一对一行，制表符分开）。由 Tools/make-ideographs.py 生成，请不要手改
# Variants of ideographs: the left one is matched as the right one. Made by Tools/make-ideographs.py, not by hand""")
for rows, heading in [
    (plain, f"繁体 → 简体；来源 ICU {version}（Unicode CLDR）的 Hant-Hans，逐字转换，简体常用字（GB 2312 一级字）不动\n"
            f"# Traditional to simplified: Hant-Hans of ICU {version} (Unicode CLDR), one character at a time; characters\n"
            "# common in simplified text (the first level of GB 2312) are left alone"),
    (radicals, f"康熙部首和部首补充 → 汉字；来源 Unicode {perl} Equivalent_Unified_Ideograph，再转简体\n"
               f"# Kangxi radicals and their supplement: Equivalent_Unified_Ideograph of Unicode {perl}, then simplified"),
    (compatibility, f"兼容汉字 → 统一汉字；来源 Unicode {unicodedata.unidata_version} 的规范分解，再转简体\n"
                    f"# Compatibility ideographs: decompositions of Unicode {unicodedata.unidata_version}, then simplified"),
]:
    print(f"\n# {heading}")
    for a in sorted(rows):
        print(f"{a}\t{rows[a]}")
print(len(plain), len(radicals), len(compatibility), "pairs", file=sys.stderr)

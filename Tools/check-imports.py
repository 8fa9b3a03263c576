#!/usr/bin/env python3
"""Fails on an import between rooms that Package.swift does not declare, and on a room that uses one below it.

    Tools/check-imports.py

The compiler lets a room import whatever the rooms that it uses import; this does not. Each line it prints is
`FILE:LINE: finding; next step`. Exit status 1 where there is one.
"""
import json, os, re, subprocess, sys

# Modules of the toolchain.
TOOLCHAIN = {"Swift", "Foundation", "Dispatch", "Glibc", "Musl", "Darwin", "Synchronization", "Testing", "PackagePlugin"}
IMPORT = re.compile(
    r"^\s*(?:(?:@\w+(?:\([^)]*\))?|public|package|internal|fileprivate|private)\s+)*import\s+"
    r"(?:(?:typealias|struct|class|enum|protocol|let|var|func)\s+)?(\w+)", re.M)
# Comments and strings, so that an `import` in them is passed over.
NO_CODE = re.compile(r'//[^\n]*|/\*.*?\*/|"""(?:\\.|(?!""").)*"""|"(?:\\.|[^"\\\n])*"', re.S)


def main():
    root = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    package = json.loads(subprocess.run(
        ["swift", "package", "--package-path", root, "dump-package"], capture_output=True, check=True).stdout)
    targets = {target["name"]: target for target in package["targets"]}
    order = list(targets)
    findings = []
    for name, target in targets.items():
        declared = {list(dependency.values())[0][0] for dependency in target["dependencies"]}
        # Rooms that are made from the list in Package.swift stand in its order; tests come last.
        for used in declared & set(targets):
            if target["type"] == "regular" and not re.match("C[A-Z]", used) and order.index(used) > order.index(name):
                findings.append(f"Package.swift: {name} uses {used}, which stands below it; move one of them")
        folder = target.get("path") or os.path.join(
            {"test": "Tests", "plugin": "Plugins"}.get(target["type"], "Sources"), name)
        allowed = declared | TOOLCHAIN | {name}
        for path in sorted(swift_files(os.path.join(root, folder))):
            with open(path, encoding="utf-8") as file:
                source = NO_CODE.sub(lambda match: re.sub(r"[^\n]", " ", match.group()), file.read())
            for match in IMPORT.finditer(source):
                if match.group(1) not in allowed:
                    line = source.count("\n", 0, match.start(1)) + 1
                    findings.append(
                        f"{os.path.relpath(path, root)}:{line}: {name} imports {match.group(1)}, which it does not "
                        "declare; add it to its room in Package.swift, or do without")
    print("\n".join(findings) if findings else f"imports: {len(targets)} rooms import what they declare")
    return 1 if findings else 0


def swift_files(folder):
    for directory, _, names in os.walk(folder):
        yield from (os.path.join(directory, name) for name in names if name.endswith(".swift"))


sys.exit(main())

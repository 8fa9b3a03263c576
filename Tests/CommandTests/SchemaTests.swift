import Foundation
import TestSupport
import Testing

/// What the library and the sync print has the form that `Exports/schemas` says, by a validator that is not ours.
@Suite("Schemas of what the library and the sync print")
struct SchemaTests {
  /// Validates each line of files against a schema in which no field may stand that it does not name, and in which each
  /// field that it names must stand. A file that begins with a brace alone on its line is one value.
  private static let check = """
    import json, jsonschema, sys
    root = json.load(open(sys.argv[1]))
    jsonschema.Draft202012Validator.check_schema(root)
    def close(part):
        if isinstance(part, dict):
            if "properties" in part:
                assert set(part["required"]) == set(part["properties"]), part
                part["additionalProperties"] = False
            for inner in part.values(): close(inner)
        elif isinstance(part, list):
            for inner in part: close(inner)
    close(root)
    check = jsonschema.Draft202012Validator(root)
    values = []
    for path in sys.argv[2:]:
        text = open(path).read()
        values += [json.loads(text)] if text.startswith("{\\n") else [json.loads(l) for l in text.splitlines()]
    faults = [f"{e.json_path}: {e.message}" for v in values for e in check.iter_errors(v)]
    assert not check.is_valid({}) and not check.is_valid(dict(values[0], other=1))
    print(len(values), *faults[:5], sep="\\n")
    """

  private static func faults(_ schema: String, _ files: [String], _ program: Program) throws -> String? {
    let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../Exports/schemas")
    return try Python.run(
      check, [root.appending(path: schema).path()] + files.map { program.folder.appending(path: $0).path() })
  }

  private static let corpus = URL(filePath: #filePath).deletingLastPathComponent().appending(
    path: "../../Corpus/notices"
  ).path()

  @Test("answers of a search, lists of bodies and the feed of changes have the forms of their schemas")
  func library() throws {
    let program = try Program()
    defer { program.remove() }
    #expect(try program.guitu("add", Self.corpus, "--library", "a.db").status == 0)
    // Two versions of a policy of our own: rules come, go and change, and the first is superseded and repealed.
    let first = SampleNotice.about("平台")
    try program.write(first, to: "1.txt")
    try program.write(
      first.replacing("2024年", with: "2025年").replacing("5月20日", with: "6月20日"), to: "2.txt")
    for name in ["1.txt", "2.txt"] { #expect(try program.guitu("add", name, "--library", "a.db").status == 0) }
    let kinds = ["duty", "deadline", "step", "sanction", "material"].flatMap { ["--kind", $0] }
    let searches: [[String]] = [
      ["--limit", "0", "--all-versions"] + kinds, ["--limit", "0", "--facets", "市"] + kinds,
      ["--department", "财政局", "--facets"], ["--department", "无此机关"],
    ]
    for (number, arguments) in searches.enumerated() {
      let run = try program.guitu(["search", "--library", "a.db", "--format", "json"] + arguments)
      #expect(run.status == 0, "\(run.errors)")
      try program.write(run.output, to: "answers-\(number).json")
    }
    for (number, by) in ["body", "office"].enumerated() {
      let run = try program.guitu("departments", "--library", "a.db", "--limit", "0", "--format", "json", "--by", by)
      try program.write(run.output, to: "departments-\(number).json")
    }
    try program.write(try program.guitu("changes", "--library", "a.db").output, to: "changes.jsonl")
    if let said = try Self.faults("answers-1.schema.json", (0..<4).map { "answers-\($0).json" }, program) {
      #expect(said == "4")
    }
    if let said = try Self.faults("departments-1.schema.json", (0..<2).map { "departments-\($0).json" }, program) {
      #expect(said == "2")
    }
    if let said = try Self.faults("changes-1.schema.json", ["changes.jsonl"], program) {
      #expect(Int(said) ?? 0 > 20, "\(said)")
    }
  }

  @Test("the report of a sync, done, planned or with conflicts, has the form of its schema")
  func sync() throws {
    let program = try Program()
    defer { program.remove() }
    try program.write(SampleNotice.about("平台"), to: "1.txt")
    func report(_ number: Int, _ arguments: String...) throws {
      let run = try program.guitu(["sync", "tables", "1.txt", "--format", "json"] + arguments)
      try program.write(run.output, to: "sync-\(number).json")
    }
    try report(0, "--dry-run")
    try report(1)
    let table = try #require(program.read("tables/duties.csv"))
    try program.write(table.replacing("市财政局", with: "手改局"), to: "tables/duties.csv")
    try program.write(
      SampleNotice.about("平台").replacing("市财政局", with: "市审计局").replacing("5月20日", with: "6月20日"), to: "1.txt")
    try report(2)
    try report(3, "--force")
    if let said = try Self.faults("syncplan-1.schema.json", (0..<4).map { "sync-\($0).json" }, program) {
      #expect(said == "4")
    }
    #expect(program.read("sync-2.json")?.contains("\"conflict\"") == true)
  }
}

import Foundation
import TestSupport
import Testing

/// The notices of Corpus/ in the formats that notices come in, written by programs that are not ours, give the rules of
/// their plain text.
@Suite struct RoundTripTests {
  /// A format, the least share of the plain text's items that must be found in it, and what writes and reads it.
  struct Format: Sendable, CustomTestStringConvertible {
    var name: String
    var floor: Double
    /// The beginnings of the names of notices, with commas; all where there are none.
    var only = ""
    var programs: [String] = []
    /// The program in .build/venv that recognises characters, where it is not one of `programs`.
    var recognizer: String?

    var testDescription: String { "\(name) \(floor)" }
  }

  static let formats = [
    Format(name: "html", floor: 0.98),
    Format(name: "docx", floor: 0.98),
    // An office program takes seconds a file.
    Format(name: "doc", floor: 0.98, only: "heting,xilan,yiyang", programs: ["soffice"]),
    Format(name: "rtf", floor: 0.98, only: "heting,lanqiao,xilan,yiyang", programs: ["pandoc"]),
    Format(name: "pdf", floor: 0.95, programs: ["chromium", "pdftotext", "pdftocairo"]),
    Format(name: "ofd", floor: 0.95, programs: ["chromium"]),
    // Recognition takes many seconds a page.
    Format(
      name: "scan", floor: 0.85, only: "heting,yiyang", programs: ["chromium", "pdftoppm"],
      recognizer: "rapidocr_onnxruntime"),
    Format(
      name: "scan", floor: 0.75, only: "panxi-heritage-studios-2024-hans,yiyang",
      programs: ["chromium", "pdftoppm", "tesseract"]),
  ]

  private static func has(_ program: String) -> Bool {
    ["/usr/bin", "/usr/local/bin", "/bin"].contains { FileManager.default.isExecutableFile(atPath: "\($0)/\(program)") }
  }

  @Test("a notice in another format gives the rules of its plain text", arguments: formats)
  func sameRules(format: Format) throws {
    if let missing = format.programs.first(where: { !Self.has($0) }) {
      print("skipped \(format.name): \(missing) is not installed")
      return
    }
    guard let python = Python.program else {
      print("skipped \(format.name): run Tools/venv first")
      return
    }
    let program = try Program()
    defer { program.remove() }
    let root = Folders.package.path
    let made = try program.shell(
      "'\(python)' '\(root)/Tools/formats/make.py' . \(format.name)", environment: ["ONLY": format.only])
    try #require(made.status == 0, "\(made.errors)")
    let folder = URL(filePath: python).deletingLastPathComponent()
    if let recognizer = format.recognizer, !FileManager.default.isExecutableFile(atPath: "\(folder.path)/\(recognizer)")
    {
      print("skipped \(format.name): \(recognizer) is not installed")
      return
    }
    let path = format.recognizer == nil ? "" : "PATH='\(folder.path)':$PATH "
    let read = try program.shell(
      "\(path)guitu extract \(format.name) --format jsonl --no-text")
    #expect(read.status == 0, "\(read.errors)")
    let plain = try program.guitu("extract", "\(root)/Corpus/notices", "--format", "jsonl", "--no-text")
    let (expected, found) = (try items(plain.output), try items(read.output))
    let notices = format.only.isEmpty ? expected.count : format.only.split(separator: ",").count
    #expect(found.count == notices)
    var (all, hit) = (0, 0)
    for (name, wanted) in expected {
      guard let own = found[name] else { continue }
      for (item, count) in wanted {
        all += count
        hit += min(count, own[item, default: 0])
      }
    }
    try #require(all > 100)
    #expect(Double(hit) >= Double(all) * format.floor, "\(hit) of \(all)")
  }

  @Test(
    "an old Word file, by whatever name, gives the rules of its plain text by way of antiword",
    arguments: ["doc", "wps"])
  func oldWord(end: String) throws {
    guard Self.has("antiword") else {
      print("skipped: antiword is not installed")
      return
    }
    let program = try Program()
    defer { program.remove() }
    let name = "heting-care-home-grading-2024"
    let root = Folders.package
    // What an office program made of the notice; Tools/formats/make.py makes it anew.
    let bytes = try Data(contentsOf: root.appendingPathComponent("Corpus/documents/\(name).doc"))
    try program.write(Array(bytes), to: "\(name).\(end)")
    // Without the office program that there may be too.
    let linked = try program.shell("mkdir bin && ln -s \"$(command -v antiword)\" bin/antiword")
    try #require(linked.status == 0, "\(linked.errors)")
    let read = try program.guitu(
      "extract", "\(name).\(end)", "--format", "jsonl", "--no-text",
      environment: ["PATH": program.folder.appending(path: "bin").path])
    #expect(read.status == 0, "\(read.errors)")
    let plain = try program.guitu(
      "extract", root.appendingPathComponent("Corpus/notices/\(name).txt").path, "--format", "jsonl", "--no-text")
    let wanted = try #require(try items(plain.output)[name])
    let found = try #require(try items(read.output)[name])
    let all = wanted.values.reduce(0, +)
    let hit = wanted.reduce(0) { $0 + min($1.value, found[$1.key, default: 0]) }
    try #require(all > 100)
    #expect(Double(hit) >= Double(all) * 0.98, "\(hit) of \(all)")
  }

  /// Without white space; full and half width are one, as recognition can't tell them apart.
  private func folded(_ text: Any?) -> String {
    (text as? String ?? "").precomposedStringWithCompatibilityMapping.filter { !$0.isWhitespace }
  }

  /// The kinds, quotes and rules of each notice's facts and what its front matter says, counted, as
  /// `Tools/formats/compare.py` does.
  private func items(_ lines: String) throws -> [String: [String: Int]] {
    var found: [String: [String: Int]] = [:]
    for line in lines.split(separator: "\n") {
      guard let graph = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any],
        let source = graph["source"] as? [String: Any], let name = source["name"] as? String,
        let rules = graph["rules"] as? [[String: Any]], let document = graph["document"] as? [String: Any]
      else { continue }
      var items: [String: Int] = [:]
      for rule in rules {
        items["\(rule["kind"] as? String ?? "") \(folded(rule["quote"]))", default: 0] += 1
      }
      for key in ["title", "number", "date"] { items["\(key) \(folded(document[key]))", default: 0] += 1 }
      let stem = name.split(separator: "/").last?.split(separator: ".").first.map(String.init) ?? name
      found[stem] = items
    }
    return found
  }
}

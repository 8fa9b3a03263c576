import Foundation
import TestSupport
import Testing

/// The formats that notices come in, by the built program.
@Suite struct FormatTests {
  /// The Python with the writers of other formats, as Tools/venv makes it; nil where it is not there.
  static let python: String? = {
    let path = Folders.package.appendingPathComponent(".build/venv/bin/python3").path
    return FileManager.default.isExecutableFile(atPath: path) ? path : nil
  }()

  private static func has(_ program: String) -> Bool {
    ["/usr/bin", "/usr/local/bin", "/bin"].contains { FileManager.default.isExecutableFile(atPath: "\($0)/\(program)") }
  }

  @Test("files made to do harm are one line each, and nothing is written outside")
  func hostile() throws {
    let program = try Program()
    defer { program.remove() }
    let script = Folders.package.appendingPathComponent("Tools/formats/hostile.py").path
    let made = try program.shell("python3 '\(script)' in")
    try #require(made.status == 0, "\(made.errors)")
    try program.write(SampleNotice.about("老字号"), to: "in/zz.txt")
    // 300 MiB of memory beside the program's own mapped pages; a program that hangs is ended by the limit of time.
    let run = try program.shell("ulimit -t 60; guitu extract in in/*.zip --format jsonl --no-text -o out --jobs 1")
    #expect(run.status == 1)
    // Those of which a part can be read are.
    let readable: Set = ["zz.txt", "wide.html", "entities.html"]
    for name in program.names(in: "in") where !readable.contains(name) && !name.contains("\u{1B}") {
      #expect(run.errorLines.count { $0.contains("/\(name): ") } == 1, "\(name)")
    }
    #expect(!run.errors.contains("\u{1B}"), "control characters of a name reach the terminal")
    #expect(!run.errors.contains("root:"))
    #expect(!FileManager.default.fileExists(atPath: "/tmp/guitu-was-here"))
  }

  @Test(
    "a notice in another format gives the rules of its plain text",
    arguments: [("html", 0.98, []), ("docx", 0.98, []), ("pdf", 0.95, ["chromium", "pdftotext", "pdftocairo"])]
      as [(String, Double, [String])])
  func sameRules(format: String, floor: Double, needed: [String]) throws {
    for tool in needed where !Self.has(tool) {
      print("skipped \(format): \(tool) is not installed")
      return
    }
    guard let python = Self.python else {
      print("skipped \(format): run Tools/venv first")
      return
    }
    let program = try Program()
    defer { program.remove() }
    let root = Folders.package.path
    // Printing takes a second a notice: for PDF a part of them does.
    let only = needed.isEmpty ? "" : "j"
    let made = try program.shell("ONLY=\(only) '\(python)' '\(root)/Tools/formats/make.py' . \(format)")
    try #require(made.status == 0, "\(made.errors)")
    let read = try program.guitu("extract", format, "--format", "jsonl", "--no-text")
    #expect(read.status == 0, "\(read.errors)")
    let plain = try program.guitu("extract", "\(root)/Corpus/notices", "--format", "jsonl", "--no-text")
    let (expected, found) = (try items(plain.output), try items(read.output))
    var (all, hit) = (0, 0)
    for (name, wanted) in expected {
      guard let own = found[name] else { continue }
      for (item, count) in wanted {
        all += count
        hit += min(count, own[item, default: 0])
      }
    }
    try #require(all > 100)
    #expect(Double(hit) >= Double(all) * floor, "\(hit) of \(all)")
  }

  /// The kinds, quotes and rules of each notice's facts and what its front matter says, counted.
  private func items(_ lines: String) throws -> [String: [String: Int]] {
    var found: [String: [String: Int]] = [:]
    for line in lines.split(separator: "\n") {
      guard let graph = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any],
        let source = graph["source"] as? [String: Any], let name = source["name"] as? String,
        let rules = graph["rules"] as? [[String: Any]], let document = graph["document"] as? [String: Any]
      else { continue }
      var items: [String: Int] = [:]
      for rule in rules {
        let quote = (rule["quote"] as? String ?? "").filter { !$0.isWhitespace }
        items["\(rule["kind"] as? String ?? "") \(quote)", default: 0] += 1
      }
      for key in ["title", "number", "date"] { items["\(key) \(document[key] as? String ?? "")", default: 0] += 1 }
      let stem = name.split(separator: "/").last?.split(separator: ".").first.map(String.init) ?? name
      found[stem] = items
    }
    return found
  }

  @Test("a web page is read without what stands around the article, and says so of its date and source")
  func webPage() throws {
    let program = try Program()
    defer { program.remove() }
    let page = """
      <!DOCTYPE html><html><head><meta charset="gb2312"><meta name="PubDate" content="2024-04-02 09:30">
      <meta name="ContentSource" content="云泽日报"><title>关于申报老字号的通知_云泽市</title></head><body>
      <div class="nav"><a href="/">首页</a><a href="/zw">政务公开</a></div>
      <div id="c"><div class="t">\(SampleNotice.about("老字号").split(separator: "\n").map { "<p>　　\($0)</p>" }.joined())
      </div><p><a href="/f/1.docx?x=1">附件：申报表</a></p></div>
      <div class="r"><ul><li><a href="1.html">云泽市召开商务工作会议</a></li></ul></div><div>版权所有：云泽市商务局</div>
      </body></html>
      """
    try program.write(page, to: "page.html")
    let converted = try program.shell(
      "iconv -f UTF-8 -t GBK page.html > gbk.html && guitu extract gbk.html --format json")
    let graph = try #require(
      try JSONSerialization.jsonObject(with: Data(converted.output.utf8)) as? [String: Any], "\(converted.errors)")
    let document = try #require(graph["document"] as? [String: Any])
    #expect(document["title"] as? String == "云泽市商务局关于申报老字号的通知")
    #expect(document["date"] as? String == "2024-03-01")
    let source = try #require(graph["source"] as? [String: Any])
    #expect(source["encoding"] as? String == "GBK")
    #expect(source["mediaType"] as? String == "text/html")
    let text = graph["text"] as? String ?? ""
    #expect(!text.contains("政务公开") && !text.contains("召开商务工作会议"))
    let origin = try #require(source["origin"] as? [String: Any])
    #expect(origin["published"] as? String == "2024-04-02 09:30")
    #expect(origin["publisher"] as? String == "云泽日报")
    #expect((origin["links"] as? [[String: Any]])?.first?["address"] as? String == "/f/1.docx?x=1")
  }

  @Test("doctor names each program and what installs it")
  func doctor() throws {
    let program = try Program()
    defer { program.remove() }
    let run = try program.guitu("doctor", environment: ["PATH": "/nowhere"])
    #expect(run.status == 0)
    #expect(run.output.contains("pdftotext: missing; apt-get install poppler-utils"))
    #expect(run.output.contains("tesseract-ocr-chi-sim"))
  }

  @Test("a format whose program is missing is one line with the package")
  func missingProgram() throws {
    let program = try Program()
    defer { program.remove() }
    try program.write("%PDF-1.4\n", to: "a.txt")
    let run = try program.guitu("extract", "a.txt", environment: ["PATH": "/nowhere"])
    #expect(run.status == 1)
    #expect(
      run.errors
        == "guitu: a.txt: PDF: reading it needs pdftotext, which is not installed; apt-get install poppler-utils\n")
  }
}

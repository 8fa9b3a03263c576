import Foundation
import TestSupport
import Testing

/// The formats that notices come in, by the built program.
@Suite struct FormatTests {
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
    let readable: Set = ["zz.txt", "entities.html", "strokes.pdf", "long.txt"]
    for name in program.names(in: "in") where !readable.contains(name) && !name.contains("\u{1B}") {
      #expect(run.errorLines.count { $0.contains("/\(name): ") } == 1, "\(name)")
    }
    #expect(
      run.errorLines.contains { $0.hasSuffix("nothing.txt: more than 128 MiB are not read; cut the file into notices") }
    )
    #expect(run.errorLines.contains { $0.contains("/braces.rtf: ") && $0.contains("more than 200 deep") })
    #expect(!run.errors.contains("\u{1B}"), "control characters of a name reach the terminal")
    #expect(!run.errors.contains("root:"))
    #expect(!FileManager.default.fileExists(atPath: "/tmp/guitu-was-here"))
  }

  @Test("200 files of all kinds go through in one run, with one line for each that can't be read")
  func mixed() throws {
    let program = try Program()
    defer { program.remove() }
    try program.write(SampleNotice.about("老字号"), to: "notice.txt")
    let others = try filesOfOthers(program)
    if others.isEmpty { print("without PDF, scans, RTF and DOC: needs chromium, pdftotext and Tools/venv") }
    let made = try program.shell(
      "python3 '\(Folders.package.path)/Tools/formats/mixed.py' in notice.txt \(others.joined(separator: " "))")
    let bad = made.output.split(separator: "\n").map(String.init)
    try #require(made.status == 0 && bad.count == 25, "\(made.errors)")
    let run = try program.guitu("extract", "in", "--format", "jsonl", "--no-text")
    #expect(run.status == 1)
    let lines = run.errorLines.filter { $0.contains("in/") }
    #expect(lines.count == bad.count, "\(run.errors)")
    for name in bad { #expect(lines.count { $0.contains("in/\(name): ") } == 1, "\(name)") }
    // All the others give the same graph but for where they come from.
    var titles: [String: Int] = [:]
    var rules: Set<Int> = []
    var pictures = 0
    for line in run.output.split(separator: "\n") {
      let graph = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
      let origin = (graph?["source"] as? [String: Any])?["origin"] as? [String: Any]
      if origin?["confidence"] as? Int != nil {
        pictures += 1
        continue
      }
      titles[(graph?["document"] as? [String: Any])?["title"] as? String ?? "", default: 0] += 1
      rules.insert((graph?["rules"] as? [Any])?.count ?? 0)
    }
    // What recognition may have misread is only counted.
    #expect(pictures == others.count { $0.contains("scan") })
    #expect(titles == ["云泽市商务局关于申报老字号的通知": 175 - pictures])
    #expect(rules.count == 1, "\(rules)")
  }

  /// The notice in the formats that only other programs write, as far as these are installed.
  private func filesOfOthers(_ program: Program) throws -> [String] {
    func has(_ names: String...) -> Bool {
      names.allSatisfy { FileManager.default.isExecutableFile(atPath: "/usr/bin/\($0)") }
    }
    guard let python = Python.program, has("chromium", "pdftotext", "pdftocairo") else { return [] }
    let formats =
      ["pdf", "docx", "ofd"] + (has("pdftoppm", "tesseract") ? ["scan"] : []) + (has("pandoc") ? ["rtf"] : [])
      + (has("soffice") ? ["doc"] : [])
    let made = try program.shell(
      "'\(python)' '\(Folders.package.path)/Tools/formats/make.py' made \(formats.joined(separator: " "))",
      environment: ["FILE": program.folder.appending(path: "notice.txt").path])
    try #require(made.status == 0, "\(made.errors)")
    return formats.map { "made/\($0)/notice.\($0 == "scan" ? "pdf" : $0)" }
  }

  @Test("files made to do harm take no more than 300 MB of memory")
  func hostileMemory() throws {
    let program = try Program()
    defer { program.remove() }
    let script = Folders.package.appendingPathComponent("Tools/formats/hostile.py").path
    let made = try program.shell("python3 '\(script)' in")
    try #require(made.status == 0, "\(made.errors)")
    // The largest of all runs, and of the programs that they start.
    let measure = """
      import os, resource, subprocess
      for name in sorted(os.listdir("in")):
        subprocess.run(["guitu", "extract", "in/" + name, "--format", "jsonl", "-o", "out"], capture_output=True, timeout=120)
      print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
      """
    try program.write(measure, to: "measure.py")
    let run = try program.shell("python3 measure.py")
    let kilobytes = try #require(Int(run.output.filter(\.isNumber)), "\(run.errors)")
    #expect(kilobytes <= 300_000)
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
    #expect(run.output.contains("pdftotext: missing; apt-get install poppler-utils poppler-data"))
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
        == "guitu: a.txt: PDF: reading it needs pdftotext, which is not installed; apt-get install poppler-utils poppler-data\n"
    )
  }
}

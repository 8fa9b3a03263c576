import Foundation
import Testing

@Suite("What the command writes")
struct OutputTests {
  @Test("results stand in the order of the inputs and are the same bytes, however many are read at once")
  func orderAndDeterminism() throws {
    let program = try Program()
    defer { program.remove() }
    for number in 0..<24 {
      // Long ones first, so that the short ones behind them are ready before.
      let body = String(repeating: SampleNotice.about("第\(number)批项目"), count: number % 5 == 0 ? 12 : 1)
      try program.write(number % 7 == 3 ? "" : body, to: "n/\(String(format: "%02d", number)).txt")
    }
    let one = try program.guitu("extract", "n", "--format", "jsonl", "--jobs", "1")
    #expect(one.status == 1)
    #expect(one.errorLines.count == 3)
    #expect(one.output.split(separator: "\n").count == 21)
    for jobs in ["2", "5", "64"] {
      let many = try program.guitu("extract", "n", "--format", "jsonl", "--jobs", jobs)
      #expect(many.output == one.output)
      #expect(many.errors == one.errors)
      #expect(many.status == 1)
    }
  }

  @Test("one notice is one JSON object; JSON is the same in both languages; --no-text leaves the text out")
  func json() throws {
    let program = try Program()
    defer { program.remove() }
    try program.write(SampleNotice.about("老字号"), to: "a.txt")
    let english = try program.guitu("extract", "a.txt", "--format", "json", "--lang", "en")
    let chinese = try program.guitu("extract", "a.txt", "--format", "json", "--lang", "zh")
    #expect(english.output == chinese.output)
    let value = try JSONSerialization.jsonObject(with: Data(english.output.utf8)) as? [String: Any]
    #expect(value?["text"] as? String == SampleNotice.about("老字号"))
    let document = value?["document"] as? [String: Any]
    #expect(document?["title"] as? String == "云泽市商务局关于申报老字号的通知")
    let bare = try program.guitu("extract", "a.txt", "--format", "json", "--no-text")
    let bareValue = try JSONSerialization.jsonObject(with: Data(bare.output.utf8)) as? [String: Any]
    #expect(bareValue?["text"] == nil)
    #expect((bareValue?["rules"] as? [Any])?.count == (value?["rules"] as? [Any])?.count)
  }

  @Test("a table fits the width asked for, in both languages; 0 sets no limit")
  func tables() throws {
    let program = try Program()
    defer { program.remove() }
    try program.write(SampleNotice.about("老字号"), to: "a.txt")
    let chinese = try program.guitu("extract", "a.txt", "--lang", "zh", "--width", "60")
    #expect(chinese.output.hasPrefix("云泽市商务局关于申报老字号的通知\n"))
    #expect(chinese.output.contains("\n条件 ("))
    let english = try program.guitu("extract", "a.txt", "--width", "0")
    #expect(english.output.contains("\nConditions ("))
    #expect(!english.output.contains("…"))
  }

  @Test("one notice goes to the file named, and nothing else is left behind")
  func oneFile() throws {
    let program = try Program()
    defer { program.remove() }
    try program.write(SampleNotice.about("老字号"), to: "a.txt")
    let printed = try program.guitu("extract", "a.txt", "--format", "json")
    let run = try program.guitu("extract", "a.txt", "--format", "json", "--output", "out.json")
    #expect(run.status == 0)
    #expect(run.output.isEmpty)
    #expect(program.read("out.json") == printed.output)
    #expect(program.names() == ["a.txt", "out.json"])
  }

  @Test("many notices go to a folder, a file for each, with the folders that they stand in")
  func folder() throws {
    let program = try Program()
    defer { program.remove() }
    for name in ["n/a.txt", "n/sub/a.txt", "n/b.md", "n/b.txt"] {
      try program.write(SampleNotice.about("老字号"), to: name)
    }
    let run = try program.guitu("extract", "n", "--format", "json", "--output", "made/out")
    #expect(run.status == 0)
    #expect(program.names(in: "made/out") == ["a.json", "b.json", "b.txt.json", "sub", "sub/a.json"])
    // Another time gives the same files.
    let before = program.read("made/out/a.json")
    #expect(try program.guitu("extract", "n", "--format", "json", "--output", "made/out").status == 0)
    #expect(program.read("made/out/a.json") == before)
    #expect(program.names(in: "made/out").count == 5)
  }

  @Test("the same name from two folders given by file is told apart")
  func sameNames() throws {
    let program = try Program()
    defer { program.remove() }
    for name in ["x/a.txt", "y/a.txt", "z/a.txt"] { try program.write(SampleNotice.about("老字号"), to: name) }
    let run = try program.guitu("extract", "x/a.txt", "y/a.txt", "z/a.txt", "--format", "json", "--output", "out")
    #expect(run.status == 0)
    #expect(program.names(in: "out") == ["a-2.json", "a.json", "a.txt.json"])
  }

  @Test("lines of many notices go to one file, which is there whole or not at all")
  func linesToOneFile() throws {
    let program = try Program()
    defer { program.remove() }
    for name in ["n/a.txt", "n/b.txt"] { try program.write(SampleNotice.about("老字号"), to: name) }
    let run = try program.guitu("extract", "n", "--format", "jsonl", "--output", "all.jsonl")
    #expect(run.status == 0)
    #expect(program.read("all.jsonl")?.split(separator: "\n").count == 2)
    #expect(program.names() == ["all.jsonl", "n", "n/a.txt", "n/b.txt"])
    // A fault of usage half-way leaves the old file as it was.
    try program.write("old", to: "all.jsonl")
    let wrong = try program.guitu(
      "extract", "n", "--format", "jsonl", "--output", "all.jsonl", "--encoding", "KLINGON-1")
    #expect(wrong.status == 2)
    #expect(program.read("all.jsonl") == "old")
    #expect(program.names().count == 4)
  }

  @Test("no result overwrites an input")
  func inputsAreSafe() throws {
    let program = try Program()
    defer { program.remove() }
    let notice = SampleNotice.about("老字号")
    try program.write(notice, to: "n/a.txt")
    for line in [
      "guitu text n --output n", "guitu text n/a.txt --output n/a.txt", "guitu extract n/a.txt -o n/../n/a.txt",
    ] {
      let run = try program.shell(line)
      #expect(run.status == 1, "\(line)")
      #expect(run.errorLines.count == 1)
      #expect(program.read("n/a.txt") == notice)
    }
  }

  @Test("an output that can't be written is one line that names it")
  func unwritable() throws {
    let program = try Program()
    defer { program.remove() }
    try program.write(SampleNotice.about("老字号"), to: "a.txt")
    let run = try program.guitu("extract", "a.txt", "--output", "no/such/folder.json")
    #expect(run.status == 1)
    #expect(run.errors == "guitu: no/such/folder.json: its folder does not exist\n")
    let full = try program.shell("guitu extract a.txt --format json > /dev/full")
    if FileManager.default.fileExists(atPath: "/dev/full") {
      #expect(full.status == 1)
      #expect(full.errorLines.count == 1)
      #expect(full.errors.hasPrefix("guitu: standard output: "))
    }
  }

  @Test("a link as output keeps being one, and a device is written to as it is")
  func linksAndDevices() throws {
    let program = try Program()
    defer { program.remove() }
    try program.write(SampleNotice.about("老字号"), to: "a.txt")
    try program.write("old", to: "real/out.json")
    let run = try program.shell(
      "ln -s real/out.json link.json && guitu extract a.txt --format json -o link.json && test -L link.json")
    #expect(run.status == 0)
    #expect(program.read("real/out.json")?.hasPrefix("{") == true)
    let device = try program.shell("guitu extract a.txt --format json -o /dev/null && test -c /dev/null")
    #expect(device.status == 0)
  }

  @Test("a reader that goes away ends the run without a word")
  func closedPipe() throws {
    let program = try Program()
    defer { program.remove() }
    for number in 0..<40 { try program.write(SampleNotice.about("第\(number)批"), to: "n/\(number).txt") }
    let run = try program.shell("guitu extract n --format json | head -c 20")
    #expect(run.errors.isEmpty)
    #expect(run.output.utf8.count == 20)
    let closed = try program.shell("guitu extract n --format jsonl >&-")
    #expect(closed.errors.isEmpty)
  }

  @Test("no progress is shown where standard error is no terminal")
  func noProgress() throws {
    let program = try Program()
    defer { program.remove() }
    for number in 0..<6 { try program.write(SampleNotice.about("第\(number)批"), to: "n/\(number).txt") }
    #expect(try program.guitu("extract", "n", "--format", "jsonl").errors.isEmpty)
  }

  @Test("on a terminal, more than a few notices show how far the run has come, and the line is wiped at the end")
  func progress() throws {
    guard FileManager.default.isExecutableFile(atPath: "/usr/bin/script") else {
      print("skipped: no program script(1) on this machine")
      return
    }
    let program = try Program()
    defer { program.remove() }
    for number in 0..<6 { try program.write(SampleNotice.about("第\(number)批"), to: "n/\(number).txt") }
    let line = "guitu extract n --format jsonl --output all.jsonl"
    let many = try program.shell("script -qec '\(line)' /dev/null")
    #expect(many.output.contains("\r\u{1B}[K1/6 n/0.txt"))
    #expect(many.output.hasSuffix("\r\u{1B}[K"))
    let few = try program.shell("rm n/[1-4].txt; script -qec '\(line)' /dev/null")
    #expect(few.output.isEmpty)
  }

  @Test("text and outline of many notices say which is which")
  func stages() throws {
    let program = try Program()
    defer { program.remove() }
    try program.write(SampleNotice.about("老字号"), to: "a.txt")
    try program.write(SampleNotice.about("新项目"), to: "b.txt")
    let text = try program.guitu("text", "a.txt", "b.txt")
    #expect(text.status == 0)
    #expect(text.output.hasPrefix("==> a.txt <==\n云泽市商务局关于申报老字号的通知\n"))
    #expect(text.output.contains("\n\n==> b.txt <==\n"))
    #expect(try program.guitu("text", "a.txt").output.hasPrefix("云泽市商务局"))
    let outline = try program.guitu("outline", "a.txt", "b.txt")
    #expect(outline.output.contains("一、申报条件\n  （一）企业成立不少于2年；\n"))
    for stage in ["text", "outline"] {
      let json = try program.guitu(stage, "a.txt", "--format", "json")
      let value = try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any]
      #expect(value?["schema"] as? String == "guitu.\(stage)/1")
      let lines = try program.guitu(stage, "a.txt", "b.txt", "--format", "jsonl")
      #expect(lines.output.split(separator: "\n").count == 2)
    }
  }
}

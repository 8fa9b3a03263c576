import Foundation
import Testing

@Suite("What the command reads")
struct InputTests {
  @Test("a missing file is one line that names it, and the others are read")
  func missingFile() throws {
    let program = try Program()
    defer { program.remove() }
    try program.write(SampleNotice.about("老字号"), to: "a.txt")
    let run = try program.guitu("extract", "nowhere.txt", "a.txt", "gone/too.txt", "--format", "jsonl")
    #expect(run.status == 1)
    #expect(
      run.errorLines == [
        "guitu: nowhere.txt: no such file or folder", "guitu: gone/too.txt: no such file or folder",
      ])
    #expect(run.output.hasPrefix(#"{"schema":"guitu.rulegraph/1""#))
    #expect(run.output.split(separator: "\n").count == 1)
  }

  @Test(
    "a file that is no text is one line that names it, and the run goes on",
    arguments: [
      ("empty.txt", []), ("blank.txt", Array(" \n\r\n\t".utf8)), ("zero.txt", [0x41, 0, 0, 1, 2, 3]),
      ("paper.txt", Array("%PDF-1.7\n%\u{E2}\n".utf8)), ("broken.txt", [0xE4, 0xBA, 0x91, 0xE6, 0xB3]),
    ] as [(String, [UInt8])])
  func noText(name: String, bytes: [UInt8]) throws {
    let program = try Program()
    defer { program.remove() }
    try program.write(bytes, to: "in/\(name)")
    try program.write(SampleNotice.about("老字号"), to: "in/z.txt")
    let encoding = name == "broken.txt" ? ["--encoding", "UTF-8"] : []
    let line = (["guitu", "extract", "in/\(name)", "in/z.txt", "--format", "jsonl"] + encoding).joined(separator: " ")
    for language in ["en", "zh"] {
      let run = try program.shell(line, environment: ["GUITU_LANG": language])
      #expect(run.status == 1)
      #expect(run.errorLines.count == 1)
      #expect(run.errors.hasPrefix("guitu: in/\(name)\(language == "zh" ? "：" : ": ")"), "\(run.errors)")
      #expect(run.output.contains(#""name":"z.txt""#))
    }
  }

  @Test("a folder is read with all that is in it, by name; hidden and other files are passed over")
  func folder() throws {
    let program = try Program()
    defer { program.remove() }
    for name in ["b.txt", "a/z.MD", "a/c.txt", "a.txt", "a/.hidden.txt", ".git/x.txt", "a/list.csv", "a/deep/er/1.txt"]
    {
      try program.write(SampleNotice.about("老字号"), to: "notices/\(name)")
    }
    let run = try program.guitu("extract", "notices", "--format", "jsonl", "--no-text")
    #expect(run.status == 0)
    #expect(names(run) == ["a/c.txt", "a/deep/er/1.txt", "a/z.MD", "a.txt", "b.txt"])
  }

  @Test("a folder without notices is one line that names it")
  func emptyFolder() throws {
    let program = try Program()
    defer { program.remove() }
    try program.write("x", to: "notices/list.csv")
    let run = try program.guitu("extract", "notices")
    #expect(run.status == 1)
    #expect(run.errors == "guitu: notices: the folder holds no .txt or .md file\n")
    #expect(run.output.isEmpty)
  }

  @Test("a circle of links ends")
  func circle() throws {
    let program = try Program()
    defer { program.remove() }
    try program.write(SampleNotice.about("老字号"), to: "notices/a.txt")
    try FileManager.default.createSymbolicLink(
      atPath: program.folder.appending(path: "notices/loop").path, withDestinationPath: ".")
    #expect(names(try program.guitu("extract", "notices", "--format", "jsonl")) == ["a.txt"])
  }

  @Test("a pattern that the shell left as it is stands for its files, by name")
  func pattern() throws {
    let program = try Program()
    defer { program.remove() }
    for name in ["n/2.txt", "n/10.txt", "n/a.md"] { try program.write(SampleNotice.about("老字号"), to: name) }
    let run = try program.guitu("extract", "n/*.txt", "--format", "jsonl")
    #expect(names(run) == ["10.txt", "2.txt"])
    let none = try program.guitu("extract", "n/*.html")
    #expect(none.status == 1)
    #expect(none.errors == "guitu: n/*.html: no file matches the pattern\n")
    // A file that is called like a pattern is that file.
    try program.write(SampleNotice.about("老字号"), to: "n/[1].txt")
    #expect(names(try program.guitu("extract", "n/[1].txt", "--format", "jsonl")) == ["[1].txt"])
  }

  @Test("- is standard input, once")
  func standardInput() throws {
    let program = try Program()
    defer { program.remove() }
    let notice = SampleNotice.about("老字号")
    let run = try program.guitu("extract", "-", "--format", "jsonl", input: notice)
    #expect(run.status == 0)
    #expect(names(run) == ["-"])
    let twice = try program.guitu("extract", "-", "-", "--format", "jsonl", input: notice)
    #expect(twice.status == 1)
    #expect(names(twice) == ["-"])
    let empty = try program.guitu("extract", "-")
    #expect(empty.status == 1)
    #expect(empty.errorLines.count == 1)
    #expect(empty.errors.hasPrefix("guitu: -: "))
  }

  @Test("names that are no UTF-8 are read and shown")
  func namesInOtherEncodings() throws {
    let program = try Program()
    defer { program.remove() }
    try program.write(SampleNotice.about("老字号"), to: "n/a.txt")
    let run = try program.shell(#"cp n/a.txt "$(printf 'n/\327\326.txt')" && guitu extract n --format jsonl"#)
    #expect(run.status == 0)
    #expect(names(run) == ["a.txt", "\u{FFFD}\u{FFFD}.txt"])
  }

  @Test("a wrong command line is status 2, says why, and writes nothing")
  func usage() throws {
    let program = try Program()
    defer { program.remove() }
    try program.write(SampleNotice.about("老字号"), to: "a.txt")
    for line in [
      "guitu extract", "guitu extract a.txt --format xml", "guitu extract a.txt --jobs 0",
      "guitu extract a.txt --jobs x",
      "guitu extract a.txt --width 7", "guitu nonsense", "guitu extract a.txt --lang fr",
      "guitu extract a.txt --nonsense",
      "guitu extract a.txt --grammars nowhere", "guitu extract a.txt --encoding KLINGON-1",
      "guitu extract a.txt a.txt --output a.txt",
    ] {
      let run = try program.shell(line)
      #expect(run.status == 2, "\(line)")
      #expect(!run.errors.isEmpty, "\(line)")
      #expect(run.output.isEmpty, "\(line)")
    }
  }

  @Test("help and version are status 0, in the language of the caller")
  func help() throws {
    let program = try Program()
    defer { program.remove() }
    let english = try program.guitu("extract", "--help")
    #expect(english.status == 0)
    #expect(english.output.contains("Extract the rules of notices"))
    #expect(try program.guitu("extract", "--help", "--lang", "zh").output.contains("从通知里提取规则"))
    let version = try program.guitu("--version")
    #expect(version.status == 0)
    #expect(version.output.hasPrefix("guitu 0."))
  }

  @Test(
    "messages are in the language of --lang, else GUITU_LANG, else the locale of messages",
    arguments: [
      ([:], [], false), (["LANG": "zh_CN.UTF-8", "LC_ALL": ""], [], true), (["LC_ALL": "zh_TW"], [], true),
      (["LC_MESSAGES": "zh_CN", "LC_ALL": "", "LANG": "en_US"], [], true),
      (["LC_ALL": "en_US", "LANG": "zh_CN"], [], false),
      (["GUITU_LANG": "zh", "LC_ALL": "en_US"], [], true), (["GUITU_LANG": "zh"], ["--lang", "en"], false),
      (["GUITU_LANG": "en"], ["--lang=zh"], true), (["GUITU_LANG": "en", "LC_ALL": "zh_CN"], [], false),
    ] as [([String: String], [String], Bool)])
  func languages(environment: [String: String], arguments: [String], isChinese: Bool) throws {
    let program = try Program()
    defer { program.remove() }
    let line = (["guitu", "text", "gone.txt"] + arguments).joined(separator: " ")
    let run = try program.shell(line, environment: environment)
    #expect(run.errors == (isChinese ? "guitu: gone.txt：没有这个文件或文件夹\n" : "guitu: gone.txt: no such file or folder\n"))
  }

  @Test("grammar files of a folder take the place of the built-in ones; a fault in them is status 2 with its place")
  func grammars() throws {
    let program = try Program()
    defer { program.remove() }
    try program.write(SampleNotice.about("老字号"), to: "a.txt")
    try program.write("一个词\n", to: "mine/words/mine.txt")
    let fine = try program.guitu("extract", "a.txt", "--format", "jsonl", "--grammars", "mine")
    #expect(fine.status == 0)
    let own = try program.guitu("extract", "a.txt", "--format", "jsonl")
    func grammars(_ run: Program.Run) -> Substring? {
      run.output.firstRange(of: "\"grammars\":\"").map { run.output[$0.upperBound...].prefix { $0 != "\"" } }
    }
    #expect(grammars(fine) != grammars(own))
    try program.write("这不是 语法\n", to: "mine/rules/zz.grammar")
    let faulty = try program.guitu("extract", "a.txt", "--grammars", "mine")
    #expect(faulty.status == 2)
    #expect(faulty.errors.contains("rules/zz.grammar:1"))
    try program.write("x", to: "none/readme.md")
    #expect(try program.guitu("extract", "a.txt", "--grammars", "none").status == 2)
  }

  private func names(_ run: Program.Run) -> [String] {
    run.output.split(separator: "\n").map { line in
      let rest = line.firstRange(of: "\"source\":{\"name\":\"").map { line[$0.upperBound...] } ?? ""
      return String(rest.prefix { $0 != "\"" })
    }
  }
}

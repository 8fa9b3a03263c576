import Foundation
import Testing

/// `Transcripts/*.md` are read as a manual and run as tests. A fenced block `text NAME` is a file; a block `console`
/// holds lines `$ command` with what they print, on either stream, and `(status N)` where the status is not 0.
/// With `GUITU_RECORD=1` in the environment, what is printed is written into the transcripts instead.
@Suite("Transcripts")
struct TranscriptTests {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Transcripts")

  static var names: [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).filter { $0.hasSuffix(".md") }.sorted()
  }

  @Test("a transcript prints what it says", arguments: names)
  func transcript(name: String) throws {
    let program = try Program()
    defer { program.remove() }
    let file = Self.folder.appending(path: name)
    let written = String(decoding: try Data(contentsOf: file), as: UTF8.self)
    var printed: [String] = []
    var isCommands = false
    var fileName: String?
    var content: [String] = []
    for line in written.components(separatedBy: "\n") {
      if line.hasPrefix("```") {
        if let name = fileName { try program.write(content.map { $0 + "\n" }.joined(), to: name) }
        isCommands = !isCommands && line == "```console"
        fileName = line.hasPrefix("```text ") ? String(line.dropFirst("```text ".count)) : nil
        content = []
        printed.append(line)
      } else if isCommands {
        guard line.hasPrefix("$ ") else { continue }
        printed.append(line)
        let run = try program.shell(String(line.dropFirst(2)) + " 2>&1")
        printed += run.output.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(String.init)
        if run.status != 0 { printed.append("(status \(run.status))") }
      } else {
        if fileName != nil { content.append(line) }
        printed.append(line)
      }
    }
    let found = printed.joined(separator: "\n")
    if ProcessInfo.processInfo.environment["GUITU_RECORD"] == "1" {
      try Data(found.utf8).write(to: file)
    } else {
      #expect(found == written)
    }
  }

  @Test("the READMEs show what the program prints today")
  func readmes() throws {
    let program = try Program()
    defer { program.remove() }
    let tool = Self.folder.appending(path: "../../../Tools/readme-examples").standardizedFileURL
    let run = try program.shell("GUITU=$(command -v guitu) python3 '\(tool.path)' --check")
    #expect(run.status == 0, "\(run.output)\n\(run.errors)")
  }
}

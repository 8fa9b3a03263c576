import Checking
import Foundation
import GrammarLanguage
import Guitu
import Loading
import TextModel

/// The built-in grammar files with one of the test's own.
func texts(_ text: String, path: String = "rules/mine.grammar") -> GrammarTexts {
  GrammarTexts.builtIn.overridden(by: [GrammarTexts.File(path: path, text: text)])
}

/// The same with the word lists and what reads times alone: compiling all rules takes a build for tests seconds.
func fewTexts(_ text: String) -> GrammarTexts {
  let kept = ["award", "number", "date", "duration", "quantity", "counted", "temporal"].map { "rules/\($0).grammar" }
  let files = GrammarTexts.builtIn.files.filter { !$0.path.hasPrefix("rules/") || kept.contains($0.path) }
  return GrammarTexts(files: files + [GrammarTexts.File(path: "rules/mine.grammar", text: text)])
}

/// A folder of its own for a test, taken away with `remove()`.
struct Folder {
  let url = FileManager.default.temporaryDirectory.appending(path: "guitu-\(UUID().uuidString)")
  var path: String { url.path }

  init() throws { try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true) }

  func write(_ text: String, to name: String) throws { try write(Array(text.utf8), to: name) }

  func write(_ bytes: [UInt8], to name: String) throws {
    let file = url.appending(path: name)
    try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: file)
  }

  func remove() { try? FileManager.default.removeItem(at: url) }
}

extension Pipeline {
  /// The facts of a sentence as `rule kind 「quote」`.
  func facts(of sentence: String) -> [String] {
    let text = SourceText(sentence, folding: grammar.folding)
    return worker().graph(of: text).rules.map { "\($0.rule) \($0.body.kind) 「\($0.quote)」" }
  }
}

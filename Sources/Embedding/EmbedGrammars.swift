// The build step behind `BuiltInGrammars`: grammar files in, one Swift file with their texts and the compiled rules out.
import Foundation
import Loading
import Naming
import TextModel

@main
struct EmbedGrammars {
  static func main() throws {
    let arguments = CommandLine.arguments
    guard arguments.count == 3 else { fail("usage: embed-grammars FOLDER OUTPUT") }
    let root = arguments[1].hasSuffix("/") ? arguments[1] : arguments[1] + "/"
    var files: [GrammarTexts.File] = []
    if let names = FileManager.default.enumerator(atPath: root) {
      for case let name as String in names where name.hasSuffix(".txt") || name.hasSuffix(".grammar") {
        let text = try String(contentsOf: URL(fileURLWithPath: root + name), encoding: .utf8)
        files.append(GrammarTexts.File(path: name, text: text))
      }
    }
    let texts = GrammarTexts(files: files)
    let grammar: LoadedGrammar
    do { grammar = try LoadedGrammar(texts, readsExamples: false) } catch { fail("Grammars/\(error)") }
    let packed = grammar.packed()
    var bodies = PackedWriter()
    BodyRegistry(vocabulary: grammar.vocabulary, folding: grammar.folding).pack(into: &bodies)
    var source = "// Made from Grammars/ by the build plug-in EmbedGrammars.\n"
    source += "public let builtInGrammarFiles: [(path: StaticString, text: StaticString)] = [\n"
    for file in texts.files { source += "  (\(literal(file.path)), \(literal(file.text))),\n" }
    source += "]\n"
    source += "/// `GrammarTexts.fingerprint` of these files.\n"
    source += "public let builtInGrammarFingerprint: StaticString = \(literal(texts.fingerprint))\n"
    source += "/// `LoadedGrammar.packed()` of these files.\n"
    source += "public let builtInWords: StaticString = \(literal(String(decoding: packed.words, as: UTF8.self)))\n"
    source += "public let builtInRules: StaticString = \(literal(String(decoding: packed.rules, as: UTF8.self)))\n"
    source += "/// The `BodyRegistry` of these files.\n"
    source += "public let builtInBodies: StaticString = \(literal(String(decoding: bodies.bytes, as: UTF8.self)))\n"
    try source.write(to: URL(fileURLWithPath: arguments[2]), atomically: true, encoding: .utf8)
  }

  private static func fail(_ message: String) -> Never {
    FileHandle.standardError.write(Data((message + "\n").utf8))
    exit(2)
  }

  /// A Swift string literal on one line: `a"b` → `"a\"b"`.
  static func literal(_ text: String) -> String {
    var out = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\": out += "\\\\"
      case "\"": out += "\\\""
      case "\n": out += "\\n"
      case "\r": out += "\\r"
      case "\t": out += "\\t"
      case "\0": out += "\\0"
      default: out.unicodeScalars.append(scalar)
      }
    }
    return out + "\""
  }
}

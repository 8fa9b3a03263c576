// The build step behind `BuiltInGrammars`: grammar files in, one Swift file with their texts out.
import Foundation

@main
struct EmbedGrammars {
  static func main() throws {
    let arguments = CommandLine.arguments
    guard arguments.count == 3 else {
      FileHandle.standardError.write(Data("usage: embed-grammars FOLDER OUTPUT\n".utf8))
      exit(2)
    }
    let root = arguments[1].hasSuffix("/") ? arguments[1] : arguments[1] + "/"
    var names: [String] = []
    if let files = FileManager.default.enumerator(atPath: root) {
      for case let name as String in files where name.hasSuffix(".txt") || name.hasSuffix(".grammar") {
        names.append(name)
      }
    }
    var source = "// Made from Grammars/ by the build plug-in EmbedGrammars.\n"
    source += "public let builtInGrammarFiles: [(path: StaticString, text: StaticString)] = [\n"
    var bytes: [UInt8] = []
    for name in names.sorted() {
      let text = try String(contentsOf: URL(fileURLWithPath: root + name), encoding: .utf8)
      source += "  (\(literal(name)), \(literal(text))),\n"
      bytes += Array(name.utf8) + [0] + Array(text.utf8) + [0]
    }
    source += "]\n"
    source += "/// `GrammarTexts.fingerprint` of these files.\n"
    source += "public let builtInGrammarFingerprint: StaticString = \"sha256:\(SHA256.hexDigits(of: bytes))\"\n"
    try source.write(to: URL(fileURLWithPath: arguments[2]), atomically: true, encoding: .utf8)
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

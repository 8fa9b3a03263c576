// The build step behind `BuiltInGrammars`: grammar files in, one Swift file with their texts out.
import Foundation

@main
struct EmbedGrammars {
  static func main() throws {
    let arguments = CommandLine.arguments
    guard arguments.count >= 3 else {
      FileHandle.standardError.write(Data("usage: embed-grammars ROOT OUTPUT FILE…\n".utf8))
      exit(2)
    }
    let root = arguments[1].hasSuffix("/") ? arguments[1] : arguments[1] + "/"
    var source = "// Made from Grammars/ by the build plug-in EmbedGrammars.\n"
    source += "public let builtInGrammarFiles: [(path: StaticString, text: StaticString)] = [\n"
    for path in arguments.dropFirst(3) {
      let text = try String(contentsOf: URL(fileURLWithPath: path), encoding: .utf8)
      let name = path.hasPrefix(root) ? String(path.dropFirst(root.count)) : path
      source += "  (\(literal(name)), \(literal(text))),\n"
    }
    source += "]\n"
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

// The grammars that the program carries with it.
import BuiltInGrammars
import Loading
import Naming
import TextModel

extension GrammarTexts {
  /// The files that are built into the program.
  public static let builtIn = texts { _ in true }

  /// Those of the built-in files alone that reading needs as texts.
  static let builtInTables = texts { $0.hasPrefix("characters/") || $0.hasPrefix("registry/") }

  private static func texts(where isWanted: (String) -> Bool) -> GrammarTexts {
    GrammarTexts(
      sorted: builtInGrammarFiles.compactMap { file in
        let path = file.path.description
        return isWanted(path) ? File(path: path, text: file.text.description) : nil
      },
      fingerprint: builtInGrammarFingerprint.description)
  }
}

extension PackedGrammar {
  /// The grammars that are built into the program, compiled when it was built: for reading notices, not for tools that
  /// ask for patterns, examples or places.
  static func builtIn() -> PackedGrammar {
    PackedGrammar(words: builtInWords, rules: builtInRules, tables: .builtInTables) { .builtIn }
  }
}

extension BodyRegistry {
  /// The bodies of the grammars that are built into the program, with the words of `packed`.
  static func builtIn(_ packed: PackedGrammar) -> BodyRegistry {
    var bodies = PackedReader(builtInBodies)
    return BodyRegistry(
      packed: &bodies, vocabulary: packed.vocabulary, folding: packed.folding, universities: packed.universities)
  }
}

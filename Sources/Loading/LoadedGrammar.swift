import Extracting
import GrammarLanguage
import Matching
import TextModel
import Tokenizing

/// Grammar files that are read, checked and compiled.
public struct LoadedGrammar: Sendable {
  /// SHA-256 over all paths and texts.
  public let fingerprint: String
  private let source: @Sendable () -> GrammarTexts
  /// How characters are matched.
  public let folding: Folding
  /// The word lists.
  public let vocabulary: Vocabulary
  /// The rules, compiled.
  public let compiled: CompiledGrammar
  /// The characters that patterns name.
  private let literals: Set<UInt16>

  /// Reads, checks and compiles grammar files, without their examples where nobody asks for those. Throws the first
  /// fault with its place.
  public init(_ texts: GrammarTexts, readsExamples: Bool = true) throws(GrammarError) {
    source = { texts }
    fingerprint = texts.fingerprint
    let folding = Folding(text: texts.characters)
    self.folding = folding
    // The words on one core, the rules on another.
    let (rules, vocabulary) = together {
      Self.files(of: texts, folding, readsExamples: readsExamples)
    } _: {
      texts.vocabulary(folding)
    }
    let files = try rules.get()
    self.vocabulary = vocabulary
    // Only lists that a pattern or the extractor asks for make words: a list of endings must not cut running text.
    var asked = Makers.lists
    var literals: Set<UInt16> = []
    for file in files {
      asked.formUnion(file.testedNames)
      literals.formUnion(file.literalCharacters)
    }
    let lexicon = Lexicon(vocabulary: vocabulary, lists: asked.filter { vocabulary.has(list: $0) }, literals: literals)
    self.literals = literals
    do {
      compiled = try CompiledGrammar(files: files, lexicon: lexicon, makers: Makers.all)
    } catch let fault {
      // The compiler knows the place, not the line as written.
      let text = texts.files.first { $0.path == fault.place.file }?.text ?? ""
      let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
      let source = fault.place.line >= 1 && fault.place.line <= lines.count ? String(lines[fault.place.line - 1]) : ""
      throw GrammarError(fault.finding, hint: fault.hint, at: fault.place, source: source)
    }
  }

  /// The texts.
  public var texts: GrammarTexts { source() }

  private static func files(
    of texts: GrammarTexts, _ folding: Folding, readsExamples: Bool
  ) -> Result<[GrammarFile], GrammarError> {
    let parser = GrammarParser(folding: folding, readsExamples: readsExamples)
    var out: [GrammarFile] = []
    do throws(GrammarError) {
      for file in texts.files where file.path.hasPrefix("rules/") && file.path.hasSuffix(".grammar") {
        out.append(try parser.parse(file.text, path: file.path))
      }
    } catch {
      return .failure(error)
    }
    return .success(out)
  }

  // MARK: Compiled before

  /// The words and the rules as texts, for a program that takes them up with `PackedGrammar`. Folded characters, the texts
  /// and what only tools ask for (patterns as written, examples, places) are not in them.
  public func packed() -> (words: [UInt8], rules: [UInt8]) {
    var words = PackedWriter()
    vocabulary.pack(into: &words)
    compiled.lexicon.pack(into: &words)
    words.add(literals.sorted()) { $0.add(Int($1)) }
    var rules = PackedWriter()
    compiled.pack(into: &rules)
    return (words.bytes, rules.bytes)
  }

  fileprivate init(_ packed: PackedGrammar) {
    source = packed.texts
    fingerprint = packed.tables.fingerprint
    folding = packed.folding
    vocabulary = packed.vocabulary
    literals = packed.literals
    compiled = CompiledGrammar(files: packed.files, lexicon: packed.lexicon, makers: Makers.all)
  }
}

/// A grammar that was compiled before, on its way up: words and files of rules are taken up on all cores.
public struct PackedGrammar: Sendable {
  /// How characters are matched.
  public let folding: Folding
  /// The word lists.
  public let vocabulary: Vocabulary
  /// The list of universities, which is looked up in and never parsed.
  public var universities: String { tables.universities }
  fileprivate let tables: GrammarTexts
  fileprivate let texts: @Sendable () -> GrammarTexts
  fileprivate let lexicon: Lexicon
  fileprivate let literals: Set<UInt16>
  fileprivate let files: [CompiledFile]

  /// What `LoadedGrammar.packed()` made text of. `texts` gives the files that it was made of where somebody asks for
  /// them; `tables`: the characters and the registry alone.
  public init(
    words: StaticString, rules: StaticString, tables: GrammarTexts, texts: @escaping @Sendable () -> GrammarTexts
  ) {
    self.tables = tables
    self.texts = texts
    var packed = PackedReader(rules)
    let (files, read) = CompiledGrammar.files(packed: &packed) {
      var packed = PackedReader(words)
      let vocabulary = Vocabulary(packed: &packed)
      let lexicon = Lexicon(packed: &packed, vocabulary: vocabulary)
      let literals = Set(packed.list { UInt16(truncatingIfNeeded: $0.number()) })
      return (Folding(text: tables.characters), vocabulary, lexicon, literals)
    }
    (folding, vocabulary, lexicon, literals) = read
    self.files = files
  }

  /// The grammar.
  public func loaded() -> LoadedGrammar { LoadedGrammar(self) }
}

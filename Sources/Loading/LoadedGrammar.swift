import Dispatch
import Extracting
import GrammarLanguage
import Matching
import Synchronization
import TextModel
import Tokenizing

/// Grammar files that are read, checked and compiled.
public struct LoadedGrammar: Sendable {
  /// SHA-256 over all paths and texts.
  public let fingerprint: String
  /// The list of universities, which is looked up in and never parsed.
  public let universities: String
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
    universities = texts.universities
    let folding = Folding(text: texts.characters)
    self.folding = folding
    // The words on one core, the rules on another.
    let words = Mutex(Vocabulary())
    let rules = Mutex(Result<[GrammarFile], GrammarError>.success([]))
    DispatchQueue.concurrentPerform(iterations: 2) { job in
      if job == 0 {
        let files = Self.files(of: texts, folding, readsExamples: readsExamples)
        rules.withLock { $0 = files }
      } else {
        let lists = Self.lists(of: texts, folding)
        words.withLock { $0 = lists }
      }
    }
    let vocabulary = words.withLock { $0 }
    let files = try rules.withLock { $0 }.get()
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

  private static func lists(of texts: GrammarTexts, _ folding: Folding) -> Vocabulary {
    var out = Vocabulary()
    for file in texts.files where file.path.hasPrefix("words/") && file.path.hasSuffix(".txt") {
      out.add(list: String(file.path.dropFirst(6).dropLast(4)), text: file.text, folding: folding)
    }
    return out
  }

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

  /// The words and rules as text, for a program that takes them up with `init(packed:…)`. Folded characters, the texts
  /// and what only tools ask for (patterns as written, examples, places) are not in it.
  public func packed() -> [UInt8] {
    var out = PackedWriter()
    vocabulary.pack(into: &out)
    out.add(compiled.lexicon.listNames) { $0.add($1) }
    out.add(literals.sorted()) { $0.add(Int($1)) }
    compiled.pack(into: &out)
    return out.bytes
  }

  /// The grammar that `packed()` made text of. `texts` gives the files that it was made of where somebody asks for them;
  /// `tables`: the characters and the registry alone.
  public init(
    packed: UnsafeBufferPointer<UInt8>, tables: GrammarTexts, texts: @escaping @Sendable () -> GrammarTexts
  ) {
    source = texts
    fingerprint = tables.fingerprint
    universities = tables.universities
    folding = Folding(text: tables.characters)
    var packed = PackedReader(packed)
    vocabulary = Vocabulary(packed: &packed)
    let lists = packed.list { $0.text() }
    literals = Set(packed.list { UInt16(truncatingIfNeeded: $0.number()) })
    let lexicon = Lexicon(vocabulary: vocabulary, lists: lists, literals: literals)
    compiled = CompiledGrammar(packed: &packed, lexicon: lexicon, makers: Makers.all)
  }
}

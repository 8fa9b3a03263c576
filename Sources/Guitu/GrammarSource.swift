import BuiltInGrammars
import Dispatch
import Extracting
import GrammarLanguage
import Matching
import Reading
import Synchronization
import TextModel
import Tokenizing

/// The grammar files as texts, by their path below `Grammars/`.
public struct GrammarTexts: Sendable {
  /// A file.
  public struct File: Sendable, Hashable {
    /// Its path below `Grammars/`: `rules/deadline.grammar`.
    public let path: String
    /// Its text.
    public let text: String

    /// A file of the given path and text.
    public init(path: String, text: String) {
      self.path = path
      self.text = text
    }
  }

  /// The files, by path.
  public private(set) var files: [File]
  /// SHA-256 over all paths and texts: the version of the grammars.
  public let fingerprint: String

  /// The files that are built into the program.
  public static let builtIn = GrammarTexts(
    sorted: builtInGrammarFiles.map { File(path: $0.path.description, text: $0.text.description) },
    fingerprint: builtInGrammarFingerprint.description)

  /// The given files.
  public init(files: [File]) {
    let files = files.sorted { $0.path < $1.path }
    self.init(sorted: files, fingerprint: Self.fingerprint(of: files))
  }

  private init(sorted files: [File], fingerprint: String) {
    self.files = files
    self.fingerprint = fingerprint
  }

  /// These files with `others` added; a file of the same path is replaced.
  public func overridden(by others: [File]) -> GrammarTexts {
    var byPath = Dictionary(files.map { ($0.path, $0) }) { first, _ in first }
    for file in others { byPath[file.path] = file }
    return GrammarTexts(files: Array(byPath.values))
  }

  /// The list of universities, which is looked up in and never parsed; empty where there is none.
  public var universities: String { files.first { $0.path == "registry/universities.txt" }?.text ?? "" }

  private static func fingerprint(of files: [File]) -> String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(files.reduce(0) { $0 + $1.path.utf8.count + $1.text.utf8.count + 2 })
    for file in files {
      bytes.append(contentsOf: file.path.utf8)
      bytes.append(0)
      bytes.append(contentsOf: file.text.utf8)
      bytes.append(0)
    }
    return bytes.isEmpty ? "" : "sha256:" + SHA256.hexDigits(of: bytes)
  }
}

/// Grammar files that are read, checked and compiled.
public struct LoadedGrammar: Sendable {
  /// The texts.
  public let texts: GrammarTexts
  /// How characters are matched.
  public let folding: Folding
  /// The word lists.
  public let vocabulary: Vocabulary
  /// The rules, compiled.
  public let compiled: CompiledGrammar

  /// Reads, checks and compiles grammar files, without their examples where nobody asks for those. Throws the first
  /// fault with its place.
  public init(_ texts: GrammarTexts, readsExamples: Bool = true) throws(GrammarError) {
    self.texts = texts
    let characters = texts.files.filter { $0.path.hasPrefix("characters/") }.map(\.text).joined(separator: "\n")
    let folding = Folding(text: characters)
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
}

import Reading
import TextModel

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

  /// The given files.
  public init(files: [File]) {
    let files = files.sorted { $0.path < $1.path }
    self.init(sorted: files, fingerprint: Self.fingerprint(of: files))
  }

  /// Files in the order of their paths whose fingerprint is known.
  package init(sorted files: [File], fingerprint: String) {
    self.files = files
    self.fingerprint = fingerprint
  }

  /// These files with `others` added; a file of the same path is replaced.
  public func overridden(by others: [File]) -> GrammarTexts {
    var byPath = Dictionary(files.map { ($0.path, $0) }) { first, _ in first }
    for file in others { byPath[file.path] = file }
    return GrammarTexts(files: Array(byPath.values))
  }

  /// All pairs of characters that are matched as one, file by file.
  package var characters: String {
    files.filter { $0.path.hasPrefix("characters/") }.map(\.text).joined(separator: "\n")
  }

  /// The word lists.
  package func vocabulary(_ folding: Folding) -> Vocabulary {
    var out = Vocabulary()
    for file in files where file.path.hasPrefix("words/") && file.path.hasSuffix(".txt") {
      out.add(list: String(file.path.dropFirst(6).dropLast(4)), text: file.text, folding: folding)
    }
    return out
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

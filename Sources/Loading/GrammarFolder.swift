// Grammar files from a folder of the user's, so that rules change without a build.
import TextModel

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Why a folder of grammar files cannot be used: what is wrong, and what to do.
public struct GrammarFolderError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The folder or file as named.
  public let path: String
  /// What is wrong with it.
  public let finding: String
  /// What to do.
  public let hint: String

  /// `my-rules/rule: no place for grammar files` and the hint on a line of its own.
  public var description: String { "\(path): \(finding)\n  \(hint)" }
}

/// A folder that is laid out as `Grammars/` is: `rules/*.grammar`, `words/*.txt`, `characters/*.txt`,
/// `registry/*.txt`.
///
/// A file of a built-in file's name stands in its place, another is added. `words/NAME+.txt` adds its entries to the
/// list NAME. Rules may also lie in the folder itself; whatever else lies there (README.md) is passed over.
public struct GrammarFolder: Sendable {
  /// The most bytes that one file may have.
  public static let largestFile = 16_000_000

  /// The files, by path below the folder.
  public let files: [GrammarTexts.File]

  /// Reads the folder at a path of the file system.
  public init(_ path: String) throws(GrammarFolderError) {
    var files: [GrammarTexts.File] = []
    for name in try Self.names(in: path) {
      if let kind = Self.kinds.first(where: { $0.folder == name }) {
        for file in try Self.names(in: "\(path)/\(name)") where file.hasSuffix(kind.suffix) {
          files.append(
            GrammarTexts.File(path: "\(name)/\(file)", text: try Self.text(at: "\(path)/\(name)/\(file)")))
        }
      } else if name.hasSuffix(".grammar") {
        files.append(GrammarTexts.File(path: "rules/\(name)", text: try Self.text(at: "\(path)/\(name)")))
      }
    }
    guard !files.isEmpty else {
      throw GrammarFolderError(
        path: path, finding: "no grammar files", hint: "put rules into rules/NAME.grammar, words into words/NAME.txt")
    }
    self.files = files
  }

  /// Where files of an ending lie.
  private static let kinds: [(folder: String, suffix: String)] = [
    ("rules", ".grammar"), ("words", ".txt"), ("characters", ".txt"), ("registry", ".txt"),
  ]

  private static func fault(_ path: String, _ hint: String) -> GrammarFolderError {
    let message = strerror(errno).map { String(cString: $0) } ?? "error \(errno)"
    return GrammarFolderError(path: path, finding: message, hint: hint)
  }

  /// The names in a folder in order; hidden ones are left out.
  private static func names(in path: String) throws(GrammarFolderError) -> [String] {
    guard let folder = opendir(path) else {
      throw fault(path, "name a folder that holds rules/, words/ or characters/")
    }
    defer { closedir(folder) }
    var out: [String] = []
    while let entry = readdir(folder) {
      let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if !name.hasPrefix(".") { out.append(name) }
    }
    return out.sorted()
  }

  /// The text of a file, its line ends made plain and a byte order mark taken away.
  private static func text(at path: String) throws(GrammarFolderError) -> String {
    guard let file = fopen(path, "rb") else { throw fault(path, "make it readable, or take it away") }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = fread(&buffer, 1, buffer.count, file)
      if count == 0 { break }
      bytes += buffer[..<count]
      guard bytes.count <= largestFile else {
        throw GrammarFolderError(
          path: path, finding: "more than \(largestFile / 1_000_000) MB", hint: "cut it into several files")
      }
    }
    if ferror(file) != 0 { throw fault(path, "make it a readable file, or take it away") }
    if let line = firstBrokenLine(of: bytes) {
      throw GrammarFolderError(path: "\(path):\(line)", finding: "not UTF-8", hint: "save the file as UTF-8")
    }
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes.removeFirst(3) }
    return String(decoding: plainLineEnds(bytes), as: UTF8.self)
  }

  /// The line of the first byte that is no UTF-8, from 1; nil where all are.
  private static func firstBrokenLine(of bytes: [UInt8]) -> Int? {
    var line = 1
    var decoder = UTF8()
    var iterator = bytes.makeIterator()
    while true {
      switch decoder.decode(&iterator) {
      case .scalarValue(let scalar): if scalar == "\n" { line += 1 }
      case .emptyInput: return nil
      case .error: return line
      }
    }
  }

  /// `\r\n` and `\r` to `\n`.
  private static func plainLineEnds(_ bytes: [UInt8]) -> [UInt8] {
    guard bytes.contains(0x0D) else { return bytes }
    var out: [UInt8] = []
    out.reserveCapacity(bytes.count)
    var previous: UInt8 = 0
    for byte in bytes {
      if !(byte == 0x0A && previous == 0x0D) { out.append(byte == 0x0D ? 0x0A : byte) }
      previous = byte
    }
    return out
  }
}

extension GrammarTexts {
  /// These files with those of a folder added or in their place. `words/NAME+.txt` adds entries to `words/NAME.txt`.
  public func overridden(by folder: GrammarFolder) -> GrammarTexts {
    let others = folder.files.filter { !Self.isAddition($0.path) }
    var out = overridden(by: others)
    for addition in folder.files where Self.isAddition(addition.path) {
      let path = String(addition.path.dropLast(5)) + ".txt"
      let text = out.files.first { $0.path == path }?.text ?? ""
      let separator = text.isEmpty || text.hasSuffix("\n") ? "" : "\n"
      out = out.overridden(by: [File(path: path, text: text + separator + addition.text)])
    }
    return out
  }

  private static func isAddition(_ path: String) -> Bool { path.hasPrefix("words/") && path.hasSuffix("+.txt") }
}

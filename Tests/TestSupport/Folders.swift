import Foundation

/// The folders that tests read notices from, found from where this file stands.
public enum Folders {
  /// The folder of the package.
  public static let package = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
  /// Notices of the project's own, with gold beside them.
  public static let corpus = package.appendingPathComponent("Corpus/notices")
  /// Material that may stand beside the package; tests that need it are skipped where it does not.
  public static let shared = package.deletingLastPathComponent().appendingPathComponent("shared")
}

/// A notice in a file, with the path of its gold file.
public struct NoticeFile: Sendable, Hashable, CustomStringConvertible {
  /// The path of the text.
  public let path: String
  /// The path of the gold file; there need not be one.
  public let goldPath: String

  /// The name of the file without its extension.
  public var name: String { URL(fileURLWithPath: path).deletingPathExtension().lastPathComponent }
  /// The name, as reports of tests show it.
  public var description: String { name }

  /// The bytes of the text.
  public func bytes() throws -> [UInt8] { Array(try Data(contentsOf: URL(fileURLWithPath: path))) }
  /// The text, read as UTF-8; a byte order mark is no part of it.
  public func text() throws -> String {
    let text = String(decoding: try bytes(), as: UTF8.self)
    return text.unicodeScalars.first == "\u{FEFF}" ? String(text.unicodeScalars.dropFirst()) : text
  }

  /// The .txt files of a folder by name, with gold files of the same names from `gold`; none where there is no folder.
  public static func files(in folder: URL, gold: URL) -> [NoticeFile] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.filter { $0.hasSuffix(".txt") }.sorted().map { name in
      NoticeFile(
        path: folder.appendingPathComponent(name).path,
        goldPath: gold.appendingPathComponent(name.dropLast(4) + ".gold.json").path)
    }
  }

  /// The project's own notices.
  public static let corpus = files(in: Folders.corpus, gold: Folders.corpus)
  /// The notices with gold beside the package.
  public static let shared = files(
    in: Folders.shared.appendingPathComponent("corpus"), gold: Folders.shared.appendingPathComponent("gold"))
  /// The notices without gold beside the package.
  public static let raw = files(in: Folders.shared.appendingPathComponent("raw"), gold: Folders.shared)
}

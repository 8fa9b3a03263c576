// Notices that other grammars have read: what must be read again when the grammars change.
import Foundation
import GRDB
import RuleModel
import TextModel

extension Library {
  /// How many notices were read by other grammars than these, or their bodies filed by another directory.
  public func outdatedCount(for generator: RuleGraph.Generator) throws(LibraryError) -> Int {
    try read { database in
      try Int.fetchOne(
        database,
        sql: """
          SELECT count(*) FROM notice WHERE reading IN (SELECT id FROM reading
            WHERE program <> ? OR version <> ? OR grammars <> ? OR directory <> ?)
          """, arguments: Self.arguments(generator, directory.version)) ?? 0
    }
  }

  /// The texts of the next notices that were read by other grammars, as many as `limit`. Those that can't be read again
  /// are passed over by `after`, the place of the last that was given. Empty where none is left.
  public func outdatedTexts(
    for generator: RuleGraph.Generator, after: Int64, limit: Int
  ) throws(LibraryError) -> [(place: Int64, text: SourceText)] {
    try read { database in
      let rows = try Row.fetchAll(
        database,
        sql: """
          SELECT notice.id, name, media_type, encoding, sha256, text, text_length
          FROM notice JOIN content ON content.notice = notice.id
          WHERE reading IN (SELECT id FROM reading
            WHERE program <> ? OR version <> ? OR grammars <> ? OR directory <> ?)
          AND notice.id > ? ORDER BY notice.id LIMIT ?
          """, arguments: Self.arguments(generator, directory.version) + [after, limit])
      return rows.compactMap { row in
        guard let packed = row["text"] as Blob?,
          let bytes = Packing.unpack(packed.bytes, count: row["text_length"])
        else { return nil }
        let text = SourceText(
          name: row["name"], mediaType: row["media_type"], encoding: row["encoding"], sha256: row["sha256"],
          scalars: Array(String(decoding: bytes, as: UTF8.self).unicodeScalars), folding: words.folding)
        return (row["id"], text)
      }
    }
  }

  private static func arguments(_ generator: RuleGraph.Generator, _ directory: String) -> StatementArguments {
    [generator.name, generator.version, generator.grammars, directory]
  }
}

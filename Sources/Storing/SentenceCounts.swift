// How many duties in force each sentence has: what a search for words alone counts its answers by, without a look at the
// duties themselves.
import Foundation
import GRDB

/// The counts by sentence, in blocks: a byte for each sentence, in the order of their numbers.
enum SentenceCounts {
  /// How many sentences make a block: a row of the table is a page of the file.
  static let block: Int64 = 4096
  /// What stands for this many or more: then the duties are counted one by one.
  static let most: UInt8 = 255

  static func place(of sentence: Int64) -> (block: Int64, offset: Int) {
    (sentence / block, Int(sentence % block))
  }

  /// Counts as one transaction changes them: each block is read and written once.
  struct Writer {
    private var blocks: [Int64: [UInt8]] = [:]

    /// Notes how many duties in force a sentence has.
    mutating func set(_ count: Int, of sentence: Int64, in database: Database) throws {
      guard sentence >= 0 else { return }
      let place = SentenceCounts.place(of: sentence)
      try load(place.block, database)
      blocks[place.block]?[place.offset] = UInt8(clamping: count)
    }

    /// Notes for each sentence of a notice how many duties it has, or that none of them is in force.
    mutating func set(ofNotice id: Int64, isCurrent: Bool, in database: Database) throws {
      let rows = try RawStatement(
        database, sql: "SELECT sentence, count(*) FROM duty WHERE notice = ? GROUP BY sentence", arguments: [id])
      while try rows.next() {
        try set(isCurrent ? Int(rows.integer(1)) : 0, of: rows.integer(0), in: database)
      }
    }

    /// Writes what has changed. Must be called before the transaction ends.
    mutating func write(to database: Database) throws {
      let row = try RawStatement(database, filled: "INSERT OR REPLACE INTO sentence_count VALUES (?, ?)")
      for (block, counts) in blocks.sorted(by: { $0.key < $1.key }) {
        row.bind(block, at: 1)
        row.bind(counts, at: 2)
        try row.run()
      }
      blocks = [:]
    }

    private mutating func load(_ block: Int64, _ database: Database) throws {
      if blocks[block] != nil { return }
      let stored = try Blob.fetchOne(
        database.cachedStatement(sql: "SELECT counts FROM sentence_count WHERE block = ?"), arguments: [block])
      var counts = stored?.bytes ?? []
      let missing = Int(SentenceCounts.block) - counts.count
      counts += [UInt8](repeating: 0, count: max(0, missing))
      blocks[block] = counts
    }
  }

  /// Counts as a search asks for them, sentences in ascending order.
  struct Reader {
    private let ofBlock: RawStatement
    private let ofSentence: RawStatement
    private var current: (block: Int64, counts: [UInt8]) = (-1, [])

    init(_ database: Database) throws {
      ofBlock = try RawStatement(database, filled: "SELECT counts FROM sentence_count WHERE block = ?")
      ofSentence = try RawStatement(
        database, filled: "SELECT count(*) FROM duty INDEXED BY duty_sentence WHERE sentence = ?")
    }

    /// How many duties in force a sentence has.
    mutating func count(of sentence: Int64) throws -> Int {
      guard sentence >= 0 else { return 0 }
      let place = SentenceCounts.place(of: sentence)
      if place.block != current.block {
        ofBlock.bind(place.block, at: 1)
        current = (place.block, try ofBlock.next() ? ofBlock.bytes(0) : [])
        ofBlock.end()
      }
      guard place.offset < current.counts.count else { return 0 }
      let count = current.counts[place.offset]
      if count < SentenceCounts.most { return Int(count) }
      ofSentence.bind(sentence, at: 1)
      defer { ofSentence.end() }
      return try ofSentence.next() ? Int(ofSentence.integer(0)) : 0
    }
  }

  /// Counts all anew, for a library that had none.
  static func fill(_ database: Database) throws {
    var writer = Writer()
    let rows = try RawStatement(
      database,
      sql: """
        SELECT sentence, count(*) FROM duty INDEXED BY duty_sentence
        WHERE notice NOT IN (SELECT id FROM notice WHERE is_current = 0) GROUP BY sentence
        """)
    var last: Int64 = 0
    while try rows.next() {
      let sentence = rows.integer(0)
      // What is behind is complete.
      if place(of: sentence).block != last {
        last = place(of: sentence).block
        try writer.write(to: database)
      }
      try writer.set(Int(rows.integer(1)), of: sentence, in: database)
    }
    try writer.write(to: database)
  }
}

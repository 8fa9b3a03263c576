// Notices into the library: each with its graph and its provenance in one transaction.
import Foundation
import GRDB
import RuleModel
import Synchronization
import TextModel

/// What became of a notice that was to be added.
public struct AddOutcome: Hashable, Sendable {
  /// What was done.
  public enum Kind: String, Hashable, Sendable {
    /// The library holds the same bytes, read by the same grammars: nothing was done.
    case unchanged
    /// A policy that the library did not know.
    case added
    /// Another version of a policy that it knows.
    case version
    /// The same bytes, read anew by other grammars.
    case reread
  }

  /// What was done.
  public var kind: Kind
  /// Which version of its policy it is, from 1.
  public var version: Int
  /// How many rules it has.
  public var rules: Int
  /// Rules that the version before, or the reading before, did not have.
  public var gained: Int
  /// Rules of the version before, or of the reading before, that are gone.
  public var lost: Int
  /// Rules that are the same but for their words.
  public var changed: Int
}

extension Library {
  /// Whether the library holds a notice of these bytes, read by these grammars: nothing needs to be read again.
  public func holds(sha256: String, readBy generator: RuleGraph.Generator) throws(LibraryError) -> Bool {
    try read { database in
      try Bool.fetchOne(
        database.cachedStatement(
          sql: """
            SELECT 1 FROM notice JOIN reading ON reading.id = notice.reading
            WHERE sha256 = ? AND program = ? AND version = ? AND grammars = ? AND directory = ?
            """),
        arguments: [sha256, generator.name, generator.version, generator.grammars, directory.version]) ?? false
    }
  }

  /// Adds notices in one transaction: all are in the library behind it, or none. `time` is written down as the time
  /// of adding (ISO 8601). `text` of the outcomes stands in the order of the notices.
  public func add(_ notices: [PreparedNotice], at time: String) throws(LibraryError) -> [AddOutcome] {
    do {
      return try database.writeWithoutTransaction { database in
        var outcomes: [AddOutcome] = []
        var bodies: [Department: LibraryWriter.BodyID] = [:]
        // Says at once that it writes: of two that begin as readers only one could go on.
        try database.inTransaction(.immediate) {
          var writer = LibraryWriter(database, words: words, time: time, known: bodyCache)
          outcomes = try notices.map { try writer.add($0) }
          try writer.finish()
          bodies = writer.bodies
          return .commit
        }
        // What is in the library stays there.
        bodyCache.add(bodies)
        return outcomes
      }
    } catch { throw Self.explained(error, path: path) }
  }
}

/// Writes rows within one transaction.
struct LibraryWriter {
  let database: Database
  let words: LibraryWords
  let time: String
  /// Bodies that the library had before this transaction.
  let known: BodyCache
  /// Those that this transaction has looked up or made.
  private(set) var bodies: [Department: BodyID] = [:]
  /// Sentences that the full-text index has still to be given. They come to it together, behind all else: SQLite makes
  /// savepoints for many a statement, and at each the index would write out what it has, to be merged later.
  private var waiting: [(id: Int64, words: String)] = []

  /// Who read the notice that came last.
  private var reading: (generator: RuleGraph.Generator, directory: String, id: Int64)?
  /// How many duties in force the sentences have.
  var counts = SentenceCounts.Writer()

  /// Without a day: stands behind every day.
  static let never = 99_999_999

  init(_ database: Database, words: LibraryWords, time: String, known: BodyCache) {
    self.database = database
    self.words = words
    self.time = time
    self.known = known
  }

  mutating func add(_ notice: PreparedNotice) throws -> AddOutcome {
    let reading = try readingID(of: notice.source)
    if let known = try Row.fetchOne(
      database.cachedStatement(sql: "SELECT id, reading, version, rules FROM notice WHERE sha256 = ?"),
      arguments: [notice.source.sha256])
    {
      if known["reading"] == reading {
        return AddOutcome(
          kind: .unchanged, version: known["version"], rules: known["rules"], gained: 0, lost: 0, changed: 0)
      }
      return try reread(notice, known["id"], reading)
    }
    let (policy, isNew) = try policyID(of: notice)
    let id = try insertNotice(notice, policy: policy, reading: reading)
    let before = isNew ? nil : try versionBefore(id, policy: policy)
    let keys = try before.map { RuleKeys(notice.comparedRules, after: try known(of: $0)) } ?? RuleKeys(notice.rules)
    try insertContent(of: notice, id, keys.keys, isFirst: before == nil)
    try insertDuties(of: notice, id, keys.keys)
    for repeal in notice.repeals {
      try run("INSERT INTO repeal VALUES (?, ?, ?)", [id, repeal.stem, repeal.number])
    }
    let version = isNew ? 1 : try settle(policy: policy, newest: id)
    try settleRepeals(of: notice, id)
    try note(before == nil ? "notice-added" : "version-added", notice: id, policy: policy, new: notice.document.title)
    for change in keys.changes {
      try note(
        change.kind, notice: id, policy: policy, key: change.key, old: change.old, new: change.new)
    }
    return AddOutcome(
      kind: before == nil ? .added : .version, version: version, rules: notice.rules.count,
      gained: keys.count("rule-added"), lost: keys.count("rule-removed"), changed: keys.count("rule-changed"))
  }

  // MARK: - Rows

  func run(_ sql: String, _ arguments: StatementArguments) throws {
    try database.cachedStatement(sql: sql).execute(arguments: arguments)
  }

  func note(
    _ kind: String, notice: Int64, policy: Int64, key: RuleKey? = nil, old: String? = nil,
    new: String? = nil
  ) throws {
    try run(
      "INSERT INTO change (at, kind, notice, policy, rule_key, old, new) VALUES (?, ?, ?, ?, ?, ?, ?)",
      [time, kind, notice, policy, key?.description, old, new])
  }

  private mutating func readingID(of source: PreparedNotice.Source) throws -> Int64 {
    if let reading, reading.generator == source.reading, reading.directory == source.directory { return reading.id }
    let id = try storedReadingID(of: source)
    reading = (source.reading, source.directory, id)
    return id
  }

  private func storedReadingID(of source: PreparedNotice.Source) throws -> Int64 {
    let arguments: StatementArguments = [
      source.reading.name, source.reading.version, source.reading.grammars, source.directory,
    ]
    try run("INSERT OR IGNORE INTO reading (program, version, grammars, directory) VALUES (?, ?, ?, ?)", arguments)
    return try Int64.fetchOne(
      database.cachedStatement(
        sql: "SELECT id FROM reading WHERE program = ? AND version = ? AND grammars = ? AND directory = ?"),
      arguments: arguments) ?? 0
  }

  /// The policy of a notice, and whether the library has not known it before.
  func policyID(of notice: PreparedNotice) throws -> (id: Int64, isNew: Bool) {
    if let id = try Int64.fetchOne(
      database.cachedStatement(sql: "SELECT id FROM policy WHERE key = ?"), arguments: [notice.policy.key])
    {
      return (id, false)
    }
    try run(
      "INSERT INTO policy (key, stem, title) VALUES (?, ?, ?)",
      [notice.policy.key, notice.stem, notice.policy.title])
    return (database.lastInsertedRowID, true)
  }

  private mutating func insertNotice(_ notice: PreparedNotice, policy: Int64, reading: Int64) throws -> Int64 {
    let document = notice.document
    let until = notice.validity.until?.number ?? Self.never
    let region = try notice.region.map { try regionID(of: $0) }
    var issuer: Int64?
    if let body = notice.issuer { issuer = try bodyID(of: body).id }
    try run(
      """
      INSERT INTO notice (sha256, name, media_type, encoding, title, number, number_key, kind, issuers, issuer, issued,
        region, policy, version, in_from, own_until, in_until, is_current, reading, rules, added)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1, ?, ?, ?, 1, ?, ?, ?)
      """,
      [
        notice.source.sha256, notice.source.name, notice.source.mediaType, notice.source.encoding, document.title,
        document.number, notice.number, document.kind, document.issuers.joined(separator: "\n"), issuer,
        notice.issued?.number, region, policy, notice.validity.from?.number ?? 0, until, until, reading,
        notice.rules.count, time,
      ])
    return database.lastInsertedRowID
  }

  /// `isFirst` where the rules have the keys that the notice itself gives them.
  func insertContent(of notice: PreparedNotice, _ id: Int64, _ keys: [RuleKey], isFirst: Bool) throws {
    let rules = isFirst ? notice.ruleList : RuleList.bytes(of: notice.rules, keys)
    let row = try RawStatement(database, filled: "INSERT OR REPLACE INTO content VALUES (?, ?, ?, ?, ?, ?, ?)")
    row.bind(id, at: 1)
    row.bind(notice.packedText, at: 2)
    row.bind(notice.textLength, at: 3)
    row.bind(notice.packedGraph, at: 4)
    row.bind(notice.graphLength, at: 5)
    row.bind(rules, at: 6)
    row.bind(rules.count, at: 7)
    try row.run()
  }

  mutating func insertDuties(of notice: PreparedNotice, _ id: Int64, _ keys: [RuleKey]) throws {
    guard !notice.duties.isEmpty, !keys.isEmpty else { return }
    for alias in notice.aliases {
      try run("INSERT OR IGNORE INTO alias VALUES (?, ?)", [alias.name, try officeID(of: alias.office)])
    }
    let byNumber = Dictionary(
      notice.rules.enumerated().map { ($1.number, $0) }, uniquingKeysWith: { first, _ in first })
    var bodies: [BodyID] = []
    for department in notice.departments { bodies.append(try bodyID(of: department)) }
    let sentences = try insertSentences(of: notice, id)
    let row = try RawStatement(
      database,
      filled: """
        INSERT INTO duty (notice, rule, rule_kind, signature, ordinal, rule_name, sentence, body, office, level, region,
          kind, role, modality, unit, discretion, action, conditions, due_from, due, recurrence, month_day, due_quote,
          start, "end", path)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """)
    row.bind(id, at: 1)
    // Whether they are in force is settled behind this; what has none of them counts none.
    var duties = [Int](repeating: 0, count: sentences.count)
    for duty in notice.duties { duties[duty.sentence] += 1 }
    for (sentence, count) in zip(sentences, duties) { try counts.set(count, of: sentence, in: database) }
    for duty in notice.duties {
      let body = bodies[duty.department]
      // Rules are numbered from 1 in the order of the graph; what is not has its place by its number.
      let key = keys[byNumber[duty.rule] ?? 0]
      row.bind(duty.rule, at: 2)
      row.bind(key.kind, at: 3)
      row.bind(key.signature, at: 4)
      row.bind(key.ordinal, at: 5)
      row.bind(duty.ruleName, at: 6)
      row.bind(sentences[duty.sentence], at: 7)
      row.bind(body.id, at: 8)
      row.bind(body.office, at: 9)
      row.bind(body.level, at: 10)
      row.bind(body.region, at: 11)
      row.bind(Codes.number(of: duty.kind), at: 12)
      row.bind(Codes.number(of: duty.role), at: 13)
      row.bind(Codes.number(of: duty.modality), at: 14)
      row.bind(duty.unit, at: 15)
      row.bind(duty.discretion, at: 16)
      row.bind(duty.action, at: 17)
      row.bind(duty.conditions.joined(separator: "\n"), at: 18)
      row.bind(duty.due?.from?.number, at: 19)
      row.bind(duty.due?.until?.number ?? Self.never, at: 20)
      row.bind(duty.due?.recurrence, at: 21)
      row.bind(duty.due?.monthDay, at: 22)
      row.bind(duty.due?.quote, at: 23)
      row.bind(duty.span.start, at: 24)
      row.bind(duty.span.end, at: 25)
      row.bind(duty.path, at: 26)
      try row.run()
    }
  }

  /// The numbers of the sentences, which stand one behind the other.
  private mutating func insertSentences(of notice: PreparedNotice, _ id: Int64) throws -> [Int64] {
    let row = try RawStatement(
      database, filled: "INSERT INTO sentence (notice, start, \"end\", text) VALUES (?, ?, ?, ?)")
    row.bind(id, at: 1)
    var places: [Int64] = []
    for entry in notice.sentences {
      row.bind(entry.span.start, at: 2)
      row.bind(entry.span.end, at: 3)
      row.bind(entry.shown, at: 4)
      try row.run()
      let place = database.lastInsertedRowID
      waiting.append((place, entry.folded))
      places.append(place)
    }
    return places
  }

  /// Writes what has waited for the other rows. Must be called before the transaction ends.
  mutating func finish() throws {
    try indexSentences()
    try counts.write(to: database)
  }

  /// Gives the full-text index what it waits for.
  private mutating func indexSentences() throws {
    guard !waiting.isEmpty else { return }
    let index = try RawStatement(database, filled: "INSERT INTO sentence_index (rowid, words) VALUES (?, ?)")
    for sentence in waiting {
      index.bind(sentence.id, at: 1)
      index.bind(sentence.words, at: 2)
      try index.run()
    }
    waiting = []
  }

  /// Takes away what `insertDuties` has written.
  mutating func deleteDuties(of id: Int64) throws {
    try indexSentences()
    // The sentences of a notice stand one behind the other, and each has a duty.
    let ends = try Row.fetchOne(
      database.cachedStatement(sql: "SELECT min(sentence), max(sentence) FROM duty WHERE notice = ?"), arguments: [id])
    guard let ends, let first = ends[0] as Int64?, let last = ends[1] as Int64? else { return }
    let rows = try Row.fetchAll(
      database.cachedStatement(sql: "SELECT id, text FROM sentence WHERE id BETWEEN ? AND ? AND notice = ?"),
      arguments: [first, last, id])
    for row in rows {
      // An index without content must be told what it held.
      let place: Int64 = row["id"]
      let text: String = row["text"]
      try run(
        "INSERT INTO sentence_index (sentence_index, rowid, words) VALUES ('delete', ?, ?)",
        [place, String(decoding: words.folded(text), as: UTF16.self)])
      try counts.set(0, of: place, in: database)
    }
    try run("DELETE FROM duty WHERE notice = ?", [id])
    try run("DELETE FROM sentence WHERE id BETWEEN ? AND ? AND notice = ?", [first, last, id])
  }

  // MARK: - Bodies

  /// A body as duties refer to it.
  struct BodyID: Sendable {
    var id: Int64
    var office: Int64
    var level: Int?
    var region: Int64?
  }

  mutating func bodyID(of department: Department) throws -> BodyID {
    if let found = bodies[department] ?? known[department] { return found }
    let found = try storedID(of: department)
    bodies[department] = found
    return found
  }

  private func storedID(of department: Department) throws -> BodyID {
    let office = try officeID(of: department.office)
    let region = try department.region.map { try regionID(of: $0) }
    let level = department.level?.rawValue
    let id = try Int64.fetchOne(
      database.cachedStatement(
        sql: """
          SELECT id FROM body
          WHERE ifnull(region, -1) = ifnull(?, -1) AND office = ? AND ifnull(level, -1) = ifnull(?, -1) AND name = ?
          """),
      arguments: [region, office, level, department.name])
    if let id { return BodyID(id: id, office: office, level: level, region: region) }
    try run(
      "INSERT INTO body (office, name, level, region, pinyin) VALUES (?, ?, ?, ?, ?)",
      [office, department.name, level, region, Blob(words.pinyinKey(of: department.name))])
    return BodyID(id: database.lastInsertedRowID, office: office, level: level, region: region)
  }

  private func officeID(of name: String) throws -> Int64 {
    if let id = try Int64.fetchOne(
      database.cachedStatement(sql: "SELECT id FROM office WHERE name = ?"), arguments: [name])
    {
      return id
    }
    try run("INSERT INTO office (name) VALUES (?)", [name])
    return database.lastInsertedRowID
  }

  /// A region's code; for one without a code a number beyond all codes.
  func regionID(of region: DepartmentRegion) throws -> Int64 {
    if let code = region.code, let number = Int64(code), (1...Self.highestCode).contains(number) {
      try run("INSERT OR IGNORE INTO region (id, name) VALUES (?, ?)", [number, region.name])
      return number
    }
    if let id = try Int64.fetchOne(
      database.cachedStatement(sql: "SELECT id FROM region WHERE name = ? AND id > ?"),
      arguments: [region.name, Self.highestCode])
    {
      return id
    }
    try run(
      "INSERT INTO region (id, name) SELECT max(ifnull(max(id), 0), ?) + 1, ? FROM region",
      [Self.highestCode, region.name])
    return database.lastInsertedRowID
  }

  static let highestCode: Int64 = 999_999
}

/// Where bodies stand in a library, those last met; a body once there never goes.
final class BodyCache: Sendable {
  private let bodies = Mutex<[Department: LibraryWriter.BodyID]>([:])
  /// With so many the cache begins anew, so that it takes no more memory than a few megabytes.
  private static let most = 20_000

  subscript(department: Department) -> LibraryWriter.BodyID? { bodies.withLock { $0[department] } }

  /// Remembers bodies that are in the library for good.
  func add(_ found: [Department: LibraryWriter.BodyID]) {
    bodies.withLock { bodies in
      if bodies.count + found.count > Self.most { bodies = [:] }
      bodies.merge(found) { first, _ in first }
    }
  }
}

/// Bytes for a column.
struct Blob: DatabaseValueConvertible {
  let bytes: [UInt8]

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  var databaseValue: DatabaseValue { Data(bytes).databaseValue }

  static func fromDatabaseValue(_ value: DatabaseValue) -> Blob? {
    Data.fromDatabaseValue(value).map { Blob(Array($0)) }
  }
}

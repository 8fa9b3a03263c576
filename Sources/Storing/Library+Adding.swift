// Notices into the library: each with its graph and its provenance in one transaction.
import Foundation
import GRDB
import RuleModel
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
        // Says at once that it writes: of two that begin as readers only one could go on.
        try database.inTransaction(.immediate) {
          var writer = LibraryWriter(database, words: words, time: time)
          outcomes = try notices.map { try writer.add($0) }
          return .commit
        }
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

  /// Without a day: stands behind every day.
  static let never = 99_999_999

  init(_ database: Database, words: LibraryWords, time: String) {
    self.database = database
    self.words = words
    self.time = time
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
    let policy = try policyID(of: notice)
    let id = try insertNotice(notice, policy: policy, reading: reading)
    let before = try versionBefore(id, policy: policy)
    let keys = try before.map { RuleKeys(notice.rules, after: try known(of: $0)) } ?? RuleKeys(notice.rules)
    try insertContent(of: notice, id, keys.keys)
    try insertDuties(of: notice, id, keys.keys)
    for repeal in notice.repeals {
      try run("INSERT INTO repeal VALUES (?, ?, ?)", [id, repeal.stem, repeal.number])
    }
    let version = try settle(policy: policy, newest: id)
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

  private func readingID(of source: PreparedNotice.Source) throws -> Int64 {
    let arguments: StatementArguments = [
      source.reading.name, source.reading.version, source.reading.grammars, source.directory,
    ]
    try run("INSERT OR IGNORE INTO reading (program, version, grammars, directory) VALUES (?, ?, ?, ?)", arguments)
    return try Int64.fetchOne(
      database.cachedStatement(
        sql: "SELECT id FROM reading WHERE program = ? AND version = ? AND grammars = ? AND directory = ?"),
      arguments: arguments) ?? 0
  }

  func policyID(of notice: PreparedNotice) throws -> Int64 {
    if let id = try Int64.fetchOne(
      database.cachedStatement(sql: "SELECT id FROM policy WHERE key = ?"), arguments: [notice.policy.key])
    {
      return id
    }
    try run(
      "INSERT INTO policy (key, stem, title) VALUES (?, ?, ?)",
      [notice.policy.key, notice.stem, notice.policy.title])
    return database.lastInsertedRowID
  }

  private func insertNotice(_ notice: PreparedNotice, policy: Int64, reading: Int64) throws -> Int64 {
    let document = notice.document
    let until = notice.validity.until?.number ?? Self.never
    let region = try notice.region.map { try regionID(of: $0) }
    let issuer = try notice.issuer.map { try bodyID(of: $0).id }
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

  func insertContent(of notice: PreparedNotice, _ id: Int64, _ keys: [RuleKey]) throws {
    let rules = RuleList.bytes(of: notice.rules, keys)
    try run(
      "INSERT OR REPLACE INTO content VALUES (?, ?, ?, ?, ?, ?, ?)",
      [
        id, Blob(notice.packedText), notice.textLength, Blob(notice.packedGraph), notice.graphLength,
        Blob(Packing.pack(rules)), rules.count,
      ])
  }

  func insertDuties(of notice: PreparedNotice, _ id: Int64, _ keys: [RuleKey]) throws {
    guard !notice.duties.isEmpty, !keys.isEmpty else { return }
    let standing = try Row.fetchOne(
      database.cachedStatement(sql: "SELECT in_from, in_until, is_current FROM notice WHERE id = ?"), arguments: [id])
    let (from, until, current): (Int, Int, Int) = (
      standing?["in_from"] ?? 0, standing?["in_until"] ?? Self.never, standing?["is_current"] ?? 1
    )
    for alias in notice.aliases {
      try run("INSERT OR IGNORE INTO alias VALUES (?, ?)", [alias.name, try officeID(of: alias.office)])
    }
    let byNumber = Dictionary(
      notice.rules.enumerated().map { ($1.number, $0) }, uniquingKeysWith: { first, _ in first })
    let bodies = try notice.departments.map { try bodyID(of: $0) }
    let sentence = try database.cachedStatement(
      sql: "INSERT INTO sentence (notice, start, \"end\", text) VALUES (?, ?, ?, ?)")
    let index = try database.cachedStatement(sql: "INSERT INTO sentence_index (rowid, words) VALUES (?, ?)")
    var sentences: [Int64] = []
    for entry in notice.sentences {
      try sentence.execute(arguments: [id, entry.span.start, entry.span.end, entry.shown])
      let place = database.lastInsertedRowID
      try index.execute(arguments: [place, entry.folded])
      sentences.append(place)
    }
    let statement = try database.cachedStatement(
      sql: """
        INSERT INTO duty (notice, rule, rule_kind, signature, ordinal, rule_name, sentence, body, office, level, region, kind, role, modality, unit,
          discretion, action, conditions, due_from, due, recurrence, month_day, due_quote, start, "end", path,
          in_from, in_until, is_current)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """)
    for duty in notice.duties {
      let body = bodies[duty.department]
      // Rules are numbered from 1 in the order of the graph; what is not has its place by its number.
      let key = keys[byNumber[duty.rule] ?? 0]
      try statement.execute(
        arguments: [
          id, duty.rule, key.kind, key.signature, key.ordinal, duty.ruleName, sentences[duty.sentence], body.id,
          body.office, body.level, body.region,
          Codes.number(of: duty.kind), Codes.number(of: duty.role), Codes.number(of: duty.modality), duty.unit,
          duty.discretion, duty.action, duty.conditions.joined(separator: "\n"), duty.due?.from?.number,
          duty.due?.until?.number ?? Self.never, duty.due?.recurrence, duty.due?.monthDay, duty.due?.quote,
          duty.span.start, duty.span.end, duty.path, from, until, current,
        ])
    }
  }

  /// Takes away what `insertDuties` has written.
  func deleteDuties(of id: Int64) throws {
    let rows = try Row.fetchAll(
      database.cachedStatement(sql: "SELECT id, text FROM sentence WHERE notice = ?"), arguments: [id])
    for row in rows {
      // An index without content must be told what it held.
      let place: Int64 = row["id"]
      let text: String = row["text"]
      try run(
        "INSERT INTO sentence_index (sentence_index, rowid, words) VALUES ('delete', ?, ?)",
        [place, String(decoding: words.folded(text), as: UTF16.self)])
    }
    try run("DELETE FROM duty WHERE notice = ?", [id])
    try run("DELETE FROM sentence WHERE notice = ?", [id])
  }

  // MARK: - Bodies

  /// A body as duties refer to it.
  struct BodyID {
    var id: Int64
    var office: Int64
    var level: Int?
    var region: Int64?
  }

  func bodyID(of department: Department) throws -> BodyID {
    let office = try officeID(of: department.office)
    let region = try department.region.map { try regionID(of: $0) }
    let level = department.level?.rawValue
    let id = try Int64.fetchOne(
      database.cachedStatement(
        sql: """
          SELECT id FROM body
          WHERE office = ? AND ifnull(region, -1) = ifnull(?, -1) AND ifnull(level, -1) = ifnull(?, -1) AND name = ?
          """),
      arguments: [office, region, level, department.name])
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

/// Bytes for a column.
struct Blob: DatabaseValueConvertible {
  let bytes: [UInt8]

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  var databaseValue: DatabaseValue { Data(bytes).databaseValue }

  static func fromDatabaseValue(_ value: DatabaseValue) -> Blob? {
    Data.fromDatabaseValue(value).map { Blob(Array($0)) }
  }
}

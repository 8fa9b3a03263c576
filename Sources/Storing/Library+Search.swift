// Search: duties of bodies, from an index that holds all that is asked for.
import Exporting
import Foundation
import GRDB
import RuleModel
import TextModel

extension Library {
  /// What the library answers to a query.
  ///
  /// Throws `LibraryError`, or `QueryFault` where the query makes no sense.
  public func search(_ query: SearchQuery) throws -> AnswerList {
    do {
      return try database.read { database in
        let plan = try SearchPlan(query, in: database, self)
        if plan.isEmpty { return AnswerList(answers: [], total: 0, facets: []) }
        return AnswerList(
          answers: try answers(to: query, plan, database), total: try total(plan, database),
          facets: query.countsFacets ? try facets(plan, database) : [])
      }
    } catch let fault as QueryFault {
      throw fault
    } catch { throw Self.explained(error, path: path) }
  }

  private func answers(to query: SearchQuery, _ plan: SearchPlan, _ database: Database) throws -> [Answer] {
    let ids =
      query.order == .department ? try idsByName(query, plan, database) : try ids(query, plan, database)
    return try ids.compactMap { try answer($0, plan, database) }
  }

  /// Which rows, from the index alone.
  private func ids(_ query: SearchQuery, _ plan: SearchPlan, _ database: Database) throws -> [Int64] {
    var (source, isJoined) = source(plan)
    let order: String
    switch query.order {
    case .relevance where plan.match != nil:
      (source, isJoined) = (Self.joined, true)
      order = "rank, duty.role, duty.id"
    case .relevance: order = "duty.role, duty.modality, duty.due, duty.id"
    case .due, .department: order = "duty.due, duty.id"
    }
    let (condition, arguments) = condition(plan, isJoined: isJoined)
    return try Int64.fetchAll(
      database, sql: "SELECT duty.id FROM \(source) WHERE \(condition) ORDER BY \(order) LIMIT ? OFFSET ?",
      arguments: arguments + [max(0, query.limit), max(0, query.offset)])
  }

  /// Which rows in the order of their bodies' names: first how many each body has, then those of the bodies in view.
  private func idsByName(_ query: SearchQuery, _ plan: SearchPlan, _ database: Database) throws -> [Int64] {
    let (source, isJoined) = source(plan)
    let (condition, arguments) = condition(plan, isJoined: isJoined)
    let counts = try Row.fetchAll(
      database,
      sql: """
        SELECT found.body, found.count FROM
          (SELECT duty.body, count(*) AS count FROM \(source) WHERE \(condition) GROUP BY duty.body) AS found
        JOIN body ON body.id = found.body ORDER BY body.pinyin, body.id
        """, arguments: arguments)
    var passed = 0
    var skipped = 0
    var bodies: [Int64] = []
    let (offset, limit) = (max(0, query.offset), max(0, query.limit))
    for row in counts {
      let count: Int = row["count"]
      if passed + count <= offset {
        passed += count
        skipped += count
        continue
      }
      if passed - offset >= limit { break }
      bodies.append(row["body"])
      passed += count
    }
    guard !bodies.isEmpty, limit > 0 else { return [] }
    let list = bodies.map(String.init).joined(separator: ", ")
    return try Int64.fetchAll(
      database,
      sql: """
        SELECT duty.id FROM \(source) JOIN body ON body.id = duty.body WHERE \(condition) AND duty.body IN (\(list))
        ORDER BY body.pinyin, body.id, duty.due, duty.id LIMIT ? OFFSET ?
        """, arguments: arguments + [limit, offset - skipped])
  }

  private func condition(_ plan: SearchPlan, isJoined: Bool) -> (String, StatementArguments) {
    var conditions = plan.conditions
    var arguments = plan.arguments
    if let match = plan.match {
      conditions.append(
        isJoined
          ? "sentence_index MATCH ?"
          : "duty.sentence IN (SELECT rowid FROM sentence_index WHERE sentence_index MATCH ?)")
      arguments += [match]
    }
    return (conditions.isEmpty ? "1" : conditions.joined(separator: " AND "), arguments)
  }

  private static let joined = "sentence_index JOIN duty ON duty.sentence = sentence_index.rowid"

  private func source(_ plan: SearchPlan) -> (sql: String, isJoined: Bool) {
    if plan.match != nil && !plan.usesOffices {
      return (Self.joined, true)
    }
    return (plan.usesOffices ? "duty INDEXED BY duty_office" : "duty", false)
  }

  private func total(_ plan: SearchPlan, _ database: Database) throws -> Int {
    let (source, isJoined) = source(plan)
    let (condition, arguments) = condition(plan, isJoined: isJoined)
    return try Int.fetchOne(
      database, sql: "SELECT count(*) FROM \(source) WHERE \(condition)", arguments: arguments) ?? 0
  }

  private func facets(_ plan: SearchPlan, _ database: Database) throws -> [AnswerList.Facet] {
    let (source, isJoined) = source(plan)
    let (condition, arguments) = condition(plan, isJoined: isJoined)
    var counts: [String: [String: Int]] = [:]
    let rows = try Row.fetchCursor(
      database,
      sql: """
        SELECT kind, role, modality, level, region, due / 10000 AS year, count(*) AS count FROM \(source)
        WHERE \(condition) GROUP BY kind, role, modality, level, region, year
        """, arguments: arguments)
    while let row = try rows.next() {
      let count: Int = row["count"]
      func add(_ name: String, _ value: String) { counts[name, default: [:]][value, default: 0] += count }
      add("kind", Codes.kind(row["kind"]).rawValue)
      add("role", Codes.role(row["role"]).rawValue)
      add("modality", Codes.modality(row["modality"]).rawValue)
      if let level = (row["level"] as Int?).flatMap(DepartmentLevel.init(rawValue:)) { add("level", level.name) }
      if let region = row["region"] as Int64? { add("region", String(region)) }
      if row["year"] < LibraryWriter.never / 10_000 { add("due-year", String(row["year"] as Int)) }
    }
    if let regions = counts["region"] {
      var named: [String: Int] = [:]
      for (id, count) in regions {
        let name = try String.fetchOne(
          database.cachedStatement(sql: "SELECT name FROM region WHERE id = ?"), arguments: [Int64(id)])
        named[name ?? id, default: 0] += count
      }
      counts["region"] = named
    }
    return ["kind", "role", "modality", "level", "region", "due-year"].compactMap { name in
      guard let values = counts[name] else { return nil }
      let sorted = values.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
      return AnswerList.Facet(name: name, counts: sorted.map { ($0.key, $0.value) })
    }
  }

  private func answer(_ id: Int64, _ plan: SearchPlan, _ database: Database) throws -> Answer? {
    let row = try Row.fetchOne(
      database.cachedStatement(
        sql: """
          SELECT duty.*, body.name AS department, place.name AS place, sentence.text AS sentence_text,
            notice.title, notice.number, notice.issuers, notice.issued, notice.name AS source, notice.sha256,
            notice.version, policy.key AS policy_key, home.name AS home
          FROM duty JOIN body ON body.id = duty.body JOIN sentence ON sentence.id = duty.sentence
          JOIN notice ON notice.id = duty.notice JOIN policy ON policy.id = notice.policy
          LEFT JOIN region AS place ON place.id = duty.region LEFT JOIN region AS home ON home.id = notice.region
          WHERE duty.id = ?
          """),
      arguments: [id])
    guard let row else { return nil }
    let sentence: String = row["sentence_text"]
    let issuers: String = row["issuers"]
    let conditions: String = row["conditions"]
    return Answer(
      key: RuleKey(kind: row["rule_kind"], signature: row["signature"], ordinal: row["ordinal"]).description,
      kind: Codes.kind(row["kind"]), department: row["department"],
      unit: row["unit"], level: (row["level"] as Int?).flatMap(DepartmentLevel.init(rawValue:))?.name,
      region: row["place"], role: Codes.role(row["role"]), modality: Codes.modality(row["modality"]),
      discretion: row["discretion"], conditions: conditions.split(separator: "\n").map(String.init), due: due(row),
      action: row["action"], sentence: sentence, highlights: highlights(plan.words, in: sentence), path: row["path"],
      span: Span(row["start"], row["end"]), rule: row["rule_name"],
      notice: Answer.Notice(
        title: row["title"], number: row["number"], issuers: issuers.split(separator: "\n").map(String.init),
        date: Self.day(row["issued"]), region: row["home"], source: row["source"], sha256: row["sha256"],
        policy: row["policy_key"], version: row["version"], from: Self.day(row["in_from"]),
        until: Self.day(row["in_until"]),
        isCurrent: row["is_current"] == 1))
  }

  private func due(_ row: Row) -> Answer.Due? {
    guard let quote = row["due_quote"] as String? else { return nil }
    var (every, monthDay): (String?, String?)
    if let parts = (row["recurrence"] as String?)?.split(separator: "/", omittingEmptySubsequences: false),
      parts.count == 3
    {
      every = parts[1].isEmpty ? nil : String(parts[1])
      monthDay = parts[2].isEmpty ? nil : String(parts[2])
    }
    return Answer.Due(
      from: Self.day(row["due_from"]), until: Self.day(row["due"]), every: every, monthDay: monthDay, quote: quote)
  }

  /// A stored day as ISO 8601; nil for none.
  static func day(_ number: Int?) -> String? {
    guard let number, number > 0, number < LibraryWriter.never else { return nil }
    return Day(number: number).description
  }

  /// Where the words stand in a sentence, in code points, without overlap.
  private func highlights(_ words: [[UInt16]], in sentence: String) -> [Span] {
    guard !words.isEmpty else { return [] }
    let text = self.words.folded(sentence)
    var spans: [Span] = []
    for word in words where !word.isEmpty && word.count <= text.count {
      var at = 0
      while at + word.count <= text.count {
        if text[at] == word[0], text[at..<(at + word.count)].elementsEqual(word) {
          spans.append(Span(at, at + word.count))
          at += word.count
        } else {
          at += 1
        }
      }
    }
    var merged: [Span] = []
    for span in spans.sorted() {
      if let last = merged.last, span.start <= last.end {
        merged[merged.count - 1] = last.union(span)
      } else {
        merged.append(span)
      }
    }
    return merged
  }
}

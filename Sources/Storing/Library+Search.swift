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
        let found = try found(query, plan, database)
        return AnswerList(
          answers: try found.ids.compactMap { try answer($0, plan, database) }, total: found.total, facets: found.facets
        )
      }
    } catch let fault as QueryFault {
      throw fault
    } catch { throw Self.explained(error, path: path) }
  }

  /// The rows in view, and what is counted over all that fit.
  private struct Found {
    var ids: [Int64]
    var total: Int
    var facets: [AnswerList.Facet] = []
  }

  private func found(_ query: SearchQuery, _ plan: SearchPlan, _ database: Database) throws -> Found {
    let (offset, limit) = (max(0, query.offset), max(0, query.limit))
    if plan.match == nil && query.order == .due && !query.countsFacets {
      // The index has them in this order.
      let (source, condition) = (Self.source(plan), Self.condition(plan))
      let ids = try Int64.fetchAll(
        database, sql: "SELECT duty.id FROM \(source) WHERE \(condition) ORDER BY duty.due, duty.id LIMIT ? OFFSET ?",
        arguments: plan.arguments + [limit, offset])
      let total = try Int.fetchOne(
        database, sql: "SELECT count(*) FROM \(source) WHERE \(condition)", arguments: plan.arguments)
      return Found(ids: ids, total: total ?? 0)
    }
    let ranks = query.order == .relevance && plan.match != nil
    let end = offset.addingReportingOverflow(limit)
    let count = end.overflow ? Int.max / 4 : min(end.partialValue, Int.max / 4)
    if let match = plan.match, plan.asksForWordsAlone {
      let newest = try newest(max(count, Self.mostRanked), matching: match, database)
      let entries = try ranked(newest.entries, plan, database)
      return Found(ids: entries.dropFirst(offset).prefix(limit).map(\.id), total: newest.total)
    }
    let order: SearchScan.Order =
      switch query.order {
      case .due: .due
      case .department: .bodies(try placesOfBodies(plan, database))
      case .relevance: ranks ? .newest : .force
      }
    var scan = SearchScan(order, keeping: ranks ? max(count, Self.mostRanked) : count, countsFacets: query.countsFacets)
    try read(&scan, plan, database)
    let entries = ranks ? try ranked(scan.entries, plan, database) : scan.entries
    return Found(
      ids: entries.dropFirst(offset).prefix(limit).map(\.id), total: scan.total,
      facets: query.countsFacets ? try named(scan.facets, database) : [])
  }

  /// Of more sentences than these the newest are ranked by their words.
  private static let mostRanked = 1000
  /// A word that stands in no more sentences than these is looked up sentence by sentence.
  private static let fewSentences = 3000

  /// The duties in force of the newest sentences that words stand in, and how many there are in all.
  private func newest(
    _ count: Int, matching match: String, _ database: Database
  ) throws -> (entries: [SearchScan.Entry], total: Int) {
    let matching = try RawStatement(
      database, sql: "SELECT rowid FROM sentence_index WHERE sentence_index MATCH ?", arguments: [match])
    var counts = try SentenceCounts.Reader(database)
    var total = 0
    var newest: [Int64] = []
    while try matching.next() {
      let sentence = matching.integer(0)
      let duties = try counts.count(of: sentence)
      if duties == 0 { continue }
      total += duties
      newest.append(sentence)
      // They come in ascending order: what is far behind is not among the newest.
      if newest.count / 2 > count { newest.removeFirst(newest.count - count) }
    }
    var scan = SearchScan(.newest, keeping: count, countsFacets: false)
    let ofSentence = try RawStatement(
      database, filled: "SELECT \(SearchScan.columns) FROM duty INDEXED BY duty_sentence WHERE duty.sentence = ?")
    for sentence in newest.suffix(count) {
      ofSentence.bind(sentence, at: 1)
      try scan.read(ofSentence)
    }
    return (scan.entries, total)
  }

  private func read(_ scan: inout SearchScan, _ plan: SearchPlan, _ database: Database) throws {
    let condition = Self.condition(plan)
    guard let match = plan.match else {
      return try scan.read(
        RawStatement(
          database, sql: "SELECT \(SearchScan.columns) FROM \(Self.source(plan)) WHERE \(condition)",
          arguments: plan.arguments))
    }
    var sentences = NumberSet()
    let matching = try RawStatement(
      database, sql: "SELECT rowid FROM sentence_index WHERE sentence_index MATCH ?", arguments: [match])
    while try matching.next() { sentences.insert(matching.integer(0)) }
    if plan.usesOffices && sentences.count > Self.fewSentences {
      return try scan.read(
        RawStatement(
          database, sql: "SELECT \(SearchScan.columns) FROM \(Self.source(plan)) WHERE \(condition)",
          arguments: plan.arguments), in: sentences)
    }
    let sql =
      "SELECT \(SearchScan.columns) FROM duty INDEXED BY duty_sentence WHERE duty.sentence = ? AND \(condition)"
    let ofSentence = try RawStatement(database, sql: sql, arguments: [0] + plan.arguments)
    try sentences.forEach { sentence in
      ofSentence.bind(sentence, at: 1)
      try scan.read(ofSentence)
    }
  }

  /// The place of each body that may be found in the order of pinyin.
  private func placesOfBodies(_ plan: SearchPlan, _ database: Database) throws -> [Int64: UInt64] {
    let offices = plan.offices.map { "WHERE office IN (\($0.map(String.init).joined(separator: ", ")))" } ?? ""
    let rows = try RawStatement(database, sql: "SELECT id FROM body \(offices) ORDER BY pinyin, id")
    var places: [Int64: UInt64] = [:]
    while try rows.next() { places[rows.integer(0)] = UInt64(places.count) }
    return places
  }

  /// Entries by how well their sentences fit the words: words that come again and short sentences first (BM25 with the
  /// usual constants; all words stand in all of them, so that none weighs more), then what binds more firmly.
  private func ranked(_ entries: [SearchScan.Entry], _ plan: SearchPlan, _ database: Database) throws
    -> [SearchScan.Entry]
  {
    var scores: [Int64: Double] = [:]
    let sentence = try RawStatement(database, filled: "SELECT text FROM sentence WHERE id = ?")
    for entry in entries where scores[entry.sentence] == nil {
      sentence.bind(entry.sentence, at: 1)
      guard try sentence.next() else { continue }
      let units = words.folded(sentence.text(0))
      sentence.end()
      let length = 0.25 + 0.75 * Double(units.count) / Self.usualLength
      scores[entry.sentence] = plan.words.reduce(0) { score, word in
        let count = Double(Self.places(of: word, in: units).count)
        return score + count * 2.2 / (count + 1.2 * length)
      }
    }
    return entries.sorted { left, right in
      let (a, b) = (scores[left.sentence] ?? 0, scores[right.sentence] ?? 0)
      return a != b ? a > b : (left.role, left.order, left.id) < (right.role, right.order, right.id)
    }
  }

  /// Characters of a sentence in a notice, about.
  private static let usualLength = 60.0

  private static func condition(_ plan: SearchPlan) -> String {
    plan.conditions.isEmpty ? "1" : plan.conditions.joined(separator: " AND ")
  }

  private static func source(_ plan: SearchPlan) -> String {
    plan.usesOffices ? "duty INDEXED BY duty_office" : "duty"
  }

  /// The counts with the names of regions.
  private func named(_ counter: FacetCounter, _ database: Database) throws -> [AnswerList.Facet] {
    var regions: [String: Int] = [:]
    for (id, count) in counter.countsOfRegions {
      let name = try String.fetchOne(
        database.cachedStatement(sql: "SELECT name FROM region WHERE id = ?"), arguments: [id])
      regions[name ?? String(id), default: 0] += count
    }
    var counts = counter.counts
    counts.insert(("region", regions), at: counts.count - 1)
    return counts.compactMap { name, values in
      guard !values.isEmpty else { return nil }
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
            notice.version, notice.in_from, notice.in_until, notice.is_current, policy.key AS policy_key, home.name AS home
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
      unit: row["unit"], level: (row["level"] as Int?).flatMap(BodyLevel.init(rawValue:))?.name,
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
    let spans = words.flatMap { Self.places(of: $0, in: text) }
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

  /// Where a word stands in a text, without overlap.
  private static func places(of word: [UInt16], in text: [UInt16]) -> [Span] {
    guard let first = word.first, word.count <= text.count else { return [] }
    var spans: [Span] = []
    var at = 0
    while at + word.count <= text.count {
      if text[at] == first, text[at..<(at + word.count)].elementsEqual(word) {
        spans.append(Span(at, at + word.count))
        at += word.count
      } else {
        at += 1
      }
    }
    return spans
  }
}

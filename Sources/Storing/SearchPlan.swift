// From a query to the conditions that SQL asks of the rows.
import Exporting
import GRDB
import RuleModel

/// A query in terms of the tables.
struct SearchPlan {
  /// Conditions on `duty`, joined by AND.
  private(set) var conditions: [String] = []
  private(set) var arguments: StatementArguments = []
  /// What the full-text index is asked, where words were given.
  private(set) var match: String?
  /// The words, folded, for highlights.
  private(set) var words: [[UInt16]] = []
  /// Whether the conditions can be met by no row at all.
  private(set) var isEmpty = false
  /// Whether words are all that is asked for, of what is in force now, the best first: then the counts of sentences tell
  /// how many there are.
  private(set) var asksForWordsAlone = false
  /// The offices asked for; nil where any will do.
  private(set) var offices: [Int64]?
  /// Whether the index by office is where to look.
  var usesOffices: Bool { offices != nil }

  init(_ query: SearchQuery, in database: Database, _ library: Library) throws {
    if let name = query.department { try addDepartment(name, query, database, library) }
    if let text = query.region { try addRegion(text, database, library) }
    addChoice("role", query.roles.map(Codes.number(of:)))
    addChoice("kind", query.kinds.map(Codes.number(of:)))
    addChoice("modality", query.modalities.map(Codes.number(of:)))
    try addDays(query)
    if let text = query.text { addText(text, library) }
    asksForWordsAlone =
      match != nil && conditions.isEmpty && query.order == .relevance && !query.countsFacets && !query.includesPast
      && query.inForceOn == nil && query.issuer == nil && query.policy == nil
    if let day = query.inForceOn {
      guard let day = Day(lastOf: day) else { throw QueryFault.notADate(day) }
      conditions.append(try ForceFilter.standing(on: day, in: database))
    } else if !query.includesPast, !asksForWordsAlone, let condition = try ForceFilter.current(in: database) {
      conditions.append(condition)
    }
    if let name = query.issuer { try addIssuer(name, database, library) }
    if let text = query.policy {
      let number = String(decoding: library.words.folded(text).filter { $0 > 0x20 }, as: UTF16.self)
      add(
        """
        duty.notice IN (SELECT id FROM notice WHERE title LIKE ? ESCAPE '\\' OR number_key LIKE ? ESCAPE '\\'
          OR (title IS NULL AND name LIKE ? ESCAPE '\\'))
        """,
        [Self.like(text), Self.like(number), Self.like(text)])
    }
  }

  private mutating func add(_ condition: String, _ values: [(any DatabaseValueConvertible)?]) {
    conditions.append(condition)
    arguments += StatementArguments(values)
  }

  private mutating func addChoice(_ column: String, _ numbers: [Int]) {
    guard !numbers.isEmpty else { return }
    conditions.append("duty.\(column) IN (\(numbers.map(String.init).joined(separator: ", ")))")
  }

  private mutating func addDepartment(
    _ name: String, _ query: SearchQuery, _ database: Database, _ library: Library
  ) throws {
    let asked = library.directory.query(name)
    let offices = try Self.offices(asked, name, database, library)
    guard !offices.isEmpty else {
      isEmpty = true
      return
    }
    self.offices = offices
    conditions.append("duty.office IN (\(offices.map(String.init).joined(separator: ", ")))")
    if var levels = asked.levels, !levels.isEmpty {
      if query.includesBelow, let top = levels.min() {
        levels = Set(BodyLevel.allCases.filter { $0 >= top })
      }
      // A body whose level nothing says may be meant.
      let numbers = levels.map(\.rawValue).sorted().map(String.init).joined(separator: ", ")
      conditions.append("(duty.level IN (\(numbers)) OR duty.level IS NULL)")
    }
    if query.region == nil, let region = asked.region {
      try addRegion(region, withBelow: query.includesBelow, database)
    }
  }

  /// The offices of a name; where the directory can't place it, those whose names hold it.
  private static func offices(
    _ asked: DepartmentQuery, _ name: String, _ database: Database, _ library: Library
  ) throws -> [Int64] {
    var found: Set<Int64> = []
    for office in asked.offices {
      if let id = try Int64.fetchOne(database, sql: "SELECT id FROM office WHERE name = ?", arguments: [office]) {
        found.insert(id)
      }
    }
    // What notices themselves call so.
    let folded = String(decoding: library.words.folded(name).filter { $0 > 0x20 }, as: UTF16.self)
    found.formUnion(
      try Int64.fetchAll(database, sql: "SELECT office FROM alias WHERE name = ?", arguments: [folded]))
    // A name that the directory can't place: bodies whose names hold it, their regions left out.
    if found.isEmpty, !asked.isKnown {
      found = try Set(
        Int64.fetchAll(database, sql: "SELECT id FROM office WHERE name LIKE ? ESCAPE '\\'", arguments: [like(name)]))
    }
    return found.sorted()
  }

  private mutating func addRegion(_ text: String, _ database: Database, _ library: Library) throws {
    if let region = library.directory.region(text) { return try addRegion(region, withBelow: true, database) }
    let known = try Int64.fetchAll(
      database, sql: "SELECT id FROM region WHERE name LIKE ? ESCAPE '\\'", arguments: [Self.like(text)])
    if known.isEmpty { throw QueryFault.unknownRegion(text) }
    conditions.append("duty.region IN (\(known.map(String.init).joined(separator: ", ")))")
  }

  private mutating func addRegion(_ region: DepartmentRegion, withBelow: Bool, _ database: Database) throws {
    guard let code = region.code.flatMap({ Int64($0) }) else {
      let known = try Int64.fetchAll(
        database, sql: "SELECT id FROM region WHERE name = ?", arguments: [region.name])
      conditions.append("duty.region IN (\(known.map(String.init).joined(separator: ", ")))")
      return
    }
    // Two digits for the province, two for the city, two for the county.
    let width: Int64 = !withBelow ? 1 : code % 10_000 == 0 ? 10_000 : code % 100 == 0 ? 100 : 1
    conditions.append("duty.region BETWEEN \(code) AND \(code + width - 1)")
  }

  private mutating func addDays(_ query: SearchQuery) throws {
    guard query.dueAfter != nil || query.dueBefore != nil else { return }
    let after = try query.dueAfter.map { text in
      guard let day = Day(firstOf: text) else { throw QueryFault.notADate(text) }
      return day
    }
    let before = try query.dueBefore.map { text in
      guard let day = Day(lastOf: text) else { throw QueryFault.notADate(text) }
      return day
    }
    var single = "duty.due < \(LibraryWriter.never)"
    if let after { single += " AND duty.due >= \(after.number)" }
    if let before { single += " AND duty.due <= \(before.number)" }
    conditions.append("(\(single) OR \(Self.recurring(after: after, before: before)))")
  }

  /// What comes back each year is due in any year: its month and day must lie in the time asked for.
  private static func recurring(after: Day?, before: Day?) -> String {
    guard let after, let before, after.adding(months: 12) > before else { return "duty.month_day IS NOT NULL" }
    let (first, last) = (after.number % 10_000, before.number % 10_000)
    return first <= last
      ? "duty.month_day BETWEEN \(first) AND \(last)" : "(duty.month_day >= \(first) OR duty.month_day <= \(last))"
  }

  private mutating func addIssuer(_ name: String, _ database: Database, _ library: Library) throws {
    let asked = library.directory.query(name)
    let offices = try Self.offices(asked, name, database, library)
    var condition = "office IN (\(offices.map(String.init).joined(separator: ", ")))"
    if let levels = asked.levels, !levels.isEmpty {
      condition += " AND (level IS NULL OR level IN (\(levels.map { String($0.rawValue) }.joined(separator: ", "))))"
    }
    if let code = asked.region?.code.flatMap({ Int64($0) }) { condition += " AND region = \(code)" }
    add(
      """
      duty.notice IN (SELECT id FROM notice WHERE issuer IN (SELECT id FROM body WHERE \(condition))
        OR issuers LIKE ? ESCAPE '\\')
      """, [Self.like(name)])
  }

  private mutating func addText(_ text: String, _ library: Library) {
    words = library.words.folded(text).split { $0 == 0x20 || $0 == 0x0A || $0 == 0x3000 }.map(Array.init)
    words = words.filter { word in word.contains { $0 >= 0x80 || Self.isLetter($0) } }
    guard !words.isEmpty else {
      isEmpty = true
      return
    }
    let phrases = words.map { "\"\(String(decoding: $0.filter { $0 != 0x22 }, as: UTF16.self))\"" }
    match = phrases.joined(separator: " AND ")
  }

  private static func isLetter(_ unit: UInt16) -> Bool {
    (0x30...0x39).contains(unit) || (0x61...0x7A).contains(unit)
  }

  /// A pattern of LIKE for texts that hold this one.
  private static func like(_ text: String) -> String {
    var pattern = "%"
    for character in text {
      if "%_\\".contains(character) { pattern.append("\\") }
      pattern.append(character)
    }
    return pattern + "%"
  }
}

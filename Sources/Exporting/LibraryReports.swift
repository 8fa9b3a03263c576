// Lists of bodies and feeds of changes, for people and programs.
import RuleModel
import Tabulating

/// The bodies that a library knows.
public struct DepartmentList: Sendable {
  /// A body, or bodies of one kind.
  public struct Row: Hashable, Sendable {
    /// The name.
    public var name: String
    /// The level; nil where nothing says so, or for several.
    public var level: String?
    /// The region; nil where nothing says so, or for several.
    public var region: String?
    /// In how many regions it has duties.
    public var regions: Int
    /// How many duties it has.
    public var duties: Int
    /// How many of them in each role.
    public var roles: [Duty.Role: Int]

    /// A row of the given parts.
    public init(
      name: String, level: String?, region: String?, regions: Int, duties: Int, roles: [Duty.Role: Int]
    ) {
      self.name = name
      self.level = level
      self.region = region
      self.regions = regions
      self.duties = duties
      self.roles = roles
    }
  }

  /// The rows shown.
  public var rows: [Row]
  /// How many there are in all.
  public var total: Int

  /// A list of the given parts.
  public init(rows: [Row], total: Int) {
    self.rows = rows
    self.total = total
  }

  /// The list as a table of a terminal, at most `width` columns wide.
  public func table(in language: Language, width: Int?) -> String {
    let words = AnswerWords(language: language)
    var columns: [TextTable.Column] = [
      .init(words.title("department"), least: 16, share: 4), .init(words.title("level"), least: 6),
      .init(words.title("region"), least: 6), .init(words.title("regions"), isRight: true, least: 6),
      .init(words.title("duties"), isRight: true, least: 6),
    ]
    columns += Duty.Role.allCases.map { .init(words.name(of: $0), isRight: true, least: 4) }
    let table = TextTable(
      columns: columns,
      rows: rows.map { row in
        [
          row.name, words.name(ofLevel: row.level), row.region ?? "", row.regions > 1 ? String(row.regions) : "",
          String(row.duties),
        ] + Duty.Role.allCases.map { row.roles[$0].map(String.init) ?? "" }
      })
    let lines = rows.isEmpty ? [] : table.withoutEmptyColumns().lines(width: width)
    return (lines + [words.found(rows.count, of: total)]).map { $0 + "\n" }.joined()
  }

  /// The list as a table for spreadsheets.
  public func sheet(in language: Language) -> Sheet {
    let words = AnswerWords(language: language)
    func column(_ name: String, _ type: Sheet.ColumnType = .text, width: Double = 12) -> Sheet.Column {
      Sheet.Column(name, title: words.title(name), type: type, width: width)
    }
    let columns =
      [
        column("department", width: 30), column("level"), column("region", width: 16), column("regions", .integer),
        column("duties", .integer),
      ] + Duty.Role.allCases.map { column($0.rawValue, .integer) }
    let cells: [[Cell]] = rows.map { row in
      [.text(row.name), .text(row.level), .text(row.region), .integer(row.regions), .integer(row.duties)]
        + Duty.Role.allCases.map { .integer(row.roles[$0] ?? 0) }
    }
    return Sheet(name: "departments", title: words.title("department"), columns: columns, rows: cells)
  }

  /// The list as one JSON object in UTF-8, with a line end behind it.
  public func json(isPretty: Bool = true) -> [UInt8] {
    var writer = JSONWriter(isPretty: isPretty, capacity: rows.count * 200 + 200)
    writer.object { writer in
      writer.field("schema", "guitu.departments/1")
      writer.field("total", total)
      writer.key("departments")
      writer.list(rows) { writer, row in
        writer.object(isInline: true) { writer in
          writer.field("name", row.name)
          writer.field("level", row.level)
          writer.field("region", row.region)
          writer.field("regions", row.regions)
          writer.field("duties", row.duties)
          writer.field("lead", row.roles[.lead] ?? 0)
          writer.field("responsible", row.roles[.responsible] ?? 0)
          writer.field("support", row.roles[.support] ?? 0)
          writer.field("actor", row.roles[.actor] ?? 0)
          writer.field("recipient", row.roles[.recipient] ?? 0)
        }
      }
    }
    writer.end()
    return writer.bytes
  }
}

/// Something that changed in a library.
public struct LibraryChange: Hashable, Sendable {
  /// Its number: later changes have higher ones.
  public var number: Int
  /// When the library learned of it, ISO 8601.
  public var time: String
  /// `notice-added`, `version-added`, `superseded`, `repealed`, `reread`, `rule-added`, `rule-changed`, `rule-removed`;
  /// with `-by-reading` where not the notice but the grammars changed.
  public var event: String
  /// What the policy is known by.
  public var policy: String
  /// SHA-256 of the notice's bytes.
  public var sha256: String
  /// The notice's title.
  public var title: String?
  /// The notice's document number.
  public var documentNumber: String?
  /// The name of the file that it was read from.
  public var source: String
  /// Which version of its policy the notice is now.
  public var version: Int
  /// The rule's key; nil for a change of the whole notice.
  public var key: String?
  /// The sentence of the rule before.
  public var old: String?
  /// The sentence of the rule now; for a notice its title.
  public var new: String?
  /// SHA-256 of the notice that superseded or repealed it.
  public var by: String?

  /// A change of the given parts.
  public init(
    number: Int, time: String, event: String, policy: String, sha256: String, title: String?,
    documentNumber: String?, source: String, version: Int, key: String?, old: String?, new: String?, by: String?
  ) {
    self.number = number
    self.time = time
    self.event = event
    self.policy = policy
    self.sha256 = sha256
    self.title = title
    self.documentNumber = documentNumber
    self.source = source
    self.version = version
    self.key = key
    self.old = old
    self.new = new
    self.by = by
  }

  /// The change as a line of JSON.
  public var line: [UInt8] {
    var writer = JSONWriter(isPretty: false, capacity: 600)
    writer.object { writer in
      writer.field("number", number)
      writer.field("at", time)
      writer.field("event", event)
      writer.field("policy", policy)
      writer.key("notice")
      writer.object { writer in
        writer.field("sha256", sha256)
        writer.field("title", title)
        writer.field("number", documentNumber)
        writer.field("source", source)
        writer.field("version", version)
      }
      writer.field("key", key)
      writer.field("old", old)
      writer.field("new", new)
      writer.field("by", by)
    }
    writer.end()
    return writer.bytes
  }
}

// Duties found, for a terminal and for spreadsheets.
import RuleModel
import Tabulating
import TextModel

/// Duties that a search has found, with how many there are in all.
public struct AnswerList: Sendable {
  /// A property of the answers with how many have each value.
  public struct Facet: Hashable, Sendable {
    /// `role`, `kind`, `modality`, `level`, `region`, `due-year`.
    public var name: String
    /// The values with their counts, the most frequent first.
    public var counts: [(value: String, count: Int)]

    /// A facet of the given parts.
    public init(name: String, counts: [(value: String, count: Int)]) {
      self.name = name
      self.counts = counts
    }

    /// By name and counts.
    public static func == (left: Facet, right: Facet) -> Bool {
      left.name == right.name && left.counts.elementsEqual(right.counts, by: ==)
    }

    /// By name.
    public func hash(into hasher: inout Hasher) { hasher.combine(name) }
  }

  /// The answers shown.
  public var answers: [Answer]
  /// How many there are in all.
  public var total: Int
  /// Counts by property, where they were asked for.
  public var facets: [Facet]

  /// A list of the given parts.
  public init(answers: [Answer], total: Int, facets: [Facet] = []) {
    self.answers = answers
    self.total = total
    self.facets = facets
  }

  /// The list as a table of a terminal, at most `width` columns wide; what was looked for stands between « and ».
  public func table(in language: Language, width: Int?) -> String {
    let words = AnswerWords(language: language)
    var table = TextTable(columns: [
      .init(words.title("due"), least: 10), .init(words.title("department"), least: 12, share: 2),
      .init(words.title("role"), least: language == .chinese ? 4 : 11),
      .init(words.title("action"), least: 12, share: 3),
      .init(words.title("conditions"), least: 8, share: 2), .init(words.title("sentence"), least: 16, share: 4),
      .init(words.title("notice"), least: 12, share: 2),
    ])
    table.rows = answers.map { answer in
      [
        words.show(answer.due), answer.department, words.name(of: answer.role), answer.action ?? "",
        answer.conditions.joined(separator: "；"),
        width == nil ? answer.marked() : answer.snippet(),
        [answer.notice.number ?? answer.notice.title ?? answer.notice.source, answer.path].filter { !$0.isEmpty }
          .joined(separator: " "),
      ]
    }
    var lines = table.withoutEmptyColumns().lines(width: width)
    if answers.isEmpty { lines = [] }
    lines.append(words.found(answers.count, of: total))
    for facet in facets {
      let counts = facet.counts.prefix(12).map { "\(shown($0.value, of: facet.name, words)) \($0.count)" }
      lines.append("\(words.title(facet.name)): \(counts.joined(separator: " · "))")
    }
    return lines.map { $0 + "\n" }.joined()
  }

  private func shown(_ value: String, of facet: String, _ words: AnswerWords) -> String {
    switch facet {
    case "role": Duty.Role(rawValue: value).map { words.name(of: $0) } ?? value
    case "kind": AnswerKind(rawValue: value).map { words.name(of: $0) } ?? value
    case "modality": Duty.Modality(rawValue: value).map { words.name(of: $0) } ?? value
    case "level": words.name(ofLevel: value)
    default: value
    }
  }

  /// The list as a table for spreadsheets, one row an answer.
  public func sheet(in language: Language) -> Sheet {
    let words = AnswerWords(language: language)
    func column(_ name: String, _ type: Sheet.ColumnType = .text, width: Double = 12) -> Sheet.Column {
      Sheet.Column(name, title: words.title(name), type: type, width: width)
    }
    let columns = [
      column("due", .date), column("due_from", .date), column("every"), column("by"), column("due_text", width: 16),
      column("department", width: 24), column("unit", width: 20), column("level"), column("region"), column("kind"),
      column("role"), column("modality"), column("discretion"), column("action", width: 40),
      column("conditions", width: 30), column("sentence", width: 60), column("title", width: 40),
      column("number", width: 20), column("issuers", width: 20), column("date", .date), column("path"),
      column("version", .integer), column("in_force_from", .date), column("in_force_until", .date),
      column("source", width: 20), column("rule", width: 16), column("key", width: 30),
    ]
    let rows: [[Cell]] = answers.map { answer in
      let notice = answer.notice
      return [
        Self.date(answer.due?.until), Self.date(answer.due?.from), .text(answer.due?.every),
        .text(answer.due?.monthDay), .text(answer.due?.quote), .text(answer.department), .text(answer.unit),
        .text(answer.level), .text(answer.region), .text(answer.kind.rawValue), .text(answer.role.rawValue),
        .text(answer.modality.rawValue), .text(answer.discretion), .text(answer.action),
        .text(answer.conditions.joined(separator: "\n")), .text(answer.sentence), .text(notice.title),
        .text(notice.number), .text(notice.issuers.joined(separator: "\n")), Self.date(notice.date), .text(answer.path),
        .integer(notice.version), Self.date(notice.from), Self.date(notice.until), .text(notice.source),
        .text(answer.rule), .text(answer.key),
      ]
    }
    return Sheet(name: "duties", title: words.title("duties"), columns: columns, rows: rows)
  }

  private static func date(_ value: String?) -> Cell { value.map { .date($0) } ?? .empty }
}

extension Answer {
  /// The sentence with « and » around what was looked for.
  public func marked() -> String { marked(from: 0) }

  /// The same, from shortly before what was looked for where a table would cut the sentence before it comes.
  func snippet() -> String {
    let scalars = Array(sentence.unicodeScalars)
    guard let first = highlights.first?.start, first > Self.farInside, scalars.count > 2 * Self.farInside else {
      return marked()
    }
    // From the mark before it, if one stands near.
    let near = scalars[(first - Self.context)..<first]
    let start = near.firstIndex(where: Self.isMark).map { $0 + 1 } ?? near.startIndex
    return "…" + marked(from: start)
  }

  /// A word further inside than this may not be seen in a table.
  private static let farInside = 24
  /// How many characters stand before it then, at most.
  private static let context = 16

  /// Punctuation, full or half width.
  private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x2C, 0x3B, 0x3001, 0x3002, 0xFF0C, 0xFF1B, 0xFF1A: true
    default: false
    }
  }

  private func marked(from first: Int) -> String {
    guard !highlights.isEmpty else { return sentence }
    var marked = String.UnicodeScalarView()
    let starts = Set(highlights.map(\.start))
    let ends = Set(highlights.map(\.end))
    for (index, scalar) in sentence.unicodeScalars.enumerated() where index >= first {
      if ends.contains(index) { marked.append("»") }
      if starts.contains(index) { marked.append("«") }
      marked.append(scalar)
    }
    if ends.contains(sentence.unicodeScalars.count) { marked.append("»") }
    return String(marked)
  }
}

import RuleModel
import TextModel

/// The words of tables and outlines in English.
struct EnglishWords: Words {
  func name(of section: Section) -> String {
    switch section {
    case .conditions: "Conditions"
    case .deadlines: "Deadlines"
    case .duties: "Duties"
    case .weights: "Weights"
    case .targets: "Targets"
    case .supports: "Support"
    case .sanctions: "Sanctions"
    case .steps: "Steps"
    case .materials: "Materials"
    case .definitions: "Definitions"
    case .citations: "Citations"
    case .organizations: "Organizations"
    case .edges: "Edges"
    case .diagnostics: "Diagnostics"
    }
  }

  func name(of head: Head) -> String {
    switch head {
    case .id: "Id"
    case .path: "Path"
    case .role: "Role"
    case .subject: "Subject"
    case .requirement: "Values"
    case .quote: "Quote"
    case .when: "When"
    case .action: "Action"
    case .unit: "Unit"
    case .canonical: "Full name"
    case .modality: "Modality"
    case .indicator: "Indicator"
    case .parent: "Parent"
    case .points: "Points"
    case .row: "Row"
    case .metric: "Metric"
    case .quantity: "Quantity"
    case .benefit: "Benefit"
    case .beneficiary: "Beneficiary"
    case .amount: "Amount"
    case .consequence: "Consequence"
    case .trigger: "Trigger"
    case .order: "No."
    case .name: "Name"
    case .units: "Units"
    case .next: "Next"
    case .copies: "Copies"
    case .recipient: "Handed to"
    case .from: "From"
    case .relation: "Relation"
    case .to: "To"
    case .term: "Term"
    case .means: "Meaning"
    case .title: "Title"
    case .number: "Number"
    case .aliases: "Other names"
    case .region: "Region"
    case .severity: "Severity"
    case .message: "Message"
    case .kind: "Kind"
    case .carries: "Carries"
    case .issuers: "Issued by"
    case .recipients: "Addressed to"
    case .date: "Date"
    case .attachments: "Attachments"
    case .contacts: "Contacts"
    case .effective: "Effective"
    case .validity: "Valid"
    case .source: "Source"
    case .reason: "Reason"
    case .place: "Place"
    }
  }

  func name(of role: Condition.Role) -> String { role.rawValue }
  func name(of role: Duty.Role) -> String { role.rawValue }
  func name(of modality: Duty.Modality) -> String { modality == .mustNot ? "must not" : modality.rawValue }
  func name(of row: Weight.Row) -> String { row.rawValue }
  func name(of benefit: Support.Benefit) -> String { benefit.rawValue }
  func name(of kind: Edge.Kind) -> String { kind.rawValue }
  func name(of signal: Coverage.Signal) -> String { signal.rawValue }
  func coverage(read: Int, of count: Int, perMille: Int) -> String {
    "\(read) of \(count) sentences that speak like rules gave one (\(perMille / 10).\(perMille % 10)%)"
  }
  func name(of kind: RecognizedPhrase.Kind) -> String {
    kind == .documentNumber ? "document number" : kind.rawValue
  }
  func name(of severity: Diagnostic.Severity) -> String { severity.rawValue }

  func name(of reason: AsideReason) -> String {
    switch reason {
    case .pageNumber: "page number"
    case .runningHead: "running head"
    case .copy: "second copy"
    case .navigation: "navigation"
    case .shareBar: "share bar"
    case .footer: "footer"
    case .pageData: "page data"
    case .form: "form"
    case .contents: "contents"
    case .markup: "markup"
    case .blank: "blank"
    }
  }

  func message(of diagnostic: Diagnostic) -> String { diagnostic.message }

  func number(_ number: ExactNumber) -> String {
    let plain = number.description
    let whole = plain.prefix { $0 != "." }
    let digits = whole.drop { $0 == "-" }
    guard digits.count > 4 else { return plain }
    var grouped = ""
    for (index, digit) in digits.enumerated() {
      if index > 0 && (digits.count - index) % 3 == 0 { grouped += "," }
      grouped.append(digit)
    }
    return (number.mantissa < 0 ? "-" : "") + grouped + plain.dropFirst(whole.count)
  }

  var separator: String { "; " }
  var negation: String { "not " }

  func duration(_ parts: [(number: String, unit: Character)], isWorkdays: Bool) -> String {
    parts.map { number, unit in
      let name = unit == "D" && isWorkdays ? "working day" : name(of: unit)
      return "\(number) \(name)\(number == "1" ? "" : "s")"
    }.joined(separator: " ")
  }

  private func name(of unit: Character) -> String {
    switch unit {
    case "Y": "year"
    case "M": "month"
    case "W": "week"
    case "D": "day"
    case "h": "hour"
    case "m": "minute"
    default: "second"
    }
  }

  func every(_ unit: Character) -> String { "every \(name(of: unit))" }

  func phrase(_ kind: TemporalKind, value: String, isDuration: Bool) -> String {
    let value = value == "on-issue" ? onIssue : value
    return switch kind {
    case .by: "by \(value)"
    case .on: "on \(value)"
    case .from: "from \(value)"
    case .between: value.split(separator: "/").joined(separator: " to ")
    case .within: "within \(value)"
    case .for: "for \(value)"
    case .every: "every \(value)"
    case .lookback: "last \(value)"
    case .asOf: "as of \(value)"
    case .horizon:
      value.contains("/") ? value.split(separator: "/").joined(separator: " to ") : "until \(value)"
    case .effective: "effective from \(value)"
    case .validity: isDuration ? "valid for \(value)" : "valid until \(value)"
    }
  }

  var onIssue: String { "the day of issue" }
  func recurring(by monthDay: String) -> String { "by \(monthDay)" }
  func recurring(times: Int) -> String { times == 1 ? "once" : "\(times) times" }
  func counted(from event: String) -> String { "from “\(event)”" }
  func counted(before event: String) -> String { "before “\(event)”" }
  func moved(to day: String) -> String { "(no working day; \(day) by Civil Code art. 203)" }

  var asides: String { "Set aside" }
  func table(rows: Int, columns: Int) -> String { "[table of \(rows) rows, \(columns) columns]" }
  var untitled: String { "(no title found)" }
}

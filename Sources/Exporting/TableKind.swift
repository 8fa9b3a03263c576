// Which tables there are, and which columns each has.
import RuleModel
import Tabulating

/// A table of a rule graph.
enum TableKind: String, CaseIterable {
  case notices, conditions, deadlines, duties, weights, targets, supports, sanctions, steps, materials, definitions
  case citations, quantities, times, provisions, organizations, edges, diagnostics

  /// A column of a table.
  struct Field {
    let name: String
    var type = Sheet.ColumnType.text
    var width = 12.0
    /// Whether only people need it, since other columns say the same to a program.
    var isForPeople = false
  }

  /// The columns, in their order.
  var fields: [Field] {
    switch self {
    case .notices:
      Self.names + [
        Field(name: "title", width: 50), Field(name: "number", width: 20), Field(name: "kind"), Field(name: "carries"),
        Field(name: "issuers", width: 30), Field(name: "recipients", width: 40), Self.day("date"),
        Self.day("effective"), Self.day("validity"), Field(name: "region"), Field(name: "region_name", width: 18),
        Field(name: "attachments", width: 40), Field(name: "contacts", width: 30), Field(name: "source", width: 30),
        Field(name: "sha256", width: 20),
      ]
    case .conditions:
      Self.begin + [
        Field(name: "role"), Field(name: "subject", width: 16),
        Field(name: "requirement", width: 30, isForPeople: true), Self.quote, Field(name: "predicate", width: 30),
      ] + Self.end
    case .deadlines:
      Self.begin + [Self.when] + Self.time + [Field(name: "action", width: 36)] + Self.unit + [Self.quote] + Self.end
    case .duties:
      Self.begin + Self.unit + [
        Field(name: "role"), Field(name: "modality"), Field(name: "discretion"), Field(name: "action", width: 44),
        Self.when,
      ] + Self.time + [Self.amounts, Self.quote] + Self.end
    case .weights:
      Self.begin + [
        Field(name: "row"), Field(name: "parent", width: 20), Field(name: "indicator", width: 24),
        Field(name: "points", type: .number, width: 8), Field(name: "unit", width: 6),
        Field(name: "content", width: 44),
        Self.quote,
      ] + Self.end
    case .targets:
      Self.begin + [Field(name: "metric", width: 24)] + Self.amount + [Self.when] + Self.time + [Self.quote] + Self.end
    case .supports:
      Self.begin + [Field(name: "benefit"), Field(name: "beneficiary", width: 24), Self.amounts] + Self.amount
        + [Self.quote] + Self.end
    case .sanctions:
      Self.begin + [Field(name: "consequence", width: 30), Field(name: "cause", width: 36), Field(name: "trigger")]
        + Self.unit + [Self.quote] + Self.end
    case .steps:
      Self.begin + [
        Field(name: "order", type: .integer, width: 6), Field(name: "name", width: 20), Field(name: "units", width: 30),
        Self.when,
      ] + Self.time + [Field(name: "next"), Self.quote] + Self.end
    case .materials:
      Self.begin + [Field(name: "name", width: 40), Self.amounts] + Self.amount + [
        Field(name: "to", width: 20), Field(name: "to_canonical", width: 24), Self.quote,
      ] + Self.end
    case .definitions:
      Self.begin + [Field(name: "term", width: 20), Field(name: "means", width: 60), Self.quote] + Self.end
    case .citations:
      Self.begin + [Field(name: "title", width: 50), Field(name: "number", width: 24), Self.quote] + Self.end
    case .quantities:
      Self.names + [Field(name: "of"), Field(name: "metric", width: 24)] + Self.amount + [Self.quote] + Self.place
    case .times: Self.names + [Field(name: "of")] + Self.time + [Self.quote] + Self.place
    case .provisions:
      Self.names + [
        Field(name: "id", width: 6), Field(name: "path", width: 20), Field(name: "label"), Field(name: "level"),
        Field(name: "heading", width: 40), Field(name: "parent", width: 16),
      ] + Self.place
    case .organizations:
      Self.names + [
        Field(name: "id", width: 6), Field(name: "name", width: 30), Field(name: "aliases", width: 40),
        Field(name: "region"),
      ]
    case .edges:
      Self.names + [Field(name: "from", width: 24), Field(name: "relation"), Field(name: "to", width: 24)]
    case .diagnostics:
      Self.names + [Field(name: "severity"), Field(name: "code", width: 20), Field(name: "message", width: 60)]
        + Self.place
    }
  }

  private static let names = [Field(name: "notice", width: 24), Field(name: "key", width: 14)]
  private static let begin = names + [Field(name: "id", width: 6), Field(name: "path", width: 14)]
  private static let place = [
    Field(name: "start", type: .integer, width: 8), Field(name: "end", type: .integer, width: 8),
  ]
  private static let end = place + [Field(name: "rule", width: 24)]
  private static let quote = Field(name: "quote", width: 60)
  private static let when = Field(name: "when", width: 24, isForPeople: true)
  private static let amounts = Field(name: "amounts", width: 24, isForPeople: true)
  private static let unit = [Field(name: "unit", width: 24), Field(name: "unit_canonical", width: 24)]
  private static let amount = [
    Field(name: "comparison", width: 8), Field(name: "value", type: .number), Field(name: "upper", type: .number),
    Field(name: "value_unit", width: 8), Field(name: "period", width: 8),
  ]
  private static let time = [
    Field(name: "when_kind"), day("when_value"), Field(name: "when_workdays", type: .flag, width: 8),
    Field(name: "when_by", width: 8), Field(name: "when_times", type: .integer, width: 8),
    Field(name: "when_after", width: 20), Field(name: "when_counts", width: 8), day("when_resolved"), day("when_moved"),
  ]
  private static func day(_ name: String) -> Field { Field(name: name, type: .date, width: 12) }
}

extension Section {
  /// The table that a rule of the section stands in.
  var tableName: String {
    switch self {
    case .conditions: "conditions"
    case .deadlines: "deadlines"
    case .duties: "duties"
    case .weights: "weights"
    case .targets: "targets"
    case .supports: "supports"
    case .sanctions: "sanctions"
    case .steps: "steps"
    case .materials: "materials"
    case .definitions: "definitions"
    case .citations: "citations"
    case .organizations: "organizations"
    case .edges: "edges"
    case .diagnostics: "diagnostics"
    }
  }
}

extension Words {
  /// What people call a table.
  func title(ofTable kind: TableKind) -> String {
    if let section = Section.allCases.first(where: { $0.tableName == kind.rawValue }) { return name(of: section) }
    let names: [TableKind: (String, String)] = [
      .notices: ("通知", "Notices"), .provisions: ("条款", "Provisions"), .quantities: ("数量", "Quantities"),
      .times: ("时间", "Times"),
    ]
    return names[kind].map { isChinese ? $0.0 : $0.1 } ?? kind.rawValue
  }

  /// What people call a column.
  func title(ofColumn name: String) -> String {
    Self.columnTitles[name].map { isChinese ? $0.0 : $0.1 } ?? name
  }

  private var isChinese: Bool { self is ChineseWords }

  private static var columnTitles: [String: (String, String)] {
    [
      "notice": ("通知", "Notice"), "key": ("键", "Key"), "id": ("编号", "Id"), "path": ("条款", "Path"),
      "quote": ("原文", "Quote"), "start": ("起", "Start"), "end": ("止", "End"), "rule": ("语法规则", "Grammar rule"),
      "title": ("标题", "Title"), "number": ("文号", "Number"), "kind": ("文种", "Kind"), "carries": ("所印发", "Carries"),
      "issuers": ("发文机关", "Issuers"), "recipients": ("主送机关", "Recipients"), "date": ("成文日期", "Date"),
      "effective": ("施行", "Effective"), "validity": ("有效期", "Validity"), "region": ("区划代码", "Region code"),
      "region_name": ("区划", "Region"), "attachments": ("附件", "Attachments"), "contacts": ("联系", "Contacts"),
      "source": ("来源", "Source"), "sha256": ("SHA-256", "SHA-256"), "role": ("作用", "Role"),
      "subject": ("主体", "Subject"),
      "requirement": ("数值", "Values"), "predicate": ("谓词", "Predicate"), "when": ("时间", "When"),
      "when_kind": ("时间类型", "Kind of time"), "when_value": ("时间值", "Time"), "when_workdays": ("工作日", "Working days"),
      "when_by": ("每次截止", "Each by"), "when_times": ("次数", "Times"), "when_after": ("起算", "After"),
      "action": ("事项", "Action"), "unit": ("单位", "Unit"), "unit_canonical": ("单位全称", "Full name"),
      "modality": ("语气", "Modality"), "discretion": ("裁量", "Discretion"), "amounts": ("数量", "Amounts"),
      "row": ("类别", "Row"), "parent": ("上级", "Parent"), "indicator": ("指标", "Indicator"), "points": ("分值", "Points"),
      "content": ("内容", "Content"), "metric": ("指标", "Metric"), "comparison": ("比较", "Comparison"),
      "value": ("值", "Value"), "upper": ("上限", "Upper"), "value_unit": ("计量单位", "Unit"),
      "period": ("每期", "Each"), "when_counts": ("前后", "Counts"), "when_resolved": ("推算日", "Comes to"),
      "when_moved": ("顺延至", "Moved to"), "benefit": ("方式", "Benefit"),
      "beneficiary": ("对象", "Beneficiary"), "consequence": ("后果", "Consequence"), "cause": ("情形", "Cause"),
      "trigger": ("触发", "Trigger"), "order": ("序", "Order"), "name": ("名称", "Name"), "units": ("单位", "Units"),
      "next": ("下一步", "Next"), "to": ("去向", "To"), "to_canonical": ("去向全称", "To, in full"), "term": ("用语", "Term"),
      "means": ("含义", "Means"), "of": ("所属规则", "Of rule"), "label": ("标号", "Label"), "level": ("层级", "Level"),
      "heading": ("标题", "Heading"), "aliases": ("别称", "Aliases"), "from": ("起点", "From"),
      "relation": ("关系", "Relation"),
      "severity": ("程度", "Severity"), "code": ("代码", "Code"), "message": ("说明", "Message"),
    ]
  }
}

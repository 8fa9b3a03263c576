// A comparison as a table of typed cells, a row a change: for CSV and workbooks.
import Diffing
import RuleModel
import Tabulating
import TextModel

extension GraphDiff {
  /// The changes, a row each.
  public func sheet(in language: Language) -> Sheet {
    let words = language.words
    var sheet = Sheet(
      name: "changes", title: words.changesTitle,
      columns: zip(Self.columnNames, words.sheetHeads).map { column, title in
        Sheet.Column(column.name, title: title, type: column.type, width: column.width)
      })
    sheet.rows = changes.map { change in
      [
        .text(change.kind.rawValue), .text(change.impact.rawValue), .text(change.direction.rawValue),
        .text(words.sentence(of: change)), .text(change.old.map { $0.provision.joined(separator: "/") }),
        .text(change.new.map { $0.provision.joined(separator: "/") }),
        .text(change.old.map { DisplayText($0.quote).string }),
        .text(change.new.map { DisplayText($0.quote).string }), .text(change.old?.value?.plain),
        .text(change.new?.value?.plain), .text(change.old?.rule?.description), .text(change.new?.rule?.description),
      ]
    }
    return sheet
  }

  private static let columnNames: [(name: String, type: Sheet.ColumnType, width: Double)] = [
    ("kind", .text, 10), ("impact", .text, 10), ("direction", .text, 11), ("reason", .text, 60),
    ("old_provision", .text, 20), ("new_provision", .text, 20), ("old_quote", .text, 40), ("new_quote", .text, 40),
    ("old_value", .text, 24), ("new_value", .text, 24), ("old_rule", .text, 8), ("new_rule", .text, 8),
  ]
}

extension ChangeValue {
  /// The value in plain characters, the same in every language; nil for words, which the quote has.
  var plain: String? {
    switch self {
    case .quantity(let quantity):
      let upper = quantity.upper.map { "..\($0)" } ?? ""
      return "\(quantity.comparison.rawValue) \(quantity.value)\(upper) \(quantity.unit)"
    case .temporal(let temporal):
      return [temporal.kind.rawValue, temporal.value, temporal.by, temporal.isWorkdays ? "workdays" : nil]
        .compactMap(\.self).joined(separator: " ")
    case .organization(let mention): return mention.canonical ?? mention.name
    case .modality(let modality): return modality.rawValue
    case .conditionRole(let role): return role.rawValue
    case .dutyRole(let role): return role.rawValue
    case .number(let number): return number.description
    case .text: return nil
    }
  }
}

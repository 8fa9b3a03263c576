// Changes in a reader's words.
import Diffing
import RuleModel

extension Words {
  /// One sentence: what changed, and what that does to those who are bound.
  func sentence(of change: Change) -> String {
    let old = change.old.map(show) ?? ""
    let new = change.new.map(show) ?? ""
    return sentence(change.reason, old: old, new: new)
  }

  /// One side of a change, short.
  func show(_ side: ChangeSide) -> String {
    switch side.value {
    case .quantity(let quantity): return TextTable.shortened(quantity.quote, to: 40)
    case .temporal(let temporal): return TextTable.shortened(temporal.quote, to: 40)
    case .organization(let mention): return mention.name
    case .modality: return side.quote
    case .conditionRole(let role): return name(of: role)
    case .dutyRole(let role): return name(of: role)
    case .number(let value): return number(value)
    case .text(let text): return TextTable.shortened(text, to: 40)
    case nil: return TextTable.shortened(side.quote, to: 40)
    }
  }
}

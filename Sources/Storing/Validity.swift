// From when and until when a notice is in force, by what it says itself.
import RuleModel

/// The days on which a notice is in force by its own words.
struct Validity: Hashable {
  /// Its first day; nil where nothing says so.
  var from: Day?
  /// The first day on which it is no longer in force; nil where nothing says so.
  var until: Day?

  /// From the effective date, else the date of issue, for as long as the notice says.
  init(of document: Document) {
    let issued = document.date.flatMap { Day(firstOf: $0) }
    from = document.effective.flatMap { Day(firstOf: $0) } ?? issued
    guard let validity = document.validity else { return }
    let end = validity.split(separator: "/").last.map(String.init) ?? validity
    if let last = Day(lastOf: end) {
      until = last.adding(days: 1)
    } else if let from {
      until = from.adding(duration: validity)
    }
  }
}

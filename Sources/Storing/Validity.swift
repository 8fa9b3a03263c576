// From when and until when a notice is in force, by what it says itself.
import RuleModel

/// The days on which a notice is in force by its own words.
struct Validity: Hashable {
  /// Its first day; nil where nothing says so.
  var from: Day?
  /// The first day on which it is no longer in force; nil where nothing says so.
  var until: Day?

  /// From the effective date, else the date of issue, for as long as the notice says. Where it gives neither, from the
  /// year of its number (`〔2023〕`), or else from the day on which its page says that it was published (ISO 8601).
  init(of document: Document, published: String? = nil) {
    let issued = document.date.flatMap { Day(firstOf: $0) }
    from =
      document.effective.flatMap { Day(firstOf: $0) } ?? issued ?? document.number.flatMap(Self.year).flatMap {
        Day($0, 1, 1)
      } ?? published.flatMap { Day(firstOf: $0) }
    guard let validity = document.validity else { return }
    let end = validity.split(separator: "/").last.map(String.init) ?? validity
    if let last = Day(lastOf: end) {
      until = last.adding(days: 1)
    } else if let from {
      until = from.adding(duration: validity)
    }
  }

  /// The year in a document number: the first four digits between brackets of any kind.
  private static func year(of number: String) -> Int? {
    let digits = number.unicodeScalars.split { !(0x30...0x39).contains($0.value) }.first { $0.count == 4 }
    guard let digits, let year = Int(String(Substring.UnicodeScalarView(digits))), (1900...2200).contains(year) else {
      return nil
    }
    return year
  }
}

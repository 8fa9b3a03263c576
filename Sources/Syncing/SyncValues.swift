// Values as every target has them: plain characters in one canonical form, so that a number that a database gives back
// as 10.50 is the 10.5 that was written.
import Tabulating

/// A row's name in a table for good.
public struct RowKey: Hashable, Comparable, Sendable {
  /// The notice.
  public var notice: String
  /// The row of the notice.
  public var key: String

  /// A key of the given parts.
  public init(notice: String, key: String) { (self.notice, self.key) = (notice, key) }

  /// By notice, then by key.
  public static func < (left: RowKey, right: RowKey) -> Bool {
    (left.notice, left.key) < (right.notice, right.key)
  }
}

/// Values by the names of their columns; nil for an empty cell. A column that is not there is one that nothing is known of.
public typealias RowValues = [String: String?]

enum Canonical {
  /// A value of a column in its one form; text without characters is nothing, a line end is LF.
  static func value(_ text: String?, _ type: Sheet.ColumnType) -> String? {
    guard let text, !text.isEmpty else { return nil }
    switch type {
    case .text, .date:
      return text.utf8.contains(0x0D) ? text.replacing("\r\n", with: "\n").replacing("\r", with: "\n") : text
    case .flag:
      switch text.lowercased() {
      case "1", "t", "true": return "true"
      case "0", "f", "false": return "false"
      default: return text
      }
    case .number, .integer: return number(text) ?? text
    }
  }

  /// Whether a text is a day that a sheet can count, `2025-06-30`: none before March 1900, which sheets take for a leap
  /// year.
  static func isDay(_ text: String) -> Bool {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard text.utf8.count == 10, parts.count == 3, parts[0].count == 4, parts[1].count == 2,
      parts.allSatisfy({ $0.utf8.allSatisfy { (48...57).contains($0) } }), let year = Int(parts[0]),
      let month = Int(parts[1]), let day = Int(parts[2])
    else { return false }
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    return year > 1900 && (1...12).contains(month) && (1...lengths[month - 1]).contains(day)
  }

  /// `1.50E+2` → `150`; nil for what is no number of at most 60 digits.
  static func number(_ text: String) -> String? {
    var rest = Substring(text)
    let isNegative = rest.first == "-"
    if rest.first == "-" || rest.first == "+" { rest = rest.dropFirst() }
    var exponent = 0
    if let mark = rest.firstIndex(where: { $0 == "e" || $0 == "E" }) {
      guard let power = Int(rest[rest.index(after: mark)...]), abs(power) <= 60 else { return nil }
      exponent = power
      rest = rest[..<mark]
    }
    let parts = rest.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count <= 2, rest.utf8.count <= 61, rest.utf8.contains(where: { (48...57).contains($0) }),
      parts.allSatisfy({ $0.utf8.allSatisfy { (48...57).contains($0) } })
    else { return nil }
    let whole = String(parts[0])
    let fraction = parts.count == 2 ? String(parts[1]) : ""
    var digits = whole + fraction
    var point = whole.count + exponent
    if point < 0 {
      digits = String(repeating: "0", count: -point) + digits
      point = 0
    }
    if point > digits.count { digits += String(repeating: "0", count: point - digits.count) }
    let head = digits.prefix(point).drop { $0 == "0" }
    var tail = digits.dropFirst(point)
    while tail.last == "0" { tail = tail.dropLast() }
    let plain = (head.isEmpty ? "0" : String(head)) + (tail.isEmpty ? "" : "." + tail)
    return isNegative && plain != "0" ? "-" + plain : plain
  }

  /// Values of a row as one text: a line for each, name and value with a tab between them, no tab for an empty cell.
  static func encoded(_ values: RowValues) -> String {
    func escaped(_ text: String) -> String {
      text.replacing("\\", with: "\\\\").replacing("\t", with: "\\t").replacing("\n", with: "\\n")
    }
    return values.sorted { $0.key < $1.key }.map { name, value in
      escaped(name) + (value.map { "\t" + escaped($0) } ?? "")
    }.joined(separator: "\n")
  }

  /// The values that `encoded` was given.
  static func decoded(_ text: String) -> RowValues {
    func plain(_ text: Substring) -> String {
      var out = ""
      var isEscaped = false
      for character in text {
        if isEscaped {
          out.append(character == "t" ? "\t" : character == "n" ? "\n" : character)
          isEscaped = false
        } else if character == "\\" {
          isEscaped = true
        } else {
          out.append(character)
        }
      }
      return out
    }
    var values: RowValues = [:]
    for line in text.split(separator: "\n") {
      let parts = line.split(separator: "\t", maxSplits: 1, omittingEmptySubsequences: false)
      values[plain(parts[0])] = .some(parts.count == 2 ? plain(parts[1]) : nil)
    }
    return values
  }
}

/// Why a sync did not come about; nothing was changed.
public struct SyncError: Error, Hashable, CustomStringConvertible {
  /// Place, finding and next step, on one line.
  public let description: String

  /// A fault in words.
  public init(_ description: String) { self.description = description }
}

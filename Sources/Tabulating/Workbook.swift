// Tables as an Excel workbook (ECMA-376): typed cells, heads that stay in sight, filters, links.
import CXLSX

/// Tables, a sheet each.
public struct Workbook: Sendable {
  /// Why there is no workbook.
  public struct Failure: Error, Hashable, CustomStringConvertible {
    /// What was being done.
    public let description: String
  }

  /// The title in its properties.
  public var title: String
  /// The tables.
  public var sheets: [Sheet]

  /// A workbook of the given tables.
  public init(title: String, sheets: [Sheet]) {
    self.title = title
    self.sheets = sheets
  }

  /// The bytes of the workbook; the same tables give the same bytes. Each sheet is named by its title and headed by the
  /// titles of its columns, with `usingNames` by their names. Text that a spreadsheet would run is guarded (see
  /// `HarmlessText`); text of more than 32,767 UTF-16 units is cut there; a table of more rows than a sheet has
  /// (1,048,575) goes on in a further sheet.
  ///
  /// Throws `Failure` where the library has no memory, or no place for temporary files (`TMPDIR`).
  public func xlsx(usingNames: Bool = false) throws(Failure) -> [UInt8] {
    guard let book = cxlsx_open(title) else {
      throw Failure(description: "a workbook needs temporary files; look at TMPDIR and the room there")
    }
    let parts = parts(usingNames: usingNames)
    let names = Dictionary(
      parts.filter { $0.first == 0 }.map { ($0.sheet.name, $0.name) }, uniquingKeysWith: { first, _ in first })
    for part in parts {
      guard cxlsx_sheet(book, part.name) == 0 else { continue }
      write(part, to: book, names, usingNames: usingNames)
    }
    var count = 0
    guard let bytes = cxlsx_close(book, &count) else {
      throw Failure(description: "the workbook could not be written; look at TMPDIR and the room there")
    }
    defer { cxlsx_free(bytes) }
    return Array(UnsafeBufferPointer(start: bytes, count: count))
  }

  // MARK: -

  /// As many rows of a table as fit on a sheet.
  private struct Part {
    let sheet: Sheet
    let name: String
    let first: Int
    let rows: ArraySlice<[Cell]>
  }

  private static let rowLimit = 1_048_575
  private static let linkLimit = 65_000

  private func parts(usingNames: Bool) -> [Part] {
    var taken: Set<String> = []
    var parts: [Part] = []
    // A workbook without a sheet does not open.
    let sheets = sheets.isEmpty ? [Sheet(name: "empty", columns: [Sheet.Column("empty")])] : sheets
    for sheet in sheets {
      var first = 0
      repeat {
        let end = min(first + Self.rowLimit, sheet.rows.count)
        let name = Self.sheetName(usingNames ? sheet.name : sheet.title, &taken)
        parts.append(Part(sheet: sheet, name: name, first: first, rows: sheet.rows[first..<end]))
        first = end
      } while first < sheet.rows.count
    }
    return parts
  }

  /// A name that Excel takes: at most 31 UTF-16 units, none of []:*?/\, no apostrophe at its ends, and unique.
  private static func sheetName(_ title: String, _ taken: inout Set<String>) -> String {
    var plain = ""
    for scalar in title.unicodeScalars {
      plain.unicodeScalars.append("[]:*?/\\".unicodeScalars.contains(scalar) || scalar.value < 0x20 ? "_" : scalar)
    }
    if plain.isEmpty { plain = "_" }
    if plain.first == "'" { plain = "_" + plain.dropFirst() }
    var number = 1
    while true {
      let tail = number == 1 ? "" : " (\(number))"
      var head = plain
      while (head + tail).utf16.count > 31 { head.removeLast() }
      if head.last == "'" { head = head.dropLast() + "_" }
      if taken.insert((head + tail).lowercased()).inserted { return head + tail }
      number += 1
    }
  }

  private func write(_ part: Part, to book: OpaquePointer, _ names: [String: String], usingNames: Bool) {
    let columns = part.sheet.columns
    for (index, column) in columns.enumerated() {
      let title = HarmlessText.guarded(usingNames ? column.name : column.title)
      _ = cxlsx_head(book, Int32(index), title, column.width)
    }
    var links = 0
    for (offset, row) in part.rows.enumerated() {
      let at = Int32(offset + 1)
      for (index, cell) in row.prefix(columns.count).enumerated() {
        write(cell, at, Int32(index), to: book, names, &links)
      }
    }
    _ = cxlsx_end_sheet(book, Int32(part.rows.count), Int32(columns.count))
  }

  private func write(
    _ cell: Cell, _ row: Int32, _ column: Int32, to book: OpaquePointer, _ names: [String: String], _ links: inout Int
  ) {
    switch cell {
    case .empty: break
    case .text(let text): _ = cxlsx_text(book, row, column, Self.cut(HarmlessText.guarded(text)))
    case .number(let number):
      let digits = number.description
      // A spreadsheet keeps 15 digits; more would be changed in silence.
      if number.mantissa.magnitude < 1_000_000_000_000_000, let value = Double(digits) {
        _ = cxlsx_number(book, row, column, value)
      } else {
        _ = cxlsx_text(book, row, column, digits)
      }
    case .flag(let flag): _ = cxlsx_flag(book, row, column, flag ? 1 : 0)
    case .date(let text):
      if let day = Day(text) {
        _ = cxlsx_date(book, row, column, day.year, day.month, day.day)
      } else {
        _ = cxlsx_text(book, row, column, HarmlessText.guarded(text))
      }
    case .link(let text, let destination):
      let address: String? =
        switch destination {
        case .address(let address): address.utf16.count <= 2000 ? address : nil
        case .row(let sheet, let row):
          names[sheet].map { "internal:'\($0.replacing("'", with: "''"))'!A\(row + 2)" }
        }
      let shown = Self.cut(HarmlessText.guarded(text))
      links += 1
      if links <= Self.linkLimit, let address, cxlsx_link(book, row, column, address, shown) == 0 { return }
      _ = cxlsx_text(book, row, column, shown)
    }
  }

  private static func cut(_ text: String) -> String {
    guard text.utf16.count > 32_767 else { return text }
    var view = text.unicodeScalars[...]
    var count = text.utf16.count
    while count > 32_766, let last = view.popLast() { count -= last.value > 0xFFFF ? 2 : 1 }
    return String(String.UnicodeScalarView(view)) + "…"
  }
}

/// A day of the calendar as spreadsheets have it.
struct Day {
  let year: Int32
  let month: Int32
  let day: Int32

  /// `2025-06-30`; nil for what is no such day, and before March 1900, where calendars of spreadsheets go wrong.
  init?(_ text: String) {
    let parts = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    guard parts.count == 3, parts[0].count == 4, parts[1].count == 2, parts[2].count == 2,
      text.utf8.allSatisfy({ (48...57).contains($0) || $0 == 45 }),
      let year = Int32(String(decoding: parts[0], as: UTF8.self)),
      let month = Int32(String(decoding: parts[1], as: UTF8.self)),
      let day = Int32(String(decoding: parts[2], as: UTF8.self)),
      (1901...9999).contains(year), (1...12).contains(month), day >= 1
    else { return nil }
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    let lengths: [Int32] = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    guard day <= lengths[Int(month) - 1] else { return nil }
    (self.year, self.month, self.day) = (year, month, day)
  }
}

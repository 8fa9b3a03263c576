// Comma-separated values (RFC 4180) that spreadsheets open with the right characters.

extension Sheet {
  /// The table in UTF-8 with a byte order mark, lines ended by CR LF, the names of the columns in the first; with
  /// `titles`, what people call them. Text that a spreadsheet would run is guarded (see `HarmlessText`).
  public func csv(titles: Bool = false, withMark: Bool = true) -> [UInt8] {
    var bytes: [UInt8] = withMark ? [0xEF, 0xBB, 0xBF] : []
    Self.write(columns.map { .text(titles ? $0.title : $0.name) }, count: columns.count, into: &bytes)
    for row in rows { Self.write(row, count: columns.count, into: &bytes) }
    return bytes
  }

  private static func write(_ row: [Cell], count: Int, into bytes: inout [UInt8]) {
    for index in 0..<count {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      let cell = index < row.count ? row[index] : .empty
      switch cell {
      case .text(let text), .link(let text, _), .date(let text): write(HarmlessText.guarded(text), into: &bytes)
      case .number, .flag, .empty: bytes.append(contentsOf: cell.plain.utf8)
      }
    }
    bytes.append(contentsOf: [0x0D, 0x0A])
  }

  private static func write(_ text: String, into bytes: inout [UInt8]) {
    let needsQuotes = text.utf8.contains { $0 == 0x22 || $0 == 0x2C || $0 == 0x0A || $0 == 0x0D }
    let isPadded = text.utf8.first == 0x20 || text.utf8.last == 0x20
    guard needsQuotes || isPadded else {
      bytes.append(contentsOf: text.utf8)
      return
    }
    bytes.append(0x22)
    for byte in text.utf8 {
      if byte == 0x22 { bytes.append(0x22) }
      bytes.append(byte)
    }
    bytes.append(0x22)
  }
}

/// Reads comma-separated values.
public enum CSVText {
  /// The records of a text: quotes, doubled quotes and line ends inside quotes, CR LF, LF or CR between records, a byte
  /// order mark at the beginning. Empty lines hold no record. Nothing is unguarded. An open quote ends with the text.
  public static func records(of bytes: [UInt8]) -> [[String]] {
    var records: [[String]] = []
    var record: [String] = []
    var field: [UInt8] = []
    var at = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    var wasQuoted = false
    func endField() {
      record.append(String(decoding: field, as: UTF8.self))
      field.removeAll(keepingCapacity: true)
      wasQuoted = false
    }
    func endRecord() {
      if record.isEmpty && field.isEmpty && !wasQuoted { return }
      endField()
      records.append(record)
      record = []
    }
    while at < bytes.count {
      let byte = bytes[at]
      at += 1
      switch byte {
      case 0x22 where field.isEmpty && !wasQuoted:
        wasQuoted = true
        while at < bytes.count {
          if bytes[at] != 0x22 {
            field.append(bytes[at])
            at += 1
          } else if at + 1 < bytes.count, bytes[at + 1] == 0x22 {
            field.append(0x22)
            at += 2
          } else {
            at += 1
            break
          }
        }
      case 0x2C: endField()
      case 0x0A, 0x0D: endRecord()
      default: field.append(byte)
      }
    }
    endRecord()
    return records
  }
}

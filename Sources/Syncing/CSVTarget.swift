import Tabulating

/// CSV as it stands in files: records of text.
enum CSVRecords {
  static func of(_ bytes: [UInt8]) -> [[String]] { CSVText.records(of: bytes) }

  /// Records with a byte order mark, lines ended by CR LF.
  static func bytes(_ records: [[String]]) -> [UInt8] {
    var bytes: [UInt8] = [0xEF, 0xBB, 0xBF]
    for record in records {
      for (index, field) in record.enumerated() {
        if index > 0 { bytes.append(0x2C) }
        let isPlain = field.utf8.allSatisfy { $0 != 0x22 && $0 != 0x2C && $0 != 0x0A && $0 != 0x0D }
        if isPlain && field.utf8.first != 0x20 && field.utf8.last != 0x20 && !(field.isEmpty && record.count == 1) {
          bytes += field.utf8
        } else {
          bytes.append(0x22)
          for byte in field.utf8 { bytes += byte == 0x22 ? [0x22, 0x22] : [byte] }
          bytes.append(0x22)
        }
      }
      bytes += [0x0D, 0x0A]
    }
    return bytes
  }
}

/// Tables in a folder of CSV files, with a hidden folder `.guitu` for what was written and the change log.
struct CSVTarget {
  let folder: String

  /// A file as it stands there.
  private struct File {
    var bytes: [UInt8]?
    var records: [[String]] = []
  }

  func run(_ sync: Sync, _ options: SyncOptions) throws(SyncError) -> SyncPlan {
    if options.isDryRun, !Files.exists(folder) { return try sync.plan(options) { _ in TargetTable() } }
    // A dry run ends what a killed run had begun too: the plan is for what the folder then holds.
    let commit = try FileCommit(folder: folder, name: ".guitu")
    var base = BaseFile(try Files.bytes(of: commit.state + "/base.csv"))
    var files: [String: File] = [:]
    let plan = try sync.plan(options) { table throws(SyncError) in
      let name = try fileName(of: table)
      var file = File(bytes: try Files.bytes(of: "\(folder)/\(name)"))
      if let bytes = file.bytes {
        guard String(validating: bytes, as: UTF8.self) != nil else {
          throw SyncError("\(folder)/\(name): not in UTF-8; save it as “CSV UTF-8” and sync again")
        }
        file.records = CSVRecords.of(bytes)
      }
      var there = TargetTable(rows: [:], base: base.tables[table.target] ?? [:])
      if let grid = try Grid(file.records, table, place: "\(folder)/\(name)") { there.rows = grid.rows }
      files[table.target] = file
      return there
    }
    guard !options.isDryRun, !plan.isEmpty else { return plan }
    var written: [(name: String, bytes: [UInt8])] = []
    for change in plan.tables where !change.inserts.isEmpty || !change.updates.isEmpty || !change.deletes.isEmpty {
      let name = try fileName(of: change.table)
      written.append((name, CSVRecords.bytes(try changed(files[change.table.target]?.records ?? [], change, name))))
    }
    let names = written.map(\.name)
    base.apply(plan)
    written.append((".guitu/base.csv", base.bytes))
    if !plan.log.isEmpty {
      let name = BaseFile.logName(in: commit.state + "/log")
      written.append((".guitu/log/" + name, BaseFile.log(plan, stamp: options.stamp)))
    }
    let before = Dictionary(files.map { ($0.key + ".csv", $0.value.bytes) }) { first, _ in first }
    try commit.write(written) { () throws(SyncError) in
      for name in names where try Files.bytes(of: "\(folder)/\(name)") != before[name] ?? nil { return true }
      return false
    }
    return plan
  }

  private func fileName(of table: MappedTable) throws(SyncError) -> String {
    let name = table.target
    guard !name.isEmpty, !name.hasPrefix("."), !name.utf8.contains(where: { $0 < 0x20 || $0 == 0x2F }) else {
      throw SyncError("\(folder): “\(name)” can't be the name of a file; name another in the mapping")
    }
    return name + ".csv"
  }

  /// The records with the changes in their places: other rows and columns stay as they are.
  private func changed(_ records: [[String]], _ change: TableChange, _ name: String) throws(SyncError) -> [[String]] {
    let table = change.table
    var records = records
    if records.isEmpty { records = [[table.noticeColumn, table.keyColumn] + table.columns.map(\.theirs)] }
    guard let grid = try Grid(records, table, place: "\(folder)/\(name)") else { return records }
    func set(_ value: String?, _ row: Int, _ column: Int) {
      while records[row].count <= column { records[row].append("") }
      records[row][column] = value ?? ""
    }
    func cell(_ value: String?, _ column: MappedTable.Column) -> String? {
      column.type == .text || column.type == .date ? value.map(HarmlessText.guarded) : value
    }
    for (key, values) in change.updates {
      guard let row = grid.places[key] else { continue }
      for column in table.columns {
        if let value = values[column.ours], let at = grid.columns[column.ours] { set(cell(value, column), row, at) }
      }
    }
    for (key, values) in change.inserts {
      records.append([])
      let row = records.count - 1
      set(HarmlessText.guarded(key.notice), row, grid.noticeColumn)
      set(HarmlessText.guarded(key.key), row, grid.keyColumn)
      for column in table.columns {
        if let at = grid.columns[column.ours] { set(cell(values[column.ours] ?? nil, column), row, at) }
      }
      while records[row].count < records[0].count { records[row].append("") }
    }
    let gone = Set(change.deletes.compactMap { grid.places[$0] })
    return records.enumerated().filter { !gone.contains($0.offset) }.map(\.element)
  }
}

/// Records with a head, as rows by their keys.
struct Grid {
  let noticeColumn: Int
  let keyColumn: Int
  /// By our names.
  let columns: [String: Int]
  private(set) var rows: [RowKey: RowValues] = [:]
  /// Which record a row is.
  private(set) var places: [RowKey: Int] = [:]

  /// nil where there is not even a head. Throws where a column is missing, or two rows have one key.
  init?(_ records: [[String]], _ table: MappedTable, place: String) throws(SyncError) {
    guard let head = records.first(where: { !$0.isEmpty }) else { return nil }
    let names = head.map(HarmlessText.original)
    func index(_ name: String) throws(SyncError) -> Int {
      guard let at = names.firstIndex(of: name) else {
        throw SyncError("\(place): no column “\(name)”; add it, or name another in the mapping")
      }
      return at
    }
    noticeColumn = try index(table.noticeColumn)
    keyColumn = try index(table.keyColumn)
    var columns: [String: Int] = [:]
    for column in table.columns { columns[column.ours] = try index(column.theirs) }
    self.columns = columns
    for (number, record) in records.enumerated().dropFirst() {
      func plain(_ at: Int) -> String? { at < record.count ? HarmlessText.original(record[at]) : nil }
      guard let notice = plain(noticeColumn), let key = plain(keyColumn), !notice.isEmpty, !key.isEmpty else {
        continue
      }
      var values: RowValues = [:]
      for column in table.columns {
        values[column.ours] = .some(Canonical.value(columns[column.ours].flatMap { plain($0) }, column.type))
      }
      let row = RowKey(notice: notice, key: key)
      guard places.updateValue(number, forKey: row) == nil else {
        throw SyncError("\(place): row \(number + 1) has the key of another (\(notice), \(key)); take one of them out")
      }
      rows[row] = values
    }
  }
}

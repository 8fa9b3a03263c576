// Several files that change together: all of them, or none, whenever the program ends.
#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// What is written to a file that somebody has opened.
public enum OpenFile {
  /// Writes all bytes, however few the system takes at a time; false where it takes no more, and `errno` says why.
  public static func write(_ bytes: [UInt8], to file: Int32) -> Bool {
    var at = 0
    while at < bytes.count {
      let count = bytes[at...].withUnsafeBytes { rest in
        #if canImport(Darwin)
          Darwin.write(file, rest.baseAddress, rest.count)
        #elseif canImport(Musl)
          Musl.write(file, rest.baseAddress, rest.count)
        #else
          Glibc.write(file, rest.baseAddress, rest.count)
        #endif
      }
      if count < 0 && errno == EINTR { continue }
      guard count >= 0 else { return false }
      at += count
    }
    return true
  }
}

/// The few calls of the operating system that a sync of files makes.
enum Files {
  static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

  /// All bytes of a file; nil where there is none.
  static func bytes(of path: String) throws(SyncError) -> [UInt8]? {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else {
      if errno == ENOENT { return nil }
      throw fault(path)
    }
    defer { close(file) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 18)
    while true {
      let count = read(file, &chunk, chunk.count)
      if count < 0 && errno == EINTR { continue }
      guard count >= 0 else { throw fault(path) }
      if count == 0 { return bytes }
      bytes += chunk[..<count]
    }
  }

  /// Writes a file and waits until it is on the disk.
  static func write(_ bytes: [UInt8], to path: String) throws(SyncError) {
    let file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
    guard file >= 0 else { throw fault(path) }
    defer { close(file) }
    guard OpenFile.write(bytes, to: file) else { throw fault(path) }
    guard fsync(file) == 0 else { throw fault(path) }
  }

  static func move(_ from: String, to path: String) throws(SyncError) {
    guard rename(from, path) == 0 else { throw fault(path) }
  }

  static func remove(_ path: String) throws(SyncError) {
    guard unlink(path) == 0 || errno == ENOENT else { throw fault(path) }
  }

  static func makeFolder(_ path: String) throws(SyncError) {
    guard mkdir(path, 0o777) == 0 || errno == EEXIST else { throw fault(path) }
  }

  /// Waits until the names in a folder are on the disk.
  static func settle(folder: String) throws(SyncError) {
    let file = open(folder, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw fault(folder) }
    defer { close(file) }
    guard fsync(file) == 0 || errno == EINVAL else { throw fault(folder) }
  }

  /// The names in a folder, sorted; none where there is no folder.
  static func names(in folder: String) -> [String] {
    guard let stream = opendir(folder) else { return [] }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
      if name != "." && name != ".." { names.append(name) }
    }
    return names.sorted()
  }

  /// An open file that holds the lock of a folder, which ends with the process however it ends.
  static func lock(_ path: String) throws(SyncError) -> Int32 {
    let file = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o666)
    guard file >= 0 else { throw fault(path) }
    while flock(file, LOCK_EX) != 0 {
      guard errno == EINTR else {
        close(file)
        throw fault(path)
      }
    }
    return file
  }

  static func fault(_ path: String) -> SyncError {
    SyncError("\(path): \(String(cString: strerror(errno))); look at the folder and its permissions")
  }
}

/// Changes files of a folder together. New files are written beside until all are complete; then a journal names them, from
/// when on they are put in their places, now or by whoever opens the folder next.
///
///     FOLDER/.guitu/next/…     new files, not yet in their places
///     FOLDER/.guitu/journal    their names: once it is there, all of them come
final class FileCommit {
  /// What may be needed of the sync of one folder, or of one workbook: what was written, and the change log.
  let state: String
  private let folder: String
  private let lock: Int32

  /// Takes the lock of a folder and ends what somebody began. `name` tells the state of one file from another's.
  init(folder: String, name: String) throws(SyncError) {
    try Files.makeFolder(folder)
    self.folder = folder
    state = folder + "/" + name
    try Files.makeFolder(state)
    try Files.makeFolder(state + "/next")
    try Files.makeFolder(state + "/log")
    lock = try Files.lock(state + "/lock")
    do throws(SyncError) { try recover() } catch {
      close(lock)
      throw error
    }
  }

  deinit { close(lock) }

  /// Writes files, named by the way from the folder, so that all of them change or none. `unless` is asked once more
  /// before the files are put in their places.
  func write(_ files: [(name: String, bytes: [UInt8])], unless hasChanged: () throws(SyncError) -> Bool)
    throws(SyncError)
  {
    var lines: [String] = []
    for (index, file) in files.enumerated() {
      try Files.write(file.bytes, to: "\(state)/next/\(index)")
      lines.append("\(index)\t\(file.name)")
    }
    try Files.settle(folder: state + "/next")
    if try hasChanged() {
      throw SyncError("\(folder): somebody has saved a table while it was synced; nothing was changed, sync again")
    }
    try Files.write(Array(lines.joined(separator: "\n").utf8), to: state + "/journal.new")
    try Files.move(state + "/journal.new", to: state + "/journal")
    try Files.settle(folder: state)
    try recover()
  }

  /// Puts in their places what a journal names, or drops what no journal names.
  private func recover() throws(SyncError) {
    if let bytes = try Files.bytes(of: state + "/journal") {
      for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n") {
        let parts = line.split(separator: "\t", maxSplits: 1)
        guard parts.count == 2 else { continue }
        let from = "\(state)/next/\(parts[0])"
        // One that is not there has been put in its place before.
        if Files.exists(from) { try Files.move(from, to: "\(folder)/\(parts[1])") }
      }
      try Files.settle(folder: folder)
      try Files.settle(folder: state)
      try Files.settle(folder: state + "/log")
      try Files.remove(state + "/journal")
      try Files.settle(folder: state)
    }
    for name in Files.names(in: state + "/next") { try Files.remove("\(state)/next/\(name)") }
    try Files.remove(state + "/journal.new")
  }
}

/// What was written last time, kept as CSV: table, notice, key, fields.
struct BaseFile {
  private(set) var tables: [String: [RowKey: RowValues]] = [:]

  init(_ bytes: [UInt8]?) {
    guard let bytes else { return }
    for record in CSVRecords.of(bytes).dropFirst() where record.count == 4 {
      tables[record[0], default: [:]][RowKey(notice: record[1], key: record[2])] = Canonical.decoded(record[3])
    }
  }

  mutating func apply(_ plan: SyncPlan) {
    for change in plan.tables {
      for key in change.forgotten { tables[change.table.target]?[key] = nil }
      for (key, values) in change.bases { tables[change.table.target, default: [:]][key] = values }
    }
  }

  var bytes: [UInt8] {
    CSVRecords.bytes(
      [["table", "notice", "key", "fields"]]
        + tables.sorted { $0.key < $1.key }.flatMap { name, rows in
          rows.sorted { $0.key < $1.key }.map { [name, $0.key.notice, $0.key.key, Canonical.encoded($0.value)] }
        })
  }

  /// A file of the change log.
  static func log(_ plan: SyncPlan, stamp: String) -> [UInt8] {
    CSVRecords.bytes(
      [["stamp", "table", "notice", "key", "action", "field", "old", "new"]]
        + plan.log.map { item, action in
          [
            stamp, item.table, item.row.notice, item.row.key, action, item.field ?? "", item.theirs ?? "",
            item.ours ?? "",
          ]
        })
  }

  /// The name of the next file of the change log.
  static func logName(in folder: String) -> String {
    let last = Files.names(in: folder).compactMap { Int($0.prefix { $0 != "." }) }.max() ?? 0
    let digits = String(last + 1)
    return String(repeating: "0", count: max(0, 6 - digits.count)) + digits + ".csv"
  }
}

// The file that notices are kept in. `FORMAT.md` describes it.
import Foundation
import GRDB

/// Why a library cannot be used.
public enum LibraryError: Error, Hashable, Sendable {
  /// There is no such file.
  case missing(path: String)
  /// The file is not a library of notices.
  case foreign(path: String)
  /// The library was made by a newer version of the program.
  case newer(path: String)
  /// Others kept it locked for longer than the library waits.
  case busy(path: String)
  /// What SQLite says of it.
  case failed(path: String, message: String)
}

/// A library of notices in an SQLite file. Any number of processes may read and add at once.
public final class Library: Sendable {
  /// What may be done with it.
  public enum Access: Hashable, Sendable {
    /// Reads; the file must be there.
    case reading
    /// Reads and adds; the file is made where it is missing.
    case adding
  }

  /// Where it is.
  public let path: String
  /// What it must know of the language.
  public let words: LibraryWords
  /// Who is who.
  public let directory: any DepartmentDirectory
  let database: any DatabaseWriter
  /// What adding has learned of the bodies in it.
  let bodyCache = BodyCache()

  /// `GuTu`: tells a library from other SQLite files.
  static let applicationID = 0x4775_5475
  /// How long one waits for another to finish adding, in seconds.
  private static let patience = 120.0

  /// Opens a library.
  public init(
    path: String, access: Access, words: LibraryWords, directory: any DepartmentDirectory
  ) throws(LibraryError) {
    self.path = path
    self.words = words
    self.directory = directory
    var configuration = Configuration()
    configuration.busyMode = .timeout(Self.patience)
    configuration.readonly = access == .reading
    configuration.foreignKeysEnabled = true
    configuration.label = "library"
    configuration.prepareDatabase { database in
      database.add(tokenizer: HanTokenizer.self)
      try database.execute(
        sql: """
          PRAGMA cache_size = \(database.configuration.readonly ? -16_384 : -65_536);
          PRAGMA temp_store = MEMORY;
          PRAGMA mmap_size = 0;
          PRAGMA wal_autocheckpoint = 16000;
          """)
    }
    do {
      if access == .adding {
        // Two that both make the file ready must not wait for each other long: each tries again.
        var hasty = configuration
        hasty.busyMode = .timeout(0.1)
        let queue = try DatabaseQueue(path: path, configuration: hasty)
        try Self.makeReady(queue, path: path)
        try queue.close()
        // Those who read notices look up what is there while one writes.
        configuration.maximumReaderCount = 4
        database = try DatabasePool(path: path, configuration: configuration)
      } else {
        database = try Self.opened(path, configuration)
      }
      try database.read { try Self.check($0, path: path) }
    } catch { throw Self.explained(error, path: path) }
  }

  /// Opens a library to read. Whoever was killed while making it left a change half done, which only a connection that may
  /// write takes back (<https://sqlite.org/lockingv3.html#hot_journals>).
  private static func opened(_ path: String, _ configuration: Configuration) throws -> DatabaseQueue {
    func open(_ configuration: Configuration) throws -> DatabaseQueue {
      let queue = try DatabaseQueue(path: path, configuration: configuration)
      _ = try queue.read { try Int.fetchOne($0, sql: "PRAGMA application_id") }
      return queue
    }
    do {
      return try open(configuration)
    } catch let error as DatabaseError where error.resultCode.primaryResultCode == .SQLITE_READONLY {
      var mending = configuration
      mending.readonly = false
      try open(mending).close()
      return try open(configuration)
    }
  }

  /// Makes a library of the file, or brings it up to date. Where two do so at once, one of them finds it done.
  private static func makeReady(_ database: DatabaseQueue, path: String) throws {
    var attempts = 0
    while true {
      do {
        try database.inDatabase { try prepare($0, path: path) }
        if try database.read(Schema.migrator.hasCompletedMigrations) { return }
        if try database.read(Schema.migrator.hasBeenSuperseded) { throw LibraryError.newer(path: path) }
        // What is sorted on the way may be larger than memory.
        try database.inDatabase { try $0.execute(sql: "PRAGMA temp_store = FILE") }
        try Schema.migrator.migrate(database)
        return
      } catch let error as DatabaseError where attempts < 1000 && isPassing(error) {
        attempts += 1
        Thread.sleep(forTimeInterval: 0.02)
      }
    }
  }

  /// Whether a fault may come of somebody else who makes the same library ready.
  private static func isPassing(_ error: DatabaseError) -> Bool {
    [.SQLITE_BUSY, .SQLITE_LOCKED, .SQLITE_ERROR, .SQLITE_CONSTRAINT, .SQLITE_SCHEMA, .SQLITE_IOERR].contains(
      error.resultCode.primaryResultCode)
  }

  /// Makes a new file a library, and leaves the file of another program alone.
  private static func prepare(_ database: Database, path: String) throws {
    let id = try Int.fetchOne(database, sql: "PRAGMA application_id") ?? 0
    let tables = try Int.fetchOne(database, sql: "SELECT count(*) FROM sqlite_master") ?? 0
    if id != applicationID && (id != 0 || tables > 0) { throw LibraryError.foreign(path: path) }
    // Readers go on while somebody adds; what was added last may be lost when the power fails, never half of it.
    if tables == 0 { try database.execute(sql: "PRAGMA page_size = 8192") }
    if try String.fetchOne(database, sql: "PRAGMA journal_mode") != "wal" {
      try database.execute(sql: "PRAGMA journal_mode = WAL")
    }
    if id == 0 { try database.execute(sql: "PRAGMA application_id = \(applicationID)") }
  }

  private static func check(_ database: Database, path: String) throws {
    let id = try Int.fetchOne(database, sql: "PRAGMA application_id") ?? 0
    // A file whose making was cut off before its first page.
    if id == 0, try Int.fetchOne(database, sql: "SELECT count(*) FROM sqlite_master") == 0 {
      throw LibraryError.failed(path: path, message: "an empty library; add a notice to it first")
    }
    if id != applicationID { throw LibraryError.foreign(path: path) }
    if try Schema.migrator.hasBeenSuperseded(database) { throw LibraryError.newer(path: path) }
    if try !Schema.migrator.hasCompletedMigrations(database) {
      throw LibraryError.failed(path: path, message: "an older form of library; add a notice to bring it up to date")
    }
  }

  /// What a fault of SQLite means for the caller.
  static func explained(_ error: any Error, path: String) -> LibraryError {
    if let error = error as? LibraryError { return error }
    guard let error = error as? DatabaseError else { return .failed(path: path, message: "\(error)") }
    switch error.resultCode {
    case .SQLITE_CANTOPEN: return .missing(path: path)
    case .SQLITE_NOTADB: return .foreign(path: path)
    case .SQLITE_BUSY, .SQLITE_LOCKED: return .busy(path: path)
    default: return .failed(path: path, message: error.message ?? "SQLite \(error.resultCode.rawValue)")
    }
  }

  /// Reads from one state of the library.
  func read<Value>(_ body: (Database) throws -> Value) throws(LibraryError) -> Value {
    do { return try database.read(body) } catch { throw Self.explained(error, path: path) }
  }
}

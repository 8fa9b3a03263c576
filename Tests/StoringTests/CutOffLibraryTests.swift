import Foundation
import GRDB
import Guitu
import Loading
import Testing

@testable import Storing

/// Libraries whose making was cut off.
@Suite("Libraries cut off")
struct CutOffLibraryTests {
  @Test("one that was killed amid a change is read as it stood before the change")
  func amidChange() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "guitu-cut-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let whole = folder.appending(path: "whole.db").path()
    let cut = folder.appending(path: "cut.db").path()
    _ = try GrammarTexts.builtIn.library(at: whole, access: .adding)
    var configuration = Configuration()
    configuration.prepareDatabase { $0.add(tokenizer: HanTokenizer.self) }
    let writer = try DatabaseQueue(path: whole, configuration: configuration)
    // The files as a kill leaves them: the change begun, its journal beside it.
    try writer.writeWithoutTransaction { database in
      try database.execute(
        sql: """
          PRAGMA journal_mode = DELETE; PRAGMA cache_size = 2; BEGIN; PRAGMA application_id = 1; CREATE TABLE half (x);
          WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 200)
          INSERT INTO half SELECT randomblob(8000) FROM n;
          """)
      for suffix in ["", "-journal"] { try FileManager.default.copyItem(atPath: whole + suffix, toPath: cut + suffix) }
      try database.execute(sql: "ROLLBACK")
    }
    let library = try GrammarTexts.builtIn.library(at: cut, access: .reading)
    #expect(try library.search(SearchQuery()).total == 0)
    #expect(try library.read { try Int.fetchOne($0, sql: "PRAGMA application_id") } == Library.applicationID)
    #expect(!FileManager.default.fileExists(atPath: cut + "-journal"))
  }
}

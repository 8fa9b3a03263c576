import Foundation
import GRDB
import Guitu
import Loading
import Testing

@testable import Storing

/// Libraries whose tables an earlier program made.
@Suite("Older libraries")
struct OlderLibraryTests {
  /// Two versions of a policy as the second step of the tables had them: the days in force beside each duty.
  private static let rows = """
    INSERT INTO reading VALUES (1, 'guitu', '0', 'g', 'd');
    INSERT INTO region VALUES (430100, '长沙市');
    INSERT INTO office VALUES (1, '财政');
    INSERT INTO body VALUES (1, 1, '长沙市财政局', 2, 430100, x'01');
    INSERT INTO alias VALUES ('市财政局', 1);
    INSERT INTO policy VALUES (1, 'k', 's', '办法');
    INSERT INTO notice (id, sha256, name, media_type, encoding, title, issuers, policy, version, in_from, own_until,
      in_until, is_current, superseded_by, reading, rules, added)
    VALUES (1, 'a', 'a.txt', 'text/plain', 'UTF-8', '办法', '', 1, 1, 20230101, 99999999, 20240101, 0, NULL, 1, 1, ''),
      (2, 'b', 'b.txt', 'text/plain', 'UTF-8', '办法', '', 1, 2, 20240101, 99999999, 99999999, 1, NULL, 1, 1, '');
    UPDATE notice SET superseded_by = 2 WHERE id = 1;
    INSERT INTO sentence VALUES (1, 1, 0, 9, '市财政局下达资金。'), (2, 2, 0, 9, '市财政局拨付资金。');
    INSERT INTO sentence_index (rowid, words) VALUES (1, '市财政局下达资金。'), (2, '市财政局拨付资金。');
    INSERT INTO duty (notice, rule, rule_kind, signature, ordinal, rule_name, sentence, body, office, level, region, kind,
      role, modality, unit, action, conditions, due, start, "end", path, in_from, in_until, is_current)
    VALUES (1, 1, 'duty', 7, 1, 'r', 1, 1, 1, 2, 430100, 0, 3, 0, '市财政局', '下达资金', '', 99999999, 0, 8, '一',
        20230101, 20240101, 0),
      (2, 1, 'duty', 7, 1, 'r', 2, 1, 1, 2, 430100, 0, 3, 0, '市财政局', '拨付资金', '', 99999999, 0, 8, '一',
        20240101, 99999999, 1);
    INSERT INTO change (at, kind, notice, policy) VALUES ('2026-01-01T00:00:00Z', 'notice-added', 1, 1);
    """

  @Test("a library of the step before is brought up to date by adding, and answers as it did")
  func upToDate() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "guitu-older-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appending(path: "old.db").path()
    var configuration = Configuration()
    configuration.prepareDatabase { $0.add(tokenizer: HanTokenizer.self) }
    let old = try DatabaseQueue(path: path, configuration: configuration)
    try Schema.migrator.migrate(old, upTo: "2")
    try old.write { try $0.execute(sql: Self.rows + "PRAGMA application_id = \(Library.applicationID);") }
    try old.close()
    // Reading alone changes no file.
    #expect(throws: LibraryError.self) { try GrammarTexts.builtIn.library(at: path, access: .reading) }
    let library = try GrammarTexts.builtIn.library(at: path, access: .adding)
    func actions(_ change: (inout SearchQuery) -> Void) throws -> [String?] {
      var query = SearchQuery()
      change(&query)
      let found = try library.search(query)
      #expect(found.total == found.answers.count)
      return found.answers.map(\.action)
    }
    #expect(try actions { $0.department = "市财政局" } == ["拨付资金"])
    #expect(try actions { ($0.text, $0.order) = ("资金", .relevance) } == ["拨付资金"])
    #expect(try actions { ($0.text, $0.order) = ("下达", .relevance) } == [])
    #expect(try actions { $0.inForceOn = "2023-06-30" } == ["下达资金"])
    #expect(try actions { $0.includesPast = true }.count == 2)
    #expect(try library.departments(DepartmentListQuery()).rows.map(\.duties) == [1])
    var events: [String] = []
    try library.changes(since: .number(0)) { events += $0.map(\.event) }
    #expect(events == ["notice-added"])
  }
}

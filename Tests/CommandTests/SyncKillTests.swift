import Foundation
import TestSupport
import Testing

/// The program, ended by the operating system at moments of its own choosing while it syncs.
@Suite("A sync that is killed", .serialized)
struct SyncKillTests {
  private static let old = notice(of: ["市科技局负责初审", "市财政局负责拨付资金", "市审计局负责监督"])
  private static let new = notice(of: ["市财政局负责拨付资金", "市教育局负责宣传", "市审计局应于2024年6月30日前完成审计"])

  private static func notice(of duties: [String]) -> String {
    let lines = (1...12).flatMap { number in duties.map { "\($0)（第\(number)批）。" } }
    return "云泽市商务局关于申报示范企业的通知\n一、职责\n" + lines.joined(separator: "\n") + "\n云泽市商务局\n2024年3月1日\n"
  }

  @Test("50 kills lose nothing and double nothing", arguments: ["t.db", "tables", "t.xlsx", "postgres"])
  func kills(target: String) throws {
    let program = try Program()
    defer { program.remove() }
    var target = target
    if target == "postgres" {
      guard let server = Postgres.shared else { return }
      target = server.database()
    }
    try program.write(Self.old, to: "old/n.txt")
    try program.write(Self.new, to: "new/n.txt")
    let clock = ContinuousClock()
    let began = clock.now
    #expect(try program.guitu("sync", target, "old/n.txt").status == 0)
    let length =
      Double((clock.now - began).components.attoseconds) / 1e18 + Double((clock.now - began).components.seconds)
    var random = SeededGenerator(seed: 20_240_301)
    var ended = 0
    for number in 1...(target.hasPrefix("postgres") ? 14 : 12) {
      let version = number % 2 == 1 ? "new" : "old"
      // Reading comes first and writes nothing: most kills are meant for the second half.
      let delay = length * Double.random(in: 0.4...1.05, using: &random)
      let run = try program.shell(
        "timeout -s KILL \(delay) guitu sync '\(target)' \(version)/n.txt")
      if run.status == 0 { ended += 1 }
      // What stands there now is what the one notice says or what the other does, wholly.
      let counts = try ["old", "new"].map { name in
        try program.guitu("sync", target, "\(name)/n.txt", "--dry-run").output.split(separator: "\n").last.map(
          String.init)
      }
      let isWhole = counts.contains("0 rows inserted, 0 updated, 0 deleted, 0 conflicts (not done)")
      #expect(isWhole, "\(target), kill \(number) after \(delay) s: \(counts)")
    }
    #expect(try program.guitu("sync", target, "old/n.txt").status == 0)
    // The same as where nothing was ever killed.
    if !target.hasPrefix("postgres") {
      #expect(try program.guitu("sync", "fresh-" + target, "old/n.txt").status == 0)
      let said = try dump(program, target)
      #expect(said == (try dump(program, "fresh-" + target)))
      if said != nil { #expect(said != "") }
    } else if let server = Postgres.shared {
      let fresh = server.database()
      #expect(try program.guitu("sync", fresh, "old/n.txt").status == 0)
      let list = "SELECT * FROM duties ORDER BY notice, key"
      #expect(server.psql(target, list) == server.psql(fresh, list))
      #expect(server.psql(target, "SELECT count(*) FROM duties") != "0")
    }
  }

  /// The rows of the duties, sorted.
  private func dump(_ program: Program, _ target: String) throws -> String? {
    try Python.run(
      """
      import csv, openpyxl, sqlite3, sys
      path = sys.argv[1]
      if path.endswith(".db"): rows = list(sqlite3.connect(path).execute("select * from duties"))
      elif path.endswith(".xlsx"):
          rows = [r for r in openpyxl.load_workbook(path)["duties"].iter_rows(min_row=2, values_only=True) if any(r)]
      else: rows = list(csv.reader(open(path + "/duties.csv", encoding="utf-8-sig", newline="")))[1:]
      assert len({(r[0], r[1]) for r in rows}) == len(rows)
      print(sorted([str(c) for c in r] for r in rows))
      """, [program.folder.appending(path: target).path])
  }
}

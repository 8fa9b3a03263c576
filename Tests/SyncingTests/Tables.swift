import Foundation
import RuleModel
@testable import Syncing
import Tabulating
import TestSupport

/// Tables to be synced, and a folder for their targets.
final class Place {
  let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "guitu-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  func path(_ name: String) -> String { folder.appending(path: name).path }
}

/// A table of duties: key, unit, action, points, whether urgent.
func duties(_ rows: [(String, String?, String?, String?, Bool?)], notice: String = "n1", name: String = "duties")
  -> Sheet
{
  Sheet(
    name: name,
    columns: [
      Sheet.Column("notice"), Sheet.Column("key"), Sheet.Column("unit"), Sheet.Column("action"),
      Sheet.Column("points", type: .number), Sheet.Column("urgent", type: .flag),
    ],
    rows: rows.map { key, unit, action, points, urgent in
      [
        .text(notice), .text(key), .text(unit), .text(action),
        points.map { .number(ExactNumber(Int64((Double($0) ?? 0) * 100), exponent: -2)) } ?? .empty,
        urgent.map { .flag($0) } ?? .empty,
      ]
    })
}

extension SyncPlan {
  /// How much of each: `2 in 1 up 0 out 0 no`.
  var counts: String {
    "\(count(.insert)) in \(count(.update)) up \(count(.delete)) out \(count(.conflict)) no"
  }
}

/// The kinds of target, each with a way to look into it and to edit it that is not ours.
enum Kind: String, CaseIterable {
  case sqlite, csv, xlsx, postgres

  func target(_ place: Place) -> Sync.Target? {
    switch self {
    case .sqlite: .sqlite(path: place.path("t.db"))
    case .csv: .csv(folder: place.path("tables"))
    case .xlsx: .xlsx(path: place.path("t.xlsx"))
    case .postgres: Postgres.shared.map { .postgres(uri: $0.database()) }
    }
  }
}

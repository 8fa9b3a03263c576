import Diffing
import Exporting
import Foundation
import Guitu
import TestSupport
import Testing
import TextModel

/// Two versions of a notice of our own, with what changed, by reading.
private struct VersionPair: CustomStringConvertible {
  let folder: URL
  var description: String { folder.lastPathComponent }

  static let all: [VersionPair] = {
    let root = Folders.package.appendingPathComponent("Corpus/versions")
    let names = (try? FileManager.default.contentsOfDirectory(atPath: root.path)) ?? []
    return names.sorted().filter { !$0.hasPrefix(".") && !$0.hasSuffix(".md") }.map {
      VersionPair(folder: root.appendingPathComponent($0))
    }
  }()

  func gold() throws -> [String: Any] {
    let bytes = try Data(contentsOf: folder.appendingPathComponent("gold.json"))
    return try #require(try JSONSerialization.jsonObject(with: bytes) as? [String: Any])
  }

  func diff() throws -> GraphDiff {
    let pipeline = BuiltIn.pipeline
    func version(_ name: String) throws -> NoticeVersion {
      let text = try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
      let source = SourceText(text, name: name, folding: pipeline.grammar.folding)
      return pipeline.worker().version(of: pipeline.outline(of: source))
    }
    return GraphDiff(old: try version("old.txt"), new: try version("new.txt"))
  }
}

@Suite("versions of the corpus")
struct VersionPairTests {
  @Test("there are pairs")
  func pairsAreThere() { #expect(VersionPair.all.count >= 3) }

  @Test("provisions have the status that reading gave them", arguments: VersionPair.all)
  fileprivate func statuses(pair: VersionPair) throws {
    let diff = try pair.diff()
    for entry in try #require(try pair.gold()["provisions"] as? [[String: Any]]) {
      let (old, new) = (entry["old"] as? [String], entry["new"] as? [String])
      let found = diff.provisions.first { candidate in
        Self.holds(candidate.old, old, diff.old) && Self.holds(candidate.new, new, diff.new)
      }
      #expect(found?.status.rawValue == entry["status"] as? String, "\(old ?? []) → \(new ?? [])")
    }
  }

  /// Whether one of the provisions has the path, a carried instrument's title left out; for none, whether there is none.
  private static func holds(_ provisions: [Int], _ path: [String]?, _ version: NoticeVersion) -> Bool {
    guard let path else { return provisions.isEmpty }
    return provisions.contains { index in
      let found = version.outline.provisions[index].path
      return found.suffix(path.count).elementsEqual(path) && found.count <= path.count + 1
    }
  }

  @Test("every change that reading found is found, with its direction, and nothing else", arguments: VersionPair.all)
  fileprivate func changes(pair: VersionPair) throws {
    let diff = try pair.diff()
    let gold = try pair.gold()
    var rest = diff.changes
    for entry in try #require(gold["changes"] as? [[String: Any]]) {
      func fits(_ side: ChangeSide?, _ text: String?) -> Bool {
        guard let side, let text else { return side == nil && text == nil }
        return side.quote.contains(text)
      }
      let (old, new) = (entry["old"] as? String, entry["new"] as? String)
      let found = rest.firstIndex { change in
        change.kind.rawValue == entry["kind"] as? String && change.direction.rawValue == entry["direction"] as? String
          && fits(change.old, old) && fits(change.new, new)
      }
      if let found { rest.remove(at: found) } else { Issue.record("not found: \(entry)") }
    }
    for change in rest {
      Issue.record(
        "not in the gold: \(change.kind) \(change.direction) \(change.old?.quote ?? "") → \(change.new?.quote ?? "")")
    }
    #expect(diff.rolled.years == gold["rolled"] as? Int)
  }

  @Test("the corpus has every kind, status and direction")
  func isComplete() throws {
    var kinds: Set<ChangeKind> = []
    var directions: Set<Diffing.Direction> = []
    var statuses: Set<ProvisionStatus> = []
    for pair in VersionPair.all {
      let diff = try pair.diff()
      kinds.formUnion(diff.changes.map(\.kind))
      directions.formUnion(diff.changes.map(\.direction))
      statuses.formUnion(diff.provisions.map(\.status))
    }
    #expect(Set(ChangeKind.allCases).subtracting(kinds) == [])
    #expect(Set(Diffing.Direction.allCases).subtracting(directions) == [])
    #expect(Set(ProvisionStatus.allCases).subtracting(statuses) == [])
  }
}

import Exporting
import Foundation
import Guitu
import Loading
import Naming
import RuleModel
import Storing
import TestSupport
import Testing

/// Search must find what was read: nothing is lost between the graph and the answer.
@Suite("Recall of the search by department")
struct RecallTests {
  private static let registry: BodyRegistry = {
    let (folding, vocabulary) = GrammarTexts.builtIn.words()
    return BodyRegistry(vocabulary: vocabulary, folding: folding, universities: GrammarTexts.builtIn.universities)
  }()

  @Test("every duty that was read is found by every name of its body", arguments: NoticeFile.corpus + NoticeFile.shared)
  func everyName(file: NoticeFile) throws {
    let sample = try SampleLibrary()
    let bytes = try file.bytes()
    _ = try sample.library.add([try sample.prepared(bytes, name: file.name)], at: "2026-01-01T00:00:00Z")
    let graph = try sample.graph(bytes)
    let keys = graph.stableKeys()
    var found: [String: Set<String>] = [:]
    var missed: [String] = []
    for (rule, key) in zip(graph.rules, keys) {
      guard case .duty(let duty) = rule.body else { continue }
      for name in names(of: duty, in: graph) {
        if found[name] == nil {
          found[name] = Set(
            try sample.search {
              $0.department = name
              $0.limit = .max
            }.answers.map(\.key))
        }
        if found[name]?.contains(key) != true { missed.append("\(duty.unit.name) by \(name)") }
      }
    }
    #expect(missed.isEmpty, "\(file.name): \(missed.prefix(5))")
  }

  /// Names for a body: as printed, in full, what the notice itself calls it, and all that the registry has for it.
  private func names(of duty: Duty, in graph: RuleGraph) -> Set<String> {
    var names: Set<String> = [duty.unit.name]
    if let canonical = duty.unit.canonical {
      names.insert(canonical)
      names.formUnion(Self.registry.names(of: canonical))
    }
    for organization in graph.organizations where organization.name == duty.unit.canonical ?? duty.unit.name {
      names.formUnion(organization.aliases)
    }
    return names
  }
}

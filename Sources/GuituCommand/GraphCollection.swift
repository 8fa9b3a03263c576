// The graphs of all notices of a command line, for what needs them together: tables, workbooks, syncs.
import ArgumentParser
import Exporting
import RuleModel
import Synchronization

extension InputOptions {
  init(files: [String], batch: BatchOptions) {
    self.init()
    (self.files, self.batch) = (files, batch)
  }
}

/// Takes in graphs from several threads.
private final class GraphCollection: Sendable {
  private let graphs = Mutex<[String: [RuleGraph]]>([:])

  func add(_ graph: RuleGraph) { graphs.withLock { $0[graph.text.name, default: []].append(graph) } }

  /// The graphs in the order of the inputs; a notice that could not be read has none. Of inputs with one name, as those
  /// of two folders may be, the order is that of their bytes' fingerprints: the same from run to run.
  func named(by inputs: [Input]) -> [NamedGraph] {
    var left = graphs.withLock { $0 }.mapValues { $0.sorted { $0.text.sha256 > $1.text.sha256 } }
    return inputs.compactMap { input in
      left[input.name]?.popLast().map { NamedGraph(name: String(decoding: input.stem, as: UTF8.self), graph: $0) }
    }
  }
}

extension CommandRun {
  /// The graphs of the notices that the command line names, each under its file's name without extension. Tells of those
  /// that can't be read, and gives the status for it.
  func graphs() async throws -> (graphs: [NamedGraph], status: ExitStatus) {
    let list = InputList(input.files, messages: .current)
    for failure in list.failures { Surroundings.report("guitu: \(failure)") }
    var status = list.failures.isEmpty ? ExitStatus.done : .someFailed
    let collection = GraphCollection()
    let rendering = Rendering(fileExtension: "") { pipeline in
      let worker = pipeline.worker()
      return { text in
        collection.add(worker.graph(of: text))
        return []
      }
    }
    // What is rendered is nothing: the graphs are what is wanted.
    if !list.inputs.isEmpty { status = max(status, try await run(rendering, list.inputs, .file(Path("/dev/null")))) }
    return (collection.named(by: list.inputs), status)
  }
}

import ArgumentParser
import Exporting
import Guitu
import Loading
import RuleModel
import Storing
import TextModel

/// Where the library is.
struct LibraryOptions: ParsableArguments {
  @Option(help: ArgumentHelp(Messages.current.helpLibrary, valueName: "DB"))
  var library: String?

  func validate() throws { if path == nil { throw ValidationError(Messages.current.libraryNeeded) } }

  private var path: String? { library ?? Surroundings.variable("GUITU_LIBRARY") }

  /// Opens the library, or says why it can't be and leaves.
  func open(_ texts: GrammarTexts, _ access: Library.Access) throws -> Library {
    do throws(LibraryError) { return try texts.library(at: path ?? "", access: access) } catch {
      Surroundings.report("guitu: \(Messages.current.libraryFault(error))")
      throw ExitCode(ExitStatus.someFailed.rawValue)
    }
  }
}

/// `guitu add`: notices into a library.
struct Add: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(abstract: Messages.current.helpAdd, discussion: Messages.current.helpStatus)
  }

  @OptionGroup var input: InputOptions
  @OptionGroup var library: LibraryOptions

  @Option(help: ArgumentHelp(Messages.current.helpLanguage, valueName: "zh|en"))
  var lang: Language?

  func run() async throws {
    let messages = Messages.current
    let list = InputList(input.files, messages: messages)
    for failure in list.failures { Surroundings.report("guitu: \(failure)") }
    let texts = try CommandRun.texts(grammars: input.grammars)
    let run = AddRun(
      library: try library.open(texts, .adding),
      reading: BatchRun(
        inputs: list.inputs, encoding: input.encoding, jobs: input.jobs ?? Surroundings.processorCount,
        pipeline: try CommandRun.pipeline(grammars: input.grammars), messages: messages,
        makeRender: { _ in { _ in [] } }))
    let status = await run.run(failed: list.failures.count)
    throw ExitCode(status.rawValue)
  }
}

/// One run of adding: several threads read, one writes.
struct AddRun: Sendable {
  let library: Library
  let reading: BatchRun

  /// How many notices make one transaction at least and at most, and how long one waits for them. What is not yet in one
  /// when the program ends is read again next time, so the first are small: no more is lost than is in already.
  private static let batches = 32...256
  private static let patience = Duration.seconds(1)

  private enum Outcome: Sendable {
    case prepared(PreparedNotice)
    case held
    case fault(BatchRun.Fault)
  }

  func run(failed: Int) async -> ExitStatus {
    let inputs = reading.inputs
    let desk = Desk<Outcome>(count: inputs.count, window: Self.batches.upperBound + 64)
    var tally = AddTally(library: library, messages: reading.messages, total: inputs.count, failed: failed)
    await withTaskGroup(of: Void.self) { group in
      for _ in 0..<max(1, min(reading.jobs, inputs.count)) {
        group.addTask {
          let worker = reading.pipeline.worker()
          while let index = await desk.next() {
            await desk.put(outcome(of: inputs[index], worker), at: index)
          }
        }
      }
      for (index, input) in inputs.enumerated() {
        var goesOn = true
        switch await desk.take(index) {
        case .prepared(let notice):
          goesOn = tally.take(notice, of: input, batches: Self.batches, patience: Self.patience)
        case .held: tally.takeHeld()
        case .fault(let fault): goesOn = tally.fail(fault)
        }
        if !goesOn { break }
      }
      await desk.close()
    }
    return tally.end()
  }

  private func outcome(of input: Input, _ worker: Pipeline.Worker) -> Outcome {
    switch reading.text(of: input) {
    case .failure(let fault): return .fault(fault)
    case .success(let text):
      // What the library holds already is not read again.
      if (try? library.holds(sha256: text.sha256, readBy: reading.pipeline.generator)) == true { return .held }
      let graph = worker.graph(of: text)
      return .prepared(PreparedNotice(graph, words: library.words, directory: library.directory))
    }
  }
}

/// Puts what was read into the library, batch by batch, and keeps count.
private struct AddTally {
  let library: Library
  let messages: Messages
  let total: Int
  private var progress: Progress
  private var waiting: [(notice: PreparedNotice, input: Input)] = []
  /// When the first of those that wait came.
  private var begun = ContinuousClock.now
  private var counts: [AddOutcome.Kind: Int] = [:]
  private var failed: Int
  private var status = ExitStatus.done
  private var done = 0
  private var hasStopped = false

  init(library: Library, messages: Messages, total: Int, failed: Int) {
    self.library = library
    self.messages = messages
    self.total = total
    self.failed = failed
    progress = Progress(count: total)
    if failed > 0 { status = .someFailed }
  }

  mutating func takeHeld() {
    counts[.unchanged, default: 0] += 1
    done += 1
  }

  /// False where nothing more can be done.
  mutating func take(
    _ notice: PreparedNotice, of input: Input, batches: ClosedRange<Int>, patience: Duration
  ) -> Bool {
    let now = ContinuousClock.now
    let batch = min(max(done, batches.lowerBound), batches.upperBound)
    if waiting.isEmpty { begun = now }
    waiting.append((notice, input))
    return (waiting.count < batch && begun.duration(to: now) < patience) || write()
  }

  mutating func fail(_ fault: BatchRun.Fault) -> Bool {
    progress.clear()
    Surroundings.report("guitu: \(fault.message)")
    status = fault.isUsage ? .usage : max(status, .someFailed)
    failed += 1
    done += 1
    if fault.isUsage { hasStopped = true }
    return !fault.isUsage
  }

  mutating func end() -> ExitStatus {
    if !hasStopped { _ = write() }
    progress.clear()
    say(messages.addSummary(counts, failed: failed))
    return status
  }

  private mutating func write() -> Bool {
    guard !waiting.isEmpty else { return true }
    do throws(LibraryError) {
      let outcomes = try library.add(waiting.map(\.notice), at: Surroundings.now())
      progress.clear()
      for (outcome, entry) in zip(outcomes, waiting) {
        counts[outcome.kind, default: 0] += 1
        // Of many new notices nobody reads a line each; what changed is told.
        if outcome.kind == .version || outcome.kind == .reread || (outcome.kind == .added && total <= 20) {
          say(messages.outcome(entry.input.shown, outcome))
        }
      }
    } catch {
      progress.clear()
      Surroundings.report("guitu: \(messages.libraryFault(error))")
      failed += waiting.count
      status = max(status, .someFailed)
      hasStopped = true
      waiting = []
      return false
    }
    done += waiting.count
    progress.show(done, of: total, name: waiting.last?.input.shown ?? "")
    waiting = []
    return true
  }

  private func say(_ line: String) { try? FileSystem.write(Array((line + "\n").utf8), to: 1) }
}

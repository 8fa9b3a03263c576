// Reads notices one behind the other or several at once, and writes their results in the order of the inputs.
import Converting
import Exporting
import Guitu
import Reading
import TextModel

/// The status that the program leaves with.
enum ExitStatus: Int32 {
  case done = 0
  case someFailed = 1
  case usage = 2
}

/// One run over many notices.
struct BatchRun: Sendable {
  /// From a text to the bytes of its result; one thread's own.
  typealias Render = (SourceText) -> [UInt8]

  let inputs: [Input]
  let encoding: String?
  let jobs: Int
  let pipeline: Pipeline
  let messages: Messages
  /// Makes the render of a thread.
  let makeRender: @Sendable (Pipeline) -> Render

  /// What became of an input.
  enum Outcome: Sendable {
    case result([UInt8])
    case failure(String)
    /// The encoding asked for is unknown, which is so for every input.
    case wrongUsage(String)
  }

  /// Reads all inputs, writes their results, and says on standard error what failed.
  func run(to writer: OutputWriter, progress: Progress) async -> ExitStatus {
    if jobs > 1 && inputs.count > 1 { return await runSeveralAtOnce(to: writer, progress) }
    let render = makeRender(pipeline)
    var tally = Tally(writer: writer, messages: messages, progress: progress, total: inputs.count)
    for input in inputs {
      if !tally.take(outcome(of: input, render), of: input) { break }
    }
    return tally.end()
  }

  private func runSeveralAtOnce(to writer: OutputWriter, _ progress: Progress) async -> ExitStatus {
    let desk = Desk<Outcome>(count: inputs.count, window: jobs * 2)
    var tally = Tally(writer: writer, messages: messages, progress: progress, total: inputs.count)
    await withTaskGroup(of: Void.self) { group in
      for _ in 0..<min(jobs, inputs.count) {
        group.addTask {
          let render = makeRender(pipeline)
          while let index = await desk.next() {
            await desk.put(outcome(of: inputs[index], render), at: index)
          }
        }
      }
      for (index, input) in inputs.enumerated() {
        let outcome = await desk.take(index)
        if !tally.take(outcome, of: input) { break }
      }
      await desk.close()
    }
    return tally.end()
  }

  private var reader: DocumentReader { DocumentReader(NoticeReader(folding: pipeline.grammar.folding)) }

  private func outcome(of input: Input, _ render: Render) -> Outcome {
    switch text(of: input) {
    case .success(let text): .result(render(text))
    case .failure(let fault): fault.isUsage ? .wrongUsage(fault.message) : .failure(fault.message)
    }
  }

  /// Why an input can't be read.
  struct Fault: Error {
    let message: String
    /// The encoding asked for is unknown, which is so for every input.
    var isUsage = false
  }

  /// The text of an input.
  func text(of input: Input) -> Result<SourceText, Fault> {
    let bytes: [UInt8]
    do throws(SystemError) {
      if let path = input.path {
        bytes = try FileSystem.bytes(of: path, limit: NoticeReader.limit)
      } else {
        bytes = try FileSystem.bytes(from: 0, limit: NoticeReader.limit)
      }
    } catch {
      return .failure(
        Fault(message: messages.unreadable(input.path == nil ? messages.standardInput : input.shown, error)))
    }
    do throws(ReadingError) {
      return .success(try reader.read(bytes, name: input.name, encoding: encoding))
    } catch {
      if case .unknownEncoding = error { return .failure(Fault(message: words(of: error), isUsage: true)) }
      // The error begins with the input's name, which is the end of the path that the caller knows it by.
      let folder = input.shown.hasSuffix(input.name) ? String(input.shown.dropLast(input.name.count)) : ""
      return .failure(Fault(message: folder + words(of: error)))
    }
  }

  private func words(of error: ReadingError) -> String {
    messages.language == .chinese ? error.descriptionZh : error.description
  }
}

/// Writes outcomes as they come, in order, and keeps count.
private struct Tally {
  let writer: OutputWriter
  let messages: Messages
  var progress: Progress
  let total: Int
  private var done = 0
  private var status = ExitStatus.done
  private var hasStopped = false

  init(writer: OutputWriter, messages: Messages, progress: Progress, total: Int) {
    self.writer = writer
    self.messages = messages
    self.progress = progress
    self.total = total
  }

  /// Takes an outcome; false where nothing more can be done.
  mutating func take(_ outcome: BatchRun.Outcome, of input: Input) -> Bool {
    progress.clear()
    switch outcome {
    case .failure(let message): fail(message)
    case .wrongUsage(let message):
      Surroundings.report("guitu: \(message)")
      status = .usage
      hasStopped = true
      return false
    case .result(let bytes):
      do throws(OutputWriter.Stop) {
        if let message = try writer.write(bytes, of: input) { fail(message) }
      } catch {
        stop(error)
        return false
      }
    }
    done += 1
    progress.show(done, of: total, name: input.shown)
    return true
  }

  /// The status of the run, the last file in its place.
  mutating func end() -> ExitStatus {
    progress.clear()
    // A file that is not whole is not put in its place.
    if !hasStopped {
      do throws(OutputWriter.Stop) { try writer.finish() } catch { stop(error) }
    }
    return status
  }

  private mutating func fail(_ message: String) {
    Surroundings.report("guitu: \(Surroundings.plain(message))")
    status = .someFailed
  }

  private mutating func stop(_ stop: OutputWriter.Stop) {
    hasStopped = true
    if case .failed(let message) = stop { fail(message) }
  }
}

/// Hands out inputs and takes in outcomes. No input is handed out that is more than a window ahead of the one whose
/// outcome is awaited, so that not more outcomes than that are held, however slow the first is.
actor Desk<Outcome: Sendable> {
  private let count: Int
  private let window: Int
  private var given = 0
  private var taken = 0
  private var outcomes: [Int: Outcome] = [:]
  private var isClosed = false
  private var idle: [CheckedContinuation<Void, Never>] = []
  private var awaiting: CheckedContinuation<Void, Never>?

  init(count: Int, window: Int) {
    self.count = count
    self.window = window
  }

  /// The next input; nil where there is none. Waits while the window is full.
  func next() async -> Int? {
    while !isClosed && given < count && given >= taken + window {
      await withCheckedContinuation { idle.append($0) }
    }
    guard !isClosed, given < count else { return nil }
    given += 1
    return given - 1
  }

  /// Takes in the outcome of an input.
  func put(_ outcome: Outcome, at index: Int) {
    outcomes[index] = outcome
    awaiting?.resume()
    awaiting = nil
  }

  /// The outcome of an input, once it is there.
  func take(_ index: Int) async -> Outcome {
    while true {
      if let outcome = outcomes.removeValue(forKey: index) {
        taken = index + 1
        wake()
        return outcome
      }
      await withCheckedContinuation { awaiting = $0 }
    }
  }

  /// Hands out nothing more.
  func close() {
    isClosed = true
    wake()
  }

  private func wake() {
    for continuation in idle { continuation.resume() }
    idle = []
  }
}

/// A line on the terminal that says how far the run has come.
struct Progress {
  private let isShown: Bool
  private var isOnScreen = false

  /// Shown for more than a few inputs, where standard error is a terminal.
  init(count: Int) { isShown = count > 3 && Surroundings.errorIsTerminal }

  mutating func show(_ done: Int, of total: Int, name: String) {
    guard isShown, done < total else { return }
    let shown = TextTable.shortened("\(done)/\(total) \(name)", to: 70)
    try? FileSystem.write(Array("\r\u{1B}[K\(shown)".utf8), to: 2)
    isOnScreen = true
  }

  mutating func clear() {
    guard isOnScreen else { return }
    try? FileSystem.write(Array("\r\u{1B}[K".utf8), to: 2)
    isOnScreen = false
  }
}

import ArgumentParser
import Exporting
import Foundation
import Guitu
import Loading
import Reading
import RuleModel
import Storing
import TextModel

/// Measures a library: how fast notices come in, how fast bodies are found, how much memory it takes.
@main
struct LibraryBenchmark: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "library-benchmark",
    abstract: "Makes notices by varying those of a folder, adds them to a library, and searches it.",
    discussion: """
      Build it optimized: swift run -c release library-benchmark Corpus/notices --library /tmp/bench.db
      Each notice made has another region, year and numbers than the one it comes from. Seconds are CPU time of the \
      process but where a line says otherwise.
      """)

  @Argument(help: "A folder of notices to vary.")
  var folder: String

  @Option(help: "The library; notices are added to it where it is there already.")
  var library: String

  @Option(help: "How many notices to make.")
  var notices = 1000

  @Option(help: "The number of the first, so that a second run adds others.")
  var first = 0

  @Option(help: "How many threads read.")
  var jobs = 2

  @Option(help: "How many searches to make of each sort.")
  var searches = 200

  @Option(help: "Only searches of sorts whose names hold this.")
  var only = ""

  func run() throws {
    let texts = GrammarTexts.builtIn
    let pipeline = Pipeline()
    let store = try texts.library(at: library, access: .adding)
    let variations = try Variations(folder: folder, pipeline: pipeline)
    if notices > 0 { try add(variations, pipeline, store) }
    try search(texts)
    print(String(format: "memory %11.0f MB at most (resident set)", Double(Usage.peakBytes) / 1e6))
  }

  private func add(_ variations: Variations, _ pipeline: Pipeline, _ store: Library) throws {
    let start = Date()
    let startCPU = Usage.processSeconds
    let meter = Meter()
    let chunk = 256
    let count = notices
    let (offset, jobs) = (first, max(1, jobs))
    let workers = (0..<jobs).map { _ in WorkerBox(pipeline.worker()) }
    let (words, directory) = (store.words, store.directory)
    // One thread writes what the others have read of the chunk before.
    var ready: [PreparedNotice] = []
    var failure: (any Error)?
    var done = 0
    while done < count || !ready.isEmpty {
      let size = min(chunk, count - done)
      let from = done
      let slots = Slots(count: size)
      let writing = ready
      let writer = Thread.detach {
        guard !writing.isEmpty else { return }
        let before = Usage.threadSeconds
        do { _ = try store.add(writing, at: "2026-01-01T00:00:00Z") } catch { failure = error }
        meter.add(writing: Usage.threadSeconds - before)
      }
      DispatchQueue.concurrentPerform(iterations: min(jobs, max(1, size))) { job in
        var index = job
        while index < size {
          let bytes = variations.bytes(of: offset + from + index)
          meter.add(bytes: bytes.count)
          let begin = Usage.threadSeconds
          if let text = try? NoticeReader(folding: words.folding).read(
            bytes, name: "notice-\(offset + from + index).txt")
          {
            let graph = workers[job].worker.graph(of: text)
            let read = Usage.threadSeconds
            slots.put(PreparedNotice(graph, words: words, directory: directory), at: index)
            meter.add(reading: read - begin, preparing: Usage.threadSeconds - read, rules: graph.rules.count)
          }
          index += jobs
        }
      }
      writer.join()
      if let failure { throw failure }
      ready = slots.all
      done += size
    }
    let wall = Date().timeIntervalSince(start)
    let cpu = Usage.processSeconds - startCPU
    let each = 1000 / Double(max(1, count))
    print(
      String(
        format:
          "added %8d notices, %d rules, %.1f MB in %.1f s on the clock: %.0f a second; %.1f s of CPU: %.0f a second",
        count, meter.rules, Double(meter.bytes) / 1e6, wall, Double(count) / wall, cpu, Double(count) / cpu))
    print(
      String(
        format: "each  %8.2f ms reading, %.2f ms preparing, %.2f ms writing (CPU)", meter.reading * each,
        meter.preparing * each, meter.writing * each))
    let size = try? FileManager.default.attributesOfItem(atPath: library)[.size] as? Int
    print(String(format: "file  %8.0f MB", Double(size ?? 0) / 1e6))
  }

  private func search(_ texts: GrammarTexts) throws {
    let store = try texts.library(at: library, access: .reading)
    let names = [
      "财政局", "市财政局", "财政厅", "财政部门", "工信局", "工信厅", "工业和信息化局", "科技局", "科学技术局", "教育局",
      "人社局", "人力资源和社会保障局", "住建局", "生态环境局", "环保局", "民政局", "卫健委", "发改委", "发展和改革委员会", "水利局",
      "数据局", "税务局", "市场监管局", "商务局", "农业农村局", "文旅局", "审计局", "公安局", "交通运输局", "自然资源局",
    ]
    let regions = ["湖南省", "长沙市", "广东省", "东莞市", "云南省", "成都市", "杭州市", "新疆维吾尔自治区"]
    var generator = Variations.Generator(seed: 7)
    func query(_ change: (inout SearchQuery) -> Void) -> SearchQuery {
      var query = SearchQuery()
      query.department = names[generator.below(names.count)]
      change(&query)
      return query
    }
    let sorts: [(String, (inout SearchQuery) -> Void)] = [
      ("department", { _ in }),
      ("department and below", { $0.includesBelow = true }),
      ("department in a region", { $0.region = regions[generator.below(regions.count)] }),
      (
        "department, role, due",
        {
          $0.roles = [.lead]
          $0.dueAfter = "2025-01-01"
          $0.dueBefore = "2025-12-31"
        }
      ),
      ("department as of a day", { $0.inForceOn = "2024-06-30" }),
      ("department in pinyin order", { $0.order = .department }),
      ("department and a word", { $0.text = "审核" }),
      (
        "department, a word, relevance",
        {
          $0.text = "审核"
          $0.order = .relevance
        }
      ),
      ("department with facets", { $0.countsFacets = true }),
      (
        "department, word, facets",
        {
          $0.text = "审核"
          $0.countsFacets = true
        }
      ),
      (
        "a word of one character",
        {
          $0.department = nil
          $0.text = "函"
          $0.order = .relevance
        }
      ),
      (
        "words, any department",
        {
          $0.department = nil
          $0.text = "名单 公示"
          $0.order = .relevance
        }
      ),
    ]
    for (name, change) in sorts where only.isEmpty || name.contains(only) {
      var (times, own): ([Double], [Double]) = ([], [])
      var answers = 0
      for _ in 0..<max(1, searches) {
        let query = query(change)
        let (start, startCPU) = (Date(), Usage.processSeconds)
        answers += try store.search(query).total
        times.append(Date().timeIntervalSince(start) * 1000)
        own.append((Usage.processSeconds - startCPU) * 1000)
      }
      times.sort()
      own.sort()
      let last = times.count * 95 / 100
      print(
        String(
          format: "%-30@ p50 %6.1f ms   p95 %6.1f ms   worst %6.1f ms; CPU p50 %6.1f ms   p95 %6.1f ms; %d answers",
          name as NSString, times[times.count / 2], times[last], times[times.count - 1], own[own.count / 2], own[last],
          answers / times.count))
    }
  }
}

/// A worker that one thread at a time uses.
private final class WorkerBox: @unchecked Sendable {
  let worker: Pipeline.Worker
  init(_ worker: Pipeline.Worker) { self.worker = worker }
}

/// Results of several threads, each in its place.
private final class Slots: @unchecked Sendable {
  private var notices: [PreparedNotice?]
  private let lock = NSLock()

  init(count: Int) { notices = Array(repeating: nil, count: count) }

  func put(_ notice: PreparedNotice, at index: Int) { lock.withLock { notices[index] = notice } }
  var all: [PreparedNotice] { lock.withLock { notices.compactMap { $0 } } }
}

/// What the threads count together.
private final class Meter: @unchecked Sendable {
  private let lock = NSLock()
  private(set) var bytes = 0
  private(set) var rules = 0
  private(set) var reading = 0.0
  private(set) var preparing = 0.0
  private(set) var writing = 0.0

  func add(bytes count: Int) { lock.withLock { bytes += count } }
  func add(writing seconds: Double) { lock.withLock { writing += seconds } }
  func add(reading first: Double, preparing second: Double, rules count: Int) {
    lock.withLock {
      reading += first
      preparing += second
      rules += count
    }
  }
}

/// A thread that can be waited for.
private final class JoinableThread: @unchecked Sendable {
  private let end = DispatchSemaphore(value: 0)

  init(_ body: @escaping () -> Void) {
    let box = Box(body)
    let end = self.end
    let thread = Thread {
      box.body()
      end.signal()
    }
    thread.stackSize = 8 << 20
    thread.start()
  }

  func join() { end.wait() }

  private struct Box: @unchecked Sendable {
    let body: () -> Void
    init(_ body: @escaping () -> Void) { self.body = body }
  }
}

extension Thread {
  fileprivate static func detach(_ body: @escaping () -> Void) -> JoinableThread { JoinableThread(body) }
}

/// What the process and its threads have used.
enum Usage {
  /// CPU time of the process in seconds.
  static var processSeconds: Double { seconds(CLOCK_PROCESS_CPUTIME_ID) }
  /// CPU time of the calling thread in seconds.
  static var threadSeconds: Double { seconds(CLOCK_THREAD_CPUTIME_ID) }

  /// The largest resident set so far, in bytes.
  static var peakBytes: Int {
    var usage = rusage()
    return getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage) == 0 ? Int(usage.ru_maxrss) * 1024 : 0
  }

  private static func seconds(_ clock: clockid_t) -> Double {
    var time = timespec()
    guard clock_gettime(clock, &time) == 0 else { return 0 }
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }
}

import Foundation

/// Time that the process has spent computing, all threads together, in seconds.
func processSeconds() -> Double {
  var time = timespec()
  guard clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time) == 0 else { return 0 }
  return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
}

/// The seconds of computing that each stage has taken so far, in the order in which stages were first named.
struct StageClock {
  /// The stages with their seconds.
  private(set) var stages: [(name: String, seconds: Double)] = []

  /// Runs `work` and adds what it took to a stage.
  mutating func measure<Result>(_ name: String, _ work: () throws -> Result) rethrows -> Result {
    let start = processSeconds()
    let result = try work()
    add(processSeconds() - start, to: name)
    return result
  }

  /// Adds seconds to a stage.
  mutating func add(_ seconds: Double, to name: String) {
    if let index = stages.firstIndex(where: { $0.name == name }) {
      stages[index].seconds += seconds
    } else {
      stages.append((name, seconds))
    }
  }

  /// The seconds of a stage; 0 for one that was never run.
  subscript(name: String) -> Double { stages.first { $0.name == name }?.seconds ?? 0 }
}

import ArgumentParser
import Foundation
import Guitu
import HostileTexts
import TextModel

/// Measures how the time of reading grows with texts made to be slow or deep: four times the text should take four
/// times the time, and sixteen times where a step is quadratic.
struct GrowthCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "growth",
    abstract: "Measures how the time of reading grows with texts made to be slow, by CPU time of one core.",
    discussion: """
      Each kind of text is read at three sizes, each four times as large as the one before it. Growth is how many
      times as long the largest took as the middle one; the command fails where it is beyond the limit.
      """)

  @Option(help: "How many times as long four times the text may take.")
  var limit = 7.0

  func run() throws {
    let pipeline = Pipeline()
    let worker = pipeline.worker()
    var beyond: [String] = []
    print(column("ms", 10) + column("ms", 10) + column("ms", 10) + column("growth", 8) + "  text")
    for hostile in HostileText.all {
      let seconds = [1, 4, 16].map { times in
        let text = SourceText(hostile.text(hostile.size * times), name: "text", folding: pipeline.grammar.folding)
        return (0..<2).map { _ in time(worker, text) }.min() ?? 0
      }
      // Times under a twentieth of a second say little.
      let growth = seconds[2] < 0.05 ? 0 : seconds[2] / max(seconds[1], 1e-6)
      if growth > limit { beyond.append(hostile.description) }
      print(
        seconds.map { column(number($0 * 1000, 1), 10) }.joined()
          + column(growth > 0 ? number(growth, 1) : "-", 8) + "  " + hostile.description)
    }
    if !beyond.isEmpty { throw ValidationError("time grows faster than the text: \(beyond.joined(separator: "; "))") }
  }

  /// The seconds that a worker computes for the graph of a text.
  private func time(_ worker: Pipeline.Worker, _ text: SourceText) -> Double {
    let start = processSeconds()
    _ = worker.graph(of: text)
    return processSeconds() - start
  }
}

import ArgumentParser
import Checking
import Exporting
import Foundation
import GrammarLanguage
import Guitu
import TextModel

@main struct RootCommand: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "guitu", subcommands: [Test.self, Extract.self, Grammar.self])
  struct Test: ParsableCommand {
    @Argument var filter: String = ""
    func run() throws {
      do {
        let g = try LoadedGrammar(.builtIn)
        var run = ExampleRun(g)
        run.run(filter: filter)
        for f in run.failures { print(f) }
        print("\(run.count) examples, \(run.failures.count) failures")
      } catch let e { print("\(e)") }
    }
  }
  struct Extract: ParsableCommand {
    @Argument var file: String
    @Option var format: String = "json"
    func run() throws {
      do {
      func now() -> Double { var t = timespec(); clock_gettime(CLOCK_MONOTONIC, &t); return Double(t.tv_sec) * 1e3 + Double(t.tv_nsec) / 1e6 }
      let t0 = now()
      let p = try Pipeline()
      let t1 = now()
      let w = p.worker()
      let t2 = now()
      defer { FileHandle.standardError.write(Data("load \(t1 - t0) worker \(t2 - t1) rest \(now() - t2)\n".utf8)) }
      let t = SourceText(try String(contentsOfFile: file, encoding: .utf8), name: file, folding: p.grammar.folding)
      FileHandle.standardOutput.write(Data(p.worker().graph(of: t).json()))
      } catch let e as GrammarError { print("\(e)") }
    }
  }
}

import ArgumentParser
import Checking
import Guitu

@main struct RootCommand: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "guitu", subcommands: [Test.self])
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
}

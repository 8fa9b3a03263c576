import ArgumentParser
import Checking
import Guitu

/// `guitu test`: runs the examples of the built-in grammar files.
struct TestGrammar: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "test", shouldDisplay: false)

  @Argument var filter: String = ""

  func run() throws {
    var run: ExampleRun
    do { run = ExampleRun(try LoadedGrammar(.builtIn)) } catch {
      throw ValidationError(Messages.current.badGrammar(String(describing: error)))
    }
    run.run(filter: filter)
    for failure in run.failures { print(failure) }
    print("\(run.count) examples, \(run.failures.count) failures")
    if !run.failures.isEmpty { throw ExitCode(ExitStatus.someFailed.rawValue) }
  }
}

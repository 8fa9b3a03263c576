import ArgumentParser
import Checking

extension Grammar {
  /// `guitu grammar test`: runs the examples of the rules.
  struct Test: ParsableCommand {
    static var configuration: CommandConfiguration {
      CommandConfiguration(
        commandName: "test",
        abstract: say(
          "逐条运行规则的例句和反例，并换全半角、加空格、断行再试。",
          "Run the examples of all rules, as written and with widths, blanks and line ends changed."))
    }

    @Option(help: ArgumentHelp(say("只试名称里有它的规则。", "Only rules whose name contains this."), valueName: "NAME"))
    var filter = ""
    @OptionGroup var options: GrammarOptions

    func run() throws {
      var run = ExampleRun(try options.load())
      run.run(filter: filter)
      if run.count == 0 { throw fault(say("没有名称里有“\(filter)”的规则", "no rule has “\(filter)” in its name")) }
      var out = run.failures.map { "\($0)\n" }.joined()
      out += "\(count(run.count, "example")), \(run.bred) bred from them, \(count(run.failures.count, "failure"))\n"
      try write(out)
      if !run.failures.isEmpty { throw ExitCode(ExitStatus.someFailed.rawValue) }
    }
  }
}

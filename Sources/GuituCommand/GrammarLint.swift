import ArgumentParser
import Checking

extension Grammar {
  /// `guitu grammar lint`: what is no error, but hardly meant.
  struct Lint: ParsableCommand {
    static var configuration: CommandConfiguration {
      CommandConfiguration(
        commandName: "lint",
        abstract: say(
          "找出不可能匹配、总被抢先、同级相争的规则和没人用的词。",
          "Find rules that can never match or win, rules that contend, and words that nobody asks for."),
        discussion: say(
          "有意为之的，在规则里写一行：# lint: allow 检查名 — 理由",
          "What is meant to stand gets a line in the rule: # lint: allow CHECK — reason"))
    }

    @Option(help: ArgumentHelp(say("只查路径里有它的文件。", "Only files whose path contains this."), valueName: "PATH"))
    var filter = ""
    @OptionGroup var options: GrammarOptions

    func run() throws {
      let lint = Checking.GrammarLint(try options.load(), filter: filter)
      try write(lint.findings.map { "\($0)\n" }.joined() + "\(count(lint.findings.count, "finding"))\n")
      if !lint.findings.isEmpty { throw ExitCode(ExitStatus.someFailed.rawValue) }
    }
  }
}

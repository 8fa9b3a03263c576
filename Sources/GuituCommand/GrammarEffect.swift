import ArgumentParser
import Checking
import Guitu
import Loading

extension Grammar {
  /// `guitu grammar effect`: what a change of the grammars does to what is read.
  struct Effect: ParsableCommand {
    static var configuration: CommandConfiguration {
      CommandConfiguration(
        commandName: "effect",
        abstract: say(
          "比较两套语法在语料上的结果：多了、少了、变了哪些事实。",
          "Compare two states of the grammars over a corpus: facts gained, lost and changed."),
        discussion: say(
          """
          只给规则名：看这条规则（或这个文件）有没有的差别。
          --grammars DIR：看该文件夹与内置语法的差别；再给规则名则只看与它有关的事实。
          --base DIR 或 --base git:REF：以另一套语法为旧状态。
          """,
          """
          A rule or file alone: with it against without it.
          --grammars DIR: that folder against the built-in grammars; with a rule, only facts that name it.
          --base DIR or --base git:REF: another old state.
          """))
    }

    @Argument(
      help: ArgumentHelp(
        say("规则（duty.agent）或文件（duty）；- 表示全部。", "A rule (duty.agent) or file (duty); - for all."), valueName: "RULE"))
    var rule: String
    @Argument(
      help: ArgumentHelp(
        say("语料：文件、文件夹（默认 \(corpus)）。", "The corpus: files, folders (default: \(corpus))."), valueName: "CORPUS"))
    var files: [String] = []
    @Option(
      help: ArgumentHelp(
        say("旧状态：文件夹、git:REF 或 builtin。", "The old state: a folder, git:REF or builtin."), valueName: "OLD"))
    var base: String?
    @OptionGroup var options: GrammarOptions

    func run() throws {
      let new = try options.texts()
      let filter = rule == "-" ? nil : rule
      let notices = try notices(files.isEmpty ? [corpus] : files)
      let effect = Checking.GrammarEffect(
        from: try GrammarOptions.pipeline(try old(new, filter)), to: try GrammarOptions.pipeline(new),
        notices: notices, filter: base == nil && options.grammars == nil ? nil : filter)
      try write(effect.description)
    }

    /// The old state: the one asked for, else the built-in one, else the new one without the rule.
    private func old(_ new: GrammarTexts, _ filter: String?) throws -> GrammarTexts {
      if let base {
        if base == "builtin" { return .builtIn }
        if base.hasPrefix("git:") { return try GitTree.grammars(at: String(base.dropFirst(4))) }
        return try GrammarOptions.texts(of: base)
      }
      if options.grammars != nil { return .builtIn }
      guard let filter else {
        throw ValidationError(say("请给规则名、--grammars 或 --base", "name a rule, --grammars or --base"))
      }
      do {
        if let texts = try new.without(rule: filter) { return texts }
      } catch { throw fault(error.description) }
      throw fault(say("没有名为“\(filter)”的规则或文件", "no rule or file is called “\(filter)”"))
    }
  }
}

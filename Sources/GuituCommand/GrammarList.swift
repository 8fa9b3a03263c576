import ArgumentParser
import Exporting

extension Grammar {
  /// `guitu grammar list`: the rules with what they are for.
  struct List: ParsableCommand {
    static var configuration: CommandConfiguration {
      CommandConfiguration(
        commandName: "list",
        abstract: say("列出全部规则：阶段、说明、优先级、例句数。", "List all rules: stage, gloss, priority, counts of examples."))
    }

    @Option(help: ArgumentHelp(say("只列名称里有它的规则。", "Only rules whose name contains this."), valueName: "NAME"))
    var filter = ""
    @Option(help: ArgumentHelp(Messages.current.helpWidth, valueName: "N"))
    var width: Int?
    @OptionGroup var options: GrammarOptions

    func run() throws {
      let grammar = try options.load()
      var table = TextTable(columns: [
        .init(say("规则", "Rule"), least: 24, share: 2), .init(say("阶段", "Stage")),
        .init(say("说明", "What for"), least: 12, share: 3), .init(say("得出", "Makes")),
        .init(say("优先", "Priority"), isRight: true), .init(say("例", "Yes"), isRight: true),
        .init(say("反例", "No"), isRight: true),
      ])
      for file in grammar.compiled.files {
        for rule in file.file.rules where filter.isEmpty || rule.name.contains(filter) {
          let yes = rule.examples.filter(\.isPositive).count
          table.rows.append([
            rule.name, file.file.stage.rawValue, rule.gloss, rule.makes.name,
            rule.priority == 0 ? "" : String(rule.priority), String(yes), String(rule.examples.count - yes),
          ])
        }
      }
      let limit = width.map { $0 == 0 ? nil : $0 } ?? Surroundings.terminalWidth ?? 120
      let total = say("\(table.rows.count) 条规则", count(table.rows.count, "rule"))
      try write((table.lines(width: limit) + [total]).joined(separator: "\n") + "\n")
    }
  }
}

import Exporting
import Reading

/// What the command says, each message in both languages side by side.
struct Messages: Sendable {
  let language: Language

  /// In the language of the caller: `--lang`, else `GUITU_LANG`, else the locale of messages.
  static let current = Messages(language: .ofCaller(CommandLine.arguments))

  func say(_ chinese: String, _ english: String) -> String { language == .chinese ? chinese : english }

  // MARK: - Inputs

  func missing(_ name: String) -> String {
    say("\(name)：没有这个文件或文件夹", "\(name): no such file or folder")
  }

  func unmatched(_ name: String) -> String {
    say("\(name)：没有与之相符的文件", "\(name): no file matches the pattern")
  }

  func noNotices(_ name: String) -> String {
    say("\(name)：文件夹里没有 .txt 或 .md 文件", "\(name): the folder holds no .txt or .md file")
  }

  func unreadable(_ name: String, _ error: SystemError) -> String {
    if error.isMissing { return missing(name) }
    if error.isForbidden { return say("\(name)：没有读取权限", "\(name): no permission to read it") }
    if error.isTooLarge {
      let limit = NoticeReader.limit >> 20
      return say(
        "\(name)：超过 \(limit) MiB，不予读取；请把文件拆成单份通知",
        "\(name): more than \(limit) MiB are not read; cut the file into notices")
    }
    return say("\(name)：无法读取（\(error.description)）", "\(name): can't be read (\(error.description))")
  }

  func inputTwice() -> String {
    say("“-”（标准输入）只能出现一次", "“-” (standard input) can be named only once")
  }

  var standardInput: String { say("标准输入", "standard input") }

  // MARK: - Outputs

  func unwritable(_ name: String, _ error: SystemError) -> String {
    if error.isForbidden { return say("\(name)：没有写入权限", "\(name): no permission to write it") }
    if error.isMissing { return say("\(name)：所在的文件夹不存在", "\(name): its folder does not exist") }
    return say("\(name)：无法写入（\(error.description)）", "\(name): can't be written (\(error.description))")
  }

  var standardOutput: String { say("标准输出", "standard output") }

  func notFolder(_ name: String) -> String {
    say(
      "\(name)：是已有的文件；多份通知的结果要写到文件夹里，请给 --output 一个文件夹，或用 --format jsonl 写成一个文件",
      "\(name): is a file; results of many notices go to a folder: give --output a folder, or --format jsonl for one file"
    )
  }

  func overwritesInput(_ name: String) -> String {
    say(
      "\(name)：与输入是同一个文件，不覆盖；请给 --output 另一个位置",
      "\(name): is an input itself and is not overwritten; give --output another place")
  }

  // MARK: - Grammars

  func badGrammar(_ error: String) -> String { say("语法有误：\(error)", "fault in the grammar: \(error)") }

  // MARK: - Usage

  var jobsRange: String { say("--jobs 须是 1 到 256 的整数", "--jobs is a whole number from 1 to 256") }
  var widthRange: String { say("--width 须是 0（不限）或 40 以上的整数", "--width is 0 (no limit) or a whole number from 40 on") }

  var helpProgram: String {
    say("规图：把政策通知读成带类型的规则图。", "Guitu reads Chinese policy notices into typed graphs of rules.")
  }
  var helpExtract: String {
    say("从通知里提取规则：条件、期限、职责、分值等。", "Extract the rules of notices: conditions, deadlines, duties, weights and more.")
  }
  var helpCoverage: String {
    say(
      "改为列出像规则（有情态词、比较、时间或数量）却没有读出规则的句子，和读出的比例。",
      "List instead the sentences with a modal, a comparison, a time or a unit that gave no rule, and the share that did."
    )
  }
  var helpRecognize: String {
    say(
      "识别通知里的全部短语：时间、数量、金额、百分比、机构、标题、文号，不论是否成为规则。",
      "Recognize all phrases: times, quantities, money, percentages, organizations, titles, document numbers.")
  }
  var helpDate: String {
    say("没有年份的日期按这一天来读（默认按通知的成文日期）。", "Read dates without a year from this day (default: the notice's own date).")
  }
  func badDate(_ date: String) -> String {
    say("--date \(date)：不是日期；请写成 2024-06-15 的样子", "--date \(date): is no date; write it like 2024-06-15")
  }
  var helpText: String {
    say(
      "显示读到的文字：译码后、换行接好、去掉页码导航等。",
      "Show the text as it is read: decoded, wrapped lines joined, page furniture left out.")
  }
  var helpOutline: String {
    say("显示通知的结构：标题、文号、条款层次、表格。", "Show the structure of notices: front matter, the tree of provisions, tables.")
  }
  var helpDoctor: String {
    say("查看本机能读哪些格式，缺什么程序、怎样安装。", "Show which formats can be read here, and what to install for the others.")
  }
  var doctorBuiltIn: String {
    say("自带：纯文本、Markdown、HTML、DOCX、OFD", "built in: plain text, Markdown, HTML, DOCX, OFD")
  }
  func doctorMissing(_ installation: String) -> String {
    say("未安装；\(installation)", "missing; \(installation)")
  }
  func doctorAll(_ packages: String) -> String {
    say("一次装齐：apt-get install \(packages)", "to install all: apt-get install \(packages)")
  }
  var helpStatus: String {
    say(
      "退出状态：0 完成；1 有输入未能读取，其余照常写出；2 用法错误。", "Exit status: 0 done; 1 some input failed, the others are written; 2 usage."
    )
  }
  var helpDiff: String {
    say(
      "比较通知的两个版本：哪些条款变了，规则怎样变，是收紧还是放宽。",
      "Compare two versions of a notice: which provisions changed, how their rules changed, tightened or loosened.")
  }
  var helpDiffStatus: String {
    say("退出状态：0 相同；1 不同；2 有误。", "Exit status: 0 the same; 1 different; 2 trouble.")
  }
  var helpVersions: String {
    say(
      "找出哪些通知是同一通知的不同版本，按时间排列，并说明逐版的变化。",
      "Find which notices are versions of one another, order them, and count what changed from each to the next.")
  }
  var helpCompare: String {
    say(
      "并列比较多份通知：条件、期限、分值、支持标准、职责，一项一行，一份一列。",
      "Many notices side by side: conditions, deadlines, weights, support and duties, a row each, a column a notice.")
  }
  var helpColor: String { say("终端上是否用颜色", "Colours on a terminal") }
  var helpOld: String { say("旧版本（文件，或 - 表示标准输入）", "The older version: a file, or - for standard input.") }
  var helpNew: String { say("新版本", "The newer version.") }
  var helpExport: String {
    say(
      """
      csv：每类一张表，写到文件夹；xlsx：一个工作簿；jsonl：每行一条；md：Markdown 表格；dot、svg、mermaid：规则图的图形；\
      dmn：申报条件的决策表（DMN 1.3）；akn：Akoma Ntoso 3.0；schema：表格的 JSON Schema。
      """,
      """
      csv: a table a kind, in a folder; xlsx: one workbook; jsonl: a row a line; md: tables in Markdown; dot, svg, mermaid: \
      pictures of the graph; dmn: conditions as a decision table (DMN 1.3); akn: Akoma Ntoso 3.0; schema: the JSON Schema \
      of the tables.
      """)
  }
  var helpFiles: String {
    say(
      "文件、文件夹（递归取 .txt 和 .md）、通配式，或 - 表示标准输入。",
      "Files, folders (all .txt and .md in them), patterns, or - for standard input.")
  }
  var helpFormat: String { say("输出形式", "Form of the output") }
  var helpOutput: String {
    say(
      "写到文件；多份通知时写到文件夹，每份一个文件。", "Write to a file, or for many notices to a folder with a file for each.")
  }
  var helpNoText: String { say("JSON 里不含通知全文。", "Leave the notice's text out of JSON.") }
  var helpJobs: String { say("同时读取的份数（默认等于处理器数）。", "How many notices are read at once (default: one per processor).") }
  var helpEncoding: String {
    say(
      "输入的编码，如 UTF-8、GB18030、Big5；不给则自动判定。",
      "Encoding of the input, such as UTF-8, GB18030, Big5; detected unless given.")
  }
  var helpLanguage: String {
    say("界面语言：zh 或 en；默认随系统。", "Language of tables and messages: zh or en; default by locale.")
  }
  var helpGrammars: String {
    say("用此文件夹里的语法文件替换或补充内置的。", "A folder of grammar files that replace or add to the built-in ones.")
  }
  var helpWidth: String { say("表格宽度（列数）；0 表示不限。", "Width of tables in columns; 0 for no limit.") }
  var helpAsides: String { say("也列出不读的部分及原因。", "Also list what is set aside, with the reason.") }
}

extension Language {
  /// The language that arguments and environment ask for.
  static func ofCaller(_ arguments: [String]) -> Language {
    // Before the arguments are parsed, since help and faults of usage are in it too.
    var asked: String?
    for (index, argument) in arguments.enumerated() {
      if argument == "--" { break }
      if argument == "--lang", index + 1 < arguments.count { asked = arguments[index + 1] }
      if argument.hasPrefix("--lang=") { asked = String(argument.dropFirst("--lang=".count)) }
    }
    if let language = asked.flatMap(Language.init(rawValue:)) { return language }
    for name in ["GUITU_LANG", "LC_ALL", "LC_MESSAGES", "LANG"] {
      if let locale = Surroundings.variable(name) { return Language(locale: locale) }
    }
    return .english
  }
}

import ArgumentParser
import Exporting
import Guitu
import RuleModel
import Tabulating

/// `guitu export`: notices in, and what other programs take out.
struct Export: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      abstract: Messages.current.say(
        "把通知里的规则写成表格、图和其他程序的格式。", "Write the rules of notices as tables, pictures and files of other programs."),
      discussion: Messages.current.helpExport)
  }

  /// The forms.
  enum Format: String, CaseIterable, ExpressibleByArgument {
    case csv, xlsx, jsonl, md, dot, svg, mermaid, dmn, akn
    /// The schema of the tables.
    case schema
  }

  @OptionGroup var input: OptionalInputOptions
  @Option(
    help: ArgumentHelp(Messages.current.helpFormat, valueName: Format.allCases.map(\.rawValue).joined(separator: "|")))
  var format: Format
  @OptionGroup var output: OutputOptions

  func validate() throws {
    if format == .schema { return }
    if input.files.isEmpty { throw ValidationError(Messages.current.say("请给出通知文件", "Name a notice to be read")) }
    if format == .csv || format == .xlsx, output.output == nil {
      throw ValidationError(
        Messages.current.say(
          "--format \(format.rawValue) 要有 --output：csv 给文件夹，xlsx 给文件",
          "--format \(format.rawValue) needs --output: a folder for csv, a file for xlsx"))
    }
  }

  func run() async throws {
    let (language, run) = (output.language, CommandRun(input.inputs, output))
    switch format {
    case .schema: try write([(nil, GraphTables.jsonSchema)])
    case .csv:
      try await tables(run, language: nil) { sheets in sheets.map { ("\($0.name).csv", $0.csv()) } }
    case .jsonl: try await tables(run, language: nil) { [(nil, GraphTables.jsonLines($0))] }
    case .xlsx:
      try await tables(run, language: language) { sheets in
        [(nil, try Workbook(title: "Guitu", sheets: sheets.filter { !$0.rows.isEmpty }).xlsx())]
      }
    case .md:
      try await run.run(
        each("md") { graph in
          let sheets = GraphTables([NamedGraph(name: graph.text.name, graph: graph)], language: language).sheets
          return GraphTables.markdown(sheets, title: graph.document.title ?? graph.text.name)
        })
    case .dot: try await run.run(each("dot") { $0.dot(in: language) })
    case .svg: try await run.run(each("svg") { $0.svg(in: language) })
    case .mermaid: try await run.run(each("mmd") { $0.mermaid(in: language) })
    case .dmn: try await run.run(each("dmn") { $0.dmn(in: language) })
    case .akn: try await run.run(each("akn.xml") { $0.akomaNtoso() })
    }
  }

  /// A file for each notice.
  private func each(_ fileExtension: String, _ text: @escaping @Sendable (RuleGraph) -> String) -> Rendering {
    Rendering(fileExtension: fileExtension) { pipeline in
      let worker = pipeline.worker()
      return { Array(text(worker.graph(of: $0)).utf8) }
    }
  }

  /// Files that hold all notices. One that can't be read is told of, and the others are written.
  private func tables(
    _ run: CommandRun, language: Language?, _ files: ([Sheet]) throws -> [(String?, [UInt8])]
  ) async throws {
    let (graphs, status) = try await run.graphs()
    guard !graphs.isEmpty else { throw ExitCode(status.rawValue) }
    let made: [(String?, [UInt8])]
    do { made = try files(GraphTables(graphs, language: language).sheets) } catch let failure as Workbook.Failure {
      Surroundings.report("guitu: \(failure)")
      throw ExitCode(ExitStatus.someFailed.rawValue)
    }
    try write(made)
    throw ExitCode(status.rawValue)
  }

  /// Writes files: one without a name to the output, those with names into the folder that it is.
  private func write(_ files: [(name: String?, bytes: [UInt8])]) throws {
    for (name, bytes) in files {
      guard let output = output.output, output != "-" || name != nil else {
        do throws(SystemError) { try FileSystem.write(bytes, to: 1) } catch {
          if error.isClosedPipe { return }
          throw Grammar.fault(Messages.current.unwritable(Messages.current.standardOutput, error))
        }
        continue
      }
      let path = name.map { Path(output).appending(Array($0.utf8)) } ?? Path(output)
      do throws(SystemError) {
        if name != nil { try FileSystem.makeFolder(Path(output)) }
        let file = try AtomicFile(path)
        try file.write(bytes)
        try file.finish()
      } catch { throw Grammar.fault("guitu: " + Messages.current.unwritable(path.description, error)) }
    }
  }
}

/// Notices that need not be named, as where only a schema is asked for.
struct OptionalInputOptions: ParsableArguments {
  @Argument(help: ArgumentHelp(Messages.current.helpFiles, valueName: "FILE"))
  var files: [String] = []
  @OptionGroup var batch: BatchOptions

  /// The same as options of a command that needs notices.
  var inputs: InputOptions { InputOptions(files: files, batch: batch) }
}

import Exporting
import Foundation
import Guitu
import Loading
import Reading
import RuleModel
import Storing
import TextModel

/// A library in a folder of its own, and notices of our own writing to put into it.
final class SampleLibrary {
  let library: Library
  private let folder: URL
  private static let pipeline = Pipeline()
  private let worker: Pipeline.Worker

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "guitu-library-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    library = try GrammarTexts.builtIn.library(at: folder.appending(path: "notices.db").path(), access: .adding)
    worker = Self.pipeline.worker()
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  /// What a text becomes on its way into the library.
  func prepared(_ text: String, name: String = "notice.txt") throws -> PreparedNotice {
    try prepared(Array(text.utf8), name: name)
  }

  func prepared(_ bytes: [UInt8], name: String) throws -> PreparedNotice {
    let text = try NoticeReader(folding: library.words.folding).read(bytes, name: name)
    return PreparedNotice(worker.graph(of: text), words: library.words, directory: library.directory)
  }

  /// The graph of a text, to compare with.
  func graph(_ bytes: [UInt8]) throws -> RuleGraph {
    worker.graph(of: try NoticeReader(folding: library.words.folding).read(bytes, name: "notice.txt"))
  }

  @discardableResult
  func add(_ texts: String..., at time: String = "2026-01-01T00:00:00Z") throws -> [AddOutcome] {
    try library.add(try texts.map { try prepared($0) }, at: time)
  }

  func search(_ change: (inout SearchQuery) -> Void) throws -> AnswerList {
    var query = SearchQuery()
    change(&query)
    return try library.search(query)
  }

  /// The actions found, in their order.
  func actions(_ change: (inout SearchQuery) -> Void) throws -> [String] {
    try search(change).answers.map { $0.action ?? "" }
  }

  func changes(since mark: ChangeMark = .number(0)) throws -> [LibraryChange] {
    var found: [LibraryChange] = []
    try library.changes(since: mark) { found += $0 }
    return found
  }
}

/// Texts with what a test changes in them.
enum Notice {
  /// A city's rules for a fund, in a version of their own.
  static func fund(
    year: Int, days: String = "20", stage: String = "", extra: String = "", number: Int = 3, tail: String = ""
  ) -> String {
    """
    澄湖市财政局关于印发《澄湖市创业扶持资金管理办法\(stage)》的通知
    澄财规〔\(year)〕\(number)号
    各县（市、区）财政局：
    现将《澄湖市创业扶持资金管理办法\(stage)》印发给你们，请遵照执行。

    澄湖市财政局
    \(year)年3月1日

    澄湖市创业扶持资金管理办法\(stage)

    第一条 市财政局负责资金的预算安排和绩效管理工作。
    第二条 市人力资源和社会保障局应当在受理申请后\(days)个工作日内完成审核。
    第三条 各县（市、区）财政局应于每年11月30日前将使用情况报送市财政局。
    \(extra)第四条 本办法自\(year)年4月1日起施行\(tail)。

    """
  }

  /// A province's notice with a date that is due.
  static let report = """
    湖南省工业和信息化厅关于报送园区能耗数据的通知
    各市州工业和信息化局：
    一、各市州工业和信息化局应于2025年6月30日前将能耗数据报送省工业和信息化厅。
    二、长沙市工信局牵头汇总园区名单，长沙市财政局配合核对函件。
    三、省财政厅可以委托第三方机构开展抽查。
    湖南省工业和信息化厅
    2025年4月8日

    """
}

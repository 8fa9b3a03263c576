/// A kind of text made to be slow or deep, in any size.
public struct HostileText: Sendable, CustomStringConvertible {
  /// What the text is made of.
  public let description: String
  /// How many pieces make a text of moderate size.
  public let size: Int
  /// The text of so many pieces.
  public let text: @Sendable (Int) -> String

  /// A kind of text of the given name, size and making.
  public init(_ description: String, _ size: Int, _ text: @escaping @Sendable (Int) -> String) {
    self.description = description
    self.size = size
    self.text = text
  }

  /// The same piece again and again.
  public init(_ description: String, _ size: Int, repeating piece: String, behind head: String = "") {
    self.init(description, size) { head + String(repeating: piece, count: $0) }
  }

  /// All kinds: brackets, labels, digits, names, tables without end.
  public static let all: [HostileText] = [
    HostileText("brackets opened", 2500, repeating: "（"),
    HostileText("brackets closed", 2500, repeating: "）"),
    HostileText("brackets inside one another", 2500) {
      String(repeating: "（", count: $0) + String(repeating: "）", count: $0)
    },
    HostileText("brackets with words inside one another", 1000) {
      String(repeating: "（市科技局", count: $0) + String(repeating: "负责）", count: $0)
    },
    HostileText("brackets side by side", 1500, repeating: "市科技局（省科技厅）"),
    HostileText("title marks opened", 2500, repeating: "《"),
    HostileText("titles inside one another", 2000) {
      String(repeating: "《", count: $0) + "办法" + String(repeating: "》", count: $0)
    },
    HostileText("quotes never closed", 2000, repeating: "“甲"),
    HostileText("labels without text", 2500, repeating: "一、"),
    HostileText("labels in lines", 1500) { (1...$0).map { "\($0)．项目\n" }.joined() },
    HostileText("articles", 800) { (1...$0).map { "第\($0)条 市科技局应当公示。\n" }.joined() },
    HostileText("labels in no order", 700) {
      (1...$0).map { "\(($0 * 7919) % 100)、项\n（\(($0 * 104_729) % 50)）目\n" }.joined()
    },
    HostileText("labels of one another", 300) { (1...$0).map { "一、项\n（一）目\n1.点\n（1）款\n①第\($0)\n" }.joined() },
    HostileText("marks only", 2500, repeating: "。；，：、！？…—·"),
    HostileText("digits only", 2500, repeating: "1234567890"),
    HostileText("digits in groups of three", 4000, repeating: "123,"),
    HostileText("digits and points", 4000, repeating: "1."),
    HostileText("full-width digits", 2000, repeating: "１２３４５６７８９０"),
    HostileText("numerals in characters", 1000, repeating: "一千二百三十万零五百亿"),
    HostileText("dates only", 700, repeating: "2024年3月5日至"),
    HostileText("quantities only", 900, repeating: "不少于20家"),
    HostileText("units in one list", 1200, repeating: "市科技局、", behind: "责任单位："),
    HostileText("one sentence of clauses", 1200, repeating: "市科技局应当按规定，"),
    HostileText("one clause of bodies", 1000, repeating: "报送市科技局"),
    HostileText("one character without end", 8000, repeating: "市"),
    HostileText("letters only", 2500, repeating: "abcdefghij"),
    HostileText("letters and digits", 5000, repeating: "a1"),
    HostileText("one address without end", 3000, repeating: "a.b/", behind: "http://"),
    HostileText("addresses side by side", 1500, repeating: "a@b.cn，"),
    HostileText("line ends only", 20_000, repeating: "\n"),
    HostileText("blanks only", 10_000, repeating: "　 \t"),
    HostileText("short lines", 4000, repeating: "一\n"),
    HostileText("lines of one title", 2000, repeating: "某某市人民政府文件\n"),
    HostileText("rows of a table", 2000, repeating: "指标\t10\t标准\n", behind: "指标\t分值\t标准\n"),
    HostileText("columns of a table", 2500) {
      String(repeating: "甲\t", count: $0) + "\n" + String(repeating: "5\t", count: $0)
    },
    HostileText("names that the notice gives", 300) {
      (1...$0).map { "某某事项\($0)（以下简称“事项\($0)”）。" }.joined()
    },
    HostileText("contacts", 500, repeating: "联系人：张三，电话：0595-1234567；"),
    HostileText("lead-ins", 700, repeating: "有下列情形之一的，不予受理："),
    HostileText("attachments", 1000) { "附件：" + (1...$0).map { "\($0).某某申报表\n" }.joined() },
    HostileText("document numbers", 1500, repeating: "市府〔2024〕5号"),
    HostileText("beyond the basic plane", 4000, repeating: "\u{20000}\u{1F600}"),
    HostileText("marks that join to letters", 4000, repeating: "e\u{301}\u{302}"),
  ]
}

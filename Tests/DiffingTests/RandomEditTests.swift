import Diffing
import TestSupport
import Testing

/// A law made at random, and edits of it that are known.
private struct EditedLaw {
  struct Article {
    var subject: String
    var object: String
    var days: Int
    var items: [String]

    var text: String {
      "\(subject)应当在\(days)日内完成\(object)，并做到下列各项：\n"
        + zip(EditedLaw.labels, items).map { "（\($0)）\($1)；" }.joined(separator: "\n")
    }
  }

  static let labels = ["一", "二", "三", "四", "五"]
  static let subjects = ["市水务局", "市财政局", "市民政局", "市教育局", "市审计局", "市气象局"]
  static let objects = ["堤防巡查", "账目核对", "档案移交", "校舍检修", "名册登记", "设备校准", "水质监测", "物资盘点", "线路勘测", "图纸归档"]
  static let items = [
    "记录开始和结束的时刻", "通知相邻的单位到场", "留存完整的影像资料", "说明所用仪器的型号", "核实上一次的结论", "标出异常的位置", "公开负责人的姓名", "保管好原始凭证",
    "对照图样逐段查看", "清点随行的人员",
  ]

  var articles: [Article] = []
  /// What `diff` must say, article by article of the new side, and of the old for what is gone.
  var expected: Set<String> = []

  static func numeral(_ number: Int) -> String {
    let digits = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"]
    return (number >= 20 ? digits[number / 10] : "") + (number >= 10 ? "十" : "") + digits[number % 10]
  }

  var text: String {
    "云岭市公共事务管理办法\n\n"
      + articles.enumerated().map { "第\(Self.numeral($0.offset + 1))条 \($0.element.text)" }.joined(separator: "\n")
  }

  init(_ random: inout SeededGenerator) {
    for number in 0..<20 {
      let object =
        "第\(Self.numeral(number + 21))号" + Self.objects[number % 10] + "和"
        + Self.objects[(number * 3 + number / 10 + 1) % 10]
      articles.append(
        Article(
          subject: Self.subjects.randomElement(using: &random) ?? "", object: object,
          days: Int.random(in: 10...60, using: &random),
          items: Array(Self.items.shuffled(using: &random).prefix(3))))
    }
  }
}

@Suite("Random edits")
struct RandomEditTests {
  @Test("a number, a unit, an item, an article that is changed at random is found, and nothing else", arguments: 1...40)
  func findsEdits(seed: Int) throws {
    var random = SeededGenerator(seed: UInt64(seed))
    let old = EditedLaw(&random)
    var new = old
    var places = Array(new.articles.indices).shuffled(using: &random)
    var changes: [String] = []
    var modified: Set<Int> = []
    if let at = places.popLast() {
      let days = new.articles[at].days + 5
      changes.append("deadline loosened 在\(new.articles[at].days)日内>在\(days)日内")
      new.articles[at].days = days
      modified.insert(at)
    }
    if let at = places.popLast() {
      let before = new.articles[at].subject
      let after = EditedLaw.subjects.first { $0 != before } ?? ""
      changes.append("unit neutral \(before)>\(after)")
      new.articles[at].subject = after
      modified.insert(at)
    }
    var dropped = ""
    if let at = places.popLast() {
      dropped = new.articles[at].items.remove(at: 1)
      modified.insert(at)
    }
    let last = places.popLast()
    let gone = try #require(last)
    new.articles.remove(at: gone)
    let diff = try diff(old.text, new.text)

    // The article that is gone, and the item, are told by their text.
    let shown = diff.changes.filter { $0.new != nil && $0.old != nil }.map {
      "\($0.kind.rawValue) \($0.direction.rawValue) \($0.old?.quote ?? "")>\($0.new?.quote ?? "")"
    }
    #expect(shown.sorted() == changes.sorted())
    let goneQuotes = diff.changes.filter { $0.new == nil && $0.kind == .scope }.map { $0.old?.quote ?? "" }
    #expect(goneQuotes.contains { $0.contains(dropped) })
    #expect(goneQuotes.contains { $0.contains(old.articles[gone].object) })
    #expect(diff.changes.allSatisfy { $0.old != nil })

    for entry in diff.provisions {
      guard let index = (entry.old.first.map { diff.old.outline.provisions[$0] }), index.level == .article,
        let number = old.articles.indices.first(where: { "第\(EditedLaw.numeral($0 + 1))条" == index.path.last })
      else { continue }
      let expected: ProvisionStatus =
        number == gone ? .removed : modified.contains(number) ? .modified : number > gone ? .renumbered : .unchanged
      #expect(entry.status == expected, "article \(number + 1)")
    }
  }

  @Test("an article that is moved at random is the only one that moved", arguments: 1...20)
  func findsMoves(seed: Int) throws {
    var random = SeededGenerator(seed: UInt64(seed) + 1000)
    let old = EditedLaw(&random)
    var new = old
    let from = Int.random(in: 0..<8, using: &random)
    let article = new.articles.remove(at: from)
    new.articles.insert(article, at: from + 6)
    let diff = try diff(old.text, new.text)
    #expect(diff.changes.isEmpty)
    let articles = diff.provisions.filter { entry in
      entry.old.first.map { diff.old.outline.provisions[$0].level == .article } ?? true
    }
    #expect(articles.count { $0.status == .moved } == 1)
    #expect(
      articles.first { $0.status == .moved }?.old
        == diff.old.outline.provisions.indices.filter {
          diff.old.outline.provisions[$0].path.last == "第\(EditedLaw.numeral(from + 1))条"
        })
    #expect(articles.allSatisfy { [.moved, .renumbered, .unchanged].contains($0.status) })
  }
}

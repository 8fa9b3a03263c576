import Foundation
import TestSupport
import Testing

/// Notices as they were scraped, with the page's furniture around them; each was looked at by eye. Titles stand here by
/// their beginning, end and length only.
@Suite struct RealPageTests {
  struct Page: Sendable, CustomTestStringConvertible {
    var file: String
    var titleStart: String
    var titleEnd: String
    /// How many characters the title has; 0 where the text has none, as with a page of which only the body was taken.
    var titleLength: Int
    var number: String?
    var date: String
    /// Whether the notice bears no date, so that there is only the page's.
    var isOfPage: Bool
    var issuers: [String]
    /// The labels of the outermost provisions, in their order.
    var top: String

    init(
      _ file: String, _ titleStart: String, _ titleEnd: String, _ titleLength: Int, number: String? = nil, date: String,
      isOfPage: Bool = false, issuers: [String] = [], top: String
    ) {
      self.file = file
      self.titleStart = titleStart
      self.titleEnd = titleEnd
      self.titleLength = titleLength
      self.number = number
      self.date = date
      self.isOfPage = isOfPage
      self.issuers = issuers
      self.top = top
    }

    var testDescription: String { file }
  }

  static let pages = [
    Page("007", "关于推出供应广州市", "态分配房源的通告", 36, date: "2025-03-19", issuers: ["广州市住房保障办公室"], top: "一 二 三 四 五"),
    Page(
      "009", "广州市住房和城乡建", "房保障工作的通知", 31, number: "穗建规字〔2024〕5号", date: "2024-03-04", issuers: ["广州市住房和城乡建设局"],
      top: "一 二 三 四 五 六 七"),
    Page(
      "012", "广东省高校毕业生就", "创业扶持政策清单", 18, date: "2026-08-03", isOfPage: true,
      top: "一 二 三 四 五 六 七 一 二 三 四 五 六 七 八 九 十 十一"),
    Page("013", "广州市社会保险基金", "取资格认证的通告", 46, date: "2025-03-27", issuers: ["广州市社会保险基金管理中心"], top: "一 二 三 四"),
    Page(
      "014", "广州市民政局广州市", "会救助标准的通知", 41, number: "穗民规字〔2025〕2号", date: "2025-05-30", issuers: ["广州市民政局", "广州市财政局"],
      top: "一 二"),
    Page("016", "广州市困难残疾人生", "护理补贴实施办法", 26, date: "2022-11-16", isOfPage: true, top: "一 二 三 四 五 六 七 八 九"),
    Page(
      "017", "广州市人民政府办公", "助供养工作的通知", 30, number: "穗府办规〔2021〕7号", date: "2021-04-13", issuers: ["广州市人民政府办公厅"],
      top: "一 二 三 四 五 六 七 八"),
    Page(
      "072", "国务院办公厅关于做", "文章”的指导意见", 24, number: "国办发〔2025〕8号", date: "2025-03-02", issuers: ["国务院办公厅"],
      top: "一 二 三 四 五 六"),
    Page(
      "081", "中国人民银行金融监", "全面振兴的意见》", 59, date: "2026-02-12", issuers: ["中国人民银行", "金融监管总局", "中国证监会", "农业农村部"],
      top: "一 二 三 四 五 六"),
    Page("125", "软件产品增值税政策", "税政策及申报条件", 14, date: "2016-05-19", isOfPage: true, top: "一 二 三 四 五 六 七 八 九"),
    Page("126", "软件企业认定条件及", "业认定条件及程序", 11, date: "2016-05-19", isOfPage: true, top: "一"),
    Page("128", "关于组织申报201", "库入库企业的通知", 27, date: "2017-06-21", issuers: ["东莞市科学技术局"], top: "一 二 三 四"),
    Page("129", "高新技术企业认定/", "定/税收申报流程", 15, date: "2016-05-19", isOfPage: true, top: "一 二"),
    Page("130", "关于修订印发《高新", "管理办法》的通知", 23, date: "2016-05-16", isOfPage: true, top: "第一章 第二章 第三章 第四章 第五章"),
    Page("131", "（最新）2017年", "报条件及政策优惠", 26, date: "2016-05-13", isOfPage: true, top: "一 二 六"),
    Page("132", "【市级】2017年", "企业认定受理时间", 21, date: "2017-04-10", isOfPage: true, top: "一 二 三 四 五 六"),
    Page(
      "136", "专利收费减缴办法", "专利收费减缴办法", 8, date: "2016-03-26", isOfPage: true,
      top: "第一条 第二条 第三条 第四条 第五条 第六条 第七条 第八条 第九条 第十条 第十一条 第十二条"),
    Page("137", "2017年广东省企", "资金的条件及程序", 28, date: "2016-07-08", isOfPage: true, top: "一 二 三 四 五"),
    Page("139", "关于组织申报201", "术装备项目的通知", 31, date: "2017-07-20", issuers: ["东莞市经济和信息化局"], top: "一 二 三"),
    Page("140", "2017年度国家科", "奖推荐工作的通知", 20, date: "2016-09-28", isOfPage: true, top: "一 二 三 四"),
    Page("141", "2015国家火炬计", "划申报条件及流程", 17, date: "2016-05-24", isOfPage: true, top: "一 二 三 四"),
    Page("143", "作品著作权登记资助", "助申请条件及流程", 16, date: "2016-07-15", isOfPage: true, top: "一 二 三 四 五 六 七 八 九 十"),
    Page("144", "2016年软件企业", "律评估服务的通知", 23, date: "2016-03-26", isOfPage: true, top: "一 二 三 四"),
    Page("151", "广州市新型农民科技", "培训工程实施方案", 17, date: "2013-10-05", isOfPage: true, top: "一 二"),
    Page("161", "丽水市人民政府关于", "员安置任务的通知", 45, number: "丽政发〔2023〕30号", date: "2023-10-16", issuers: ["丽水市人民政府"], top: ""),
    Page("163", "", "", 0, date: "2012-01-04", issuers: ["常州市人力资源和社会保障局", "常州市城乡建设局"], top: "一 二 三 四 五 六 七 八"),
    Page("186", "计算机与人工智能学", "试工作的补充通知", 31, date: "2023-09-12", issuers: ["计算机与人工智能学院"], top: "1. 2. 3. 4. 5."),
    Page("188", "西南财经大学计算机", "复试录取工作细则", 42, date: "2023-03-19", issuers: ["西南财经大学计算机与人工智能学院"], top: "一 二 三 四 五 六 七 八"),
    Page("189", "西南财经大学计算机", "免生接收工作细则", 30, date: "2025-07-03", issuers: ["西南财经大学计算机与人工智能学院"], top: "一 二 三 四 五 六"),
    Page(
      "190", "计算机与人工智能学", "招生考试实施细则", 28, date: "2024-11-29", isOfPage: true, issuers: ["计算机与人工智能学院"],
      top: "一 二 三 四 五 六 七"),
  ]

  /// Words that stand in short lines of pages, never in those of these notices.
  private static let furniture = [
    "版权所有", "网站地图", "当前位置", "浏览次数", "上一个", "下一个", "发布时间", "OA系统", "法律声明", "ICP", "无障碍", "分享到", "首页", "-次",
    "网站标识码", "Copyright", "智能问答", "关闭窗口", "用户登录", "字号",
  ]

  @Test("a scraped page gives the notice's own title, issuer, number, date and outline", arguments: pages)
  func page(page: Page) throws {
    let folder = Folders.shared.appendingPathComponent("raw")
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    guard let name = names.first(where: { $0.hasPrefix(page.file + "_") }) else {
      print("skipped \(page.file): the scraped pages are not beside the package")
      return
    }
    let program = try Program()
    defer { program.remove() }
    let path = folder.appendingPathComponent(name).path
    let run = try program.guitu("extract", path, "--format", "json", "--no-text")
    let graph = try #require(try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
    let document = try #require(graph["document"] as? [String: Any])
    let title = document["title"] as? String ?? ""
    #expect(title.hasPrefix(page.titleStart) && title.hasSuffix(page.titleEnd), "\(title)")
    #expect(title.count == page.titleLength, "\(title)")
    #expect(document["number"] as? String == page.number)
    #expect(document["date"] as? String == page.date)
    #expect(document["issuers"] as? [String] == page.issuers)
    let codes = (graph["diagnostics"] as? [[String: Any]] ?? []).compactMap { $0["code"] as? String }
    #expect(codes.contains("page-date") == page.isOfPage)
    let provisions = graph["provisions"] as? [[String: Any]] ?? []
    let top = provisions.filter { $0["parent"] as? String == nil }.compactMap { $0["label"] as? String }
    #expect(top.map { $0.hasSuffix("、") ? String($0.dropLast()) : $0 }.joined(separator: " ") == page.top)
    let text = try program.guitu("text", path).output
    for line in text.split(separator: "\n") where line.count < 60 {
      for word in Self.furniture where line.contains(word) { Issue.record("\(word) stands in “\(line)”") }
    }
  }
}

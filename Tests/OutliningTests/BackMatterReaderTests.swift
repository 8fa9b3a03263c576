import Testing
import TextModel

@testable import Outlining

@Suite("Back matter")
struct BackMatterReaderTests {
  private let head = "关于做好项目申报工作的通知\n各有关单位：\n现将有关事项通知如下，请遵照执行。\n"

  @Test("Bodies on one line or several, a date in figures or in Chinese")
  func signatures() {
    let one = Reading.outline(head + "松原县教育局  松原县财政局\n二〇二四年十一月二日").frontMatter
    #expect(one.issuers == ["松原县教育局", "松原县财政局"])
    #expect(one.date == "2024-11-02")
    let several = Reading.outline(head + "松原县教育局\n\n松原县财政局\n\n2024年 3月 5日").frontMatter
    #expect(several.issuers == ["松原县教育局", "松原县财政局"])
    #expect(several.date == "2024-03-05")
    let together = Reading.outline(head + "松原县教育局 2024年3月5日").frontMatter
    #expect(together.issuers == ["松原县教育局"])
  }

  @Test("A date in a sentence is no signature")
  func dateInText() {
    let outline = Reading.outline(head + "一、报名时间\n2024年5月1日（星期三）上午9：00。\n松原县教育局\n2024年4月2日")
    #expect(outline.frontMatter.date == "2024-04-02")
  }

  @Test("The fuller of the names in signature and title is taken")
  func fullNames() {
    let front = Reading.outline("松原省科学技术厅 松原省财政厅关于支持创新的通知\n各单位：\n现将有关事项通知如下。\n省科技厅 省财政厅\n2024年1月2日").frontMatter
    #expect(front.issuers == ["松原省科学技术厅", "松原省财政厅"])
  }

  @Test("The list of attachments: numbered, wrapped, on one line, single, as links")
  func attachments() {
    func list(_ text: String) -> [String] {
      Reading.outline(head + text + "\n松原县教育局\n2024年4月2日").frontMatter.attachments
    }
    #expect(list("附件：1.项目申报书\n2.材料清单") == ["项目申报书", "材料清单"])
    #expect(list("附件：1．松原县义务教育薄弱环节改善与能力提升项目\n申报书\n2．材料清单") == ["松原县义务教育薄弱环节改善与能力提升项目申报书", "材料清单"])
    #expect(list("附件：《项目申报书》") == ["项目申报书"])
    #expect(list("附件1：项目申报书\n附件2：材料清单") == ["项目申报书", "材料清单"])
    #expect(list("附件：\n1.项目申报书.doc\n2.材料清单.xls") == ["项目申报书", "材料清单"])
    #expect(list("附件：1. [项目申报书](#)\n2. [材料清单](#)") == ["项目申报书", "材料清单"])
  }

  @Test("What was printed, by whom and how often stands between the date and the title of what is carried")
  func printersLines() {
    let outline = Reading.outline(
      """
      关于印发精品课程建设办法的通知
      各学院：
      现将办法印发给你们，请遵照执行。
      松原学院
      二〇〇六年五月十七日

      主题词：教学  课程  办法  通知
      松原学院院长办公室    2006年5月17日印
      录入：王某    校对：李某
      （共印70份）

      松原学院精品课程管理暂行办法

      第一条 为了加强课程建设，制定本办法。
      第二条 本办法自印发之日起施行。
      """)
    #expect(Reading.paths(outline) == ["松原学院精品课程管理暂行办法/第一条", "松原学院精品课程管理暂行办法/第二条"])
    #expect(outline.frontMatter.date == "2006-05-17")
  }

  @Test("Provisions of attachments and of a carried instrument begin with its name")
  func sections() {
    let text = """
      松原县教育局关于印发《松原县托育管理办法》的通知
      各单位：
      现将《松原县托育管理办法》印发给你们，请遵照执行。
      附件：1.登记办法
      2.检查标准
      松原县教育局
      2024年4月2日

      松原县托育
      管理办法

      第一条 为了规范托育，制定本办法。
      第二条 本办法自印发之日起施行。

      附件 1
      登记办法
      一、登记条件
      依法注册。

      附件2
      检查标准
      （一）场地整洁。
      （二）人员持证。
      公开方式：主动公开
      """
    let outline = Reading.outline(text)
    #expect(
      Reading.paths(outline) == [
        "松原县托育管理办法/第一条", "松原县托育管理办法/第二条", "附件1/一", "附件2/(一)", "附件2/(二)",
      ])
    #expect(outline.provisions.filter { $0.level == .instrument }.map(\.path) == [["松原县托育管理办法"], ["附件1"], ["附件2"]])
    #expect(outline.passages.last?.role == .colophon)
  }

  @Test("Articles behind the signature are of the carried instrument, whose title is not printed again")
  func untitledInstrument() {
    let text = """
      松原县教育局关于印发《松原县托育管理办法》的通知
      各单位：
      《松原县托育管理办法》已经县政府同意，现印发给你们，请遵照执行。
      松原县教育局
      2024年4月2日

      第一条 为了规范托育，制定本办法。
      第二条 本办法自印发之日起施行。
      """
    let outline = Reading.outline(text)
    #expect(Reading.paths(outline) == ["松原县托育管理办法/第一条", "松原县托育管理办法/第二条"])
    let instrument = outline.provisions.first
    #expect(instrument?.label == "松原县托育管理办法")
    #expect(instrument?.labelSpan.isEmpty == true)
    // A notice that only mentions what it follows has articles of its own.
    let own = text.replacing("关于印发《松原县托育管理办法》的通知", with: "关于规范托育的通知")
    #expect(Reading.paths(Reading.outline(own)) == ["第一条", "第二条"])
  }

  @Test("The head of an attachment that follows 附件： at once is no list")
  func headAtOnce() {
    let outline = Reading.outline(head + "## 附件：检查规定\n## 第一章 总则\n**第一条** 为了规范检查，制定本规定。")
    #expect(Reading.paths(outline) == ["附件/第一章", "附件/第一章/第一条"])
  }

  @Test(
    "An annex without a number that is the instrument which the notice carries bears its name",
    arguments: [
      "附件：松原县托育管理办法", "附件：松原县教育局松原县托育管理办法", "附件\n松原县托育管理办法", "附件：\n松原县教育局松原县托育管理办法",
      "附件\n松原县教育局\n松原县托育管理办法",
    ])
  func carriedAnnex(annex: String) {
    let text = "松原县教育局关于印发《松原县托育管理办法》的通知\n各单位：\n现将《松原县托育管理办法》印发给你们，请遵照执行。\n松原县教育局\n2024年4月2日\n\n"
    let articles = "\n第一条 为了规范托育，制定本办法。\n第二条 本办法自印发之日起施行。"
    #expect(Reading.paths(Reading.outline(text + annex + articles)) == ["松原县托育管理办法/第一条", "松原县托育管理办法/第二条"])
    let other = annex.replacing("托育管理办法", with: "登记办法")
    #expect(Reading.paths(Reading.outline(text + other + articles)) == ["附件/第一条", "附件/第二条"])
  }

  @Test("What is carried may stand in the list of attachments too", arguments: ["附件：松原县托育管理办法", "附件：\n松原县托育管理办法"])
  func listedInstrument(list: String) {
    let text = "松原县教育局关于印发《松原县托育管理办法》的通知\n各单位：\n现将《松原县托育管理办法》印发给你们，请遵照执行。\n\(list)\n松原县教育局\n2024年4月2日\n\n"
    let outline = Reading.outline(text + "松原县托育管理办法\n第一条 为了规范托育，制定本办法。\n第二条 本办法自印发之日起施行。")
    #expect(outline.frontMatter.attachments == ["松原县托育管理办法"])
    #expect(outline.frontMatter.date == "2024-04-02")
    #expect(Reading.paths(outline) == ["松原县托育管理办法/第一条", "松原县托育管理办法/第二条"])
  }

  @Test("An empty form is set aside; a list of materials is not")
  func forms() {
    let form = "附件1\n项目申报书\n单位名称\n□企业 □学校 □其他\n法定代表人\n联系电话\n电子邮箱\n通讯地址\n"
    let list = "附件2\n材料清单\n一、申报书\n二、法人证书\n1.复印件\n2.年度报告"
    let outline = Reading.outline(head + "附件：1.项目申报书\n2.材料清单\n松原县教育局\n2024年4月2日\n\n" + form + "\n" + list)
    #expect(Reading.aside(outline, .form).contains("法定代表人"))
    #expect(Reading.paths(outline) == ["附件2/一", "附件2/二", "附件2/二/1", "附件2/二/2"])
  }

  @Test("A table of contents is set aside")
  func contents() {
    let outline = Reading.outline(
      "松原县防汛应急预案\n目　录\n1 总则\n1.1 目的\n1.2 原则\n2 组织\n\n1 总则\n1.1 目的\n为了应对洪涝灾害，制定本预案。\n1.2 原则\n统一指挥。\n2 组织\n2.1 指挥部\n县长任总指挥。"
    )
    #expect(Reading.paths(outline) == ["1", "1/1.1", "1/1.2", "2", "2/2.1"])
    #expect(Reading.aside(outline, .contents).count == 5)
  }
}

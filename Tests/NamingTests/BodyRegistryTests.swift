import Guitu
import Loading
@testable import Naming
import Testing
import TextModel

private let registry: BodyRegistry = {
  let (folding, vocabulary) = GrammarTexts.builtIn.words()
  return BodyRegistry(
    vocabulary: vocabulary, folding: folding, universities: GrammarTexts.builtIn.universities)
}()

/// A home by the name of its region; 中央 is the nation's.
private func home(_ place: String) -> BodyHome {
  place == "中央" ? BodyHome(isNational: true) : BodyHome(region: registry.region(place))
}

@Suite("The registry of bodies")
struct BodyRegistryTests {
  @Test("what was packed is taken up as it was")
  func packing() {
    var first = PackedWriter()
    registry.pack(into: &first)
    let again = first.bytes.withUnsafeBufferPointer { bytes in
      var reader = PackedReader(bytes)
      let taken = BodyRegistry(
        packed: &reader, vocabulary: registry.vocabulary, folding: registry.folding,
        universities: registry.universities)
      #expect(!reader.isBroken)
      return taken
    }
    var second = PackedWriter()
    again.pack(into: &second)
    #expect(first.bytes == second.bytes)
    #expect(again.reading(of: "市环保局", at: home("泉州市")) == registry.reading(of: "市环保局", at: home("泉州市")))
    #expect(again.region("泉州")?.code == "350500")
  }

  @Test("what was cut short is broken and still a registry")
  func cutShort() {
    var whole = PackedWriter()
    registry.pack(into: &whole)
    whole.bytes[..<(whole.bytes.count / 2)].withUnsafeBufferPointer { bytes in
      var reader = PackedReader(bytes)
      _ = BodyRegistry(packed: &reader, vocabulary: registry.vocabulary, folding: registry.folding, universities: "")
      #expect(reader.isBroken)
    }
  }

  @Test(
    "a printed name has the full one of its own region",
    arguments: [
      ("市人社局", "泉州市", "泉州市人力资源和社会保障局"),
      ("泉州市人社局", "福建省", "泉州市人力资源和社会保障局"),
      ("省科技厅", "泉州市", "福建省科学技术厅"),
      ("我市财政局", "泉州市", "泉州市财政局"),
      ("市税务局", "泉州市", "国家税务总局泉州市税务局"),
      ("国家税务总局泉州市税务局", "泉州市", "国家税务总局泉州市税务局"),
      ("市公安局", "义乌市", "义乌市公安局"),
      ("区人社局", "广州市海珠区", "广州市海珠区人力资源和社会保障局"),
      ("市教育局", "广州市海珠区", "广州市教育局"),
      ("海珠区民政局", "广州市", "广州市海珠区民政局"),
      ("县财政局", "长沙县", "长沙县财政局"),
      ("自治区农业农村厅", "南宁市", "广西壮族自治区农业农村厅"),
      ("市公安局", "重庆市", "重庆市公安局"),
      ("市发展改革委", "北京市海淀区", "北京市发展和改革委员会"),
      ("州民政局", "湘西土家族苗族自治州", "湘西土家族苗族自治州民政局"),
    ])
  func own(printed: String, place: String, full: String) {
    #expect(registry.reading(of: printed, at: home(place))?.name == full)
  }

  @Test(
    "one region's own name for a body comes before the common one",
    arguments: [
      ("市国资委", "上海市", "上海市国有资产监督管理委员会"),
      ("市国资委", "泉州市", "泉州市人民政府国有资产监督管理委员会"),
      ("市资源规划局", "泉州市", "泉州市自然资源和规划局"),
      ("市经济信息委", "重庆市", "重庆市经济和信息化委员会"),
      ("市供销合作社", "重庆市", "重庆市供销合作总社"),
    ])
  func particular(printed: String, place: String, full: String) {
    #expect(registry.reading(of: printed, at: home(place))?.name == full)
  }

  @Test(
    "party, people's organizations, courts, banks and regulators have their own forms",
    arguments: [
      ("市委", "泉州市", "中共泉州市委员会"),
      ("市委组织部", "泉州市", "中共泉州市委组织部"),
      ("市委组织部（市委人才办）", "泉州市", "中共泉州市委组织部"),
      ("中共泉州市委办公室", "福建省", "中共泉州市委办公室"),
      ("团市委", "泉州市", "共青团泉州市委员会"),
      ("市妇联", "泉州市", "泉州市妇女联合会"),
      ("广东证监局", "广东省", "中国证券监督管理委员会广东监管局"),
      ("人民银行泉州市分行", "泉州市", "中国人民银行泉州市分行"),
      ("市中级人民法院", "泉州市", "泉州市中级人民法院"),
      ("省高院", "福建省", "福建省高级人民法院"),
      ("市检察院", "泉州市", "泉州市人民检察院"),
      ("临港新片区管委会", "上海市", "中国（上海）自由贸易试验区临港新片区管理委员会"),
      ("市知识产权局受理窗口", "东莞市", "东莞市知识产权局受理窗口"),
      ("南京海关", "江苏省", "中华人民共和国南京海关"), ("建设银行丽水分行", "丽水市", "中国建设银行股份有限公司丽水分行"),
      ("工行广东省分行", "广东省", "中国工商银行股份有限公司广东省分行"), ("国家财政部", "广州市", "财政部"),
      ("广州市农业局科教处", "广州市", "广州市农业局科教处"), ("市府办", "丽水市", "丽水市人民政府办公室"),
      ("县编委会", "长沙县", "中共长沙县委机构编制委员会"),
    ])
  func forms(printed: String, place: String, full: String) {
    #expect(registry.reading(of: printed, at: home(place))?.name == full)
  }

  @Test(
    "a short name that local bodies share means the nation's body only where the nation's bodies speak",
    arguments: [
      ("发展改革委", "中央", "国家发展和改革委员会"), ("发展改革委", "泉州市", nil),
      ("国家发展改革委", "泉州市", "国家发展和改革委员会"), ("人社部", "泉州市", "人力资源和社会保障部"),
      ("药监局", "中央", "国家药品监督管理局"), ("人民银行", "泉州市", "中国人民银行"),
    ] as [(String, String, String?)])
  func nation(printed: String, place: String, full: String?) {
    #expect(registry.reading(of: printed, at: home(place))?.name == full)
  }

  @Test(
    "what the lists do not settle has no full name",
    arguments: [
      ("市数字办", "泉州市"), ("市金融监管局", "泉州市"), ("市人社局", "湖南省"), ("各市人社局", "泉州市"),
      ("市县财政局", "泉州市"), ("人社局", "泉州市"), ("城管局", "泉州市"), ("市人社厅", "泉州市"), ("朝阳区财政局", "福建省"),
      ("有关部门", "泉州市"), ("工业园区管委会", "长沙市"), ("市", "泉州市"), ("", "泉州市"), ("区教育局", "泉州市"), ("建设银行丽水支行", "丽水市"),
      ("国家有关部门", "丽水市"), ("市科", "丽水市"),
    ])
  func open(printed: String, place: String) {
    #expect(registry.reading(of: printed, at: home(place))?.name == nil)
  }

  @Test(
    "a former body keeps the name of its time, and its successor is told with region and date",
    arguments: [
      ("市环保局", "东莞市", "东莞市环境保护局", "东莞市生态环境局", "2018"),
      ("市国土资源局", "泉州市", "泉州市国土资源局", "泉州市自然资源和规划局", "2018"),
      ("市国土资源局", "湖州市", "湖州市国土资源局", "自然资源局", "2018"),
      ("省质监局", "广东省", "广东省质量技术监督局", "广东省市场监督管理局", "2018"),
      ("广东银保监局", "广东省", "中国银行保险监督管理委员会广东监管局", "国家金融监督管理总局广东监管局", "2023-07"),
      ("国务院扶贫办", "中央", "国务院扶贫开发领导小组办公室", "国家乡村振兴局", "2021-02"),
      ("中国人民银行广州分行", "广东省", "中国人民银行广州分行", "中国人民银行广东省分行", "2023-08"),
      ("泉州市国税局", "泉州市", "泉州市国家税务局", "国家税务总局泉州市税务局", "2018-06"),
      ("市乡村振兴局", "重庆市", "重庆市乡村振兴局", "重庆市农业农村委员会", "2023"),
    ])
  func former(printed: String, place: String, full: String, successor: String, since: String) {
    let reading = registry.reading(of: printed, at: home(place))
    #expect(reading?.name == full)
    #expect(reading?.successor == BodyReading.Successor(name: successor, since: since))
  }

  @Test(
    "the home of a notice is the region that its issuer governs",
    arguments: [
      (["泉州市人民政府办公室"], "350500", false), (["广州市天河区教育局"], "440106", false),
      (["中共泉州市委办公室"], "350500", false), (["国家税务总局北京市税务局"], "110000", false),
      (["国务院办公厅"], nil, true), (["晨星软件学院"], nil, false), (["义乌市人民政府"], "330782", false),
    ] as [([String], String?, Bool)])
  func homes(issuers: [String], code: String?, isNational: Bool) {
    let home = registry.home(issuers: issuers, title: nil)
    #expect(home.region?.code == code)
    #expect(home.isNational == isNational)
  }

  @Test(
    "a notice without an issuer is at home where its title begins or its number says",
    arguments: [
      ("2024年广东省技术改造项目申报指南", nil, "440000", false), (nil, "津市监〔2021〕5号", "120000", false),
      (nil, "国办发〔2024〕5号", nil, true), ("中山大学招生章程", nil, "440100", false), (nil, "苏府〔2021〕5号", nil, false),
      ("关于加强管理的通知", nil, nil, false),
    ] as [(String?, String?, String?, Bool)])
  func homesWithoutIssuer(title: String?, number: String?, code: String?, isNational: Bool) {
    let home = registry.home(issuers: [], title: title, number: number)
    #expect(home.region?.code == code)
    #expect(home.isNational == isNational)
  }

  @Test(
    "an issuer without its region is at home where the text names it with one, right before its name",
    arguments: [
      ("天津市人社局应当公布名单", "市人社局", "120000"), ("报湖南省农业农村厅备案", "省农业农村厅", "430000"),
      ("湖南的省农业农村厅", "省农业农村厅", nil), ("示范县须向省农业农村厅报送总结", "省农业农村厅", nil),
      ("省农业农村厅组织验收", "省农业农村厅", nil),
    ] as [(String, String, String?)])
  func homesOfShort(text: String, issuer: String, code: String?) {
    let home = registry.home(ofShort: [issuer], in: registry.folding.fold(word: "各单位：" + text + "。"))
    #expect(home?.region?.code == code)
  }

  @Test(
    "a name that is full by itself stays, with its region",
    arguments: [
      ("西南财经大学", "510100"), ("西南财经大学会计学院", "510100"), ("广州市", "440100"), ("泉州轻工职业学院", "350500"),
      ("上海晨星投资有限公司", "310000"), ("上海市晨星地区开发建设管理委员会", "310000"),
    ])
  func fullAlready(name: String, code: String) {
    let reading = registry.reading(of: name)
    #expect(reading?.name == name)
    #expect(reading?.region?.code == code)
  }

  @Test(
    "an ending alone makes no full name", arguments: ["有限公司", "会计学院", "晨星大学", "职业学院", "国有控股有限公司", "广东"])
  func notFull(name: String) {
    #expect(registry.reading(of: name)?.name == nil)
  }

  @Test("all names of a body are told, with its region")
  func names() {
    let names = registry.names(of: "市人社局", at: home("泉州市"))
    for name in ["泉州市人力资源和社会保障局", "泉州市人社局", "泉州市人力资源社会保障局", "泉州市人事局"] { #expect(names.contains(name)) }
    #expect(registry.names(of: "市数字办", at: home("泉州市")).isEmpty)
  }

  @Test("every body of the lists is read back by its full name", arguments: BodyRegistry.lists)
  func wellFormed(list: String) {
    let (folding, vocabulary) = GrammarTexts.builtIn.words()
    var faults: [String] = []
    vocabulary.forEachWord(in: list) { word, value in
      let name = String(decoding: word, as: UTF16.self)
      let printed = name.replacing("*", with: "湖州市").replacing("~", with: "湖州")
      let reading = registry.reading(of: printed, at: BodyHome(isNational: true))
      let levels = value.split(separator: " ").first?.split(separator: ",") ?? []
      let isCity = levels.contains("city") || !name.contains(where: { "*~".contains($0) })
      let full = reading?.name.map { String(decoding: folding.fold(word: $0), as: UTF16.self) }
      if isCity, full != String(decoding: folding.fold(word: printed), as: UTF16.self) {
        faults.append("\(printed): \(full ?? "-")")
      }
    }
    #expect(faults.isEmpty, "\(faults.prefix(5))")
  }
}

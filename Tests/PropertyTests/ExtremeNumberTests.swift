import TestSupport
import Testing

/// Numbers beyond every range, in every place where numbers are read: none ends the program.
@Suite("extreme numbers")
struct ExtremeNumberTests {
  static let numerals = [
    "0", "00", "000000000000000000000000", "9223372036854775807", "9223372036854775808", "18446744073709551616",
    "999999999999999999", "5000000000000000000", "99999999999999999999999999999999", "99999999999999999.5",
    "0.0000000000000000000000000000000001", "1.99999999999999999999999999", "999999999万亿", "9223372036854775807亿亿",
    "九百亿亿", "五千亿亿", "九千九百九十九亿亿亿亿亿亿", "一亿亿九千万亿九百亿", "九亿亿一万亿亿", "亿", "零", "千千千千千千", "二〇二四二〇二四二〇二四二〇",
    "1,000,000,000,000,000,000,000,000,000,000", "２０２４２０２４２０２４２０２４２０２４", "负一", "-9223372036854775808", "２．５", "99",
  ]
  static let places = [
    "请于#年#月#日#时#分前报送。", "请于#.#.#前报送。", "#月#日至#月#日。", "第#季度末前。", "#年前#季度。", "到#年底。", "“#五”期间。", "“十#”期间。", "#年—#年。",
    "自收到之日起#个工作日内。", "公示#天。", "为期#年半。", "为期#个半月。", "近#年。", "每#年召开#次。", "每季度召开#次会议。", "每#个季度。", "#个学期内。", "有效期#年。",
    "按#小时计。",
    "不少于#家。", "#家以上。", "#至#万元。", "#-#分。", "#分之#以上。", "按#/#计。", "百分之#。", "不超过#%。", "奖励#万元。", "补助#亿元/平方米。", "一式#份。",
    "得#分，满分#分。",
    "综合成绩=笔试×#%+面试×#%。", "按#：#：#的比例计算成绩。", "笔试、面试分别占#%、#%。", "#分以上为优秀。", "创新能力（#分）", "第#条 甲。\n第#条 乙。", "#、甲\n#、乙",
    "（#）甲\n（#）乙",
    "#.#.# 甲\n#.#.# 乙", "附件#：表\n附件#", "— # —\n甲\n— # —", "禾府〔#〕#号", "电话：#-#", "指标\t分值\t标准\n甲\t#\t乙\n丙\t#%\t丁\n合计\t#\t",
    "一级指标\t二级指标\t分值\n甲（#分）\t乙\t#\n\t丙\t#", "#年#月#日\n\n禾川市科技局\n#年#月#日", "近#年营业收入累计不低于#亿元，年均增长#%以上。",
  ]

  @Test("are read soundly wherever numbers are read", arguments: places)
  func sound(place: String) throws {
    let soundness = Soundness(BuiltIn.pipeline)
    for numeral in Self.numerals {
      #expect(soundness.faults(place.replacing("#", with: numeral)) == [], "\(numeral)")
      let body = "禾川市通知\n\n一、" + place.replacing("#", with: numeral) + "\n二、其他。\n"
      #expect(soundness.faults(body) == [], "\(numeral) in an item")
    }
  }

  @Test("are added up without leaving the range")
  func sums() throws {
    let soundness = Soundness(BuiltIn.pipeline)
    for numeral in Self.numerals {
      let rows = (1...40).map { "甲\t乙\($0)\t\(numeral)\t丙" }.joined(separator: "\n")
      #expect(soundness.faults("一级指标\t二级指标\t分值\t评分标准\n\(rows)\n合计\t\t\(numeral)\t") == [], "\(numeral)")
      let marks = (1...40).map { "第\($0)项（\(numeral)分）" }.joined(separator: "、")
      #expect(soundness.faults("满分\(numeral)分：\(marks)。") == [], "\(numeral)")
      let ratio = Array(repeating: numeral, count: 20).joined(separator: "：")
      #expect(soundness.faults("笔试、面试、考察成绩按\(ratio)的比例计算。") == [], "\(numeral)")
    }
  }
}

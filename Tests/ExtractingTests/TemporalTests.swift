import TestSupport
import Testing

/// Times, read as in a notice of 15 June 2024. The marked place is what is read; behind it stands what it says.
@Suite("times")
struct TemporalTests {
  /// One time is read in the sentence, at the marked place, and says this.
  private func check(_ marked: String, _ line: String) throws {
    let sentence = MarkedText(marked)
    let scalars = Array(sentence.text.unicodeScalars)
    let quotes = sentence.ranges.map { String(String.UnicodeScalarView(scalars[$0])) }
    let read = try Read.temporals(sentence.text)
    #expect(read == quotes.map { "「\($0)」 \(line)" })
  }

  @Test(
    "before a day, a month's end, a year's end",
    arguments: [
      ("请「于2024年12月20日前」报送材料。", "by 2024-12-20"), ("请「于8月5日前」报送材料。", "by 2024-08-05"), ("「3月底前」完成核查。", "by 2024-03-31"),
      ("「2023年2月底前」完成核查。", "by 2023-02-28"), ("「2024年2月底前」完成核查。", "by 2024-02-29"), ("「2026年底前」建成投用。", "by 2026-12-31"),
      ("「2025年前」建成投用。", "by 2025-12-31"), ("「今年年底前」完成。", "by 2024-12-31"), ("「次年1月底前」完成。", "by 2025-01-31"),
      ("「2024年9月前」完成。", "by 2024-09"), ("应「在2024年7月1日之前」提交。", "by 2024-07-01"),
      ("「最迟于2024年7月1日前」提交。", "by 2024-07-01"),
      ("请「于2024年7月1日17：30前」提交。", "by 2024-07-01T17:30"), ("请「于7月1日17时前」提交。", "by 2024-07-01T17:00"),
      ("「二〇二五年三月一日前」完成。", "by 2025-03-01"), ("「2024-09-30前」完成。", "by 2024-09-30"), ("「2024.9.30前」完成。", "by 2024-09-30"),
      ("「第三季度末前」完成。", "by 2024-09-30"), ("「2024年第二季度前」完成。", "by 2024-06-30"), ("「上半年前」完成。", "by 2024-06-30"),
    ])
  func by(marked: String, line: String) throws { try check(marked, line) }

  @Test(
    "on a day or in a year",
    arguments: [
      ("评审会定「于2024年9月3日」召开。", "on 2024-09-03"), ("面试时间为「7月6日」。", "on 2024-07-06"), ("提交「2023年度」审计报告。", "on 2023"),
    ])
  func on(marked: String, line: String) throws { try check(marked, line) }

  @Test(
    "from a day on",
    arguments: [
      ("「自2024年7月1日起」受理申请。", "from 2024-07-01"), ("「从8月1日起」开放系统。", "from 2024-08-01"),
      ("「2025年1月1日起」按新标准发放。", "from 2025-01-01"),
      ("「自2025年起」受理复核。", "from 2025-01-01"), ("「自即日起」受理申请。", "from 2024-06-15"),
    ])
  func from(marked: String, line: String) throws { try check(marked, line) }

  @Test(
    "between two days, over a month's or a year's end too",
    arguments: [
      ("申报时间为「2024年7月1日至7月31日」。", "between 2024-07-01/2024-07-31"),
      ("申报时间为「7月1日至20日」。", "between 2024-07-01/2024-07-20"),
      ("申报时间为「2024年11月1日至2025年1月31日」。", "between 2024-11-01/2025-01-31"),
      ("申报时间为「12月20日至1月10日」。", "between 2024-12-20/2025-01-10"),
      ("申报时间为「2024年12月1日至次年2月28日」。", "between 2024-12-01/2025-02-28"), ("「2021—2025年」连续实施。", "between 2021/2025"),
      ("报名时间为「8月3日-5日」。", "between 2024-08-03/2024-08-05"), ("「即日起至7月10日」接受报名。", "between 2024-06-15/2024-07-10"),
      ("「即日起至3月10日」接受报名。", "between 2024-06-15/2025-03-10"), ("名单拟「于9月上旬」公布。", "between 2024-09-01/2024-09-10"),
      ("名单拟「于2024年2月下旬」公布。", "between 2024-02-21/2024-02-29"),
    ])
  func between(marked: String, line: String) throws { try check(marked, line) }

  @Test(
    "within a length of time, behind an event or not",
    arguments: [
      ("应「在5个工作日内」答复。", "within P5D workdays"), ("应「于10日内」补正。", "within P10D"),
      ("「自收到之日起15日内」提出异议。", "within P15D after=收到"),
      ("「自公示结束之日起三十个工作日内」拨付资金。", "within P30D workdays after=公示结束"), ("「自受理后两周内」完成审核。", "within P2W after=受理"),
      ("应「在3个月内」整改到位。", "within P3M"), ("「用三年时间」建成网络。", "within P3Y"), ("应「在24小时内」上报。", "within PT24H"),
      ("应「在一个半月内」完成。", "within P1M15D"),
    ])
  func within(marked: String, line: String) throws { try check(marked, line) }

  @Test(
    "for a length of time",
    arguments: [
      ("公示「7天」。", "for P7D"), ("公示「5个工作日」。", "for P5D workdays"), ("设立「为期两年」的培育期。", "for P2Y"),
      ("「连续三年」未达标。", "for P3Y"),
      ("公示期为「10日」。", "for P10D"), ("给予「一年」整改期。", "for P1Y"), ("周期为「一年半」。", "for P1Y6M"), ("培育期「6个月」。", "for P6M"),
    ])
  func span(marked: String, line: String) throws { try check(marked, line) }

  @Test(
    "again and again",
    arguments: [
      ("「每季度」通报进展。", "every P3M"), ("「每年」开展评估。", "every P1Y"), ("「每两年」复核。", "every P2Y"), ("「按月」发放补贴。", "every P1M"),
      ("「每年11月底前」报送总结。", "every P1Y by=11-30"), ("「每年3月1日前」报送计划。", "every P1Y by=03-01"),
      ("「每年2月底前」报送计划。", "every P1Y by=02-28"),
      ("「每半年召开1次」会议。", "every P6M times=1"), ("「每周」调度。", "every P1W"),
    ])
  func every(marked: String, line: String) throws { try check(marked, line) }

  @Test(
    "looking back, up to a day, and ahead",
    arguments: [
      ("「近三年」无不良记录。", "lookback P3Y"), ("「最近2年内」未受处罚。", "lookback P2Y"), ("「近12个月」缴纳社保。", "lookback P12M"),
      ("「上年度」纳税正常。", "lookback P1Y"),
      ("「截至2024年5月31日」已投产。", "as-of 2024-05-31"), ("「到2027年」形成体系。", "horizon 2027"),
      ("「到2030年底」全面覆盖。", "horizon 2030-12-31"),
      ("延至「下一年度」申报。", "horizon 2025"),
    ])
  func others(marked: String, line: String) throws { try check(marked, line) }

  @Test(
    "the years of a five-year plan by its number",
    arguments: [
      ("「“十四五”期间」新建平台。", "horizon 2021/2025"), ("「“十五五”时期」新建平台。", "horizon 2026/2030"),
      ("「“十三五”期间」建成平台。", "horizon 2016/2020"),
      ("「“十二五”期间」建成平台。", "horizon 2011/2015"), ("「“九五”期间」建成平台。", "horizon 1996/2000"),
      ("「“十一五”期间」建成平台。", "horizon 2006/2010"), ("「“二十五五”期间」建成平台。", "horizon 2076/2080"),
    ])
  func plans(marked: String, line: String) throws { try check(marked, line) }

  @Test(
    "taking effect and being valid",
    arguments: [
      ("本办法「自2024年8月1日起」施行。", "effective 2024-08-01"), ("本办法「自印发之日起」施行。", "effective on-issue"),
      ("本办法「自发布之日起」执行。", "effective on-issue"), ("本办法「有效期5年」。", "validity P5Y"),
      ("本办法「有效期至2029年7月31日」。", "validity 2029-07-31"),
      ("本办法「有效期为三年」。", "validity P3Y"),
    ])
  func effect(marked: String, line: String) throws { try check(marked, line) }

  @Test(
    "what only looks like a time is none",
    arguments: [
      "2024年版标准适用于本项目。", "及时报送材料。", "近年来成效明显。", "按2023年第5号文件执行。", "《2025年工作方案》另行制定。", "第三批名单。", "24家企业。", "2025届毕业生。",
    ])
  func none(sentence: String) throws { #expect(try Read.temporals(sentence) == []) }

  @Test(
    "a number that is no date does not fall beyond the calendar",
    arguments: ["请于2024年13月45日前报送。", "请于2月31日前报送。", "请于9999年99月99日前报送。"])
  func calendar(sentence: String) throws {
    for line in try Read.temporals(sentence) {
      #expect(!line.contains("-13-") && !line.contains("-31 ") && !line.contains("-45") && !line.contains("99-99"))
    }
  }
}

import RuleModel
import TestSupport
import Testing
import TextModel

/// A weight as one line: row, parent, name and points, with what is quoted behind it where that is asked for.
private func lines(_ rules: [Rule], quotes: Bool = false) -> [String] {
  rules.compactMap { rule in
    guard case .weight(let weight) = rule.body else { return nil }
    let points = weight.points.map { $0.description + (weight.unit ?? "") } ?? "—"
    let line = "\(weight.row.rawValue) \(weight.parent ?? "—") / \(weight.indicator ?? "—") \(points)"
    return quotes ? line + " | " + rule.quote : line
  }
}

/// The weights of a table below a title and a heading.
private func table(_ text: String, heading: String = "附件\n测评标准表", quotes: Bool = false) throws -> [String] {
  lines(try graph("清溪县示范点评定办法\n第一条 制定本办法。\n\(heading)\n\(text)\n").rules, quotes: quotes)
}

@Suite("Weights in tables")
struct WeightTableTests {
  @Test("Groups have their weight, rows their points; merged cells are filled; the content is quoted")
  func groupsAndRows() throws {
    let found = try table(
      "一级指标\t权重\t二级指标\t分值\t评分标准\n一、场地\t15\t1.面积\t10\t不小于80平方米。\n\t\t\t5\t有无障碍通道。\n二、人员\t20\t2.师资\t20\t持证上岗。",
      quotes: true)
    #expect(
      found == [
        "group — / 一、场地 15 | 一、场地", "indicator 一、场地 / 1.面积 10 | 不小于80平方米。", "indicator 一、场地 / 1.面积 5 | 有无障碍通道。",
        "group — / 二、人员 20 | 二、人员", "indicator 二、人员 / 2.师资 20 | 持证上岗。",
      ])
  }

  @Test("Rows of sums, added and taken points and vetoes are told by their names")
  func specialRows() throws {
    let found = try table(
      """
      指标\t分值\t评分标准
      台账\t60\t资料齐全
      宣传\t40\t每月更新
      加分项\t5\t获县级表彰的加5分
      扣分项\t/\t被投诉的，每起扣2分
      一票否决项\t/\t弄虚作假的，取消资格
      合计\t100\t
      """)
    #expect(
      found == [
        "indicator — / 台账 60", "indicator — / 宣传 40", "bonus — / 加分项 5", "deduction — / 扣分项 2", "veto — / 一票否决项 —",
        "total — / 合计 100",
      ])
  }

  @Test("Rows with Chinese numbers stand over those with figures; long cells behind the points say what is scored")
  func numberedSections() throws {
    let found = try table(
      """
      序号\t考核项目\t各项分值\t考核指标\t负责考核部门
      一、\t健全组织体系\t7\t\t
      1\t完善责任制\t5\t健全巡查制度，及时调整责任人员并向社会公布。\t县水利局
      2\t强化督查\t2\t对发现的问题建立台账，跟踪督办，限期整改到位。\t县水利局
      二、\t开展专项整治\t3\t\t
      3\t推进截污纳管\t3\t加强污水处理设施和配套管网建设，提升处理率。\t县城建局
      """, quotes: true)
    #expect(
      found == [
        "group — / 健全组织体系 7 | 健全组织体系", "indicator 健全组织体系 / 完善责任制 5 | 健全巡查制度，及时调整责任人员并向社会公布。",
        "indicator 健全组织体系 / 强化督查 2 | 对发现的问题建立台账，跟踪督办，限期整改到位。", "group — / 开展专项整治 3 | 开展专项整治",
        "indicator 开展专项整治 / 推进截污纳管 3 | 加强污水处理设施和配套管网建设，提升处理率。",
      ])
  }

  @Test("A name that only holds such a word is a row like others")
  func wordsInsideNames() throws {
    let found = try table("指标\t分值\t评分标准\n增加分级诊疗病种\t60\t有记录\n积分扣分台账\t40\t有台账")
    #expect(found == ["indicator — / 增加分级诊疗病种 60", "indicator — / 积分扣分台账 40"])
  }

  @Test("Marks in brackets that add up to the row's points are criteria; others are scores to choose from")
  func criteria() throws {
    let found = try table(
      """
      考核项目\t分值\t评分标准
      居室\t9\t①设有呼叫装置（5分）；②采光良好（4分）。
      荣誉\t10\t省级（10分），市级（6分），县级（3分）。
      """, quotes: true)
    #expect(
      found == [
        "indicator — / 居室 9 | ①设有呼叫装置（5分）；②采光良好（4分）。", "indicator — / 居室 5 | ①设有呼叫装置（5分）",
        "indicator — / 居室 4 | ②采光良好（4分）",
        "indicator — / 荣誉 10 | 省级（10分），市级（6分），县级（3分）。",
      ])
  }

  @Test("The full mark behind a group's name is its weight")
  func marksInNames() throws {
    let found = try table(
      "序号\t一级指标\t二级指标\t分值\n1\t基础（30分）\t规划\t10\n2\t\t设施\t20\n3\t产业（70分）\t产值\t70\n合计\t\t\t100")
    #expect(
      found == [
        "group — / 基础 30", "indicator 基础 / 规划 10", "indicator 基础 / 设施 20", "group — / 产业 70", "indicator 产业 / 产值 70",
        "total — / 合计 100",
      ])
  }

  @Test("In a table of one column of names, rows without content that sum up those below are groups")
  func sections() throws {
    let found = try table(
      "指标\t分值\t考核标准\n一、预防\t30分\t\n1.建档\t10分\t建档率九成以上\n2.随访\t20分\t按季随访\n二、诊疗\t70分\t\n3.处方\t70分\t处方合格\n三、加分项\t5分\t获表彰")
    #expect(
      found == [
        "group — / 一、预防 30", "indicator 一、预防 / 1.建档 10", "indicator 一、预防 / 2.随访 20", "group — / 二、诊疗 70",
        "indicator 二、诊疗 / 3.处方 70", "bonus — / 三、加分项 5",
      ])
  }

  @Test("Of three levels, each row stands under the second")
  func threeLevels() throws {
    let found = try table(
      "一级指标\t二级指标\t三级指标\t权重\n服务（40%）\t场地\t面积\t10%\n\t\t配套\t10%\n\t团队\t人员\t20%\n绩效（60%）\t企业\t数量\t60%")
    #expect(
      found == [
        "group — / 服务 40%", "indicator 场地 / 面积 10%", "indicator 场地 / 配套 10%", "indicator 团队 / 人员 20%",
        "group — / 绩效 60%",
        "indicator 企业 / 数量 60%",
      ])
  }

  @Test("Under a heading of added points rows are added points of that heading; the first score of a cell counts")
  func addedPoints() throws {
    let found = try table(
      "方面\t要求\t加分\n论文\t以第一作者发表\t一类期刊：8分；二类期刊：4分\n专利\t获得授权\t5分\n竞赛\t获奖\t见附表", heading: "第二条 科研成果加分\n加分按下表计算。")
    #expect(found == ["bonus 科研成果加分 / 论文 8", "bonus 科研成果加分 / 专利 5"])
  }

  @Test("A numbered caption stands over a table whose provision has no heading, without its number")
  func captions() throws {
    let found = try table(
      "项目\t内容\t加分\n表彰\t获县级表彰\t6\n项目\t内容\t加分\n参军\t服役期满\t8", heading: "第二条 德育分按照表1计算。\n表1 德育奖励分")
    #expect(found == ["bonus 德育奖励分 / 表彰 6", "bonus 德育奖励分 / 参军 8"])
  }

  @Test("A project in each row is what is scored; what it is scored for is the content")
  func projectOfEachRow() throws {
    let rows = try table(
      "序号\t考核项目\t分值\t考核内容\t评分标准\n一、\t共性项目\t15\t\t\n1\t组织领导\t8\t成立机构\t未成立的不得分\n2\t日常工作\t7\t按时报送\t少一次扣1分",
      heading: "第二条 考核\n按下表打分。")
    #expect(rows == ["group — / 共性项目 15", "indicator 共性项目 / 组织领导 8", "indicator 共性项目 / 日常工作 7"])
  }

  @Test("Two columns of points are two rows; heads that name levels stand for rows that have no names")
  func severalColumns() throws {
    let rows = try table("级别\t一等奖\t二等奖\n国家级\t10\t8\n省级\t6\t4", heading: "第二条 竞赛加分\n按下表加分。")
    #expect(
      rows == [
        "bonus 竞赛加分 / 国家级一等奖 10", "bonus 竞赛加分 / 国家级二等奖 8", "bonus 竞赛加分 / 省级一等奖 6",
        "bonus 竞赛加分 / 省级二等奖 4",
      ])
    let heads = try table("国家级（分）\t省级（分）\n7\t3", heading: "第二条 荣誉加分\n按下表加分。")
    #expect(heads == ["bonus 荣誉加分 / 国家级（分） 7", "bonus 荣誉加分 / 省级（分） 3"])
  }

  @Test("Signs before numbers, ranges and caps are read; bands of scores are thresholds")
  func numbers() throws {
    #expect(
      try table("事项\t分值\t说明\n获表彰\t+5\t县级以上\n出事故\t-3\t一般以上\n走访\t0-4分\t按次数\n调研\t最高6分\t按篇数")
        == ["indicator — / 获表彰 5", "deduction — / 出事故 3", "indicator — / 走访 4", "indicator — / 调研 6"])
    #expect(
      try table("等级\t得分\t奖励标准\n优秀\t90分（含）以上\t每人500元\n良好\t80分（含）-90分\t每人300元\n合格\t60-79分\t每人100元")
        == ["threshold — / 优秀 90", "threshold — / 良好 80", "threshold — / 合格 60"])
  }

  @Test("Tables without points are no scoring tables")
  func otherTables() throws {
    #expect(try table("岗位\t人数\t学历\t年龄\n内科\t3\t本科\t35周岁以下\n外科\t2\t本科\t40周岁以下").isEmpty)
    #expect(try table("序号\t任务\t责任单位\t完成时限\n1\t建台账\t市农业农村局\t3月底前\n2\t搞培训\t市教育局\t6月底前").isEmpty)
    #expect(try table("项目名称\t申报单位\t补助金额（万元）\n甲项目\t甲公司\t50\n乙项目\t乙公司\t30").isEmpty)
  }

  @Test("Names with marks make a scoring table without a column of points; a merged cell printed again is one group")
  func marksInCells() throws {
    let found = try table(
      "项目（分值）\t考评内容\t评分办法\n组织（40分）\t成立专班（40分）。\t未成立不得分\n环境（60分）\t道路整洁（30分）。\t一处扣2分\n环境（60分）\t绿化达标（30分）。\t一处扣1分")
    #expect(
      found == [
        "group — / 组织 40", "indicator 组织 / 成立专班 40", "group — / 环境 60", "indicator 环境 / 道路整洁 30",
        "indicator 环境 / 绿化达标 30",
      ])
  }

  @Test("Scores of grades to choose from are no content")
  func gradesInCells() throws {
    #expect(
      try table("指标\t分值\t优\t良\n选题\t40\t36-40\t30-35\n论证\t60\t51-60\t40-50", quotes: true)
        == ["indicator — / 选题 40 | 选题", "indicator — / 论证 60 | 论证"])
    #expect(
      try table("考核项目\t分值\t考核标准\t加减分\n党建\t40\t活动正常\t少一次扣1分\n环境\t60\t村容整洁\t一处扣2分")
        == ["indicator — / 党建 40", "indicator — / 环境 60"])
  }

  @Test("A name with its mark on the next line of the cell begins the row")
  func brokenNames() throws {
    let found = try table(
      "考核项目\t考核内容\t分值\t评分办法\n组织领导\n（15分）\t成立专班\t15\t未成立不得分\n日常管理\n（25分）\t建立台账\t25\t缺一项扣2分")
    #expect(
      found == [
        "group — / 组织领导 15", "indicator 组织领导 / 成立专班 15", "group — / 日常管理 25", "indicator 日常管理 / 建立台账 25",
      ])
  }
}

@Suite("Weights in sentences")
struct WeightSentenceTests {
  private func read(_ passage: String, quotes: Bool = false) throws -> [String] {
    lines(try facts(passage), quotes: quotes)
  }

  @Test("Full marks, and what they are made of")
  func fullMarks() throws {
    #expect(
      try read("评议满分100分，其中技艺占40分，传承占60分。")
        == ["total — / 评议 100", "indicator 评议 / 技艺 40", "indicator 评议 / 传承 60"])
    #expect(
      try read("测评采用百分制，满分为100分，其中基础指标80分，特色指标20分。")
        == ["total — / 测评 100", "indicator 测评 / 基础指标 80", "indicator 测评 / 特色指标 20"])
    #expect(try read("满分100分，考试时间90分钟，报名费20元。").count == 1)
    #expect(try read("累计得分总分不超过40分。").isEmpty)
  }

  @Test("A next clause without a subject belongs to the full mark's quote")
  func quoteOfFullMark() throws {
    #expect(
      try read("综合能力满分为100分，分为理论（满分60分）和实操（满分40分）两部分。", quotes: true)
        == [
          "total — / 综合能力 100 | 综合能力满分为100分，分为理论（满分60分）和实操（满分40分）两部分", "group 综合能力 / 理论 60 | 理论（满分60分）",
          "group 综合能力 / 实操 40 | 实操（满分40分）",
        ])
  }

  @Test("A full mark that several have makes a row of each, and its quote begins with the first name")
  func fullMarkOfEach() throws {
    #expect(
      try read("笔试、面试与实操的满分均为100分。", quotes: true)
        == [
          "total — / 笔试 100 | 笔试、面试与实操的满分均为100分", "total — / 面试 100 | 笔试、面试与实操的满分均为100分",
          "total — / 实操 100 | 笔试、面试与实操的满分均为100分",
        ])
    #expect(try read("笔试的满分为100分。") == ["total — / 笔试 100"])
  }

  @Test("Marks in a sum are of its terms; shares of a list in the clause before are in its order")
  func sumsAndLists() throws {
    #expect(
      try read("复试成绩=听力成绩（50分）+笔试成绩（100分）。") == ["group 复试成绩 / 听力成绩 50", "group 复试成绩 / 笔试成绩 100"])
    #expect(
      try read("笔试、面试成绩折合成百分制成绩后，分别按40%和60%的权重计入总成绩。")
        == ["indicator 总成绩 / 笔试 40%", "indicator 总成绩 / 面试 60%"])
    #expect(try read("笔试分值为100分，考试时间三小时。") == ["total — / 笔试 100"])
    #expect(try read("笔试和面试的合格线均为60分。") == ["threshold — / 笔试 60", "threshold — / 面试 60"])
    #expect(
      try read("面试成绩满分100分，择优录取。低于60分的，不予录取。") == ["total — / 面试成绩 100", "threshold — / 面试成绩 60"])
  }

  @Test("A full mark is counted into the score that the sentence names; a share of it is a row of its own")
  func fullMarkOfComposite() throws {
    #expect(
      try read("笔试、面试实行打分，各项成绩满分均为100分，折算后计入考生的复试成绩。")
        == ["total 复试成绩 / 笔试 100", "total 复试成绩 / 面试 100"])
    #expect(
      try read("笔试满分100分，按60%计入总成绩。") == ["total — / 笔试 100", "indicator 总成绩 / 笔试 60%"])
    #expect(try read("面试满分100分，作为录用依据。") == ["total — / 面试 100"])
  }

  @Test("Terms of a formula are groups in percent; formulas of other things are none")
  func formulas() throws {
    #expect(
      try read("总成绩=（笔试成绩÷2）×60%+面试成绩（含加试）×40%。", quotes: true)
        == [
          "group — / 笔试成绩 60% | 总成绩=（笔试成绩÷2）×60%+面试成绩（含加试）×40%",
          "group — / 面试成绩（含加试） 40% | 总成绩=（笔试成绩÷2）×60%+面试成绩（含加试）×40%",
        ])
    #expect(
      try read("综合成绩=初试成绩×60%+复试成绩×40%。其中：复试成绩=笔试成绩×70%+口试成绩×30%。")
        == ["group — / 初试成绩 60%", "group — / 复试成绩 40%", "group 复试成绩 / 笔试成绩 70%", "group 复试成绩 / 口试成绩 30%"])
    #expect(try read("综合成绩=笔试成绩×0.4+面试成绩×0.6").count == 2)
    #expect(try read("应退税额=应纳税额-销售额×3%-其他收入×2%").isEmpty)
    #expect(try read("增长率=增加额÷上年数×100%").isEmpty)
  }

  @Test("Ratios and percentages of a whole are parts of the total that they make up")
  func shares() throws {
    #expect(
      try read("根据演讲、测评、考察成绩3：3：4的比例计算综合成绩，按由高到低排序。", quotes: true)
        == [
          "indicator 综合成绩 / 演讲 30% | 根据演讲、测评、考察成绩3：3：4的比例计算综合成绩",
          "indicator 综合成绩 / 测评 30% | 根据演讲、测评、考察成绩3：3：4的比例计算综合成绩",
          "indicator 综合成绩 / 考察 40% | 根据演讲、测评、考察成绩3：3：4的比例计算综合成绩",
        ])
    #expect(
      try read("综合得分按网络评审40%、现场答辩60%加权计算。") == ["indicator 综合得分 / 网络评审 40%", "indicator 综合得分 / 现场答辩 60%"])
    #expect(
      try read("测评成绩由德育成绩、智育成绩两部分组成，分别占30%、70%。") == ["indicator 测评成绩 / 德育成绩 30%", "indicator 测评成绩 / 智育成绩 70%"])
    #expect(
      try read("专家评查占评查总分的80%，随机抽查占评查总分的20%。") == ["indicator 评查总分 / 专家评查 80%", "indicator 评查总分 / 随机抽查 20%"])
    #expect(try read("立项后拨付60%，中期评估合格后拨付40%。").isEmpty)
    #expect(try read("市、县财政按60%、40%的比例分担。").isEmpty)
    #expect(try read("按1：3的比例确定面试人选。").isEmpty)
  }

  @Test("Grades have the lower bound of their band")
  func bands() throws {
    #expect(
      try read("考核得分90分以上为优秀，75分以上不足90分为良好；60—74分的为合格。", quotes: true)
        == [
          "threshold — / 优秀 90 | 考核得分90分以上为优秀", "threshold — / 良好 75 | 75分以上不足90分为良好",
          "threshold — / 合格 60 | 60—74分的为合格",
        ])
    #expect(try read("结果分为优秀（90分及以上）、合格（60分-89分）两个等次。") == ["threshold — / 优秀 90", "threshold — / 合格 60"])
    #expect(try read("外语达到六级（425分以上）。").isEmpty)
  }

  @Test("Pass marks of the notice's own scores are thresholds; marks of examinations elsewhere are not")
  func passMarks() throws {
    #expect(
      try read("连续两年考核得分低于60分的单位，不再安排资金。", quotes: true)
        == ["threshold — / 考核得分 60 | 连续两年考核得分低于60分的单位，不再安排资金"])
    #expect(try read("考生面试成绩须达到70分以上方可录用。") == ["threshold — / 面试成绩 70"])
    #expect(try read("面试合格线为60分。") == ["threshold — / 面试 60"])
    #expect(try read("面试成绩不得低于60分。") == ["threshold — / 面试成绩 60"])
    #expect(try read("大学英语四级考试成绩达到425分的，可以免修。").isEmpty)
    #expect(try read("课程加权平均成绩低于75分的，不予受理。").isEmpty)
  }

  @Test("Items with a full mark behind their name stand under the item above that has one")
  func markedItems() throws {
    let found = lines(
      try graph(
        "清溪县示范点评定办法\n一、评分标准\n（一）基本要求（20分）\n1.组织管理（10分）。建立机构，制度健全。\n2.人员培训（10分）。每年培训两次。\n（二）环境（80分）\n1.绿化（80分）。四季常绿。\n"
      ).rules)
    #expect(
      found == [
        "group — / 基本要求 20", "indicator 基本要求 / 组织管理 10", "indicator 基本要求 / 人员培训 10", "group — / 环境 80",
        "indicator 环境 / 绿化 80",
      ])
  }

  @Test("Items of a list are scored by the mark that they end, or begin, with")
  func marksOfItems() throws {
    func list(_ items: String) throws -> [String] {
      lines(try graph("清溪县歌咏比赛规则\n一、评分标准\n" + items).rules)
    }
    #expect(
      try list("1.进退场迅速，队形整齐。（40分）\n2.声音洪亮、吐字清晰（30分）\n3.台风（30分）：精神饱满。\n")
        == ["indicator — / 进退场迅速，队形整齐 40", "indicator — / 声音洪亮、吐字清晰 30", "indicator — / 台风 30"])
    #expect(
      try list("1.（60分）选题新颖，立意深刻。\n2.内容：（40分）材料充实。\n")
        == ["indicator — / 选题新颖 60", "indicator — / 内容 40"])
    #expect(
      try list("1.快、静、齐 20分\n2.歌曲内容：健康向上 30分\n3.演唱效果：50分，其中音准为主。\n")
        == ["indicator 评分标准 / 快、静、齐 20", "indicator 评分标准 / 歌曲内容 30", "indicator 评分标准 / 演唱效果 50"])
    #expect(try list("1.场地整洁 20分，另行检查。\n2.队形整齐 30分，另行检查。\n").isEmpty)
  }

  @Test("Marks within an item that has one of its own stand under it")
  func marksInsideItems() throws {
    let found = lines(
      try graph("清溪县考核办法\n一、考核内容\n1.综合治理（20分）。信访方面（12分）。每发生一起扣2分。调解方面（8分）。\n2.卫生（80分）。\n").rules)
    #expect(
      found == [
        "indicator — / 综合治理 20", "indicator 综合治理 / 信访方面 12", "indicator 综合治理 / 调解方面 8", "indicator — / 卫生 80",
      ])
  }

  @Test("Parts of a score may stand in items, in sentences of their own, or be one for all")
  func sharesApart() throws {
    let items = lines(
      try graph("清溪县创新大赛规则\n一、评审标准\n1.创新性（40%）：方案独特。\n2.可行性（60%）：计划可靠。\n").rules)
    #expect(items == ["indicator — / 创新性 40%", "indicator — / 可行性 60%"])
    let ends = lines(
      try graph("清溪县绘画大赛规则\n一、评审标准\n1.想象力：选题、创意的新颖程度（70%）。\n2.科学性：逻辑思维（30%）。\n").rules)
    #expect(ends == ["indicator — / 想象力 70%", "indicator — / 科学性 30%"])
    #expect(
      try read("笔试成绩占总成绩的60%。面试成绩按40%计入总成绩。")
        == ["indicator 总成绩 / 笔试成绩 60%", "indicator 总成绩 / 面试成绩 40%"])
    #expect(
      try read("笔试成绩满分100分，占总成绩的50%。") == ["total — / 笔试成绩 100", "indicator 总成绩 / 笔试成绩 50%"])
    #expect(
      try read("总成绩按笔试成绩和面试成绩各占50%合成。") == ["indicator 总成绩 / 笔试成绩 50%", "indicator 总成绩 / 面试成绩 50%"])
    #expect(try read("比赛设自备作品和说话两项，自备作品和说话各占40分。") == ["indicator — / 自备作品 40", "indicator — / 说话 40"])
    #expect(
      lines(try graph("清溪县补助办法\n一、资金分担\n1.市财政（40%）：列入预算。\n2.县财政（60%）：列入预算。\n").rules).isEmpty)
  }

  @Test("Points that add up to a hundred are parts where the passage speaks of an evaluation")
  func partsOfHundred() throws {
    #expect(
      try read("评审实行百分制，其中报价30分，技术50分，信誉20分。")
        == ["indicator — / 报价 30", "indicator — / 技术 50", "indicator — / 信誉 20"])
    #expect(try read("评审实行百分制，其中报价30分，技术50分。").isEmpty)
  }

  @Test("Under a heading of added points, a sentence that adds some is one row")
  func additions() throws {
    let found = lines(
      try graph(
        "清溪学院测评细则\n第一条 德育附加分\n（一）荣誉称号\n获得校级荣誉的加5分，院级荣誉的加2分。累计不超过8分。\n第二条 扣分标准\n1.无故旷课，每节扣1分。\n2.卫生不合格，每次扣2分。\n"
      ).rules)
    #expect(
      found == ["bonus 德育附加分 / 荣誉称号 5", "deduction 扣分标准 / 无故旷课 1", "deduction 扣分标准 / 卫生不合格 2"])
    // What stands before a dash is what the points are for.
    let dashed = lines(try graph("清溪学院积分办法\n\n一、加分\n获得院级奖项者——加10分；\n出满勤者——加20分。\n").rules)
    #expect(dashed == ["bonus 加分 / 获得院级奖项者 10", "bonus 加分 / 出满勤者 20"])
  }

  @Test("Weights are no targets, scores with a verb are")
  func quantities() throws {
    func targets(_ passage: String) throws -> [String] {
      try facts(passage).compactMap { if case .target = $0.body { $0.quote } else { nil } }
    }
    #expect(try targets("综合得分按网络评审40%、现场答辩60%加权计算。").isEmpty)
    #expect(try targets("评议满分100分，其中技艺占40分，传承占60分。").isEmpty)
    #expect(try targets("国家级每项得3分，省级每项得2分。") == ["3分", "2分"])
  }

  @Test(
    "a target's metric is without the words that only lead to it or on to the number, and none where nothing else stands there",
    arguments: [
      ("力争粮油产品优质率达到60%。", "粮油产品优质率"), ("覆盖率保持在95%以上。", "覆盖率"),
      ("人均收入达到3万元。", "人均收入"), ("处5万元罚款。", nil), ("占比分别提高2个百分点。", "占比分别提高"),
    ] as [(String, String?)])
  func metrics(passage: String, metric: String?) throws {
    let targets = try facts(passage).compactMap { if case .target(let target) = $0.body { target } else { nil } }
    #expect(targets.map(\.metric) == [metric])
  }
}

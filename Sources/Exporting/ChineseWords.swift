import RuleModel
import TextModel

/// The words of tables and outlines in Chinese.
struct ChineseWords: Words {
  func name(of section: Section) -> String {
    switch section {
    case .conditions: "条件"
    case .deadlines: "期限"
    case .duties: "职责"
    case .weights: "分值"
    case .targets: "目标"
    case .supports: "支持"
    case .sanctions: "后果"
    case .steps: "程序"
    case .materials: "材料"
    case .definitions: "定义"
    case .citations: "引用"
    case .organizations: "单位"
    case .edges: "关系"
    case .diagnostics: "提示"
    }
  }

  func name(of head: Head) -> String {
    switch head {
    case .id: "编号"
    case .path: "条款"
    case .role: "作用"
    case .subject: "主体"
    case .requirement: "数值"
    case .quote: "原文"
    case .when: "时间"
    case .action: "事项"
    case .unit: "单位"
    case .canonical: "全称"
    case .modality: "语气"
    case .indicator: "指标"
    case .parent: "上级"
    case .points: "分值"
    case .row: "类别"
    case .metric: "指标"
    case .quantity: "数值"
    case .benefit: "方式"
    case .beneficiary: "对象"
    case .amount: "标准"
    case .consequence: "后果"
    case .trigger: "触发"
    case .order: "序"
    case .name: "名称"
    case .units: "单位"
    case .next: "下一步"
    case .copies: "份数"
    case .recipient: "报送"
    case .from: "起点"
    case .relation: "关系"
    case .to: "终点"
    case .term: "用语"
    case .means: "含义"
    case .title: "标题"
    case .number: "文号"
    case .aliases: "别称"
    case .region: "区划"
    case .severity: "程度"
    case .message: "说明"
    case .kind: "文种"
    case .carries: "所印发"
    case .issuers: "发文机关"
    case .recipients: "主送机关"
    case .date: "成文日期"
    case .attachments: "附件"
    case .contacts: "联系"
    case .effective: "施行"
    case .validity: "有效期"
    case .source: "来源"
    case .reason: "原因"
    case .place: "位置"
    }
  }

  func name(of role: Condition.Role) -> String {
    switch role {
    case .require: "须具备"
    case .prefer: "优先"
    case .exclude: "排除"
    case .revoke: "撤销"
    case .veto: "一票否决"
    case .pass: "通过"
    }
  }

  func name(of role: Duty.Role) -> String {
    switch role {
    case .lead: "牵头"
    case .responsible: "负责"
    case .support: "配合"
    case .actor: "承担"
    case .recipient: "受理"
    }
  }

  func name(of modality: Duty.Modality) -> String {
    switch modality {
    case .must: "应当"
    case .mustNot: "不得"
    case .may: "可以"
    case .encourage: "鼓励"
    }
  }

  func name(of row: Weight.Row) -> String {
    switch row {
    case .group: "一级指标"
    case .indicator: "指标"
    case .bonus: "加分"
    case .deduction: "扣分"
    case .veto: "一票否决"
    case .total: "总分"
    case .threshold: "分数线"
    }
  }

  func name(of benefit: Support.Benefit) -> String {
    switch benefit {
    case .money: "资金"
    case .priority: "优先"
    case .recognition: "认定"
    }
  }

  func name(of kind: Edge.Kind) -> String {
    switch kind {
    case .partOf: "属于"
    case .assignedTo: "责任单位"
    case .due: "期限"
    case .requires: "须具备"
    case .excludes: "排除"
    case .triggers: "触发"
    case .precedes: "先于"
    case .cites: "引用"
    case .defines: "定义"
    case .limits: "限定"
    case .refers: "参见"
    case .repeals: "废止"
    }
  }

  func name(of reason: AsideReason) -> String {
    switch reason {
    case .pageNumber: "页码"
    case .runningHead: "页眉页脚"
    case .copy: "重复的全文"
    case .navigation: "导航"
    case .shareBar: "分享栏"
    case .footer: "网站页脚"
    case .pageData: "网页信息"
    case .form: "空白表格"
    case .contents: "目录"
    case .markup: "标记符号"
    case .blank: "空白"
    }
  }

  func name(of signal: Coverage.Signal) -> String {
    switch signal {
    case .modal: "情态"
    case .comparison: "比较"
    case .time: "时间"
    case .unit: "数量"
    }
  }

  func coverage(read: Int, of count: Int, perMille: Int) -> String {
    "像规则的句子 \(count) 句，读出规则的 \(read) 句（\(perMille / 10).\(perMille % 10)%）"
  }

  func name(of kind: RecognizedPhrase.Kind) -> String {
    switch kind {
    case .time: "时间"
    case .duration: "时段"
    case .quantity: "数量"
    case .money: "金额"
    case .percentage: "百分比"
    case .number: "数"
    case .organization: "机构"
    case .title: "标题"
    case .documentNumber: "文号"
    }
  }

  func name(of severity: Diagnostic.Severity) -> String {
    switch severity {
    case .note: "说明"
    case .warning: "留意"
    case .error: "错误"
    }
  }

  func message(of diagnostic: Diagnostic) -> String {
    switch diagnostic.code {
    case "label-gap": "此编号之前缺少应有的编号，可能遗漏或误读"
    case "label-repeat": "编号在同一层级重新开始，文字照旧保留"
    case "weight-sum": "分值之和与所属指标或总分不符"
    case "deadline-before-notice": "期限早于成文日期"
    case "deadline-on-rest-day": "最后一日是休息日"
    case "deadline-year-assumed": "期限没有印年份"
    case "page-date": "文件未署日期，所用的是网页发布日期，请查对原件"
    case "low-confidence": "文字识别把握不足，请对照图片核对，或按 300 dpi 重新扫描"
    case "unit-unresolved": "未能确定单位全称"
    default: diagnostic.message
    }
  }

  func number(_ number: ExactNumber) -> String {
    // 万 and 亿 from the number of digits on that notices use them from.
    let plain = number.description
    let digits = plain.prefix { $0 != "." }.count - (number.mantissa < 0 ? 1 : 0)
    for (power, name) in [(8, "亿"), (4, "万")] where digits > power {
      let short = ExactNumber(number.mantissa, exponent: number.exponent - power).description
      if short.count < plain.count { return short + name }
    }
    return plain
  }

  var separator: String { "；" }
  var negation: String { "非 " }

  func duration(_ parts: [(number: String, unit: Character)], isWorkdays: Bool) -> String {
    parts.map { number, unit in
      switch unit {
      case "Y": "\(number)年"
      case "M": "\(number)个月"
      case "W": "\(number)周"
      case "D": isWorkdays ? "\(number)个工作日" : "\(number)天"
      case "h": "\(number)小时"
      case "m": "\(number)分钟"
      default: "\(number)秒"
      }
    }.joined()
  }

  func phrase(_ kind: TemporalKind, value: String, isDuration: Bool) -> String {
    if value == "on-issue" { return kind == .validity ? "自印发之日起有效" : onIssue }
    return switch kind {
    case .by: "\(value) 前"
    case .on: value
    case .from: "自 \(value) 起"
    case .between: value.split(separator: "/").joined(separator: " 至 ")
    case .within: "\(value)内"
    case .for: "为期\(value)"
    case .every: "每\(value)"
    case .lookback: "近\(value)"
    case .asOf: "截至 \(value)"
    case .horizon:
      value.contains("/") ? value.split(separator: "/").joined(separator: " 至 ") : "到 \(value)"
    case .effective: "\(value) 起施行"
    case .validity: isDuration ? "有效期\(value)" : "有效至 \(value)"
    }
  }

  func every(_ unit: Character) -> String {
    switch unit {
    case "Y": "每年"
    case "M": "每月"
    case "W": "每周"
    case "D": "每天"
    case "h": "每小时"
    case "m": "每分钟"
    default: "每秒"
    }
  }

  var onIssue: String { "自印发之日起" }
  func recurring(by monthDay: String) -> String { "\(monthDay) 前" }
  func recurring(times: Int) -> String { "\(times) 次" }
  func counted(from event: String) -> String { "自“\(event)”起" }
  func counted(before event: String) -> String { "（在“\(event)”之前）" }
  func moved(to day: String) -> String { "（休息日，依民法典第二百零三条顺延至\(day)）" }

  var asides: String { "不读的部分" }
  func table(rows: Int, columns: Int) -> String { "〔表格：\(rows) 行 \(columns) 列〕" }
  var untitled: String { "（未读到标题）" }
}

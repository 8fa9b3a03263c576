import Guitu
import Loading
import Testing
import TextModel

/// What is matched as what: built-in widths and blanks, and the pairs of `Grammars/characters`.
@Suite struct FoldingTests {
  private static let files = GrammarTexts.builtIn.files.filter { $0.path.hasPrefix("characters/") }
  private static let full = Folding(text: files.map(\.text).joined(separator: "\n"))

  private func folded(_ text: String, _ folding: Folding = FoldingTests.full) -> String {
    String(decoding: folding.fold(Array(text.unicodeScalars)), as: UTF16.self)
  }

  @Test("widths, blanks and line ends fold without any file") func plain() {
    let folding = Folding()
    #expect(folded("（Ａ１％，：；！？～）", folding) == "(A1%,:;!?~)")
    #expect(folded("a\u{3000}\u{A0}\tb\u{200B}\u{FEFF}", folding) == "a   b  ")
    #expect(folded("a\r\nb\rc\u{2028}d\u{0C}e\r\n\r\nf", folding) == "a \nb\nc\nd\ne \n \nf")
    #expect(folded("繁體〔〕", folding) == "繁體〔〕")
  }

  @Test("each code point is one unit, beyond the basic plane too") func oneToOne() {
    let text = "一𠀀二😀三"
    let units = Self.full.fold(Array(text.unicodeScalars))
    #expect(units.count == text.unicodeScalars.count)
    #expect(units[1] == Folding.beyondBasicPlane && units[3] == Folding.beyondBasicPlane)
    #expect(Self.full["𠀀"] == Folding.beyondBasicPlane)
  }

  @Test("a file gives pairs; comments and lines of another form are passed over") func pairs() {
    let folding = Folding(text: "# 注 a b\n甲\t乙 # 說明\n丙 丁\r\n戊己庚\n辛\n\n𠀀\t一\nX\tY")
    #expect(folded("甲丙戊辛X注", folding) == "乙丁戊辛Y注")
    #expect(folded("甲", Folding(text: "")) == "甲")
  }

  @Test("a word is folded without its blanks") func word() {
    #expect(String(decoding: Self.full.fold(word: "（ 一\u{3000}）\n"), as: UTF16.self) == "(一)")
  }

  @Test(
    "traditional characters fold to their simplified twins",
    arguments: [
      ("申報單位應當於三個工作日內將資料報送至縣發展和改革委員會", "申报单位应当于三个工作日内将资料报送至县发展和改革委员会"),
      ("補助標準：每戶不超過叁萬圓，逾期視為棄權", "补助标准：每户不超过叁万圆，逾期视为弃权"),
      ("各鄉鎮（街道）辦事處負責組織實施，財政局會同審計局監督檢查", "各乡镇(街道)办事处负责组织实施,财政局会同审计局监督检查"),
      ("《專項資金管理辦法》自發布之日起施行，有效期為兩年", "《专项资金管理办法》自发布之日起施行,有效期为两年"),
      ("學校、醫療衛生機構、圖書館、體育館、養老機構", "学校、医疗卫生机构、图书馆、体育馆、养老机构"),
      ("敎育、鄉鎭、羣衆、臺帳、線上、網絡、錄取、號碼", "教育、乡镇、群众、台帐、线上、网络、录取、号码"),
    ])
  func traditional(_ traditional: String, _ simplified: String) {
    #expect(folded(traditional) == folded(simplified))
  }

  @Test("simplified text is left as it is, but for what is written in two ways") func simplified() {
    for text in ["于后里面着名著作台系统干部征收余额制度复核借款俱乐部", "零一二三四五六七八九十百千万亿", "、。《》【】“”‘’"] {
      #expect(folded(text) == text)
    }
  }

  @Test("Kangxi radicals and compatibility ideographs fold to the characters they look like") func radicals() {
    #expect(folded("\u{2F00}\u{2F45}\u{2F09}\u{2F9E}\u{2ED3}\u{2EC5}") == "一方儿车长见")
    #expect(folded("\u{F900}\u{F9D3}\u{FA12}") == "岂陆晴")
  }

  @Test("brackets, quotation marks, dots, dashes and zeros have one form each") func punctuation() {
    #expect(folded("〔2024〕［2024］﹝2024﹞") == "[2024][2024][2024]")
    #expect(folded("「甲」『乙』﹁丙﹂〝丁〞") == "“甲”“乙”“丙”“丁”")
    #expect(folded("1．2﹒3。｡") == "1.2.3。。")
    #expect(folded("甲•乙·丙・丁") == "甲·乙·丙·丁")
    #expect(folded("—–―─－−-") == "-------")
    #expect(folded("〜～∼~") == "~~~~")
    #expect(folded("二〇二○年") == "二零二零年")
    #expect(folded("5％、5﹪") == "5%、5%")
  }

  @Test("numbering keeps its form: circled and bracketed numbers, Roman numerals, units of measure") func numbering() {
    let text = "①②⑴⑵⒈㈠㈡ⅠⅡⅲ㎡℃′″²½"
    #expect(folded(text) == text)
  }

  @Test("what a character folds to folds to itself") func idempotent() {
    for value in UInt32(0)...0xFFFF {
      guard let scalar = Unicode.Scalar(value), let target = Unicode.Scalar(Self.full[scalar]) else { continue }
      #expect(Self.full[target] == Self.full[scalar], "U+\(String(value, radix: 16))")
    }
  }

  @Test("each line of the files is a pair of two single characters, each character once") func files() {
    // By code point: as strings, a compatibility ideograph and its character are equal.
    var seen: [Unicode.Scalar: String] = [:]
    #expect(Self.files.count >= 3)
    for file in Self.files {
      for line in file.text.split(separator: "\n") where !line.hasPrefix("#") {
        let parts = line.split(separator: "\t")
        #expect(parts.count == 2 && parts.allSatisfy { $0.unicodeScalars.count == 1 }, "\(file.path): \(line)")
        if let from = parts.first?.unicodeScalars.first {
          #expect(seen[from] == nil, "\(file.path): \(line), also in \(seen[from] ?? "")")
          seen[from] = file.path
        }
      }
    }
  }
}

import Testing
import Tokenizing

@Suite("titles, names, numbers of documents, addresses")
struct NameTests {
  @Test(
    "a title is one token with its brackets, whatever it holds",
    arguments: [
      ("根据《奖励办法》制定", ["《奖励办法》"]), ("《办法》《细则》", ["《办法》", "《细则》"]),
      ("落实《关于印发《规程》的通知》要求", ["《关于印发《规程》的通知》"]), ("《2024年（试行）方案》", ["《2024年（试行）方案》"]),
      ("《没有合上", []), ("《》", ["《》"]),
    ])
  func titles(text: String, titles: [String]) { #expect(Cutting(text).tokens(of: .title) == titles) }

  @Test("a title longer than any title is none")
  func longTitle() {
    #expect(Cutting("《" + String(repeating: "长", count: 150) + "》").tokens(of: .title).count == 1)
    #expect(Cutting("《" + String(repeating: "长", count: 200) + "》").tokens(of: .title) == [])
  }

  @Test(
    "a short quotation is a name, a sentence in quotes is none",
    arguments: [
      ("评为“优秀”等次", ["“优秀”"]), ("“一站式”“一体化”服务", ["“一站式”", "“一体化”"]), ("「中心」建设", ["「中心」"]),
      ("他说“先报送。再审核”", []), ("“没有合上", []), ("“甲“乙”", ["“乙”"]),
    ])
  func quoted(text: String, names: [String]) { #expect(Cutting(text).tokens(of: .quoted) == names) }

  @Test("a single word in quotes is that word, two are none")
  func quotedWord() throws {
    func word(_ text: String) -> Int32? {
      Cutting(text, words: ["黑名单", "优秀"]).stream.tokens.first { $0.type == .quoted }?.word
    }
    let plain = try #require(Cutting("黑名单", words: ["黑名单", "优秀"]).stream.tokens.first?.word)
    #expect(word("列入“黑名单”的") == plain)
    #expect(word("列入“黑名单优秀”的") == -1)
  }

  @Test(
    "a number of a document is one token with the letters of its agency",
    arguments: [
      ("（禾府发〔2024〕5号）", "禾府发〔2024〕5号"), ("禾科〔2023〕第12号", "禾科〔2023〕第12号"), ("《办法》禾财教［2022］117号", "禾财教［2022］117号"),
      ("禾府[2024]3号、", "禾府[2024]3号"),
    ])
  func documentNumber(text: String, number: String) {
    #expect(Cutting(text).tokens(of: .documentNumber) == [number])
  }

  @Test(
    "what only looks like a number of a document is none", arguments: ["〔2024〕5号", "甲〔24〕5号", "甲〔2024〕号", "甲〔2024〕5条"])
  func noDocumentNumber(text: String) { #expect(Cutting(text).tokens(of: .documentNumber) == []) }

  @Test("numbers of documents side by side share no letters")
  func documentNumbers() {
    #expect(Cutting("禾府〔2024〕5号禾科〔2024〕6号").tokens(of: .documentNumber) == ["禾府〔2024〕5号", "禾科〔2024〕6号"])
  }

  @Test(
    "a telephone number is one token",
    arguments: [
      ("电话0599-6234567转", "0599-6234567"), ("010-62345678", "010-62345678"), ("电话：6234567", "6234567"),
      ("62345678", "62345678"), ("13900001234", "13900001234"), ("0599-6234567-801", "0599-6234567-801"),
      ("0599—6234567", "0599—6234567"), ("0599～6234567", "0599～6234567"),
    ])
  func phone(text: String, phone: String) { #expect(Cutting(text).tokens(of: .phone) == [phone]) }

  @Test("two telephone numbers with nothing but a blank between them are two")
  func phones() {
    #expect(Cutting("010-62345678 010-62345679").tokens(of: .phone) == ["010-62345678", "010-62345679"])
  }

  @Test(
    "digits of a sum, a code or an account are no telephone number",
    arguments: [
      "12345678元", "1234567万", "1234567.5", "6228480000000000018", "913500001234567890", "A1234567", "2024-12-31",
    ])
  func noPhone(text: String) { #expect(Cutting(text).tokens(of: .phone) == []) }

  @Test(
    "an address of the web or of mail is one token",
    arguments: [
      ("登录https://sb.example.gov.cn/apply填报", "https://sb.example.gov.cn/apply"), ("www.example.cn，", "www.example.cn"),
      ("发送至kjk_01@example.com。", "kjk_01@example.com"), ("（http://a.cn/b?c=1&d=2）", "http://a.cn/b?c=1&d=2"),
    ])
  func address(text: String, address: String) { #expect(Cutting(text).tokens(of: .address) == [address]) }

  @Test("letters without an address are words", arguments: ["GDP", "APP", "e-mail", "a@b", "PDF.", "CMMI3"])
  func noAddress(text: String) { #expect(Cutting(text).tokens(of: .address) == []) }

  @Test("letters and the digits behind them are one token")
  func letters() {
    #expect(Cutting("通过CMMI3级认证").tokens(of: .latin) == ["CMMI3"])
    #expect(Cutting("A4纸").line == "A4|纸")
    #expect(Cutting("3A级").line == "3|A|级")
  }
}

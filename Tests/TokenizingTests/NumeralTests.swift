import Testing
import Tokenizing

@Suite("numerals")
struct NumeralTests {
  @Test(
    "a numeral is one token with its exact value",
    arguments: [
      ("0", 0), ("12", 12), ("007", 7), ("1000", 1000), ("１２３", 123),
      ("1,000", 1000), ("12,345,678", 12_345_678), ("1，000", 1000),
      ("3万", 30_000), ("2.5万", 25_000), ("1.2亿", 120_000_000), ("3千", 3000), ("100万亿", 100_000_000_000_000),
      ("一", 1), ("两", 2), ("十", 10), ("十二", 12), ("二十", 20), ("二十一", 21), ("一百", 100), ("一百零五", 105),
      ("一百一十", 110), ("三百六十五", 365), ("一千二百三十四", 1234), ("一千零三", 1003), ("两千", 2000),
      ("一万", 10_000), ("三万五千", 35_000), ("十二万", 120_000), ("一百万", 1_000_000), ("一千万", 10_000_000),
      ("一亿", 100_000_000), ("三亿五千万", 350_000_000), ("一万亿", 1_000_000_000_000),
      ("一百五", 150), ("三千二", 3200), ("两万五", 25_000),
      ("〇", 0), ("零", 0), ("二〇二三", 2023), ("二○二四", 2024), ("二零二五", 2025), ("一九九八", 1998),
      ("壹佰", 100), ("贰拾叁", 23), ("伍仟陆佰柒拾捌", 5678), ("玖万", 90_000), ("叁拾万", 300_000), ("肆佰零柒", 407),
      ("一万零十二", 10_012), ("一百十", 110), ("四万万", 400_000_000), ("拾万零五", 100_005), ("5万4千6百", 54_600),
      ("3万4000", 34_000), ("1千零20", 1020), ("2千零30万", 20_300_000), ("1亿5000万", 150_000_000),
      ("三点五万", 35_000),
    ])
  func value(text: String, value: Int) {
    let cutting = Cutting(text)
    #expect(cutting.line == text)
    #expect(cutting.numeral?.value.integer == value)
  }

  @Test(
    "a decimal is exact",
    arguments: [
      ("2.5", 25, -1), ("0.05", 5, -2), ("99.99", 9999, -2), ("3.14159", 314_159, -5), ("6.67万", 667, 2),
      ("1.50", 150, -2),
    ])
  func decimal(text: String, mantissa: Int64, exponent: Int) {
    #expect(Cutting(text).numeral?.value == Numeral(mantissa, exponent: exponent))
  }

  @Test(
    "what has two points is a date or a numbering, not a decimal",
    arguments: [
      ("2024.3.5", "2024|.|3|.|5"), ("2024.12.31", "2024|.|12|.|31"), ("1.2.3", "1|.|2|.|3"), ("3.5", "3.5"),
      ("10.", "10|."), (".5", ".|5"),
    ])
  func points(text: String, cut: String) { #expect(Cutting(text).line == cut) }

  @Test(
    "a power that counts nothing is no part of the numeral before it", arguments: [("五十千", "五十|千"), ("三万百", "三万|百")])
  func powers(text: String, cut: String) { #expect(Cutting(text).line == cut) }

  @Test(
    "a comma is a separator only before exactly three digits",
    arguments: [
      ("1,000元", "1,000|元"), ("1,00元", "1|,|00|元"), ("12,3456元", "12|,|3456|元"), ("2024,300元", "2024|,|300|元"),
      ("1,2,3", "1|,|2|,|3"),
    ])
  func commas(text: String, cut: String) { #expect(Cutting(text).line == cut) }

  @Test(
    "a unit that begins like a multiplier keeps its first character",
    arguments: [("5千米", "5|千米"), ("3千克", "3|千克"), ("20千瓦", "20|千瓦"), ("5千元", "5千|元"), ("2万元", "2万|元")])
  func multipliers(text: String, cut: String) {
    #expect(Cutting(text, words: ["千米", "千克", "千瓦"]).line == cut)
  }

  @Test(
    "attributes say what a numeral could be part of",
    arguments: [
      ("2024", ["whole", "year"]), ("1899", ["whole"]), ("二〇二四", ["whole", "year", "han"]),
      ("12", ["whole", "month", "day", "hour", "minute", "two-digits"]),
      ("31", ["whole", "day", "minute", "two-digits"]),
      ("59", ["whole", "minute", "two-digits"]), ("3", ["whole", "month", "day", "hour", "single"]),
      ("三", ["whole", "month", "day", "hour", "single", "han"]), ("0", ["whole", "hour", "single"]),
      ("2.5", []), ("2.5万", ["whole"]), ("12万", ["whole"]), ("1234567890", ["whole", "long"]),
    ] as [(String, Set<String>)])
  func attributes(text: String, attributes: Set<String>) { #expect(Cutting(text).numeral?.attributes == attributes) }

  @Test(
    "a capital numeral that is also a name or a word is a numeral only among others", arguments: ["陆", "伍", "拾", "柒"])
  func capitals(text: String) { #expect(Cutting(text).numeral == nil) }

  @Test("numbers of any length have a value or none, never a wrong one")
  func long() {
    #expect(Cutting("123456789012345678").numeral?.value.integer == 123_456_789_012_345_678)
    #expect(Cutting("12345678901234567890123").numeral?.value.integer == nil)
    #expect(Cutting(String(repeating: "9", count: 400)).numeral?.value.integer == nil)
    #expect(Cutting(String(repeating: "万", count: 50)).stream.tokens.count == 50)
    #expect(Numeral(1, exponent: 18).integer == 1_000_000_000_000_000_000)
    #expect(Numeral(1, exponent: 19).integer == nil)
    #expect(Numeral(5, exponent: -1).integer == nil)
    #expect(Numeral(50, exponent: -1).integer == 5)
  }
}

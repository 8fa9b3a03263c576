import Testing
import TextModel

@testable import Outlining

@Suite("Numerals")
struct NumeralsTests {
  private func han(_ string: String) -> Int? {
    let units = Array(string.utf16)
    return Numerals.han(units, 0, units.count)?.value
  }

  @Test(
    "Chinese numerals of labels have their values",
    arguments: [
      ("一", 1), ("十", 10), ("十九", 19), ("二十", 20), ("二十一", 21), ("一百零二", 102), ("一百一十三", 113),
      ("二〇一〇", 2010), ("廿三", 23),
    ])
  func values(numeral: String, value: Int) {
    #expect(han(numeral) == value)
  }

  @Test("A letter O inside a numeral is a zero")
  func letterZero() {
    #expect(han("二O二四") == 2024)
    #expect(han("O二") == nil)
  }

  @Test("A numeral ends where its digits end")
  func end() {
    let units = Array("十二条".utf16)
    #expect(Numerals.han(units, 0, units.count)?.end == 2)
    #expect(Numerals.arabic(Array("120号".utf16), 0, 4)?.end == 3)
  }
}

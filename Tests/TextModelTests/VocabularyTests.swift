import Testing
import TextModel

/// Word lists: entries, values, the longest word at a place.
@Suite struct VocabularyTests {
  private let vocabulary: Vocabulary = {
    var vocabulary = Vocabulary()
    vocabulary.add(
      list: "units", text: "# 单位\n日\tday\n工作日\tworkday # 注\n\n个 工作日\tworkday\n（市）\n日\tagain\n", folding: Folding())
    return vocabulary
  }()

  private func units(_ text: String) -> [UInt16] { Array(text.utf16) }

  @Test("a list holds its words folded and without blanks") func words() {
    #expect(vocabulary.contains(units("个工作日"), in: "units"))
    #expect(vocabulary.contains(units("(市)"), in: "units"))
    #expect(!vocabulary.contains(units("月"), in: "units"))
    #expect(!vocabulary.contains(units("日"), in: "no such list"))
  }

  @Test("of a word listed twice the first value counts") func values() {
    #expect(vocabulary.value(of: units("日"), in: "units") == "day")
    #expect(vocabulary.value(of: units("工作日"), in: "units") == "workday")
    #expect(vocabulary.value(of: units("(市)"), in: "units") == "")
    #expect(vocabulary.value(of: units("月"), in: "units") == nil)
  }

  @Test("the longest word at the beginning and at the end is found") func longest() {
    #expect(vocabulary.longestMatch(in: units("个工作日内"), list: "units")?.length == 4)
    #expect(vocabulary.longestMatch(in: units("工作"), list: "units") == nil)
    #expect(vocabulary.longestSuffix(of: units("三个工作日"), list: "units")?.length == 4)
    #expect(vocabulary.longestSuffix(of: units("三个工作日"), list: "units")?.value == "workday")
    #expect(vocabulary.longestSuffix(of: units(""), list: "units") == nil)
  }

  @Test("all words that a text begins with are found, the longest first") func prefixes() {
    var vocabulary = vocabulary
    vocabulary.add(list: "places", text: "个\tplace\n个工\tother\n个工作日\tlater\n", folding: Folding())
    let found = vocabulary.prefixes(of: units("个工作日内")[...], in: ["units", "places"], limit: 8)
    #expect(found.map(\.length) == [4, 2, 1])
    #expect(found.map(\.value) == ["workday", "other", "place"])
    #expect(vocabulary.prefixes(of: units("个工作日内")[...], in: ["places"], limit: 3).map(\.length) == [2, 1])
    #expect(vocabulary.prefixes(of: units("")[...], in: ["units"], limit: 8).isEmpty)
  }
}

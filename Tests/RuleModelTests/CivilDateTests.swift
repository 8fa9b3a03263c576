import RuleModel
import Testing

@Suite("days")
struct CivilDateTests {
  @Test(
    "a day and its number belong to one another", arguments: [-800_000, -1, 0, 58, 59, 60, 11_016, 20_000, 738_000])
  func ordinal(number: Int) {
    #expect(CivilDate(ordinal: number).ordinal == number)
  }

  @Test(
    "the day of the week is right",
    arguments: [("1970-01-01", 3), ("2000-02-29", 1), ("2025-10-01", 2), ("2024-12-29", 6)])
  func weekday(day: String, weekday: Int) throws {
    #expect(try #require(CivilDate(iso: day)).weekday == weekday)
  }

  @Test(
    "a length of time leads to its day; a month that is too short ends with its last",
    arguments: [
      ("2024-01-31", "P1M", "2024-02-29"), ("2024-02-29", "P1Y", "2025-02-28"), ("2023-12-15", "P30D", "2024-01-14"),
      ("2024-05-06", "P2W", "2024-05-20"), ("2024-11-30", "P1Y6M", "2026-05-30"), ("2024-01-01", "PT2H", nil),
      ("2024-01-01", "2025", nil), ("2024-01-01", "P999999999D", nil),
    ] as [(String, String, String?)])
  func adding(day: String, duration: String, end: String?) throws {
    #expect(try #require(CivilDate(iso: day)).adding(duration: duration)?.iso == end)
  }

  @Test(
    "years are the numbers of four digits that a text names, in their order",
    arguments: [
      ("2024年和2026年的通知", [2024, 2026]), ("某政发〔2023〕0046号", [2023]), ("12024年", []), ("1000年", []), ("二〇二四年", []),
      ("至2025", [2025]),
    ])
  func years(text: String, years: [Int]) {
    #expect(CivilDate.years(in: text) == years)
    #expect(
      CivilDate.years(in: text) { $0 == 0x5E74 } == (text.contains("年") ? years.filter { text.contains("\($0)年") } : [])
    )
  }
}

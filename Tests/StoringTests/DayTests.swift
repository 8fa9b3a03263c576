import Testing

@testable import Storing

@Suite("Days of the calendar")
struct DayTests {
  @Test(
    "a date of any precision has a first and a last day",
    arguments: [
      ("2025", 20_250_101, 20_251_231), ("2025-06", 20_250_601, 20_250_630), ("2024-02", 20_240_201, 20_240_229),
      ("2025-06-30", 20_250_630, 20_250_630), ("2025-06-30T17:30", 20_250_630, 20_250_630),
    ])
  func bounds(text: String, first: Int, last: Int) {
    #expect(Day(firstOf: text)?.number == first)
    #expect(Day(lastOf: text)?.number == last)
  }

  @Test("what is no date has no day", arguments: ["", "on-issue", "25-06-30", "2025-13", "2025-02-30", "P1Y", "２０２５"])
  func noDay(text: String) { #expect(Day(firstOf: text) == nil) }

  @Test(
    "a duration later is that day of the calendar",
    arguments: [
      ("2024-01-31", "P1M", "2024-02-29"), ("2025-04-01", "P2Y", "2027-04-01"), ("2024-02-28", "P2D", "2024-03-01"),
      ("2025-12-31", "P1W", "2026-01-07"), ("2024-02-29", "P1Y", "2025-02-28"),
      ("2025-03-01", "P1Y6M10D", "2026-09-11"),
    ])
  func later(day: String, duration: String, end: String) {
    #expect(Day(firstOf: day)?.adding(duration: duration)?.description == end)
  }

  @Test("every day of two centuries is one behind the day before")
  func everyDay() throws {
    var day = try #require(Day(1899, 12, 31))
    var count = 0
    while day.year < 2101 {
      let next = day.adding(days: 1)
      #expect(next > day)
      #expect(next.adding(days: -1) == day)
      #expect(Day(next.year, next.month, next.day) == next)
      day = next
      count += 1
    }
    // 201 years from 1900 to 2100, 49 of which are leap years: 1900 and 2100 are none.
    #expect(count == 201 * 365 + 49 + 1)
  }

  @Test("no duration, however long, leaves the calendar", arguments: ["P99999Y", "P99999D", "P99999M"])
  func far(duration: String) throws {
    let end = try #require(Day(2025, 1, 1)?.adding(duration: duration))
    #expect((1...9999).contains(end.year))
  }
}

import Testing

@testable import Diffing

@Suite("Days and lengths of time")
struct CivilTimeTests {
  @Test(
    "days count across months and years",
    arguments: [
      ("2024-02-28", "2024-03-01", 2), ("2023-02-28", "2023-03-01", 1), ("2023-12-31", "2024-01-01", 1),
      ("2024", "2024-12-31", 0), ("2024-06", "2024-06-30", 0),
    ])
  func daysCount(from: String, to: String, days: Int) throws {
    let first = try #require(CivilDay(from[...]))
    let last = try #require(CivilDay(to[...]))
    #expect(last.number - first.number == days)
  }

  @Test(
    "what is no value of a time is none", arguments: ["", "P", "PX", "on-issue", "2024-13", "24-01-01", "2024-01/x"])
  func noValue(text: String) {
    if text == "P" {
      #expect(CivilTime(text) == .length(hours: 0))
    } else {
      #expect(CivilTime(text) == nil)
    }
  }
}

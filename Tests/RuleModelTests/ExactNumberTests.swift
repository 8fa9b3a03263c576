import RuleModel
import Testing

@Suite("Exact numbers")
struct ExactNumberTests {
  @Test(
    "print in plain digits, shortest form",
    arguments: [
      (0, 0, "0"), (0, -3, "0"), (6667, -4, "0.6667"), (1, 6, "1000000"), (1_000_000, 0, "1000000"), (25, -1, "2.5"),
      (-25, -1, "-2.5"), (500, -2, "5"), (-5, -3, "-0.005"), (120, 3, "120000"),
    ] as [(Int64, Int, String)])
  func printing(mantissa: Int64, exponent: Int, expected: String) {
    #expect(ExactNumber(mantissa, exponent: exponent).description == expected)
  }

  @Test("are equal by value, however they are given")
  func equality() {
    #expect(ExactNumber(50, exponent: -1) == ExactNumber(5))
    #expect(ExactNumber(0, exponent: 7) == ExactNumber(0))
    #expect(Set([ExactNumber(10, exponent: 5), ExactNumber(1, exponent: 6), ExactNumber(1_000_000)]).count == 1)
  }

  @Test("are ordered by value across signs, lengths and exponents")
  func order() {
    let ascending = [
      ExactNumber(-1, exponent: 30), ExactNumber(-12), ExactNumber(-11), ExactNumber(-1), ExactNumber(-5, exponent: -1),
      ExactNumber(0), ExactNumber(1, exponent: -30), ExactNumber(6667, exponent: -4), ExactNumber(67, exponent: -2),
      ExactNumber(1), ExactNumber(9), ExactNumber(10), ExactNumber(101, exponent: -1), ExactNumber(Int64.max),
      ExactNumber(1, exponent: 30),
    ]
    #expect(ascending.shuffled().sorted() == ascending)
    for (left, right) in zip(ascending, ascending.dropFirst()) {
      #expect(left < right)
      #expect(!(right < left))
      #expect(!(left < left))
    }
  }

  @Test("hold the extremes of their mantissa")
  func extremes() {
    #expect(ExactNumber(Int64.min).description == "-9223372036854775808")
    #expect(ExactNumber(Int64.min) < ExactNumber(Int64.max))
  }
}

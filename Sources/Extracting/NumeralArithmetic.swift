import Tokenizing

extension Numeral {
  /// `self + other`, exactly; nil beyond range.
  func adding(_ other: Numeral) -> Numeral? {
    let low = min(exponent, other.exponent)
    guard let left = mantissa(at: low), let right = other.mantissa(at: low) else { return nil }
    let (sum, isBeyond) = left.addingReportingOverflow(right)
    return isBeyond ? nil : Numeral(sum, exponent: low)
  }

  /// `self × 10^power`.
  func scaled(by power: Int) -> Numeral { Numeral(mantissa, exponent: exponent + power) }

  /// `self ÷ divisor` to fifteen significant digits, rounded; nil for a division by zero or beyond range.
  func ratio(to divisor: Numeral) -> Numeral? {
    guard divisor.mantissa != 0, mantissa != .min, divisor.mantissa != .min else { return nil }
    let isNegative = (mantissa < 0) != (divisor.mantissa < 0)
    let (top, bottom) = (mantissa.magnitude, divisor.mantissa.magnitude)
    guard bottom < 1_000_000_000_000_000_000 else { return nil }
    var quotient = top / bottom
    var rest = top % bottom
    var power = exponent - divisor.exponent
    // Schoolbook division: a digit at a time, until fifteen stand there or nothing is left.
    while rest != 0, quotient < 100_000_000_000_000, power > -40 {
      rest *= 10
      quotient = quotient * 10 + rest / bottom
      rest %= bottom
      power -= 1
    }
    if rest >= bottom - rest { quotient += 1 }
    guard quotient <= UInt64(Int64.max) else { return nil }
    return Numeral(isNegative ? -Int64(quotient) : Int64(quotient), exponent: power)
  }

  /// The number rounded to fifteen significant digits.
  var rounded: Numeral {
    var (digits, power) = (mantissa.magnitude, exponent)
    while digits >= 1_000_000_000_000_000 {
      digits = digits / 10 + (digits % 10 >= 5 ? 1 : 0)
      power += 1
    }
    return Numeral(mantissa < 0 ? -Int64(digits) : Int64(digits), exponent: power)
  }

  /// The mantissa of the same number with a smaller exponent; nil beyond range.
  private func mantissa(at low: Int) -> Int64? {
    guard exponent - low <= 18 else { return mantissa == 0 ? 0 : nil }
    var out = mantissa
    for _ in 0..<(exponent - low) {
      let (product, isBeyond) = out.multipliedReportingOverflow(by: 10)
      if isBeyond { return nil }
      out = product
    }
    return out
  }
}

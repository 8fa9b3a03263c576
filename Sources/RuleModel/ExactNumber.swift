/// An exact decimal number: `mantissa × 10^exponent`, in lowest terms (no trailing zero in the mantissa).
public struct ExactNumber: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// The digits as a whole number; its last digit is not 0, but for the number 0.
  public let mantissa: Int64
  /// The power of ten that they are multiplied by.
  public let exponent: Int

  /// The number `mantissa × 10^exponent`.
  public init(_ mantissa: Int64, exponent: Int = 0) {
    var (digits, power) = (mantissa, exponent)
    while digits != 0 && digits % 10 == 0 {
      digits /= 10
      power += 1
    }
    self.mantissa = digits
    self.exponent = digits == 0 ? 0 : power
  }

  /// Plain decimal digits without an exponent: `0.6667`, `1000000`, `-2.5`.
  public var description: String {
    var digits = String(mantissa.magnitude)
    if exponent >= 0 {
      if mantissa != 0 { digits += String(repeating: "0", count: min(exponent, 40)) }
    } else {
      let places = min(-exponent, 40)
      if digits.count <= places { digits = String(repeating: "0", count: places - digits.count + 1) + digits }
      digits = "\(digits.dropLast(places)).\(digits.suffix(places))"
    }
    return mantissa < 0 ? "-" + digits : digits
  }

  /// By value, exactly.
  public static func < (left: ExactNumber, right: ExactNumber) -> Bool {
    if left.mantissa.signum() != right.mantissa.signum() { return left.mantissa < right.mantissa }
    let (a, b) = (left.digits, right.digits)
    let (heightA, heightB) = (a.count + left.exponent, b.count + right.exponent)
    let isLess: Bool
    if heightA != heightB {
      isLess = heightA < heightB
    } else {
      let width = max(a.count, b.count)
      let padded = { (digits: [UInt8]) in digits + [UInt8](repeating: 48, count: width - digits.count) }
      isLess = padded(a).lexicographicallyPrecedes(padded(b))
    }
    return left.mantissa < 0 ? !isLess && left != right : isLess
  }

  private var digits: [UInt8] { Array(String(mantissa.magnitude).utf8) }
}

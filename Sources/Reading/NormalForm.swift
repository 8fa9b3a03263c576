import CICU

/// Normal form C of a text (Unicode Standard Annex 15).
enum NormalForm {
  /// The code points in normal form C. Most notices hold nothing that could change, and are given back as they are.
  ///
  /// A run of combining marks is normalized 128 at a time: no writing needs more on one letter, and ordering a run of
  /// millions would take hours.
  static func composed(_ scalars: [Unicode.Scalar]) -> [Unicode.Scalar] {
    guard let first = scalars.firstIndex(where: { !isPlain($0.value) }) else { return scalars }
    var units: [UInt16] = []
    units.reserveCapacity(scalars.count + 16)
    for scalar in scalars { units.append(contentsOf: UTF16.encode(scalar) ?? UTF16.EncodedScalar()) }
    let clean = units.withUnsafeBufferPointer { cicu_normal_prefix($0.baseAddress, Int32(clamping: $0.count)) }
    if clean < 0 || Int(clean) == units.count { return scalars }

    var out: [UInt16] = []
    out.reserveCapacity(units.count + 16)
    var pieceStart = 0
    for cut in cuts(scalars, from: first) {
      normalize(units[pieceStart..<cut], into: &out)
      pieceStart = cut
    }
    normalize(units[pieceStart...], into: &out)
    return DecodedUnits.scalars(out)
  }

  /// Whether the code point stays itself in normal form C, whatever stands beside it. True of nearly all that notices
  /// hold; false for some that would stay, which only costs time.
  @inline(__always)
  static func isPlain(_ value: UInt32) -> Bool {
    if value < 0x300 { return true }
    if value >= 0x3400 && value <= 0xA66E { return true }
    if value >= 0xFF00 && value <= 0xFFEF { return true }
    if value >= 0x3000 && value < 0x3400 {
      return !(value >= 0x302A && value <= 0x302F) && value != 0x3099 && value != 0x309A
    }
    if value >= 0x2000 && value < 0x2B00 {
      if value >= 0x2190 { return value != 0x2329 && value != 0x232A && value != 0x2ADC }
      return value > 0x2001 && !(value >= 0x20D0 && value <= 0x20FF) && value != 0x2126 && value != 0x212A
        && value != 0x212B
    }
    return false
  }

  /// The character that a code point stands for by compatibility; itself where there is no single one.
  static func compatible(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    Unicode.Scalar(cicu_compatible(scalar.value)) ?? scalar
  }

  /// Where long runs of combining marks are cut, as offsets in code units.
  private static func cuts(_ scalars: [Unicode.Scalar], from first: Int) -> [Int] {
    var cuts: [Int] = []
    var run = 0
    var offset = 0
    for (i, scalar) in scalars.enumerated() {
      if i >= first && !isPlain(scalar.value) && scalar.properties.canonicalCombiningClass != .notReordered {
        run += 1
        if run % 128 == 0 { cuts.append(offset) }
      } else {
        run = 0
      }
      offset += scalar.value < 0x10000 ? 1 : 2
    }
    return cuts
  }

  private static func normalize(_ units: ArraySlice<UInt16>, into out: inout [UInt16]) {
    var capacity = units.count + units.count / 8 + 16
    // The first call tells the room that is needed where it was too little.
    for _ in 0..<2 {
      var needed: Int32 = 0
      let piece = [UInt16](unsafeUninitializedCapacity: capacity) { buffer, count in
        needed = units.withUnsafeBufferPointer {
          cicu_normalize($0.baseAddress, Int32(clamping: $0.count), buffer.baseAddress, Int32(clamping: capacity))
        }
        count = max(0, min(Int(needed), capacity))
      }
      if needed >= 0 && Int(needed) <= capacity {
        out.append(contentsOf: piece)
        return
      }
      if needed < 0 { break }
      capacity = Int(needed)
    }
    out.append(contentsOf: units)
  }
}

/// Strict UTF-8 (RFC 3629; Unicode 3.9, table 3-7): no overlong forms, no surrogates, nothing beyond U+10FFFF.
enum UTF8Text {
  /// What a pass over bytes found.
  struct Survey {
    /// How many code points there are up to the fault.
    var characters = 0
    /// How many of them take two bytes.
    var twoByte = 0
    /// How many of them take three or four bytes.
    var longer = 0
    /// The first byte that is no part of a character; nil where all are.
    var fault: Int?
    /// The first zero byte; nil where there is none.
    var zero: Int?
  }

  /// Counts the characters from `start` on, as far as they are well formed.
  static func survey(_ bytes: [UInt8], from start: Int) -> Survey {
    var survey = Survey()
    let count = bytes.count
    var i = start
    while i < count {
      let byte = bytes[i]
      if byte < 0x80 {
        if byte == 0, survey.zero == nil { survey.zero = i }
        survey.characters += 1
        i += 1
        continue
      }
      let length = sequenceLength(bytes, at: i)
      if length == 0 {
        survey.fault = i
        return survey
      }
      survey.characters += 1
      if length == 2 { survey.twoByte += 1 } else { survey.longer += 1 }
      i += length
    }
    return survey
  }

  /// The code points of well-formed bytes; `count` is their number as `survey` gave it. Stops at the first fault.
  static func scalars(_ bytes: [UInt8], from start: Int, count: Int) -> [Unicode.Scalar] {
    [Unicode.Scalar](unsafeUninitializedCapacity: count) { buffer, written in
      var i = start
      var at = 0
      let end = bytes.count
      while i < end, at < count {
        let value: UInt32
        let byte = UInt32(bytes[i])
        if byte < 0x80 {
          value = byte
          i += 1
        } else if byte < 0xE0 {
          guard i + 1 < end else { break }
          value = (byte & 0x1F) << 6 | UInt32(bytes[i + 1] & 0x3F)
          i += 2
        } else if byte < 0xF0 {
          guard i + 2 < end else { break }
          value = (byte & 0x0F) << 12 | UInt32(bytes[i + 1] & 0x3F) << 6 | UInt32(bytes[i + 2] & 0x3F)
          i += 3
        } else {
          guard i + 3 < end else { break }
          let high = (byte & 0x07) << 18 | UInt32(bytes[i + 1] & 0x3F) << 12
          value = high | UInt32(bytes[i + 2] & 0x3F) << 6 | UInt32(bytes[i + 3] & 0x3F)
          i += 4
        }
        guard let scalar = Unicode.Scalar(value) else { break }
        buffer.initializeElement(at: at, to: scalar)
        at += 1
      }
      written = at
    }
  }

  /// The length of the well-formed sequence of two to four bytes at `i`; 0 where there is none.
  @inline(__always)
  static func sequenceLength(_ bytes: [UInt8], at i: Int) -> Int {
    let first = bytes[i]
    let count = bytes.count
    if first >= 0xE1, first <= 0xEC {
      guard i + 2 < count, bytes[i + 1] & 0xC0 == 0x80, bytes[i + 2] & 0xC0 == 0x80 else { return 0 }
      return 3
    }
    switch first {
    case 0xC2...0xDF:
      guard i + 1 < count, bytes[i + 1] & 0xC0 == 0x80 else { return 0 }
      return 2
    case 0xE0...0xEF:
      guard i + 2 < count, bytes[i + 2] & 0xC0 == 0x80 else { return 0 }
      let second = bytes[i + 1]
      let low: UInt8 = first == 0xE0 ? 0xA0 : 0x80
      let high: UInt8 = first == 0xED ? 0x9F : 0xBF
      return second >= low && second <= high ? 3 : 0
    case 0xF0...0xF4:
      guard i + 3 < count, bytes[i + 2] & 0xC0 == 0x80, bytes[i + 3] & 0xC0 == 0x80 else { return 0 }
      let second = bytes[i + 1]
      let low: UInt8 = first == 0xF0 ? 0x90 : 0x80
      let high: UInt8 = first == 0xF4 ? 0x8F : 0xBF
      return second >= low && second <= high ? 4 : 0
    default:
      return 0
    }
  }

  /// Whether bytes with a fault are UTF-8 all the same: cut in the last character, or damaged in places. Sequences of
  /// three or four bytes hardly ever come about by chance: in GB18030 one in fifty characters begins one.
  static func isDamaged(_ bytes: [UInt8]) -> Bool {
    var sequences = 0
    var strays = 0
    var endsInStray = false
    var i = 0
    while i < bytes.count {
      if bytes[i] < 0x80 {
        i += 1
        continue
      }
      let length = sequenceLength(bytes, at: i)
      if length > 2 { sequences += 1 }
      if length == 0 {
        // The bytes of one cut sequence are one stray, not two or three.
        strays += 1
        let canLead = bytes[i] >= 0xC2
        i += 1
        while i < bytes.count, bytes[i] & 0xC0 == 0x80 { i += 1 }
        endsInStray = canLead && i == bytes.count
      } else {
        i += length
      }
    }
    return sequences >= (strays == 1 && endsInStray ? 1 : max(4, 4 * strays))
  }
}

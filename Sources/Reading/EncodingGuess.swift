import CICU

/// Tells the encoding of bytes that are neither marked nor UTF-8, by what each encoding makes of them: the right one
/// gives characters in everyday use, a wrong one rare characters, letters of other scripts and control codes.
struct EncodingGuess {
  /// One encoding and what it made of the bytes.
  struct Candidate {
    let encoding: TextEncoding
    let decoded: DecodedUnits
    let share: Share

    var attempt: ReadingError.Attempt {
      .init(encoding: encoding.name, offset: decoded.fault, share: max(0, Int((share.value * 100).rounded(.down))))
    }
  }

  /// How much of a text is in everyday use.
  struct Share {
    /// Tenths: 10 for each everyday character, less for others, below zero for what no text holds.
    private(set) var tenths = 0
    private(set) var count = 0
    /// Whether a character is of private use: Big5 gives one for each of Hong Kong's own characters.
    private(set) var hasPrivateUse = false
    /// From -1 to 1; 0 where nothing counts.
    var value: Double { count == 0 ? 0 : Double(tenths) / Double(count * 10) }

    /// The share in code units. In UTF-16 also ASCII characters are a sign; elsewhere every encoding reads them alike.
    init(of units: [UInt16], countsASCII: Bool) {
      let weights = Self.weights
      for unit in units {
        let weight = Int(weights[Int(unit)])
        if unit < 0x80 && !countsASCII && weight > 0 { continue }
        tenths += weight
        count += 1
        if weight < 0 && unit >= 0xE000 { hasPrivateUse = true }
      }
    }

    /// What each code unit says for a text: 10 everyday, 3 a rare ideograph, 0 anything else, -10 controls and
    /// private use.
    private static let weights: [Int8] = {
      var everyday = [UInt8](repeating: 0, count: 0x10000)
      everyday.withUnsafeMutableBufferPointer { buffer in _ = cicu_everyday_characters(buffer.baseAddress) }
      var weights = everyday.map { Int8($0) * 10 }
      for ideograph in 0x3400...0x9FFF where weights[ideograph] == 0 { weights[ideograph] = 3 }
      for surrogate in 0xD800...0xDFFF { weights[surrogate] = 1 }
      for control in 0x00...0x1F { weights[control] = -10 }
      for control in 0x7F...0x9F { weights[control] = -10 }
      for space in 0x09...0x0D { weights[space] = 10 }
      for ascii in 0x20...0x7E { weights[ascii] = 10 }
      for privateUse in 0xE000...0xF8FF { weights[privateUse] = -10 }
      for noCharacter in 0xFFF0...0xFFFF { weights[noCharacter] = -10 }
      // Full-width forms, brackets, stops, quotation marks, list numbers, units of measure, table lines.
      for form in 0xFF01...0xFF5E { weights[form] = 10 }
      for mark in 0x3000...0x3017 { weights[mark] = 10 }
      for mark in 0x2014...0x2026 { weights[mark] = 10 }
      for number in 0x2460...0x249B { weights[number] = 10 }
      for mark in [0xA0, 0xB7, 0xB1, 0xD7, 0x2027, 0x2030, 0x2103, 0x2264, 0x2265, 0x25A1, 0x25CB, 0x25CF, 0x33A1] {
        weights[mark] = 10
      }
      for mark in [0x2605, 0x2610, 0x2611, 0xFE50, 0xFE51, 0xFEFF, 0xFFE5] { weights[mark] = 10 }
      return weights
    }()
  }

  /// Below this share no encoding is taken for the right one. The right one has 0.65 and more even for two characters;
  /// a wrong one stays below 0.5 from sixty characters on.
  static let floor = 0.6
  /// Down to this share the right one is taken where ICU's detector names it too.
  static let supportedFloor = 0.4
  /// What the detector must be sure of, in percent, to count.
  static let supportingConfidence: Int32 = 50

  /// What each encoding made of the bytes, the most likely first.
  let candidates: [Candidate]

  /// Reads the bytes in each of the encodings.
  init(_ bytes: [UInt8], among encodings: [TextEncoding]) {
    var candidates: [Candidate] = []
    for encoding in encodings {
      let decoded = DecodedUnits(bytes, from: 0, as: encoding)
      let countsASCII = encoding == .utf16LittleEndian || encoding == .utf16BigEndian
      let share = Share(of: decoded.units, countsASCII: countsASCII)
      candidates.append(Candidate(encoding: encoding, decoded: decoded, share: share))
    }
    // A text that stops early says little; one that lacks the end of its last character says nearly as much as a
    // whole one. Of equals the first listed is taken.
    let last = bytes.count - 4
    func reach(_ candidate: Candidate) -> Int {
      guard let fault = candidate.decoded.fault else { return 2 }
      return fault > last && !candidate.decoded.units.isEmpty ? 1 : 0
    }
    func rank(_ candidate: Candidate) -> Double {
      var rank = candidate.share.value
      switch reach(candidate) {
      case 2: break
      case 1: rank -= 0.2
      default: rank -= 2
      }
      // The two differ in a few marks: Hong Kong's set only where the other lacks a character.
      if candidate.encoding == .big5HKSCS { rank -= 0.05 }
      if candidate.encoding == .big5 && candidate.share.hasPrivateUse { rank -= 0.1 }
      return rank
    }
    self.candidates = candidates.enumerated().sorted { left, right in
      let (a, b) = (rank(left.element), rank(right.element))
      return a == b ? left.offset < right.offset : a > b
    }.map(\.element)
  }

  /// The most likely encoding, whether or not it could read all bytes; nil where none is likely enough.
  func best(_ bytes: [UInt8]) -> Candidate? {
    guard let first = candidates.first else { return nil }
    if first.share.value >= Self.floor { return first }
    guard first.share.value >= Self.supportedFloor, let guess = Self.detected(in: bytes) else { return nil }
    var supported = TextEncoding(named: guess.name)
    // The detector knows Big5 without Hong Kong's set.
    if supported == .big5, first.encoding == .big5HKSCS { supported = .big5HKSCS }
    return guess.confidence >= Self.supportingConfidence && supported == first.encoding ? first : nil
  }

  /// What ICU's detector takes the bytes for; nil where it has no idea. It reads the first 64 KiB.
  static func detected(in bytes: [UInt8]) -> (name: String, confidence: Int32)? {
    var confidence: Int32 = 0
    var name = [CChar](repeating: 0, count: 64)
    bytes.withUnsafeBufferPointer { source in
      name.withUnsafeMutableBufferPointer { target in
        confidence = cicu_guess(source.baseAddress, Int32(min(source.count, 1 << 16)), target.baseAddress, 64)
      }
    }
    let characters = name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
    guard confidence > 0, !characters.isEmpty else { return nil }
    return (String(decoding: characters, as: UTF8.self), confidence)
  }
}

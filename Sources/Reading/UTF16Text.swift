import CICU

/// What bytes gave when they were read as UTF-16 code units in some encoding, up to the first that could not be read.
struct DecodedUnits {
  /// The well-formed code units.
  var units: [UInt16] = []
  /// The first byte that could not be read; nil where all could.
  var fault: Int?

  /// Reads the bytes from `start` on. The encoding is any but UTF-8.
  init(_ bytes: [UInt8], from start: Int, as encoding: TextEncoding) {
    if let converter = encoding.converter {
      convert(bytes, from: start, converter)
    } else {
      pair(bytes, from: start, bigEndian: encoding == .utf16BigEndian)
    }
  }

  /// UTF-16 of either byte order; half a surrogate pair or half a unit is a fault.
  private mutating func pair(_ bytes: [UInt8], from start: Int, bigEndian: Bool) {
    let count = bytes.count
    units.reserveCapacity((count - start) / 2)
    let high = bigEndian ? 0 : 1
    var lead: Int?
    var i = start
    while i + 1 < count {
      let unit = UInt16(bytes[i + high]) << 8 | UInt16(bytes[i + 1 - high])
      let isTrail = unit & 0xFC00 == 0xDC00
      if (lead != nil) != isTrail {
        fault = lead ?? i
        break
      }
      lead = unit & 0xFC00 == 0xD800 ? i : nil
      units.append(unit)
      i += 2
    }
    if fault == nil { fault = lead ?? (i < count ? i : nil) }
    if let last = units.last, last & 0xFC00 == 0xD800 { units.removeLast() }
  }

  private mutating func convert(_ bytes: [UInt8], from start: Int, _ converter: String) {
    // No character of these encodings gives more units than it has bytes.
    let capacity = bytes.count - start + 8
    var offset: Int64 = 0
    var status = Int32(CICU_DONE)
    units = [UInt16](unsafeUninitializedCapacity: capacity) { buffer, count in
      var written: Int64 = 0
      bytes.withUnsafeBufferPointer { source in
        let base = source.baseAddress.map { $0 + start }
        status = cicu_decode(
          converter, base, Int64(source.count - start), buffer.baseAddress, Int64(capacity), &written, &offset)
      }
      count = Int(written)
    }
    if status != Int32(CICU_DONE) { fault = min(start + Int(offset), max(0, bytes.count - 1)) }
    // ICU's Big5 takes these two for a control code and a private character; no character of Big5 holds them.
    if converter == TextEncoding.big5.converter, let stray = bytes.firstIndex(where: { $0 == 0x80 || $0 == 0xFF }) {
      fault = min(stray, fault ?? stray)
    }
  }

  /// The code points of the units.
  var scalars: [Unicode.Scalar] { Self.scalars(units) }

  /// The code points of well-formed code units; half a pair would be passed over.
  static func scalars(_ units: [UInt16]) -> [Unicode.Scalar] {
    var scalars: [Unicode.Scalar] = []
    scalars.reserveCapacity(units.count)
    var i = 0
    while i < units.count {
      let unit = units[i]
      i += 1
      if let scalar = Unicode.Scalar(unit) {
        scalars.append(scalar)
      } else if unit & 0xFC00 == 0xD800, i < units.count, units[i] & 0xFC00 == 0xDC00 {
        let value = 0x10000 + (UInt32(unit & 0x3FF) << 10 | UInt32(units[i] & 0x3FF))
        if let scalar = Unicode.Scalar(value) { scalars.append(scalar) }
        i += 1
      }
    }
    return scalars
  }
}

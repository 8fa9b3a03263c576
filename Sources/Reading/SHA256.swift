/// The hash function SHA-256 of FIPS 180-4, for the fingerprint of an input.
public enum SHA256 {
  /// The hash of the bytes in 64 lower-case hexadecimal digits.
  public static func hexDigits(of bytes: [UInt8]) -> String {
    let digits = Array("0123456789abcdef".utf8)
    var out: [UInt8] = []
    out.reserveCapacity(64)
    for byte in hash(of: bytes) {
      out.append(digits[Int(byte >> 4)])
      out.append(digits[Int(byte & 15)])
    }
    return String(decoding: out, as: UTF8.self)
  }

  /// The hash of the bytes: 32 bytes.
  public static func hash(of bytes: [UInt8]) -> [UInt8] {
    var state = start
    let whole = bytes.count / 64
    take(bytes, blocks: whole, into: &state)

    // The rest, a one bit, zeros, and the length in bits as the last eight bytes.
    var rest = Array(bytes[(whole * 64)...])
    rest.append(0x80)
    while rest.count % 64 != 56 { rest.append(0) }
    let bits = UInt64(bytes.count) &* 8
    for shift in stride(from: 56, through: 0, by: -8) { rest.append(UInt8(truncatingIfNeeded: bits >> UInt64(shift))) }
    take(rest, blocks: rest.count / 64, into: &state)

    return state.flatMap { word in
      stride(from: 24, through: 0, by: -8).map { UInt8(truncatingIfNeeded: word >> UInt32($0)) }
    }
  }

  /// Takes blocks of 64 bytes into the state.
  private static func take(_ bytes: [UInt8], blocks: Int, into state: inout [UInt32]) {
    withUnsafeTemporaryAllocation(of: UInt32.self, capacity: 64) { schedule in
      bytes.withUnsafeBufferPointer { bytes in
        constants.withUnsafeBufferPointer { constants in
          for block in 0..<blocks { compress(bytes, at: block * 64, into: &state, schedule, constants) }
        }
      }
    }
  }

  /// Section 5.3.3: the first 32 bits of the fractional parts of the square roots of the first eight primes.
  private static let start: [UInt32] = [
    0x6a09_e667, 0xbb67_ae85, 0x3c6e_f372, 0xa54f_f53a, 0x510e_527f, 0x9b05_688c, 0x1f83_d9ab, 0x5be0_cd19,
  ]

  /// Section 4.2.2: the first 32 bits of the fractional parts of the cube roots of the first sixty-four primes.
  private static let constants: [UInt32] = [
    0x428a_2f98, 0x7137_4491, 0xb5c0_fbcf, 0xe9b5_dba5, 0x3956_c25b, 0x59f1_11f1, 0x923f_82a4, 0xab1c_5ed5,
    0xd807_aa98, 0x1283_5b01, 0x2431_85be, 0x550c_7dc3, 0x72be_5d74, 0x80de_b1fe, 0x9bdc_06a7, 0xc19b_f174,
    0xe49b_69c1, 0xefbe_4786, 0x0fc1_9dc6, 0x240c_a1cc, 0x2de9_2c6f, 0x4a74_84aa, 0x5cb0_a9dc, 0x76f9_88da,
    0x983e_5152, 0xa831_c66d, 0xb003_27c8, 0xbf59_7fc7, 0xc6e0_0bf3, 0xd5a7_9147, 0x06ca_6351, 0x1429_2967,
    0x27b7_0a85, 0x2e1b_2138, 0x4d2c_6dfc, 0x5338_0d13, 0x650a_7354, 0x766a_0abb, 0x81c2_c92e, 0x9272_2c85,
    0xa2bf_e8a1, 0xa81a_664b, 0xc24b_8b70, 0xc76c_51a3, 0xd192_e819, 0xd699_0624, 0xf40e_3585, 0x106a_a070,
    0x19a4_c116, 0x1e37_6c08, 0x2748_774c, 0x34b0_bcb5, 0x391c_0cb3, 0x4ed8_aa4a, 0x5b9c_ca4f, 0x682e_6ff3,
    0x748f_82ee, 0x78a5_636f, 0x84c8_7814, 0x8cc7_0208, 0x90be_fffa, 0xa450_6ceb, 0xbef9_a3f7, 0xc671_78f2,
  ]

  /// Section 6.2.2: takes the 64 bytes at `offset` into the state.
  private static func compress(
    _ bytes: UnsafeBufferPointer<UInt8>, at offset: Int, into state: inout [UInt32],
    _ schedule: UnsafeMutableBufferPointer<UInt32>, _ constants: UnsafeBufferPointer<UInt32>
  ) {
    for t in 0..<16 {
      let i = offset &+ t &* 4
      let high = UInt32(bytes[i]) << 24 | UInt32(bytes[i &+ 1]) << 16
      schedule[t] = high | UInt32(bytes[i &+ 2]) << 8 | UInt32(bytes[i &+ 3])
    }
    for t in 16..<64 {
      let far = schedule[t &- 15]
      let near = schedule[t &- 2]
      let s0 = rotated(far, 7) ^ rotated(far, 18) ^ (far >> 3)
      let s1 = rotated(near, 17) ^ rotated(near, 19) ^ (near >> 10)
      schedule[t] = schedule[t &- 16] &+ s0 &+ schedule[t &- 7] &+ s1
    }
    var (a, b, c, d) = (state[0], state[1], state[2], state[3])
    var (e, f, g, h) = (state[4], state[5], state[6], state[7])
    for t in 0..<64 {
      let s1 = rotated(e, 6) ^ rotated(e, 11) ^ rotated(e, 25)
      let choice = (e & f) ^ (~e & g)
      let first = h &+ s1 &+ choice &+ constants[t] &+ schedule[t]
      let s0 = rotated(a, 2) ^ rotated(a, 13) ^ rotated(a, 22)
      let majority = (a & b) ^ (a & c) ^ (b & c)
      (h, g, f, e) = (g, f, e, d &+ first)
      (d, c, b, a) = (c, b, a, first &+ s0 &+ majority)
    }
    state[0] &+= a
    state[1] &+= b
    state[2] &+= c
    state[3] &+= d
    state[4] &+= e
    state[5] &+= f
    state[6] &+= g
    state[7] &+= h
  }

  @inline(__always)
  private static func rotated(_ word: UInt32, _ count: UInt32) -> UInt32 {
    word >> count | word << (32 &- count)
  }
}

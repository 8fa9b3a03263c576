// Texts and graphs are kept packed: they are ten times the size of what search reads, and seldom asked for.
import CZstd
import GRDB
import TextModel

/// Bytes to packed bytes and back.
enum Packing {
  /// The bytes packed, fast rather than small.
  static func pack(_ bytes: [UInt8]) -> [UInt8] {
    let bound = czstd_bound(Int64(bytes.count))
    return [UInt8](unsafeUninitializedCapacity: Int(bound)) { buffer, count in
      count = max(0, Int(czstd_pack(bytes, Int64(bytes.count), buffer.baseAddress, bound, 1)))
    }
  }

  /// The bytes that were packed, of which there were `count`; nil where they are damaged.
  static func unpack(_ packed: [UInt8], count: Int) -> [UInt8]? {
    guard count >= 0, count <= 1 << 32 else { return nil }
    let bytes = [UInt8](unsafeUninitializedCapacity: count + 1) { buffer, written in
      written = max(
        0, Int(czstd_unpack(packed, Int64(packed.count), buffer.baseAddress, Int64(count + 1))))
    }
    return bytes.count == count ? bytes : nil
  }
}

/// One small notice in each encoding, as another program wrote it (the codecs of Python).
enum Sample {
  /// An invented notice in simplified characters.
  static let simplified = """
    关于开展2024年度手作工坊补助申报工作的通知

    各街道办事处、各有关单位：
    　　一、申报条件。申报单位应当符合下列条件：（一）在本市注册满2年；（二）场地面积不少于300㎡。
    　　二、申报时间。请于2024年3月31日前，将材料报送至市文化馆“一楼窗口”。

    """

  /// The like in traditional characters.
  static let traditional = """
    關於開展2024年度手作工坊補助申報工作的通知

    各街道辦事處、各有關單位：
    　　一、申報條件。申報單位應當符合下列條件：（一）在本市註冊滿2年；（二）場地面積不少於300坪。
    　　二、申報時間。請於2024年3月31日前，將資料報送至市文化館「一樓窗口」。

    """

  /// `simplified` in GB18030.
  static let gb18030 = bytes(
    """
    b9d8d3dabfaad5b932303234c4eab6c8cad6d7f7b9a4b7bbb2b9d6fac9eab1a8b9a4d7f7b5c4cda8d6aa0a0ab8f7bdd6b5c0b0eccac2b4a6
    a1a2b8f7d3d0b9d8b5a5cebba3ba0aa1a1a1a1d2bba1a2c9eab1a8ccf5bcfea1a3c9eab1a8b5a5cebbd3a6b5b1b7fbbacfcfc2c1d0ccf5bc
    fea3baa3a8d2bba3a9d4dab1becad0d7a2b2e1c2fa32c4eaa3bba3a8b6fea3a9b3a1b5d8c3e6bbfdb2bbc9d9d3da333030a94fa1a30aa1a1
    a1a1b6fea1a2c9eab1a8cab1bce4a1a3c7ebd3da32303234c4ea33d4c23331c8d5c7b0a3acbdabb2c4c1cfb1a8cbcdd6c1cad0cec4bbafb9
    dda1b0d2bbc2a5b4b0bfdaa1b1a1a30a
    """)

  /// `traditional` in GB18030.
  static let traditionalGB18030 = bytes(
    """
    ea50ecb6e95fd5b932303234c4eab6c8cad6d7f7b9a4b7bbd161d6fac9ea88f3b9a4d7f7b5c4cda8d6aa0a0ab8f7bdd6b5c0de6bcac2cc8e
    a1a2b8f7d3d0ea5086cecebba3ba0aa1a1a1a1d2bba1a2c9ea88f3976cbcfea1a3c9ea88f386cecebb91aaae94b7fbbacfcfc2c1d0976cbc
    fea3baa3a8d2bba3a9d4dab1becad0d45d83d49d4d32c4eaa3bba3a8b6fea3a988f6b5d8c3e6b765b2bbc9d9ecb6333030c6baa1a30aa1a1
    a1a1b6fea1a2c9ea88f39572e967a1a3d588ecb632303234c4ea33d4c23331c8d5c7b0a3ac8ca2d959c1cf88f3cbcdd6c1cad0cec4bbaff0
    5ea1b8d2bb98c7b4b0bfdaa1b9a1a30a
    """)

  /// `traditional` in Big5.
  static let big5 = bytes(
    """
    c3f6a9f3b67dae6932303234a67eabd7a4e2a740a475a77bb8c9a755a5d3b3f8a475a740aabab371aabe0a0aa655b5f3b944bfeca8c6b342
    a142a655a6b3c3f6b3e6a6eca1470aa140a140a440a142a5d3b3f8b1f8a5f3a143a5d3b3f8b3e6a6ecc0b3b7edb2c5a658a455a643b1f8a5
    f3a147a15da440a15ea662a5bba5abb5f9a555baa132a67ea146a15da447a15eb3f5a661adb1bf6ea4a3a4d6a9f3333030a957a1430aa140
    a140a447a142a5d3b3f8aec9b6a1a143bdd0a9f332303234a67e33a4eb3331a4e9ab65a141b14eb8eaaec6b3f8b065a6dca5aba4e5a4c6c0
    5da175a440bcd3b5a1a466a176a1430a
    """)

  /// `㐀㒲𠀀☀和` in GB18030: characters of four bytes.
  static let fourBytes = bytes(
    """
    8139ee3982308235953282368137a237bacd
    """)

  /// A sentence with a character that only Hong Kong's set has, in Big5-HKSCS.
  static let hongKong = bytes(
    "bdd0a655a6eda4e1af64b74ea141a4c9adb0bef7bafbadd7b4c1b6a1a1419df8a46aa5f3ae61a8e3bdd0a4c5b768b942a143")

  /// The bytes that hexadecimal digits stand for; blanks and line ends do not count.
  static func bytes(_ hex: String) -> [UInt8] {
    let digits = hex.utf8.compactMap { byte -> UInt8? in
      switch byte {
      case 0x30...0x39: byte - 0x30
      case 0x61...0x66: byte - 0x57
      default: nil
      }
    }
    return stride(from: 0, to: digits.count - 1, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
  }

  /// The text in UTF-16.
  static func utf16(_ text: String, bigEndian: Bool) -> [UInt8] {
    text.utf16.flatMap { unit in
      let high = UInt8(truncatingIfNeeded: unit >> 8)
      let low = UInt8(truncatingIfNeeded: unit)
      return bigEndian ? [high, low] : [low, high]
    }
  }
}

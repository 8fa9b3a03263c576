import TextModel

/// Finds a second copy of the whole notice in a page, and sets it aside.
///
/// Some pages carry the text twice, once as shown and once for printing; read as it stands, every rule would come twice.
struct CopyReader {
  let flat: FlatText

  /// How many characters two lines must begin with in common for the one to be the beginning of a copy.
  private static let opening = 16
  /// The least length of a copy, in characters.
  private static let shortest = 300
  /// How far apart the two texts may be where one has words that the other has not, in characters.
  private static let reach = 60
  /// How often they may be apart.
  private static let mostGaps = 24

  /// Marks the lines of the copy.
  func mark(_ lines: inout [Line]) {
    var first: [UInt64: Int] = [:]
    for index in lines.indices where lines[index].isText && lines[index].count >= Self.opening {
      let key = hash(lines[index].flat.lowerBound)
      guard let earlier = first[key] else {
        first[key] = index
        continue
      }
      let original = lines[earlier].flat.lowerBound
      let start = lines[index].flat.lowerBound
      let (matched, end) = matched(original, start)
      guard matched >= Self.shortest, isBeginning(earlier, of: matched, lines), isEnding(end, of: matched, lines) else {
        continue
      }
      for line in lines.indices where lines[line].isText && (start..<end).contains(lines[line].flat.lowerBound) {
        lines[line].kind = .aside(.copy)
      }
      return
    }
  }

  private func hash(_ start: Int) -> UInt64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for unit in flat.units[start..<(start + Self.opening)] { hash = (hash ^ UInt64(unit)) &* 0x0100_0000_01b3 }
    return hash
  }

  /// Whether little text stands before a line, against the length of the copy.
  private func isBeginning(_ line: Int, of matched: Int, _ lines: [Line]) -> Bool {
    lines[..<line].reduce(0) { $0 + ($1.isText ? $1.count : 0) } * 3 < matched
  }

  /// Whether little text stands behind the copy.
  private func isEnding(_ end: Int, of matched: Int, _ lines: [Line]) -> Bool {
    var behind = 0
    for line in lines.reversed() {
      if line.flat.lowerBound < end { break }
      if line.isText { behind += line.count }
    }
    return behind * 2 < matched
  }

  /// How many characters from two places on are the same, and where the second text ends. Where the two differ, they
  /// meet again within `reach`.
  private func matched(_ first: Int, _ second: Int) -> (count: Int, end: Int) {
    let units = flat.units
    var (a, b) = (first, second)
    var count = 0
    var gaps = 0
    var end = second
    while a < second, b < units.count {
      if units[a] == units[b] {
        count += 1
        a += 1
        b += 1
        end = b
        continue
      }
      gaps += 1
      guard gaps <= Self.mostGaps, let (skipped, added) = meeting(a, b, limit: second) else { break }
      a += skipped
      b += added
    }
    return (count, end)
  }

  /// How far to go on in either text until they are the same for a while.
  private func meeting(_ a: Int, _ b: Int, limit: Int) -> (Int, Int)? {
    let units = flat.units
    func isSame(_ a: Int, _ b: Int) -> Bool {
      guard a + 8 <= limit, b + 8 <= units.count else { return false }
      return units[a..<(a + 8)] == units[b..<(b + 8)]
    }
    for distance in 1...(2 * Self.reach) {
      for skipped in max(0, distance - Self.reach)...min(distance, Self.reach)
      where isSame(a + skipped, b + distance - skipped) {
        return (skipped, distance - skipped)
      }
    }
    return nil
  }
}

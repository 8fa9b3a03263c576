/// What programs that recognise characters in pictures tell of a page.
enum Recognition {
  /// A piece of text with how sure the program is of it, in percent.
  struct Piece {
    var line: LayoutLine
    var confidence: Int?
  }

  /// The words of `tesseract … tsv`, joined to pieces of lines where no wide gap is between them; the size of the page
  /// comes with them.
  static func tesseract(_ tsv: [UInt8]) -> (pieces: [Piece], width: Double, height: Double) {
    var pieces: [Piece] = []
    var (pageWidth, pageHeight) = (0.0, 0.0)
    var key: [Substring] = []
    var sure: [Int] = []
    func close() {
      guard !sure.isEmpty, let last = pieces.indices.last else { return }
      pieces[last].confidence = sure.reduce(0, +) / sure.count
      sure = []
    }
    for row in String(decoding: tsv, as: UTF8.self).split(whereSeparator: \.isNewline).dropFirst() {
      let fields = row.split(separator: "\t", omittingEmptySubsequences: false)
      guard fields.count >= 11, let left = Double(fields[6]), let top = Double(fields[7]),
        let width = Double(fields[8]), let height = Double(fields[9])
      else { continue }
      if fields[0] == "1" { (pageWidth, pageHeight) = (width, height) }
      guard fields[0] == "5", fields.count >= 12, let text = cleaned(String(fields[11])) else { continue }
      let word = LayoutLine(left: left, top: top, right: left + width, bottom: top + height, text: text)
      let own = Array(fields[1...4])
      let last = pieces.last?.line
      if own == key, let last, word.left - last.right < max(last.height, height) * 1.2 {
        let isLatin =
          (last.text.unicodeScalars.last?.value ?? 0x3000) < 0x80 && (text.unicodeScalars.first?.value ?? 0x3000) < 0x80
        let at = pieces.count - 1
        pieces[at].line.text += (isLatin && word.left - last.right > height * 0.4 ? " " : "") + text
        pieces[at].line.right = word.right
        pieces[at].line.top = min(last.top, word.top)
        pieces[at].line.bottom = max(last.bottom, word.bottom)
      } else {
        close()
        pieces.append(Piece(line: word))
      }
      key = own
      if let value = Double(fields[10]), value >= 0 { sure.append(Int(min(value, 100))) }
    }
    close()
    return (pieces, pageWidth, pageHeight)
  }

  /// Rules that were taken for letters.
  private static func cleaned(_ text: String) -> String? {
    let rest = text.unicodeScalars.filter { !"|｜_—‖".unicodeScalars.contains($0) && !$0.properties.isWhitespace }
    if rest.isEmpty { return nil }
    return String(String.UnicodeScalarView(text.unicodeScalars.filter { $0 != "|" && $0 != "｜" }))
  }

  /// The pieces that RapidOCR lists: `[[[[x, y], …], 'text', score], …]` as Python writes it, behind the head of a line of
  /// a log. What is not like that is passed over.
  static func rapid(_ log: [UInt8]) -> [Piece] {
    var pieces: [Piece] = []
    let text = Array(String(decoding: log, as: UTF8.self).unicodeScalars)
    var at = 0
    var numbers: [Double] = []
    var words: String?
    while at < text.count {
      let scalar = text[at]
      if scalar == "'" || scalar == "\"" {
        words = quoted(text, &at)
      } else if ("0"..."9").contains(scalar) || scalar == "-" {
        var end = at + 1
        while end < text.count, "0123456789.e-+".unicodeScalars.contains(text[end]) { end += 1 }
        let value = Double(String(String.UnicodeScalarView(text[at..<end]))) ?? 0
        at = end
        guard let found = words else {
          numbers.append(value)
          continue
        }
        // The score stands last.
        let corners = Array(numbers.suffix(8))
        if corners.count == 8, !found.allSatisfy(\.isWhitespace) {
          let (xs, ys) = (
            stride(from: 0, to: 8, by: 2).map { corners[$0] }, stride(from: 1, to: 8, by: 2).map { corners[$0] }
          )
          pieces.append(
            Piece(
              line: LayoutLine(
                left: xs.min() ?? 0, top: ys.min() ?? 0, right: xs.max() ?? 0, bottom: ys.max() ?? 0, text: found),
              confidence: Int(min(max(value, 0), 1) * 100)))
        }
        numbers = []
        words = nil
      } else {
        at += 1
      }
    }
    return pieces
  }

  /// The lines of `others` where `pieces` has none: long and sure ones, as the marks of rules are neither.
  static func unseen(in pieces: [Piece], of others: [Piece]) -> [Piece] {
    others.filter { other in
      let (line, han) = (other.line, other.line.text.unicodeScalars.count { $0.value >= 0x4E00 && $0.value < 0xA000 })
      guard han >= 6, (other.confidence ?? 0) >= 70 else { return false }
      return !pieces.contains { piece in
        let shared = min(piece.line.bottom, line.bottom) - max(piece.line.top, line.top)
        return shared > line.height * 0.3 && piece.line.left < line.right && line.left < piece.line.right
      }
    }
  }

  /// A string as Python writes it, from its first quotation mark.
  private static func quoted(_ text: [Unicode.Scalar], _ at: inout Int) -> String {
    let mark = text[at]
    var out = String.UnicodeScalarView()
    at += 1
    while at < text.count, text[at] != mark, text[at] != "\n" {
      if text[at] == "\\", at + 1 < text.count { at += 1 }
      out.append(text[at])
      at += 1
    }
    at += 1
    return String(out)
  }

  /// Marks as they are written between Chinese characters, where recognition takes their narrow forms, and brackets of
  /// which the pairs do not match.
  static func mended(_ text: String) -> String {
    var out = Array(text.unicodeScalars)
    func isHan(_ place: Int) -> Bool { out.indices.contains(place) && out[place].value >= 0x2E80 }
    var open: [Int] = []
    for place in out.indices {
      switch out[place] {
      case "(", "（", "〈", "《", "[", "【", "〔": open.append(place)
      case ")", "）", "]", "】", "〕", "〉", "》":
        guard let begin = open.popLast() else { continue }
        let inside = out[(begin + 1)..<place]
        let isYear = inside.count == 4 && inside.allSatisfy { ("0"..."9").contains($0) } && isHan(begin - 1)
        if isYear,
          out[(place + 1)...].first(where: { $0 != " " }).map({ ("0"..."9").contains($0) || $0 == "第" }) ?? false
        {
          (out[begin], out[place]) = ("〔", "〕")
        } else if [")", "）"].contains(out[place]), out[begin] != "[" {
          // Round brackets are by far the most frequent: one that ends a pair tells what began it.
          if inside.contains(where: { $0.value >= 0x2E80 }) || isHan(begin - 1) || isHan(place + 1) {
            (out[begin], out[place]) = ("（", "）")
          }
        } else if out[begin] == "(", inside.contains(where: { $0.value >= 0x2E80 }), out[place] != "]" {
          out[begin] = "（"
          if out[place] != "）" { out[place] = "）" }
        }
      case ":" where isHan(place - 1): out[place] = "："
      case ";" where isHan(place - 1) || isHan(place + 1): out[place] = "；"
      case "," where isHan(place - 1) || isHan(place + 1): out[place] = "，"
      default: break
      }
    }
    // In what begins with a figure all are figures, but for letters behind it.
    func isFigure(_ place: Int) -> Bool { out.indices.contains(place) && ("0"..."9").contains(out[place]) }
    var run: Int?
    for place in out.indices {
      let isRound = "〇OoＯ".unicodeScalars.contains(out[place])
      let isPart = isRound || isFigure(place) || (out[place].value < 0x80 && out[place].properties.isAlphabetic)
      if !isPart {
        run = nil
        continue
      }
      let start = run ?? place
      run = start
      if isRound, isFigure(start), isFigure(place - 1) { out[place] = "0" }
    }
    // The label of an item, of which the second bracket was too faint.
    if let first = out.first, first == "(" || first == "（" {
      let numerals = out.dropFirst().prefix { "一二三四五六七八九十".unicodeScalars.contains($0) }
      let next = 1 + numerals.count
      if (1...3).contains(numerals.count), isHan(next), !"）〉》】〕、，".unicodeScalars.contains(out[next]),
        !out.contains("）"), !out.contains(")")
      {
        out[0] = "（"
        out.insert("）", at: next)
      }
    }
    // A quotation mark that the narrow form hides: by turns it begins and ends.
    var isOpen = false
    for place in out.indices {
      if out[place] == "“" { isOpen = true }
      if out[place] == "”" { isOpen = false }
      if out[place] == "\"", isHan(place - 1) || isHan(place + 1) {
        out[place] = isOpen ? "”" : "“"
        isOpen.toggle()
      }
    }
    return String(String.UnicodeScalarView(out))
  }
}

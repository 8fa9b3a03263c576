// The graph as a picture (SVG 1.1): the tree of provisions on the left, a card for each rule beside its provision, and the
// edges from card to card in lanes on the right. It is laid out here, line by line, so that nothing ever covers another.
import RuleModel
import TextModel

extension RuleGraph {
  /// The picture, with words in a language.
  public func svg(in language: Language) -> String { SVGPage(GraphPicture(self, language: language)).text }
}

private struct SVGPage {
  private enum Measure {
    static let margin = 24.0
    static let indent = 16.0
    static let treeWidth = 280.0
    static let cardX = margin + treeWidth + 26
    static let cardWidth = 600.0
    /// Between the kind of a card and what it says.
    static let kindGap = 22.0
    /// No kind is given more room than this, nor less than that.
    static let kindWidths = 84.0...190.0
    static let lineHeight = 17.0
    static let padding = 5.0
    static let gap = 4.0
    static let lane = 13.0
    /// The width of one column of a terminal at the size of the text: half of a Chinese character.
    static let column = 6.5
  }

  private struct Box {
    let y: Double
    let height: Double
    let right: Double
  }

  private let picture: GraphPicture
  /// How wide the kinds of the cards are.
  private let kindWidth: Double
  private var body: [String] = []
  /// The edges, which are drawn under the cards: one that leads to a provision passes behind them.
  private var arcs: [String] = []
  private var boxes: [String: Box] = [:]
  private var y = 0.0
  private var width = 0.0

  init(_ picture: GraphPicture) {
    self.picture = picture
    let widest = picture.branches.flatMap(\.cards).map { Self.kindLength($0.kind) }.max() ?? 0
    kindWidth = min(max(widest + Measure.kindGap, Measure.kindWidths.lowerBound), Measure.kindWidths.upperBound)
    drawHead()
    drawTree()
    let lanes = drawArcs()
    width = Measure.cardX + Measure.cardWidth + 30 + Double(lanes) * Measure.lane + Measure.margin
    drawFoot()
  }

  var text: String {
    let size = "width=\"\(n(width))\" height=\"\(n(y + Measure.margin))\""
    let markers = Edge.Kind.allCases.map { kind in
      "<marker id=\"to-\(kind.rawValue)\" viewBox=\"0 0 8 8\" refX=\"7\" refY=\"4\" markerWidth=\"7\" markerHeight=\"7\" "
        + "orient=\"auto\"><path d=\"M0 0 L8 4 L0 8 Z\" fill=\"\(kind.color)\"/></marker>"
    }
    let head = [
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>",
      "<svg xmlns=\"http://www.w3.org/2000/svg\" \(size) viewBox=\"0 0 \(n(width)) \(n(y + Measure.margin))\" "
        + "font-family=\"'Noto Sans CJK SC','Source Han Sans SC','PingFang SC','Microsoft YaHei',sans-serif\" font-size=\"13\">",
      "<title>\(XMLText.escaped(picture.title))</title>", "<defs>\(markers.joined())</defs>",
      "<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>",
    ]
    return (head + arcs + body + ["</svg>"]).map { $0 + "\n" }.joined()
  }

  // MARK: - Parts from top to bottom

  private mutating func drawHead() {
    y = Measure.margin
    for line in DisplayText(picture.title).lines(of: 84, atMost: 3) {
      y += 24
      write(line, x: Measure.margin, y: y, size: 19, color: "#0f172a", isBold: true)
    }
    if !picture.subtitle.isEmpty {
      for line in DisplayText(picture.subtitle).lines(of: 120, atMost: 2) {
        y += 20
        write(line, x: Measure.margin, y: y, color: "#475569")
      }
    }
    y += 18
  }

  private mutating func drawTree() {
    var starts: [String: (x: Double, y: Double)] = [:]
    for branch in picture.branches {
      let top = y
      let x = Measure.margin + Double(min(max(0, branch.depth - 1), 8)) * Measure.indent
      var bottom = top
      if branch.depth > 0 {
        let columns = Int((Measure.margin + Measure.treeWidth - x) / Measure.column)
        var base = top + Measure.padding + 13
        for (index, line) in DisplayText(branch.label).lines(of: columns, atMost: 3).enumerated() {
          write(line, x: x + 8, y: base, color: "#1e293b", isBold: branch.depth == 1 && index == 0)
          base += Measure.lineHeight
        }
        bottom = base - 13 + Measure.padding - 4
        let dot = (x: x, y: top + Measure.padding + 8.5)
        if let parent = branch.parent.flatMap({ starts[$0] }) {
          line("M\(n(parent.x)) \(n(parent.y)) V\(n(dot.y)) H\(n(dot.x))", "#cbd5e1")
        }
        body.append("<circle cx=\"\(n(dot.x))\" cy=\"\(n(dot.y))\" r=\"2.5\" fill=\"#64748b\"/>")
        starts[branch.id] = dot
        boxes[branch.id] = Box(y: top + Measure.padding, height: 17, right: Measure.cardX - 16)
      }
      var cardTop = top
      for card in branch.cards { cardTop = draw(card, at: cardTop) + Measure.gap }
      if !branch.cards.isEmpty {
        let dotY = top + Measure.padding + 8.5
        line("M\(n(Measure.cardX - 10)) \(n(dotY)) H\(n(Measure.cardX - 2))", "#cbd5e1")
        if cardTop - top > 44 {
          line("M\(n(Measure.cardX - 10)) \(n(dotY)) V\(n(cardTop - Measure.gap - 10))", "#cbd5e1")
        }
      }
      y = max(bottom, cardTop) + 2
    }
  }

  /// The width of a column at the size of a kind: bold Latin letters take more of it than Chinese characters.
  private static let kindColumn = 6.2

  private static func kindLength(_ kind: String) -> Double { Double(EastAsianWidth.columns(of: kind)) * kindColumn }

  /// Draws a card and gives where it ends.
  private mutating func draw(_ card: GraphPicture.Card, at top: Double) -> Double {
    let (edge, ground) = card.section.colors
    let columns = Int((Measure.cardWidth - kindWidth - 44) / Measure.column)
    let lines = DisplayText(card.text).lines(of: columns, atMost: 3)
    let height = Measure.padding * 2 + Measure.lineHeight * Double(max(1, lines.count)) - 3
    body.append(
      "<g id=\"\(XMLText.escaped(card.id))\"><rect x=\"\(n(Measure.cardX))\" y=\"\(n(top))\" width=\"\(n(Measure.cardWidth))\" "
        + "height=\"\(n(height))\" rx=\"4\" fill=\"\(ground)\" stroke=\"\(edge)\" stroke-opacity=\"0.45\"/>"
        + "<rect x=\"\(n(Measure.cardX))\" y=\"\(n(top))\" width=\"4\" height=\"\(n(height))\" rx=\"2\" fill=\"\(edge)\"/>"
    )
    var base = top + Measure.padding + 11
    let kind = DisplayText(card.kind).truncated(to: Int((kindWidth - Measure.kindGap) / Self.kindColumn))
    write(kind, x: Measure.cardX + 11, y: base, size: 11, color: edge, isBold: true)
    body.append(
      "<text x=\"\(n(Measure.cardX + Measure.cardWidth - 6))\" y=\"\(n(base))\" font-size=\"10\" fill=\"#94a3b8\" "
        + "text-anchor=\"end\">\(XMLText.escaped(card.id))</text>")
    for line in lines {
      write(line, x: Measure.cardX + kindWidth + 2, y: base, color: "#0f172a")
      base += Measure.lineHeight
    }
    body.append("</g>")
    boxes[card.id] = Box(y: top, height: height, right: Measure.cardX + Measure.cardWidth)
    return top + height
  }

  /// Draws the edges, each in a lane that no other edge beside it is in, and gives how many lanes there are.
  private mutating func drawArcs() -> Int {
    var ports: [String: Int] = [:]
    for arc in picture.arcs {
      ports[arc.from, default: 0] += 1
      ports[arc.to, default: 0] += 1
    }
    var used: [String: Int] = [:]
    func port(_ id: String, _ box: Box) -> Double {
      let at = (used[id] ?? 0) + 1
      used[id] = at
      return box.y + box.height * Double(at) / Double((ports[id] ?? 1) + 1)
    }
    var drawn: [(arc: GraphPicture.Arc, from: Double, to: Double, startX: Double, endX: Double)] = []
    for arc in picture.arcs {
      guard let from = boxes[arc.from], let to = boxes[arc.to] else { continue }
      drawn.append((arc, port(arc.from, from), port(arc.to, to), from.right, to.right))
    }
    // Short ones nearest to the cards. A lane holds spans from top to bottom that do not touch.
    drawn.sort { (abs($0.from - $0.to), $0.from) < (abs($1.from - $1.to), $1.from) }
    var lanes: [[ClosedRange<Double>]] = []
    let right = Measure.cardX + Measure.cardWidth
    for (arc, from, to, startX, endX) in drawn {
      let span = (min(from, to) - 5)...(max(from, to) + 5)
      let lane = lanes.firstIndex { !$0.contains { $0.overlaps(span) } } ?? lanes.count
      if lane == lanes.count { lanes.append([]) }
      lanes[lane].append(span)
      let x = right + 18 + Double(lane) * Measure.lane
      let bend = min(5, abs(from - to) / 2)
      let down = to > from ? bend : -bend
      arcs.append(
        "<path d=\"M\(n(startX)) \(n(from)) H\(n(x - bend)) Q\(n(x)) \(n(from)) \(n(x)) \(n(from + down)) V\(n(to - down)) "
          + "Q\(n(x)) \(n(to)) \(n(x - bend)) \(n(to)) H\(n(endX + 2))\" fill=\"none\" stroke=\"\(arc.kind.color)\" "
          + "stroke-width=\"1.3\" marker-end=\"url(#to-\(arc.kind.rawValue))\"><title>\(XMLText.escaped("\(arc.from) \(arc.label) \(arc.to)"))</title></path>"
      )
    }
    return lanes.count
  }

  /// What the colours of the edges mean, and what is not drawn.
  private mutating func drawFoot() {
    y += 16
    var x = Measure.margin
    for kind in Edge.Kind.allCases where picture.arcs.contains(where: { $0.kind == kind }) {
      let label = picture.words.name(of: kind)
      line("M\(n(x)) \(n(y - 4)) H\(n(x + 22))", kind.color, width: 2)
      write(label, x: x + 28, y: y, size: 12, color: "#334155")
      x += 28 + Double(EastAsianWidth.columns(of: label)) * 6.2 + 22
    }
    guard !picture.omitted.isEmpty else { return }
    let label = picture.words is ChineseWords ? "未画的关系：" : "Not drawn: "
    y += 18
    write(
      label + picture.omitted.map { "\($0.label) \($0.count)" }.joined(separator: picture.words.separator),
      x: Measure.margin, y: y, size: 12, color: "#64748b")
  }

  // MARK: - Strokes

  private mutating func line(_ path: String, _ color: String, width: Double = 1) {
    body.append("<path d=\"\(path)\" fill=\"none\" stroke=\"\(color)\" stroke-width=\"\(n(width))\"/>")
  }

  private mutating func write(
    _ text: String, x: Double, y: Double, size: Int = 13, color: String, isBold: Bool = false
  ) {
    body.append(
      "<text x=\"\(n(x))\" y=\"\(n(y))\" font-size=\"\(size)\" fill=\"\(color)\"\(isBold ? " font-weight=\"bold\"" : "")>"
        + "\(XMLText.escaped(text))</text>")
  }

  /// A length to a tenth, the same on every machine.
  private func n(_ value: Double) -> String {
    let tenths = Int((value * 10).rounded())
    return tenths % 10 == 0 ? String(tenths / 10) : "\(tenths / 10).\(abs(tenths % 10))"
  }
}

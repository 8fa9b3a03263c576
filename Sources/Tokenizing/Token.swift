import TextModel

/// What a token is. The scanners' types are fixed; a grammar's constructors add types from `firstMade` on.
public struct TokenType: Hashable, Sendable, RawRepresentable {
  /// The number of the type.
  public let rawValue: UInt8
  /// The type of the given number.
  @inlinable public init(rawValue: UInt8) { self.rawValue = rawValue }

  /// By number.
  @inlinable public static func == (left: TokenType, right: TokenType) -> Bool { left.rawValue == right.rawValue }

  /// A word of the lexicon or a single character.
  @inlinable public static var word: TokenType { TokenType(rawValue: 0) }
  /// A numeral; attributes say what it could be part of.
  @inlinable public static var number: TokenType { TokenType(rawValue: 1) }
  /// A run of Latin letters (and digits behind them).
  @inlinable public static var latin: TokenType { TokenType(rawValue: 2) }
  /// 。；！？: ends a sentence.
  @inlinable public static var stop: TokenType { TokenType(rawValue: 3) }
  /// ，：: ends a clause.
  @inlinable public static var comma: TokenType { TokenType(rawValue: 4) }
  /// 、
  @inlinable public static var pause: TokenType { TokenType(rawValue: 5) }
  /// Any other mark.
  @inlinable public static var mark: TokenType { TokenType(rawValue: 6) }
  /// 《…》 with its brackets.
  @inlinable public static var title: TokenType { TokenType(rawValue: 7) }
  /// “…” with its quotes, where it is short enough to be a name.
  @inlinable public static var quoted: TokenType { TokenType(rawValue: 8) }
  /// A document number: 粤府函[2020]82号.
  @inlinable public static var documentNumber: TokenType { TokenType(rawValue: 9) }
  /// A web or mail address.
  @inlinable public static var address: TokenType { TokenType(rawValue: 10) }
  /// A telephone number.
  @inlinable public static var phone: TokenType { TokenType(rawValue: 11) }
  /// （…) with its brackets; its inside is a segment of its own (`payload`).
  @inlinable public static var paren: TokenType { TokenType(rawValue: 12) }
  /// A name that the notice itself has given (以下简称“…”); attribute `actor` where it names a body.
  @inlinable public static var defined: TokenType { TokenType(rawValue: 13) }
  /// The first type that a grammar may make.
  @inlinable public static var firstMade: UInt8 { 16 }

  /// The names by which a grammar tests the scanners' types.
  public static let scannerNames: [String: TokenType] = [
    "word": .word, "number": .number, "latin": .latin, "stop": .stop, "comma": .comma, "pause": .pause, "mark": .mark,
    "title": .title, "quoted": .quoted, "document-number": .documentNumber, "address": .address, "phone": .phone,
    "paren": .paren, "defined": .defined,
  ]
}

/// Where a token stands in its clause, sentence and item.
public struct TokenPlace: OptionSet, Hashable, Sendable {
  /// The bits.
  public let rawValue: UInt8
  /// A set of places from its bits.
  @inlinable public init(rawValue: UInt8) { self.rawValue = rawValue }
  /// The first token behind ，：。；！？ or at the beginning.
  @inlinable public static var firstOfClause: TokenPlace { TokenPlace(rawValue: 1) }
  /// The last token before ，：。；！？ or at the end.
  @inlinable public static var lastOfClause: TokenPlace { TokenPlace(rawValue: 2) }
  /// The first token of a sentence.
  @inlinable public static var firstOfSentence: TokenPlace { TokenPlace(rawValue: 4) }
  /// The last token before 。；！？ or at the end.
  @inlinable public static var lastOfSentence: TokenPlace { TokenPlace(rawValue: 8) }
  /// The first token of a passage, cell or bracket.
  @inlinable public static var firstOfItem: TokenPlace { TokenPlace(rawValue: 16) }
  /// The last token of a passage, cell or bracket.
  @inlinable public static var lastOfItem: TokenPlace { TokenPlace(rawValue: 32) }
}

/// What a numeral could be part of; the attribute names of the type `number`.
public enum NumberAttribute {
  /// Whole.
  public static let whole: UInt32 = 1
  /// Four digits without multiplier: could be a year.
  public static let year: UInt32 = 2
  /// 1…12.
  public static let month: UInt32 = 4
  /// 1…31.
  public static let day: UInt32 = 8
  /// 0…24.
  public static let hour: UInt32 = 16
  /// 0…59 in two digits.
  public static let minute: UInt32 = 32
  /// Written in Chinese characters.
  public static let han: UInt32 = 64
  /// A single character.
  public static let single: UInt32 = 128
  /// Seven and more digits in a row: a telephone number rather than a count.
  public static let long: UInt32 = 256
  /// Two digits without multiplier: could be a short year.
  public static let twoDigits: UInt32 = 512

  /// The names by which a grammar tests them.
  public static let names: [String: UInt32] = [
    "whole": whole, "year": year, "month": month, "day": day, "hour": hour, "minute": minute, "han": han,
    "single": single, "long": long, "two-digits": twoDigits,
  ]
}

/// A run of characters that is read as one sign.
public struct Token: Hashable, Sendable {
  /// Where it begins in `Outline.characters`.
  public var start: Int32
  /// Where it ends there.
  public var end: Int32
  /// The number of its word in the lexicon; 0 for a character that no list or pattern knows, -1 where its characters
  /// are no word at all.
  public var word: Int32
  /// What it is.
  public var type: TokenType
  /// Where it stands.
  public var place: TokenPlace
  /// What is true of it, by the attribute names of its type.
  public var attributes: UInt32
  /// Index of its value: into `TokenStream.numbers` for a numeral, `segments` for a bracket, else the maker's business.
  public var payload: Int32

  /// A token of the given parts.
  public init(
    start: Int32, end: Int32, word: Int32 = -1, type: TokenType, place: TokenPlace = [], attributes: UInt32 = 0,
    payload: Int32 = -1
  ) {
    self.start = start
    self.end = end
    self.word = word
    self.type = type
    self.place = place
    self.attributes = attributes
    self.payload = payload
  }

  /// Its characters as a range of `Outline.characters`.
  public var range: Range<Int> { Int(start)..<Int(max(start, end)) }
}

/// The tokens of a passage, of a cell, or of the inside of a bracket: what patterns match on.
public struct Segment: Hashable, Sendable {
  /// Its tokens.
  public var tokens: Range<Int>
  /// Index of its passage in `Outline.passages`.
  public let passage: Int
  /// For the inside of a bracket: the segment that the bracket stands in.
  public let outer: Int?

  /// A segment of the given parts.
  public init(tokens: Range<Int>, passage: Int, outer: Int?) {
    self.tokens = tokens
    self.passage = passage
    self.outer = outer
  }
}

/// All tokens of a notice.
public struct TokenStream: Sendable {
  /// The tokens, segment after segment.
  public var tokens: [Token]
  /// The segments, in the order of the passages; a bracket's inside stands behind the segment that holds it.
  public var segments: [Segment]
  /// The values of the numerals.
  public var numbers: [Numeral]
  /// For each token the number that a table of kinds has given it; empty where none has numbered the stream.
  public var kinds: [Int32] = []
  /// Which table of kinds has; 0 for none.
  public var numbering = 0

  /// A stream of the given parts.
  public init(tokens: [Token] = [], segments: [Segment] = [], numbers: [Numeral] = []) {
    self.tokens = tokens
    self.segments = segments
    self.numbers = numbers
  }

  /// The segments of a passage, found by halving.
  public func segments(ofPassage passage: Int) -> Range<Int> {
    let first = segments.partitioningIndex { $0.passage >= passage }
    return first..<segments[first...].partitioningIndex { $0.passage > passage }
  }

  /// The token of a segment that holds a character, found by halving; nil where the segment doesn't reach there.
  public func token(at character: Int, in segment: Segment) -> Int? {
    let token = tokens[segment.tokens].partitioningIndex { Int($0.end) > character }
    return token < segment.tokens.upperBound && Int(tokens[token].start) <= character ? token : nil
  }
}

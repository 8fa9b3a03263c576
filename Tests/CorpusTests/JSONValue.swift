import Foundation

/// Any JSON, as gold files hold it.
enum JSONValue: Decodable, Hashable {
  case null
  case bool(Bool)
  case number(Double)
  case string(String)
  case list([JSONValue])
  case object([String: JSONValue])

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if container.decodeNil() {
      self = .null
    } else if let value = try? container.decode(Bool.self) {
      self = .bool(value)
    } else if let value = try? container.decode(Double.self) {
      self = .number(value)
    } else if let value = try? container.decode(String.self) {
      self = .string(value)
    } else if let value = try? container.decode([JSONValue].self) {
      self = .list(value)
    } else {
      self = .object(try container.decode([String: JSONValue].self))
    }
  }

  /// The value of a field; null where there is none.
  subscript(field: String) -> JSONValue {
    if case .object(let fields) = self { return fields[field] ?? .null }
    return .null
  }

  /// The elements of a list; none for anything else.
  var elements: [JSONValue] {
    if case .list(let elements) = self { return elements }
    return []
  }

  /// The text of a string; empty for anything else.
  var text: String {
    if case .string(let text) = self { return text }
    return ""
  }
}

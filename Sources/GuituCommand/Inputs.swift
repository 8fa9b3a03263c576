// From what stands on the command line to the notices to be read.
import Exporting

/// A notice to be read.
struct Input: Hashable, Sendable {
  /// Where it is; nil for standard input.
  let path: Path?
  /// What it is called in results: its name, below a folder given with the way to it, or `-`.
  let name: String
  /// What it is called in messages: the path as given.
  let shown: String
  /// The name of its result below a folder, without extension.
  let stem: [UInt8]
}

/// The notices that arguments stand for.
struct InputList {
  /// In the order of the arguments; those of a folder by name.
  private(set) var inputs: [Input] = []
  /// What could not be found, one message each.
  private(set) var failures: [String] = []
  /// Whether the results are many by the way they were asked for, even if it comes to one.
  private(set) var isMany = false
  private let messages: Messages

  /// The notices that the arguments name.
  init(_ arguments: [String], messages: Messages) {
    self.messages = messages
    isMany = arguments.count > 1
    for argument in arguments { add(argument) }
    nameApart()
  }

  private mutating func add(_ argument: String) {
    if argument == "-" {
      guard !inputs.contains(where: { $0.path == nil }) else {
        failures.append(messages.inputTwice())
        return
      }
      inputs.append(Input(path: nil, name: "-", shown: "-", stem: Array("stdin".utf8)))
      return
    }
    let path = Path(argument)
    do throws(SystemError) {
      let status = try FileSystem.status(of: path)
      if status.kind == .folder { addFolder(path) } else { add(path, name: path.lastComponent) }
    } catch {
      let isPattern = argument.contains { "*?[".contains($0) }
      guard error.isMissing, isPattern else {
        failures.append(messages.unreadable(argument, error))
        return
      }
      isMany = true
      let found = FileSystem.paths(matching: path)
      if found.isEmpty { failures.append(messages.unmatched(argument)) }
      for path in found {
        if (try? FileSystem.status(of: path))?.kind == .folder {
          addFolder(path)
        } else {
          add(path, name: path.lastComponent)
        }
      }
    }
  }

  private mutating func add(_ path: Path, name: [UInt8]) {
    inputs.append(
      Input(
        path: path, name: String(decoding: name, as: UTF8.self), shown: path.description,
        stem: Self.withoutExtension(name)))
  }

  /// Adds the texts of a folder and of all folders in it, by name. Links to folders are not followed: no circles.
  private mutating func addFolder(_ root: Path) {
    isMany = true
    let before = inputs.count
    let failed = failures.count
    var waiting: [(path: Path, name: [UInt8], isRoot: Bool)] = [(root, [], true)]
    while let (path, name, isRoot) = waiting.popLast() {
      do throws(SystemError) {
        let status = try FileSystem.status(of: path, followsLinks: isRoot)
        guard status.kind == .folder else {
          if Self.isText(name) { add(path, name: name) }
          continue
        }
        let names = try FileSystem.names(in: path)
        waiting += names.reversed().map { entry in
          (path.appending(entry), name.isEmpty ? entry : name + [UInt8(ascii: "/")] + entry, false)
        }
      } catch {
        failures.append(messages.unreadable(path.description, error))
      }
    }
    if inputs.count == before && failures.count == failed { failures.append(messages.noNotices(root.description)) }
  }

  /// The ends of names that a folder's notices have; what a file is, is then told by its content.
  private static let extensions: Set<String> = [
    "txt", "md", "html", "htm", "shtml", "xhtml", "docx", "docm", "doc", "wps", "rtf", "pdf", "ofd", "png", "jpg",
    "jpeg", "tif", "tiff", "odt",
  ]

  private static func isText(_ name: [UInt8]) -> Bool {
    guard let dot = name.lastIndex(of: UInt8(ascii: ".")) else { return false }
    return extensions.contains(String(decoding: name[(dot + 1)...], as: UTF8.self).lowercased())
  }

  private static func withoutExtension(_ name: [UInt8]) -> [UInt8] {
    guard let dot = name.lastIndex(of: UInt8(ascii: ".")), dot > (name.lastIndex(of: UInt8(ascii: "/")) ?? -1) + 1
    else {
      return name
    }
    return Array(name[..<dot])
  }

  /// Gives inputs whose results would have one name names of their own: with the extension, then with a number.
  private mutating func nameApart() {
    var taken: Set<[UInt8]> = []
    for (index, input) in inputs.enumerated() {
      var stem = input.stem
      if taken.contains(stem) { stem = Array(input.name.utf8) }
      var number = 2
      while !taken.insert(stem).inserted {
        stem = input.stem + Array("-\(number)".utf8)
        number += 1
      }
      inputs[index] = Input(path: input.path, name: input.name, shown: input.shown, stem: stem)
    }
  }
}

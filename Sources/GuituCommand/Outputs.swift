// Where results go: standard output, one file, or a file for each notice in a folder.
import Exporting

/// Takes the results in the order of the inputs.
final class OutputWriter {
  /// Where results go.
  enum Destination {
    case standardOutput
    case file(Path)
    case folder(Path, extension: String)
  }

  /// What tells one result from the next where several go to one place.
  enum Heading { case none, blankLine, name }

  /// Why nothing more can be written.
  enum Stop: Error {
    /// The reader has gone: nobody is to be told.
    case closed
    /// One line for standard error.
    case failed(String)
  }

  private let destination: Destination
  private let heading: Heading
  private let isSeveral: Bool
  private var hasWritten = false
  private let messages: Messages
  /// The inputs, which no result may overwrite.
  private let sources: Set<FileSystem.Status>
  private var file: AtomicFile?

  init(_ destination: Destination, inputs: [Input], heading: Heading, messages: Messages) {
    self.destination = destination
    self.heading = heading
    isSeveral = inputs.count > 1
    self.messages = messages
    // Only where files are written does anybody need to know.
    if case .standardOutput = destination {
      sources = []
    } else {
      sources = Set(inputs.compactMap { input in input.path.flatMap { try? FileSystem.status(of: $0) } })
    }
  }

  /// Makes ready what must be there before the first result.
  func open() throws(Stop) {
    switch destination {
    case .standardOutput: break
    case .file(let path):
      if let status = try? FileSystem.status(of: path), status.kind == .file, sources.contains(status) {
        throw .failed(messages.overwritesInput(path.description))
      }
      do { file = try AtomicFile(path) } catch { throw .failed(messages.unwritable(path.description, error)) }
    case .folder(let path, _):
      do { try FileSystem.makeFolder(path) } catch { throw .failed(messages.unwritable(path.description, error)) }
    }
  }

  /// Writes the result of an input. A fault of one result's own file is given back as a message; the others go on.
  func write(_ bytes: [UInt8], of input: Input) throws(Stop) -> String? {
    switch destination {
    case .standardOutput:
      do { try FileSystem.write(headed(bytes, input), to: 1) } catch {
        throw error.isClosedPipe ? .closed : .failed(messages.unwritable(messages.standardOutput, error))
      }
    case .file(let path):
      do { try file?.write(headed(bytes, input)) } catch { throw .failed(messages.unwritable(path.description, error)) }
    case .folder(let folder, let suffix):
      let path = folder.appending(input.stem + Array(".\(suffix)".utf8))
      if let status = try? FileSystem.status(of: path), sources.contains(status) {
        return messages.overwritesInput(path.description)
      }
      do {
        if input.stem.contains(UInt8(ascii: "/")), let above = path.folder { try FileSystem.makeFolder(above) }
        let file = try AtomicFile(path)
        try file.write(bytes)
        try file.finish()
      } catch { return messages.unwritable(path.description, error) }
    }
    return nil
  }

  private func headed(_ bytes: [UInt8], _ input: Input) -> [UInt8] {
    defer { hasWritten = true }
    let gap: [UInt8] = hasWritten ? [UInt8(ascii: "\n")] : []
    switch heading {
    case .none: return bytes
    case .blankLine: return gap + bytes
    case .name: return isSeveral ? gap + Array("==> \(input.shown) <==\n".utf8) + bytes : bytes
    }
  }

  /// Puts the one file in its place.
  func finish() throws(Stop) {
    guard case .file(let path) = destination, let file else { return }
    do { try file.finish() } catch { throw .failed(messages.unwritable(path.description, error)) }
  }
}

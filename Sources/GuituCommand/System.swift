// The few calls of the operating system that the command makes, without Foundation: the program starts in no time.
#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif
import Syncing

/// A path as the operating system has it: bytes, which need not be UTF-8.
struct Path: Hashable, Sendable, CustomStringConvertible {
  /// The bytes, without a zero.
  let bytes: [UInt8]

  /// A path of the given bytes.
  init(bytes: [UInt8]) { self.bytes = bytes }

  /// A path as written.
  init(_ text: String) { bytes = Array(text.utf8) }

  /// The path as it is shown; bytes that are no characters are shown as U+FFFD.
  var description: String { String(decoding: bytes, as: UTF8.self) }

  /// The path below this folder.
  func appending(_ name: [UInt8]) -> Path {
    Path(bytes: bytes.isEmpty || bytes.last == UInt8(ascii: "/") ? bytes + name : bytes + [UInt8(ascii: "/")] + name)
  }

  /// What stands behind the last slash; a slash at the end does not count.
  var lastComponent: [UInt8] {
    let trimmed = bytes.reversed().drop { $0 == UInt8(ascii: "/") }
    return Array(trimmed.prefix { $0 != UInt8(ascii: "/") }.reversed())
  }

  /// What stands before the last slash; nil where there is none.
  var folder: Path? {
    guard let slash = bytes.lastIndex(of: UInt8(ascii: "/")) else { return nil }
    return Path(bytes: Array(bytes[..<max(slash, 1)]))
  }

  /// Calls `body` with the path as C has it.
  func withCString<Result>(_ body: (UnsafePointer<CChar>) -> Result) -> Result {
    (bytes.map(CChar.init(bitPattern:)) + [0]).withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return body("") }
      return body(base)
    }
  }
}

/// The number that the operating system gives a fault.
struct SystemError: Error, Hashable {
  let code: Int32

  /// The fault of the last call.
  static var last: SystemError { SystemError(code: errno) }

  var isMissing: Bool { code == ENOENT || code == ENOTDIR }
  var isForbidden: Bool { code == EACCES || code == EPERM }
  var isTooLarge: Bool { code == EFBIG }
  /// Whether the reader of the output has gone.
  var isClosedPipe: Bool { code == EPIPE }

  /// What the operating system says of it.
  var description: String { strerror(code).map { String(cString: $0) } ?? "error \(code)" }
}

/// Files and folders.
enum FileSystem {
  /// What a path leads to.
  struct Status: Hashable {
    enum Kind { case file, folder, other }
    let kind: Kind
    /// Device and number: the same for two paths to one file.
    let device: UInt64
    let number: UInt64
    let mode: mode_t

    static func == (left: Status, right: Status) -> Bool { left.device == right.device && left.number == right.number }
    func hash(into hasher: inout Hasher) {
      hasher.combine(device)
      hasher.combine(number)
    }
  }

  /// What the path leads to; links are followed unless `isLink` asks for the link itself.
  static func status(of path: Path, followsLinks: Bool = true) throws(SystemError) -> Status {
    var raw = stat()
    guard path.withCString({ followsLinks ? stat($0, &raw) : lstat($0, &raw) }) == 0 else { throw SystemError.last }
    let kind: Status.Kind =
      switch raw.st_mode & S_IFMT {
      case S_IFREG: .file
      case S_IFDIR: .folder
      default: .other
      }
    return Status(
      kind: kind, device: UInt64(truncatingIfNeeded: raw.st_dev), number: UInt64(truncatingIfNeeded: raw.st_ino),
      mode: raw.st_mode)
  }

  /// All bytes of a file, at most `limit` and one more, so that the caller sees that there are too many.
  static func bytes(of path: Path, limit: Int) throws(SystemError) -> [UInt8] {
    let file = path.withCString { open($0, O_RDONLY | O_CLOEXEC) }
    guard file >= 0 else { throw SystemError.last }
    defer { close(file) }
    return try bytes(from: file, limit: limit)
  }

  /// All bytes of an open file.
  static func bytes(from file: Int32, limit: Int) throws(SystemError) -> [UInt8] {
    var raw = stat()
    let expected = fstat(file, &raw) == 0 && raw.st_mode & S_IFMT == S_IFREG ? Int(raw.st_size) : 0
    if expected > limit { throw SystemError(code: EFBIG) }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(max(0, expected) + 1)
    var chunk = [UInt8](repeating: 0, count: min(max(expected, 0x1_0000), 0x10_0000))
    while bytes.count <= limit {
      let count = read(file, &chunk, min(chunk.count, limit + 1 - bytes.count))
      if count < 0 {
        if errno == EINTR { continue }
        throw SystemError.last
      }
      if count == 0 { break }
      bytes.append(contentsOf: chunk[..<count])
    }
    return bytes
  }

  /// The names in a folder, sorted by bytes, without those that begin with a dot.
  static func names(in folder: Path) throws(SystemError) -> [[UInt8]] {
    guard let stream = folder.withCString({ opendir($0) }) else { throw SystemError.last }
    defer { closedir(stream) }
    var names: [[UInt8]] = []
    while let entry = readdir(stream) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { Array($0.prefix { $0 != 0 }) }
      if name.first != UInt8(ascii: ".") { names.append(name) }
    }
    return names.sorted { $0.lexicographicallyPrecedes($1) }
  }

  /// The paths that a pattern with `*`, `?` and `[…]` stands for, sorted by bytes.
  static func paths(matching pattern: Path) -> [Path] {
    var found = glob_t()
    defer { globfree(&found) }
    guard pattern.withCString({ glob($0, 0, nil, &found) }) == 0, let list = found.gl_pathv else { return [] }
    var paths: [Path] = []
    for index in 0..<Int(found.gl_pathc) {
      guard let name = list[index] else { continue }
      paths.append(Path(bytes: Array(UnsafeRawBufferPointer(start: name, count: strlen(name)))))
    }
    return paths.sorted { $0.bytes.lexicographicallyPrecedes($1.bytes) }
  }

  /// Makes a folder and those above it; one that is there already is fine.
  static func makeFolder(_ path: Path) throws(SystemError) {
    var missing: [Path] = []
    var at: Path? = path
    while let folder = at, !folder.bytes.isEmpty, (try? status(of: folder)) == nil {
      missing.append(folder)
      at = folder.folder
    }
    for folder in missing.reversed() {
      guard folder.withCString({ mkdir($0, 0o777) }) == 0 || errno == EEXIST else { throw SystemError.last }
    }
    if try status(of: path).kind != .folder { throw SystemError(code: ENOTDIR) }
  }

  /// Where a link leads in the end; the path itself where it is none.
  static func resolved(_ path: Path) -> Path {
    guard let name = path.withCString({ realpath($0, nil) }) else { return path }
    defer { free(name) }
    return Path(bytes: Array(UnsafeRawBufferPointer(start: name, count: strlen(name))))
  }

  /// Writes all bytes to an open file.
  static func write(_ bytes: [UInt8], to file: Int32) throws(SystemError) {
    if !OpenFile.write(bytes, to: file) { throw SystemError.last }
  }
}

/// A file that is there whole or not at all: bytes go to a name of their own beside it until they are complete.
final class AtomicFile {
  private let file: Int32
  private let target: Path
  /// nil where the bytes go to the target itself: a device or a pipe can't be replaced.
  private let temporary: Path?
  private var isOpen = true

  /// Opens a file to be written in place of what the path leads to.
  init(_ path: Path) throws(SystemError) {
    let target = FileSystem.resolved(path)
    let old = try? FileSystem.status(of: target)
    if old?.kind == .folder { throw SystemError(code: EISDIR) }
    let temporary: Path?
    let file: Int32
    if old?.kind == .other {
      temporary = nil
      file = target.withCString { open($0, O_WRONLY | O_CLOEXEC) }
    } else {
      let name = Array(".".utf8) + target.lastComponent.prefix(200) + Array(".\(getpid()).tmp".utf8)
      let beside = target.folder?.appending(name) ?? Path(bytes: name)
      temporary = beside
      file = beside.withCString { open($0, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666) }
    }
    guard file >= 0 else { throw SystemError.last }
    if temporary != nil, let old { _ = fchmod(file, old.mode & 0o7777) }
    (self.file, self.target, self.temporary) = (file, target, temporary)
  }

  /// Adds bytes.
  func write(_ bytes: [UInt8]) throws(SystemError) { try FileSystem.write(bytes, to: file) }

  /// Puts the file in its place.
  func finish() throws(SystemError) {
    guard isOpen else { return }
    isOpen = false
    let closed = close(file)
    guard let temporary else { return }
    guard closed == 0, temporary.withCString({ from in target.withCString { rename(from, $0) } }) == 0 else {
      let error = SystemError.last
      _ = temporary.withCString { unlink($0) }
      throw error
    }
  }

  deinit {
    // Given up: nothing is left behind.
    guard isOpen else { return }
    close(file)
    if let temporary { _ = temporary.withCString { unlink($0) } }
  }
}

/// The process and the terminal that it runs in.
enum Surroundings {
  /// Standard input, output and error exist from here on, and a reader that goes away is an error, not the end.
  static func prepare() {
    // A closed stream would else give its number to the first file that is opened.
    for stream in 0...2 as ClosedRange<Int32> where fcntl(stream, F_GETFD) < 0 {
      _ = open("/dev/null", stream == 0 ? O_RDONLY : O_WRONLY)
    }
    signal(SIGPIPE, SIG_IGN)
  }

  /// A variable of the environment; nil where it is unset or empty.
  static func variable(_ name: String) -> String? {
    guard let value = getenv(name) else { return nil }
    let text = String(cString: value)
    return text.isEmpty ? nil : text
  }

  static var errorIsTerminal: Bool { isatty(2) == 1 }
  static var outputIsTerminal: Bool { isatty(1) == 1 }

  /// How many columns the terminal has that standard output goes to.
  static var terminalWidth: Int? {
    guard outputIsTerminal else { return nil }
    var size = winsize()
    guard ioctl(1, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
    return Int(size.ws_col)
  }

  /// How many notices are worth reading at once.
  static var processorCount: Int { max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }

  /// The time now in UTC, ISO 8601: `2025-06-30T08:15:00Z`.
  static func now() -> String {
    var seconds = time(nil)
    var parts = tm()
    guard gmtime_r(&seconds, &parts) != nil else { return "1970-01-01T00:00:00Z" }
    func two(_ value: Int32) -> String { value < 10 ? "0\(value)" : "\(value)" }
    return "\(parts.tm_year + 1900)-\(two(parts.tm_mon + 1))-\(two(parts.tm_mday))"
      + "T\(two(parts.tm_hour)):\(two(parts.tm_min)):\(two(parts.tm_sec))Z"
  }

  /// The text on one line and without control characters: a name may hold some that would steer a terminal.
  static func plain(_ text: String) -> String {
    var out = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      out.append(scalar.properties.generalCategory == .control ? "\u{FFFD}" : scalar)
    }
    return String(out)
  }

  /// One line on standard error.
  static func report(_ line: String) {
    try? FileSystem.write(Array((line + "\n").utf8), to: 2)
  }

  /// Leaves at once.
  static func leave(_ status: Int32) -> Never { exit(status) }
}

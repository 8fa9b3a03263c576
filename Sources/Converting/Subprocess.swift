#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A program run with limits of time, memory and output, and no input but the files that it is given.
struct Subprocess {
  /// What became of a program.
  enum Outcome {
    case done(output: [UInt8])
    /// It ended with a status, and said this on standard error.
    case failed(status: Int32, words: String)
    case timedOut
    case notStarted
  }

  /// How long it may run, in seconds.
  var seconds = 60
  /// How long it may keep a processor busy, in seconds; as long as it may run, where that is not said.
  var busy: Int?
  /// How much memory it may ask for, in MiB.
  var memory = 2048
  /// How large a file it may write, in MiB.
  var output = 64
  /// Whether what it writes on standard error is what is wanted of it.
  var takesErrors = false
  /// Variables that it gets beside PATH.
  var variables: [String] = []

  /// The full path of a program in PATH; nil where it is not installed.
  static func path(of program: String) -> String? {
    let paths = getenv("PATH").map { String(cString: $0) } ?? "/usr/local/bin:/usr/bin:/bin"
    for folder in paths.split(separator: ":") where access("\(folder)/\(program)", X_OK) == 0 {
      return "\(folder)/\(program)"
    }
    return nil
  }

  /// Runs a program; its standard output is what comes back.
  func run(_ program: String, _ arguments: [String], in folder: TemporaryFolder) -> Outcome {
    guard let path = Self.path(of: program) else { return .notStarted }
    let out = folder.path("stdout")
    let err = folder.path("stderr")
    let time = busy ?? seconds
    // The shell sets the limits for itself and becomes the program.
    let limits =
      "ulimit -v \(memory * 1024); ulimit -S -t \(time); ulimit -H -t \(time + 1); ulimit -f \(output * 2048); ulimit -c 0; exec \"$@\""
    let words = ["/bin/sh", "-c", limits, "sh", path] + arguments
    let environment =
      [
        "PATH=" + (getenv("PATH").map { String(cString: $0) } ?? "/usr/bin:/bin"), "HOME=" + folder.path("home"),
        "TMPDIR=" + folder.root, "LC_ALL=C.UTF-8", "OMP_THREAD_LIMIT=1",
      ] + variables
    guard let process = start(words, environment, out, err) else { return .notStarted }
    var status: Int32 = 0
    // A program that reads a small file takes milliseconds: look often at first.
    var waited = 0
    var pause: UInt32 = 1000
    while true {
      let ended = waitpid(process, &status, WNOHANG)
      if ended == process { break }
      if ended < 0, errno != EINTR { return .failed(status: -1, words: "") }
      if waited > seconds * 1_000_000 {
        kill(-process, SIGKILL)
        while waitpid(process, &status, 0) < 0, errno == EINTR {}
        return .timedOut
      }
      usleep(pause)
      waited += Int(pause)
      pause = min(pause * 2, 20_000)
    }
    // What it may have started in turn ends with it.
    kill(-process, SIGKILL)
    let isExit = status & 0x7F == 0
    if isExit, status >> 8 & 0xFF == 0 { return .done(output: TemporaryFolder.bytes(of: takesErrors ? err : out)) }
    let said = String(decoding: TemporaryFolder.bytes(of: err).prefix(4000), as: UTF8.self)
    if !isExit, [SIGXCPU, SIGKILL].contains(status & 0x7F) { return .timedOut }
    return .failed(status: isExit ? status >> 8 & 0xFF : 128 + (status & 0x7F), words: said)
  }

  private func start(_ words: [String], _ environment: [String], _ out: String, _ err: String) -> pid_t? {
    var actions = posix_spawn_file_actions_t()
    var attributes = posix_spawnattr_t()
    guard posix_spawn_file_actions_init(&actions) == 0, posix_spawnattr_init(&attributes) == 0 else { return nil }
    defer {
      posix_spawn_file_actions_destroy(&actions)
      posix_spawnattr_destroy(&attributes)
    }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, out, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    posix_spawn_file_actions_addopen(&actions, 2, err, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    // The thread that starts it may block signals, that of the limit of time among them.
    var none = sigset_t()
    sigemptyset(&none)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK))
    posix_spawnattr_setpgroup(&attributes, 0)
    let arguments = words.map { strdup($0) } + [nil]
    let variables = environment.map { strdup($0) } + [nil]
    defer { for text in arguments + variables { free(text) } }
    var process: pid_t = 0
    guard posix_spawn(&process, "/bin/sh", &actions, &attributes, arguments, variables) == 0 else { return nil }
    return process
  }
}

/// A folder of its own for the files that go to a program and come from it; it goes away with all that is in it.
final class TemporaryFolder {
  /// Its path.
  let root: String

  /// Makes a folder; nil where there is no place for one.
  init?() {
    let parent = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    var template = Array("\(parent)/guitu-XXXXXX".utf8CString)
    guard let made = template.withUnsafeMutableBufferPointer({ buffer in buffer.baseAddress.flatMap { mkdtemp($0) } })
    else { return nil }
    root = String(cString: made)
    mkdir(path("home"), 0o700)
  }

  /// The path of a file in it.
  func path(_ name: String) -> String { "\(root)/\(name)" }

  /// Writes a file.
  func write(_ bytes: [UInt8], to name: String) -> Bool {
    guard let file = fopen(path(name), "wb") else { return false }
    let count = fwrite(bytes, 1, bytes.count, file)
    return fclose(file) == 0 && count == bytes.count
  }

  /// The bytes of a file; none where it can't be read. At most 128 MiB.
  static func bytes(of path: String) -> [UInt8] {
    guard let file = fopen(path, "rb") else { return [] }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while bytes.count < 128 << 20 {
      let count = fread(&chunk, 1, chunk.count, file)
      if count == 0 { break }
      bytes.append(contentsOf: chunk[..<count])
    }
    return bytes
  }

  deinit {
    // Folders are emptied before they go; links go as links.
    var folders = [root]
    var emptied: [String] = []
    while let folder = folders.popLast(), emptied.count < 10_000 {
      emptied.append(folder)
      guard let stream = opendir(folder) else { continue }
      defer { closedir(stream) }
      while let entry = readdir(stream) {
        let name = withUnsafeBytes(of: &entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
        if name == "." || name == ".." { continue }
        var status = stat()
        let path = "\(folder)/\(name)"
        if lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR { folders.append(path) } else { unlink(path) }
      }
    }
    for folder in emptied.reversed() { rmdir(folder) }
  }
}

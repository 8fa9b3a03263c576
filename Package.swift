// swift-tools-version: 6.1
import PackageDescription

/// The rooms of the house, lowest first: a room may import only rooms that stand above it in this list.
/// `ARCHITECTURE.md` has the picture; `.ci/run` fails on an import that is not declared here.
let rooms: [(name: String, uses: [String])] = [
  ("TextModel", []),
  ("RuleModel", ["TextModel"]),
  ("Tabulating", ["RuleModel", "CXLSX"]),
  ("Reading", ["TextModel", "CICU", "CDocuments"]),
  ("Converting", ["TextModel", "Reading"]),
  ("Outlining", ["TextModel"]),
  ("Tokenizing", ["TextModel"]),
  ("GrammarLanguage", ["TextModel"]),
  ("Matching", ["TextModel", "Tokenizing", "GrammarLanguage"]),
  ("Extracting", ["TextModel", "RuleModel", "Tokenizing", "GrammarLanguage", "Matching"]),
  ("Loading", ["TextModel", "Reading", "Tokenizing", "GrammarLanguage", "Matching", "Extracting"]),
  ("Naming", ["TextModel", "RuleModel"]),
  ("Linking", ["TextModel", "RuleModel", "Naming"]),
  ("Diffing", ["TextModel", "RuleModel"]),
  ("Exporting", ["TextModel", "RuleModel", "Tabulating", "Diffing"]),
  ("Storing", ["TextModel", "RuleModel", "CICU", "CZstd", "Exporting"]),
  ("Syncing", ["TextModel", "RuleModel", "Tabulating", "CPQ", "CBook"]),
  ("BuiltInGrammars", []),
  (
    "Guitu",
    [
      "TextModel", "RuleModel", "Reading", "Outlining", "Tokenizing", "GrammarLanguage", "Matching", "Extracting",
      "Loading", "Naming", "Linking", "Diffing", "Exporting", "Storing", "BuiltInGrammars",
    ]
  ),
  (
    "Checking",
    [
      "TextModel", "RuleModel", "Outlining", "Tokenizing", "GrammarLanguage", "Matching", "Extracting", "Loading",
      "Guitu",
    ]
  ),
]

/// The rooms of the tests, a folder of `Tests` each: a test may import what stands behind its name, and `TestSupport`.
let testRooms: [(name: String, uses: [String])] = [
  ("TextModelTests", ["TextModel", "Loading", "Guitu"]),
  ("RuleModelTests", ["TextModel", "RuleModel"]),
  ("TabulatingTests", ["RuleModel", "Tabulating"]),
  ("ReadingTests", ["TextModel", "Reading"]),
  ("OutliningTests", ["TextModel", "Outlining", "Loading", "Guitu"]),
  ("TokenizingTests", ["TextModel", "Tokenizing"]),
  (
    "GrammarLanguageTests",
    ["TextModel", "GrammarLanguage", "Matching", "Tokenizing", "Extracting", "Loading", "Guitu"]
  ),
  ("MatchingTests", ["TextModel", "Tokenizing", "GrammarLanguage", "Matching"]),
  ("ExtractingTests", ["TextModel", "RuleModel", "Extracting", "Guitu"]),
  ("NamingTests", ["TextModel", "Naming", "Loading", "Guitu"]),
  ("LinkingTests", ["TextModel", "RuleModel", "Linking", "Guitu"]),
  ("DiffingTests", ["TextModel", "RuleModel", "Diffing", "Exporting", "Guitu"]),
  ("ExportingTests", ["TextModel", "RuleModel", "Tabulating", "Diffing", "Exporting", "Guitu"]),
  ("StoringTests", ["TextModel", "RuleModel", "Reading", "Naming", "Exporting", "Storing", "Loading", "Guitu"]),
  ("SyncingTests", ["RuleModel", "Tabulating", "Syncing"]),
  ("GuituTests", ["TextModel", "RuleModel", "Reading", "Exporting", "Loading", "Guitu"]),
  (
    "CheckingTests",
    [
      "TextModel", "RuleModel", "GrammarLanguage", "Matching", "Extracting", "Exporting", "Loading", "Guitu",
      "Checking",
    ]
  ),
  ("GrammarExampleTests", ["TextModel", "GrammarLanguage", "Loading", "Guitu", "Checking"]),
  ("CommandTests", ["TextModel", "RuleModel", "Exporting", "Guitu", "GuituCommand"]),
  ("CorpusTests", ["TextModel", "RuleModel", "Diffing", "Exporting", "Guitu"]),
  ("PropertyTests", ["TextModel", "RuleModel", "Outlining", "Exporting", "Guitu", "HostileTexts"]),
]

/// The rooms that tests spend their time in, where `Tools/test` asks for them optimized: the tests take a third of the
/// time then, and all else is built as it is for a debugger.
let optimized: [String] =
  Context.environment["GUITU_OPTIMIZED_READING"] == nil
  ? [] : ["TextModel", "Outlining", "Tokenizing", "Matching", "Extracting", "Linking"]

let package = Package(
  name: "guitu",
  products: [
    .library(name: "Guitu", targets: ["Guitu"]),
    .executable(name: "guitu", targets: ["GuituCommand"]),
    .executable(name: "guitu-benchmark", targets: ["GuituBenchmark"]),
    .executable(name: "library-benchmark", targets: ["LibraryBenchmark"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
  ],
  targets: rooms.map { room in
    .target(
      name: room.name,
      dependencies: room.uses.map { .target(name: $0) }
        // SQLite, in the one room that keeps notices on disk.
        + (["Storing", "Syncing"].contains(room.name) ? [.product(name: "GRDB", package: "GRDB.swift")] : [])
        + (room.name == "Storing" ? [.product(name: "GRDBSQLite", package: "GRDB.swift")] : []),
      exclude: room.name == "Storing" ? ["FORMAT.md"] : [],
      swiftSettings: optimized.contains(room.name) ? [.unsafeFlags(["-O"], .when(configuration: .debug))] : [],
      plugins: room.name == "BuiltInGrammars" ? ["EmbedGrammars"] : []
    )
  } + [
    // ICU behind an opaque header: no ICU type ever reaches Swift.
    .target(name: "CICU", linkerSettings: [.linkedLibrary("icui18n"), .linkedLibrary("icuuc")]),
    // libpq, and libarchive with libxml2 for workbooks that exist already, behind opaque headers.
    .target(name: "CPQ", linkerSettings: [.linkedLibrary("pq")]),
    .systemLibrary(name: "CLibXML", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
    .target(
      name: "CBook", dependencies: ["CLibXML"], linkerSettings: [.linkedLibrary("archive"), .linkedLibrary("xml2")]),
    // libxlsxwriter behind an opaque header.
    .target(name: "CXLSX", linkerSettings: [.linkedLibrary("xlsxwriter")]),
    // zstd likewise: the library's texts and graphs are kept packed.
    .target(name: "CZstd", linkerSettings: [.linkedLibrary("zstd")]),
    // libxml2 and libarchive likewise: documents are read with them.
    .target(
      name: "CDocuments", dependencies: ["CLibXML"],
      linkerSettings: [.linkedLibrary("xml2"), .linkedLibrary("archive")]),
    .executableTarget(
      name: "embed-grammars", dependencies: ["Loading", "Naming", "TextModel"], path: "Sources/Embedding"),
    .plugin(name: "EmbedGrammars", capability: .buildTool(), dependencies: ["embed-grammars"]),
    .executableTarget(
      name: "GuituCommand",
      dependencies: [
        "TextModel", "RuleModel", "Tabulating", "Reading", "Converting", "GrammarLanguage", "Loading", "Diffing",
        "Exporting", "Storing",
        "Syncing", "Guitu",
        "Checking",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]
    ),
    // Texts made to be slow or deep, for tests and for the benchmark of growth.
    .target(name: "HostileTexts", path: "Benchmarks/HostileTexts"),
    .executableTarget(
      name: "GuituBenchmark",
      dependencies: [
        "TextModel", "RuleModel", "Reading", "Outlining", "Tokenizing", "Matching", "Extracting", "Linking",
        "Exporting", "Guitu", "HostileTexts", .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      path: "Benchmarks/GuituBenchmark"
    ),
    .executableTarget(
      name: "LibraryBenchmark",
      dependencies: [
        "TextModel", "RuleModel", "Reading", "Exporting", "Storing", "Loading", "Guitu",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      path: "Benchmarks/LibraryBenchmark"
    ),
    .target(
      name: "TestSupport", dependencies: ["TextModel", "RuleModel", "Reading", "Outlining", "Extracting", "Guitu"],
      path: "Tests/TestSupport"),
  ]
    + testRooms.map { room in
      .testTarget(
        name: room.name,
        dependencies: (room.uses + ["TestSupport"]).map { .target(name: $0) }
          + (room.name == "StoringTests" ? [.product(name: "GRDB", package: "GRDB.swift")] : []),
        path: "Tests/\(room.name)", exclude: room.name == "CommandTests" ? ["Transcripts"] : [])
    },
  swiftLanguageModes: [.v6]
)

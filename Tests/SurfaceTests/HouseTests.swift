import Foundation
import Testing

/// Downward only: what each module may import. The manifest declares it; this reads the `import` lines, because a manifest alone does not
/// stop an import that another module brings along.
@Suite struct HouseTests {
    /// Of our own modules and of the libraries that only one module may touch.
    private static let allowed: [String: Set<String>] = [
        "Kernel": [], "Science": [], "Atlas": [], "Sensing": [], "Messaging": ["CMosquitto"], "Cryptography": ["CCrypto"], "Ledger": ["Cryptography"],
        "Documents": ["CArchive", "CXML", "CXlsx"], "Operations": ["Kernel", "Sensing", "Ledger", "Cryptography", "CommonAlerting"],
        "Exchange": ["Kernel", "Atlas", "Documents", "Operations"], "PlanDesk": ["PlanReading", "Documents"], "Registers": ["Kernel"],
        "Store": ["Kernel", "Ledger", "Cryptography", "GRDB", "GRDBSQLite", "CPQ"],
        "Web": [
            "Kernel", "Atlas", "Operations", "Ledger", "Cryptography", "QRCode", "CommonAlerting", "Hummingbird", "HTTPTypes", "NIOCore", "NIOHTTP1",
            "NIOHTTPTypes", "Logging",
        ],
        "Applications": [
            "Kernel", "Registers", "PlanDesk", "PlanReading", "PlanMonitoring", "Eligibility", "TextOverlap", "Assignment", "Bookkeeping", "CreditRating",
            "Matching", "TechnologyTransfer", "Geohazards", "Terrain", "Policies",
        ],
    ]
    /// What the language and the system bring.
    private static let everyones: Set<String> = [
        "Swift", "Synchronization", "Glibc", "Musl", "Darwin", "Dispatch", "Foundation", "FoundationEssentials", "RegexBuilder",
    ]
    /// Modules that stay free of Foundation.
    private static let pure: Set<String> = ["Kernel", "Science", "Atlas", "Sensing", "Ledger", "Cryptography", "Documents"]

    @Test(arguments: allowed.keys.sorted()) func aModuleImportsOnlyWhatLiesBelowIt(module: String) throws {
        for (file, imported) in try Self.imports(in: module) {
            let isOwn = module == "Applications" || module == "Science" ? false : imported == module
            #expect(isOwn || Self.everyones.contains(imported) || Self.allowed[module]?.contains(imported) == true, "\(file) imports \(imported)")
            if Self.pure.contains(module) { #expect(!imported.hasPrefix("Foundation"), "\(file) imports \(imported); \(module) does without it") }
        }
    }

    @Test func noFileIsLongerThanSixHundredLines() throws {
        for file in try Self.files(in: "") {
            let count = try String(contentsOf: file, encoding: .utf8).split(separator: "\n", omittingEmptySubsequences: false).count
            #expect(count <= 600, "\(file.lastPathComponent) has \(count) lines")
        }
    }

    private static func imports(in module: String) throws -> [(file: String, module: String)] {
        try files(in: module).flatMap { file in
            try String(contentsOf: file, encoding: .utf8).split(separator: "\n").compactMap { line in
                let words = line.split(separator: " ")
                guard let place = words.firstIndex(of: "import"), place < 2, words.count > place + 1,
                    place == 0 || words[0] == "public" || words[0].hasPrefix("@")
                else { return nil }
                return (file.lastPathComponent, String(words[place + 1].prefix { $0 != "." }))
            }
        }
    }

    private static func files(in module: String) throws -> [URL] {
        let sources = URL(fileURLWithPath: #filePath).deletingLastPathComponent().resolvingSymlinksInPath().appendingPathComponent("../../Sources/\(module)")
            .standardized.resolvingSymlinksInPath()
        let found = FileManager.default.enumerator(at: sources, includingPropertiesForKeys: nil)?.allObjects as? [URL] ?? []
        let files = found.filter { $0.pathExtension == "swift" }
        try #require(!files.isEmpty, "no Swift files in \(sources.path)")
        return files
    }
}

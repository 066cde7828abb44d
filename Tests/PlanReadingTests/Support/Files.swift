import Foundation

/// Files that the tests read.
enum Files {
    /// The folder of these tests.
    static let tests = URL(filePath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent().deletingLastPathComponent()

    static let fixtures = tests.appending(path: "Fixtures")

    /// Public documents that stay outside the repository; see ../shared/plans/README.md.
    static let plans = tests.appending(path: "../../../shared/plans").standardizedFileURL

    static var hasPlans: Bool { FileManager.default.fileExists(atPath: plans.appending(path: "qianjiang.txt").path) }

    static func text(_ url: URL) throws -> String {
        let text = String(decoding: try Data(contentsOf: url), as: UTF8.self)
        return text.unicodeScalars.first == "\u{FEFF}" ? String(String.UnicodeScalarView(text.unicodeScalars.dropFirst())) : text
    }

    static func json<Value: Decodable>(_ url: URL, as type: Value.Type = Value.self) throws -> Value {
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        return try decoder.decode(type, from: Data(contentsOf: url))
    }
}

/// A number or words, as a gold file gives a value.
enum GoldValue: Decodable, Equatable, CustomStringConvertible {
    case number(Double)
    case words(String)

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let number = try? container.decode(Double.self) {
            self = .number(number)
        } else {
            self = .words(try container.decode(String.self))
        }
    }

    var description: String {
        switch self {
        case .number(let number): number.formatted(.number.grouping(.never).precision(.fractionLength(0...6)))
        case .words(let words): words
        }
    }
}

extension Files {
    /// A number that the environment gives.
    static func number(_ name: String) -> Int? { ProcessInfo.processInfo.environment[name].flatMap { Int($0) } }
}

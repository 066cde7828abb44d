import Synchronization

/// One of a few: an enumeration whose cases are the codes and whose raw values are the Chinese labels.
///
///     enum Stage: String, Choice { case seed = "初创", growth = "成长" }
///
/// The store, the API and spreadsheets' code columns hold `seed`; people see 初创, or “Seed” in English.
public protocol Choice: FieldValue, CaseIterable, RawRepresentable<String> {}

extension Choice {
    /// The name of the case.
    public var code: String { "\(self)" }
    public var label: Label { Label(rawValue).english(orFrom: code) }

    public static func kind(_ options: FieldOptions) -> any FieldKind {
        ChoiceKind(options: allCases.map { Control.Option($0.code, $0.label) })
    }

    public init?(stored: Stored) {
        guard case .text(let code) = stored, let index = ChoiceCodes.of(Self.self).indices[code] else { return nil }
        self = Self.allCases[Self.allCases.index(Self.allCases.startIndex, offsetBy: index)]
    }

    public var stored: Stored { .text(ChoiceCodes.of(Self.self).stored[self.rawValue] ?? code) }
}

/// The codes of each choice type, looked up once: asking an enumeration for the name of its case is slow.
private struct ChoiceCodes: Sendable {
    let indices: [String: Int]
    let stored: [String: String]

    private static let all = Mutex<[ObjectIdentifier: ChoiceCodes]>([:])

    static func of<Value: Choice>(_ type: Value.Type) -> ChoiceCodes {
        all.withLock { known in
            if let codes = known[ObjectIdentifier(type)] { return codes }
            var (indices, stored): ([String: Int], [String: String]) = ([:], [:])
            for (index, value) in type.allCases.enumerated() {
                indices[value.code] = index
                stored[value.rawValue] = value.code
            }
            let codes = ChoiceCodes(indices: indices, stored: stored)
            known[ObjectIdentifier(type)] = codes
            return codes
        }
    }
}

/// One of a list of codes with labels.
public struct ChoiceKind: FieldKind {
    public let options: [Control.Option]
    public init(options: [Control.Option]) { self.options = options }

    public var name: String { "choice" }
    public var type: ColumnType { .text }
    public var control: Control { .choice(options) }

    /// Takes the code and the label in either language.
    public func read(_ text: String) throws(Problem) -> Stored {
        let folded = text.lowercased()
        for option in options where option.code == text || option.label.chinese == text || option.label.english.lowercased() == folded {
            return .text(option.code)
        }
        let (chinese, english) = (options.map(\.label.chinese).joined(separator: "、"), options.map(\.label.english).joined(separator: ", "))
        throw Problem("not-a-choice", "没有“\(text.clipped)”这一项，可选：\(chinese)", en: "has no “\(text.clipped)”; choose one of: \(english)")
    }

    public func read(_ json: JSON) throws(Problem) -> Stored {
        guard case .string(let text) = json else { throw Problem("wrong-type", "应为文本", en: "must be a string") }
        return try read(text)
    }

    public func show(_ value: Stored, in language: Language) -> String {
        let code = edit(value)
        return options.first { $0.code == code }?.label[language] ?? code
    }
    public var schema: JSON { ["type": "string", "enum": .array(options.map { .string($0.code) })] }
}

/// A language of the interface.
public enum Language: String, Sendable, Hashable, CaseIterable {
    case chinese = "zh"
    case english = "en"
}

/// Words shown to people, declared once in both languages.
///
/// A plain string literal is the Chinese label; the English one is then derived from the name of what it labels (see ``english(orFrom:)``).
public struct Label: Sendable, Hashable, ExpressibleByStringLiteral {
    public let chinese: String
    /// Empty until it is declared or derived.
    public let english: String

    public init(_ chinese: String, en english: String = "") {
        self.chinese = chinese
        self.english = english
    }

    public init(stringLiteral value: String) { self.init(value) }

    public subscript(language: Language) -> String {
        language == .english && !english.isEmpty ? english : chinese
    }

    /// The same label, with an English side made of `identifier` where none is declared: `creditCode` reads “Credit code”.
    public func english(orFrom identifier: String) -> Label {
        english.isEmpty ? Label(chinese, en: Label.words(of: identifier)) : self
    }

    /// `creditCode` → “Credit code”, `rdExpenseOf2025` → “Rd expense of2025”.
    static func words(of identifier: String) -> String {
        var words = ""
        for character in identifier {
            if words.isEmpty {
                words.append(contentsOf: character.uppercased())
            } else if character.isUppercase {
                words.append(" ")
                words.append(contentsOf: character.lowercased())
            } else {
                words.append(character)
            }
        }
        return words
    }
}

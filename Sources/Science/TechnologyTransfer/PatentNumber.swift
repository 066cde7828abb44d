/// A Chinese patent number after ZC 0006-2003: what it says, and whether its check digit is right (policy rules §9.5).
public struct PatentNumber: Sendable, Hashable, CustomStringConvertible {
    public enum Kind: Character, Sendable, Hashable, CaseIterable {
        case invention = "1", utilityModel = "2", design = "3", internationalInvention = "8", internationalUtilityModel = "9"

        public var chinese: String {
            switch self {
            case .invention: "发明"
            case .utilityModel: "实用新型"
            case .design: "外观设计"
            case .internationalInvention: "PCT 发明"
            case .internationalUtilityModel: "PCT 实用新型"
            }
        }

        public var english: String {
            switch self {
            case .invention: "invention"
            case .utilityModel: "utility model"
            case .design: "design"
            case .internationalInvention: "PCT invention"
            case .internationalUtilityModel: "PCT utility model"
            }
        }
    }

    /// Twelve digits since 2003-10-01, eight before.
    public let body: String
    public let check: Character
    public let year: Int
    public let kind: Kind

    /// Reads a number as people write it: with or without ZL or CN, spaces, full-width letters, and the dot.
    public init(_ text: String) throws(PatentNumberProblem) {
        var characters = Self.folded(text)
        if characters.starts(with: "ZL") || characters.starts(with: "CN") { characters.removeFirst(2) }
        guard characters.count == 13 || characters.count == 9 else { throw .length(characters.count) }
        let digits = characters.dropLast()
        guard digits.allSatisfy({ ("0"..."9").contains($0) }), let check = characters.last, ("0"..."9").contains(check) || check == "X" else { throw .noDigit }
        let body = String(digits)
        let isNew = body.count == 12
        guard let number = Int(body.prefix(isNew ? 4 : 2)) else { throw .noDigit }
        // The patent law came into force in 1985; the old form ended in 2003.
        guard isNew ? (2003...2100).contains(number) : number >= 85 || number <= 3 else { throw .year(number) }
        let kindDigit = body[body.index(body.startIndex, offsetBy: isNew ? 4 : 2)]
        guard let kind = Kind(rawValue: kindDigit) else { throw .kind(kindDigit) }
        let expected = Self.checkDigit(of: body)
        guard check == expected else { throw .check(is: check, shouldBe: expected) }
        (self.body, self.check, self.kind) = (body, check, kind)
        year = isNew ? number : number >= 85 ? 1900 + number : 2000 + number
    }

    /// Digits times 2 3 4 5 6 7 8 9 2 3 4 5, the sum modulo 11; 10 is X. Characters that are no digits count 0.
    public static func checkDigit(of body: String) -> Character {
        let sum = body.enumerated().reduce(0) { $0 + ($1.element.wholeNumberValue ?? 0) * ($1.offset % 8 + 2) }
        return Array("0123456789X")[sum % 11]
    }

    /// 202010123456.2
    public var description: String { "\(body).\(check)" }

    private static func folded(_ text: String) -> [Character] {
        var characters: [Character] = []
        for scalar in text.unicodeScalars.prefix(100) where !scalar.properties.isWhitespace {
            let value = (0xFF01...0xFF5E).contains(scalar.value) ? scalar.value - 0xFEE0 : scalar.value
            guard value != 0x2E, let folded = Unicode.Scalar(value) else { continue }
            characters += Array(String(Character(folded)).uppercased())
        }
        return characters
    }
}

/// What is wrong with a patent number.
public enum PatentNumberProblem: Error, Hashable, Sendable {
    /// Without ZL, CN and dot it has 13 characters, or 9 in the old form; this has so many.
    case length(Int)
    case noDigit
    case year(Int)
    /// Behind the year stands 1, 2, 3, 8 or 9.
    case kind(Character)
    case check(is: Character, shouldBe: Character)
}

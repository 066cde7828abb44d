/// One character as the grammar sees it: full-width and typographic variants are folded onto one form, so that every rule is written once.
/// Scalars outside the basic plane, which no rule asks for, become `Fold.other`.
typealias Character16 = UInt16

enum Fold {
    /// Stands for a scalar that no rule asks for.
    static let other: Character16 = 0xFFFF
    static let space: Character16 = 0x20
    static let newline: Character16 = 0x0A
    static let tab: Character16 = 0x09

    /// The folded form of a scalar. Full-width ASCII becomes ASCII, every dash `-`, every space U+0020, look-alike brackets one pair.
    @inline(__always)
    static func fold(_ scalar: UInt32) -> Character16 {
        // Han, the bulk of the text, stays as it is.
        if scalar >= 0x3400 && scalar < 0xF900 { return Character16(truncatingIfNeeded: scalar) }
        if scalar < 0x80 { return scalar == 0x0D || scalar == 0x0B ? space : Character16(scalar) }
        return special(scalar)
    }

    private static func special(_ scalar: UInt32) -> Character16 {
        switch scalar {
        case 0xFF01...0xFF5E: return Character16(scalar - 0xFEE0)
        case 0x00A0, 0x3000, 0x2000...0x200F, 0x202F, 0x205F, 0x2060, 0xFEFF, 0x00AD: return space
        case 0x2028, 0x2029, 0x85: return newline
        case 0x2010...0x2015, 0x2212, 0x2500, 0x2501, 0xFE58, 0xFE63: return 0x2D  // -
        case 0x301C, 0x223C, 0x02DC: return 0x7E  // ~
        case 0x2265, 0x2267, 0x2A7E: return 0x2265  // ≥
        case 0x2264, 0x2266, 0x2A7D: return 0x2264  // ≤
        case 0x3014, 0x3016: return 0x3010  // 〔 〖 as 【
        case 0x3015, 0x3017: return 0x3011
        case 0xFE30: return 0x3A
        case 0x2502, 0x2503, 0xFFE8: return 0x7C  // │ as |
        case 0x2236: return 0x3A  // ∶ as :
        case 0x2018, 0x2019: return Character16(scalar)
        case 0x10000...: return other
        default: return Character16(truncatingIfNeeded: scalar)
        }
    }
}

extension Character16 {
    @inline(__always) init(_ literal: Unicode.Scalar) { self = Fold.fold(literal.value) }

    @inline(__always) var isDigit: Bool { self >= 0x30 && self <= 0x39 }
    @inline(__always) var isLatin: Bool { (self >= 0x41 && self <= 0x5A) || (self >= 0x61 && self <= 0x7A) }
    @inline(__always) var isAlphanumeric: Bool { isDigit || isLatin }
    @inline(__always) var isHan: Bool { self >= 0x3400 && self <= 0x9FFF }
    @inline(__always) var isBlank: Bool { self == 0x20 || self == 0x09 }
}

/// The folded characters of a literal, for comparing with text.
func folded(_ literal: String) -> [Character16] {
    var literal = literal
    return literal.withUTF8 { bytes in
        var characters: [Character16] = []
        characters.reserveCapacity(UTF8Decoder.count(bytes))
        var index = 0
        while index < bytes.count { characters.append(Fold.fold(UTF8Decoder.next(bytes, &index))) }
        return characters
    }
}

extension [Character16] {
    /// The first place of a character in a range: a pass that does nothing else.
    func first(_ character: Character16, in range: Range<Int>) -> Int? {
        withUnsafeBufferPointer { characters in
            let range = range.clamped(to: characters.indices)
            var index = range.lowerBound
            while index < range.upperBound, characters[index] != character { index += 1 }
            return index < range.upperBound ? index : nil
        }
    }
}

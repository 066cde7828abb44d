/// The words by which a text is found. Han is written without blanks, so its pairs of neighbouring characters stand for words.
///
/// 科技创新 gives 科技, 技创, 创新 and, for the end of the run, 新: every character begins some token, so that a search for one character
/// finds it by its beginning. Latin letters and digits make words in small letters; full-width forms are folded.
public enum SearchTokens {
    /// The tokens of a text to be found, in their order. Linear.
    public static func of(_ text: String) -> [String] {
        runs(text).flatMap { run -> [String] in
            guard run.isHan else { return [String(run.characters)] }
            let characters = Array(run.characters)
            var tokens: [String] = []
            for place in characters.indices {
                var token = String.UnicodeScalarView()
                token.append(characters[place])
                if place + 1 < characters.count { token.append(characters[place + 1]) }
                tokens.append(String(token))
            }
            return tokens
        }
    }

    /// One part of what is searched for: tokens that follow one another; where `isPrefix`, the last needs to be a beginning only.
    public struct Phrase: Sendable, Hashable {
        public let tokens: [String]
        public let isPrefix: Bool
    }

    /// What a search asks for: all phrases must occur. At most 20.
    public static func phrases(_ words: String) -> [Phrase] {
        runs(words).prefix(20).map { run in
            guard run.isHan, run.characters.count > 1 else { return Phrase(tokens: [String(run.characters)], isPrefix: true) }
            let characters = Array(run.characters)
            let pairs = characters.indices.dropLast().prefix(60).map { place in
                var pair = String.UnicodeScalarView()
                pair.append(characters[place])
                pair.append(characters[place + 1])
                return String(pair)
            }
            return Phrase(tokens: pairs, isPrefix: false)
        }
    }

    private struct Run {
        var characters = String.UnicodeScalarView()
        let isHan: Bool
    }

    private static func runs(_ text: String) -> [Run] {
        var runs: [Run] = []
        var current: Run?
        for scalar in text.unicodeScalars {
            let folded = fold(scalar)
            let han = isHan(folded)
            // A word longer than any word is cut, so that no token is longer than an index takes.
            let fits = current.map { $0.isHan == han && (han || $0.characters.count < 64) } ?? false
            if !han, !isWord(folded) {
                if let run = current { runs.append(run) }
                current = nil
                continue
            }
            if !fits {
                if let run = current { runs.append(run) }
                current = Run(isHan: han)
            }
            if han { current?.characters.append(folded) } else { current?.characters.append(contentsOf: folded.properties.lowercaseMapping.unicodeScalars) }
        }
        if let run = current { runs.append(run) }
        return runs
    }

    private static func fold(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        (0xFF01...0xFF5E).contains(scalar.value) ? Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar : scalar
    }

    private static func isHan(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x3005, 0x3007, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF, 0x20000...0x323AF: true
        default: false
        }
    }

    private static func isWord(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.isASCII { return (48...57).contains(scalar.value) || (65...90).contains(scalar.value) || (97...122).contains(scalar.value) }
        switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .otherLetter, .modifierLetter, .decimalNumber, .letterNumber, .nonspacingMark: return true
        default: return false
        }
    }
}

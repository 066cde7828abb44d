/// The words by which a text is found. Han is written without blanks, so its pairs of neighbouring characters stand for words.
///
/// 科技创新 gives 科技, 技创, 创新 and, for the end of the run, 新: every character begins some token, so that a search for one character
/// finds it by its beginning. Latin letters and digits make words in small letters; full-width forms are folded.
public enum SearchTokens {
    /// The tokens of a text to be found, in their order. Linear.
    public static func of(_ text: String) -> [String] { words(of: text, limit: .max).split(separator: " ").map(String.init) }

    /// The same, separated by blanks, which no token holds.
    ///
    /// - Parameter limit: what comes after so many tokens is not found.
    static func words(of text: String, limit: Int) -> String {
        var (words, count) = ([UInt8](), 0)
        words.reserveCapacity(3 * text.utf8.count)
        func put(_ scalar: Unicode.Scalar) {
            if scalar.isASCII { words.append(UInt8(scalar.value)) } else { words.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter) }
        }
        for run in runs(text) {
            // Every character of Han begins a token, another run is one.
            for place in run.isHan ? run.characters.indices : 0..<1 {
                if count == limit { break }
                if count > 0 { words.append(UInt8(ascii: " ")) }
                count += 1
                let end = run.isHan ? min(place + 2, run.characters.count) : run.characters.count
                for character in run.characters[place..<end] { put(character) }
            }
        }
        return String(decoding: words, as: UTF8.self)
    }

    /// One part of what is searched for: tokens that follow one another; where `isPrefix`, the last needs to be a beginning only.
    public struct Phrase: Sendable, Hashable {
        public let tokens: [String]
        public let isPrefix: Bool
    }

    /// What a search asks for: all phrases must occur. At most 20.
    public static func phrases(_ words: String) -> [Phrase] {
        runs(words).prefix(20).map { run in
            let characters = run.characters
            guard run.isHan, characters.count > 1 else { return Phrase(tokens: [String(String.UnicodeScalarView(characters))], isPrefix: true) }
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
        var characters: [Unicode.Scalar] = []
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
            if han { current?.characters.append(folded) } else { current?.characters.append(contentsOf: small(folded)) }
        }
        if let run = current { runs.append(run) }
        return runs
    }

    private static func fold(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        (0xFF01...0xFF5E).contains(scalar.value) ? Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar : scalar
    }

    private static func small(_ scalar: Unicode.Scalar) -> [Unicode.Scalar] {
        guard scalar.isASCII else { return Array(scalar.properties.lowercaseMapping.unicodeScalars) }
        return [(65...90).contains(scalar.value) ? Unicode.Scalar(UInt8(scalar.value + 32)) : scalar]
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

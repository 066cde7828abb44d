/// A text cut into terms: two neighbouring characters of Chinese, a word of anything else. No dictionary is needed and no new word is missed.
struct Terms {
    /// No more scalars of a text are read: ten pages.
    static let longest = 10_000

    /// Folded: full-width letters are half-width ones, capitals small; a break is a space.
    let scalars: [Unicode.Scalar]
    /// Each term with where it stands in `scalars`, in their order.
    let all: [(term: String, range: Range<Int>)]

    init(_ text: String) {
        let scalars = text.unicodeScalars.prefix(Self.longest).map(Self.folded)
        self.scalars = scalars
        var terms: [(term: String, range: Range<Int>)] = []
        var place = 0
        while place < scalars.count {
            let start = place
            let isHan = Self.isHan(scalars[place])
            while place < scalars.count, scalars[place] != " ", Self.isHan(scalars[place]) == isHan { place += 1 }
            if place == start {
                place += 1
            } else if isHan {
                // A lone character is a term of its own.
                let ends = place - start == 1 ? start..<start + 1 : start..<place - 1
                for first in ends {
                    let range = first..<min(first + 2, place)
                    terms.append((Self.string(scalars[range]), range))
                }
            } else {
                terms.append((Self.string(scalars[start..<place]), start..<place))
            }
        }
        all = terms
    }

    /// How often each term stands there.
    var counts: [String: Int] { all.reduce(into: [:]) { $0[$1.term, default: 0] += 1 } }

    static func string(_ scalars: ArraySlice<Unicode.Scalar>) -> String { String(String.UnicodeScalarView(scalars)) }

    static func isHan(_ scalar: Unicode.Scalar) -> Bool {
        (0x4E00...0x9FFF).contains(scalar.value) || (0x3400...0x4DBF).contains(scalar.value) || (0x20000...0x323AF).contains(scalar.value)
    }

    private static func folded(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        var value = scalar.value
        if (0xFF01...0xFF5E).contains(value) { value -= 0xFEE0 }
        if (0x41...0x5A).contains(value) { value += 0x20 }
        guard let folded = Unicode.Scalar(value) else { return " " }
        if value < 0x80 { return (0x30...0x39).contains(value) || (0x61...0x7A).contains(value) ? folded : " " }
        return folded.properties.isAlphabetic || folded.properties.numericType != nil ? folded : " "
    }
}

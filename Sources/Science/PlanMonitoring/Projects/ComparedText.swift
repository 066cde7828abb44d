/// A short text as it is compared: characters folded, white space dropped, everything else that is no letter or digit a break.
struct ComparedText: Sendable {
    /// Folded scalars; 0 is a break.
    let folded: [UInt32]
    /// As printed, place by place.
    let printed: [Unicode.Scalar]

    /// Reads at most `limit` scalars. Full-width letters are half-width ones, capitals small.
    init(_ text: String, limit: Int) {
        var folded: [UInt32] = []
        var printed: [Unicode.Scalar] = []
        for scalar in text.unicodeScalars.prefix(limit) where !scalar.properties.isWhitespace {
            folded.append(Self.folded(scalar))
            printed.append(scalar)
        }
        self.folded = folded
        self.printed = printed
    }

    /// Pairs of neighbours, each once, without those that a break parts.
    var bigrams: Set<UInt64> {
        var pairs: Set<UInt64> = []
        for (first, second) in zip(folded, folded.dropFirst()) where first != 0 && second != 0 { pairs.insert(UInt64(first) << 32 | UInt64(second)) }
        return pairs
    }

    /// The longest phrases of both texts, as this one prints them: at least `least` characters, at most `count`, none inside another.
    ///
    /// Common suffixes of all pairs of prefixes: time in the product of both lengths, space in the second. So only the first 600 characters are searched.
    func phrases(sharedWith other: ComparedText, least: Int, count: Int) -> [String] {
        let (folded, theirs) = (folded.prefix(600), other.folded.prefix(600))
        var ends: [(end: Int, length: Int)] = []
        var previous = [Int](repeating: 0, count: theirs.count + 1)
        var longest = [Int](repeating: 0, count: folded.count)
        for (i, scalar) in folded.enumerated() {
            var current = [Int](repeating: 0, count: theirs.count + 1)
            for (j, counterpart) in theirs.enumerated() where scalar == counterpart && scalar != 0 {
                current[j + 1] = previous[j] + 1
                longest[i] = max(longest[i], current[j + 1])
            }
            previous = current
        }
        // A match ends where the next character does not lengthen it.
        for i in longest.indices where longest[i] >= least && (i + 1 == longest.count || longest[i + 1] <= longest[i]) { ends.append((i + 1, longest[i])) }
        var taken: [Range<Int>] = []
        for match in ends.sorted(by: { $0.length == $1.length ? $0.end < $1.end : $0.length > $1.length }) where taken.count < count {
            let range = match.end - match.length..<match.end
            let isNew = !taken.contains { $0.overlaps(range) || folded[$0].elementsEqual(folded[range]) }
            if isNew { taken.append(range) }
        }
        return taken.map { range in
            var text = String.UnicodeScalarView()
            text.append(contentsOf: printed[range])
            return String(text)
        }
    }

    private static func folded(_ scalar: Unicode.Scalar) -> UInt32 {
        var value = scalar.value
        if (0xFF01...0xFF5E).contains(value) { value -= 0xFEE0 }
        if (0x41...0x5A).contains(value) { return value + 0x20 }
        if value < 0x80 { return (0x30...0x39).contains(value) || (0x61...0x7A).contains(value) ? value : 0 }
        return scalar.properties.isAlphabetic || scalar.properties.numericType != nil ? value : 0
    }
}

/// A text as it is compared: what a copyist changes without changing anything is folded away.
///
/// Full-width forms are half-width ones, capitals small, each run of digits one digit, so that changed figures hide nothing; white space and punctuation are
/// left out. Every folded scalar knows where it stands in the text, in Unicode scalars.
public struct FoldedText: Sendable {
    /// No text may be longer, in Unicode scalars: about two hundred pages.
    public static let longest = 200_000

    let scalars: [UInt32]
    /// Where each folded scalar begins and ends in the text.
    let starts: [Int32]
    let ends: [Int32]

    /// Throws `.tooLong` beyond `longest` scalars. Linear.
    public init(_ text: String) throws(OverlapProblem) {
        var (scalars, starts, ends): ([UInt32], [Int32], [Int32]) = ([], [], [])
        var place: Int32 = 0
        for scalar in text.unicodeScalars {
            guard place < Self.longest else { throw .tooLong(limit: Self.longest) }
            if let folded = Self.folded(scalar) {
                if folded == Self.digit, scalars.last == Self.digit, ends.last == place {
                    ends[ends.count - 1] = place + 1
                } else {
                    scalars.append(folded)
                    starts.append(place)
                    ends.append(place + 1)
                }
            }
            place += 1
        }
        (self.scalars, self.starts, self.ends) = (scalars, starts, ends)
    }

    /// How many scalars count.
    public var count: Int { scalars.count }

    /// Where a stretch of folded scalars stands in the text.
    func place(of folded: Range<Int>) -> Range<Int> { Int(starts[folded.lowerBound])..<Int(ends[folded.upperBound - 1]) }

    private static let digit: UInt32 = 0x30

    private static func folded(_ scalar: Unicode.Scalar) -> UInt32? {
        var value = scalar.value
        if (0x4E00...0x9FFF).contains(value) { return value }
        if (0xFF01...0xFF5E).contains(value) { value -= 0xFEE0 }
        if value < 0x80 {
            if (0x30...0x39).contains(value) { return digit }
            if (0x41...0x5A).contains(value) { return value + 0x20 }
            return (0x61...0x7A).contains(value) ? value : nil
        }
        return scalar.properties.isAlphabetic || scalar.properties.numericType != nil ? value : nil
    }
}

extension FoldedText {
    /// Four characters in a row: two Chinese words. Three are shared by chance too often, five survive too few changed words.
    static let shingle = 4

    /// The hash of every shingle, by where it begins; 64 bits that behave as if drawn at random (SplitMix64's finaliser).
    var shingles: [UInt64] {
        guard scalars.count >= Self.shingle else { return [] }
        return (0...scalars.count - Self.shingle).map { place in
            let first = UInt64(scalars[place]) << 42 | UInt64(scalars[place + 1]) << 21 | UInt64(scalars[place + 2])
            return Self.mixed(Self.mixed(first) &+ UInt64(scalars[place + 3]))
        }
    }

    private static func mixed(_ value: UInt64) -> UInt64 {
        var z = value &+ 0x9E37_79B9_7F4A_7C15
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}

/// Why a text cannot be compared or kept.
public enum OverlapProblem: Error, Hashable, Sendable {
    /// The text has more Unicode scalars than `limit`: compare its parts.
    case tooLong(limit: Int)
    /// The index is full at `limit` texts: keep a second one, for instance by year.
    case indexFull(limit: Int)
    /// A text of this id is in the index: withdraw it first.
    case alreadyThere
}

/// The folded characters of the passages that are read, without the white space that only lays them out, and for each the place it came from.
/// Grammar rules work on ranges of this stream; their results are turned into spans of the source with `span(_:)`.
struct Stream: Sendable {
    private(set) var characters: [Character16] = []
    private(set) var origins: [Int32] = []

    init(capacity: Int) {
        characters.reserveCapacity(capacity)
        origins.reserveCapacity(capacity)
    }

    /// Appends a passage and returns where it now stands. White space is kept, as one blank, only between two Latin words.
    mutating func append(_ text: Text, _ span: Span) -> Range<Int> {
        let start = characters.count
        text.folded.withUnsafeBufferPointer { folded in
            let end = min(span.end, folded.count)
            var index = span.start
            while index < end {
                // White space is rare: what stands between is taken over as a whole.
                let word = index
                while index < end, folded[index] > Fold.space { index += 1 }
                if index > word {
                    if word > span.start, characters.count > start, characters[characters.count - 1].isAlphanumeric, folded[word].isAlphanumeric {
                        characters.append(Fold.space)
                        origins.append(Int32(truncatingIfNeeded: word - 1))
                    }
                    characters.append(contentsOf: UnsafeBufferPointer(rebasing: folded[word..<index]))
                    origins.append(contentsOf: Int32(truncatingIfNeeded: word)..<Int32(truncatingIfNeeded: index))
                }
                while index < end, folded[index] <= Fold.space { index += 1 }
            }
        }
        return start..<characters.count
    }

    /// Appends passages that belong together, such as the fragments of a wrapped cell.
    mutating func append(_ text: Text, _ spans: [Span]) -> Range<Int> {
        let start = characters.count
        for span in spans { _ = append(text, span) }
        return start..<characters.count
    }

    /// The place in the source of a range of the stream.
    func span(_ range: Range<Int>) -> Span {
        guard let first = range.first, let last = range.last, last < origins.count else {
            let place = range.lowerBound < origins.count ? Int(origins[range.lowerBound]) : Int(origins.last ?? 0)
            return Span(place, place)
        }
        return Span(Int(origins[first]), Int(origins[last]) + 1)
    }

    @inline(__always)
    func starts(_ range: Range<Int>, with literal: [Character16]) -> Bool {
        range.count >= literal.count && characters[range.lowerBound..<range.lowerBound + literal.count].elementsEqual(literal)
    }

    @inline(__always)
    subscript(_ index: Int) -> Character16 { characters[index] }
}

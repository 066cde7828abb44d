/// The pairs of characters of a text, for telling how much of one text stands in another.
struct Shingles {
    let pairs: Set<UInt32>

    init(_ characters: some Sequence<Character16>) {
        var pairs: Set<UInt32> = []
        var last: Character16?
        for character in characters where character.isHan || character.isLatin {
            if let last { pairs.insert(UInt32(last) << 16 | UInt32(character)) }
            last = character
        }
        self.pairs = pairs
    }

    var count: Int { pairs.count }

    func shared(with other: Shingles) -> Int {
        let (small, large) = count < other.count ? (self, other) : (other, self)
        return small.pairs.reduce(0) { $0 + (large.pairs.contains($1) ? 1 : 0) }
    }

    /// The share of the smaller that stands in the larger.
    func containment(in other: Shingles) -> Double {
        let least = min(count, other.count)
        return least == 0 ? 0 : Double(shared(with: other)) / Double(least)
    }

    /// Twice the shared pairs over all pairs (Dice 1945).
    func similarity(to other: Shingles) -> Double {
        count + other.count == 0 ? 0 : Double(2 * shared(with: other)) / Double(count + other.count)
    }
}

/// Finds texts that share rare pairs of characters, without comparing each with each.
struct ShingleIndex {
    private var places: [UInt32: [Int32]] = [:]
    private let bound: Int

    /// Pairs that more than `bound` texts share say nothing.
    init(_ texts: [Shingles], bound: Int = 24) {
        self.bound = bound
        for (index, text) in texts.enumerated() {
            for pair in text.pairs { places[pair, default: []].append(Int32(index)) }
        }
    }

    /// Texts that share pairs with this one, and how many.
    func candidates(_ text: Shingles) -> [Int: Int] {
        var counts: [Int: Int] = [:]
        for pair in text.pairs {
            guard let found = places[pair], found.count <= bound else { continue }
            for index in found { counts[Int(index), default: 0] += 1 }
        }
        return counts
    }
}

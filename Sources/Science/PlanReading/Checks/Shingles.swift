/// The pairs of characters of a text, for telling how much of one text stands in another.
struct Shingles {
    /// In order, each once.
    let pairs: [UInt32]

    init(_ characters: some Sequence<Character16>) {
        var pairs: [UInt32] = []
        var last: Character16?
        for character in characters where character.isHan || character.isLatin {
            if let last { pairs.append(UInt32(last) << 16 | UInt32(character)) }
            last = character
        }
        pairs.sort()
        var kept = 0
        for index in pairs.indices where index == 0 || pairs[index] != pairs[index - 1] {
            pairs[kept] = pairs[index]
            kept += 1
        }
        pairs.removeLast(pairs.count - kept)
        self.pairs = pairs
    }

    var count: Int { pairs.count }

    func shared(with other: Shingles) -> Int {
        var (left, right, shared) = (0, 0, 0)
        while left < pairs.count, right < other.pairs.count {
            if pairs[left] == other.pairs[right] {
                shared += 1
                left += 1
                right += 1
            } else if pairs[left] < other.pairs[right] {
                left += 1
            } else {
                right += 1
            }
        }
        return shared
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
    /// Pair and text, in order.
    private var entries: [UInt64] = []
    private let texts: Int
    private let bound: Int

    /// Pairs that more than `bound` texts share say nothing.
    init(_ texts: [Shingles], bound: Int = 24) {
        self.bound = bound
        self.texts = texts.count
        entries.reserveCapacity(texts.reduce(0) { $0 + $1.count })
        for (index, text) in texts.enumerated() {
            for pair in text.pairs { entries.append(UInt64(pair) << 32 | UInt64(index)) }
        }
        entries.sort()
    }

    /// Texts that share pairs with this one, and how many.
    func candidates(_ text: Shingles) -> [(text: Int, shared: Int)] {
        var found: [Int] = []
        for pair in text.pairs {
            let start = first(UInt64(pair) << 32)
            var end = start
            while end < entries.count, end - start <= bound, entries[end] >> 32 == UInt64(pair) { end += 1 }
            guard end - start <= bound else { continue }
            for index in start..<end { found.append(Int(entries[index] & 0xFFFF_FFFF)) }
        }
        found.sort()
        var counts: [(text: Int, shared: Int)] = []
        for index in found {
            if counts.last?.text == index { counts[counts.count - 1].shared += 1 } else { counts.append((index, 1)) }
        }
        return counts
    }

    /// The first entry not below the key.
    private func first(_ key: UInt64) -> Int {
        var (low, high) = (0, entries.count)
        while low < high {
            let middle = (low + high) / 2
            if entries[middle] < key { low = middle + 1 } else { high = middle }
        }
        return low
    }
}

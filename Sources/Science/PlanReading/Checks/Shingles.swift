/// The pairs of characters of a text, for telling how much of one text stands in another.
struct Shingles {
    /// Each once, as they come.
    private(set) var pairs: [UInt32] = []
    /// The same in a table of open addressing; 0, which is no pair, is a free place.
    private var table: [UInt32] = []

    init(_ characters: some Collection<Character16>) {
        let places = Shingles.places(characters.count)
        table = Array(repeating: 0, count: places)
        pairs.reserveCapacity(characters.count)
        var last: Character16?
        for character in characters where character.isHan || character.isLatin {
            if let last { insert(UInt32(last) << 16 | UInt32(character)) }
            last = character
        }
    }

    /// A power of two, at least twice as many as there can be pairs.
    private static func places(_ count: Int) -> Int {
        var places = 8
        while places < 2 * count { places *= 2 }
        return places
    }

    private mutating func insert(_ pair: UInt32) {
        let place = place(of: pair)
        guard table[place] == 0 else { return }
        table[place] = pair
        pairs.append(pair)
    }

    /// Where the pair stands, or the free place where it would.
    @inline(__always)
    private func place(of pair: UInt32) -> Int {
        let mask = table.count - 1
        var place = Int(truncatingIfNeeded: (pair &* 0x9E37_79B1) >> 12) & mask
        while table[place] != 0, table[place] != pair { place = (place + 1) & mask }
        return place
    }

    var count: Int { pairs.count }

    func shared(with other: Shingles) -> Int {
        if count > other.count { return other.shared(with: self) }
        var shared = 0
        for pair in pairs where other.table[other.place(of: pair)] != 0 { shared += 1 }
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
    /// For each pair its last entry.
    private var last = HashTable()
    private var entries: [Entry] = []
    private let bound: Int
    /// How many pairs each text shares with the one that is asked for; all 0 between two questions.
    private var shared: [Int32]

    private struct Entry {
        var text: Int32
        /// The entry before it of the same pair; -1 for none.
        var before: Int32
        /// How many entries the pair has up to this one.
        var depth: Int32
    }

    /// Pairs that more than `bound` texts share say nothing.
    init(_ texts: [Shingles], bound: Int = 24) {
        self.bound = bound
        let count = texts.reduce(0) { $0 + $1.count }
        shared = Array(repeating: 0, count: texts.count)
        entries.reserveCapacity(count)
        for (index, text) in texts.enumerated() {
            for pair in text.pairs { enter(pair, Int32(index)) }
        }
    }

    private mutating func enter(_ pair: UInt32, _ text: Int32) {
        let before = last.replace(ShingleIndex.key(pair), Int32(entries.count)) ?? -1
        entries.append(Entry(text: text, before: before, depth: before < 0 ? 1 : entries[Int(before)].depth + 1))
    }

    private static func key(_ pair: UInt32) -> UInt64 { UInt64(pair) &* 0x9E37_79B9_7F4A_7C15 }

    /// Texts that share pairs with this one, in order, and how many; only those that are wanted.
    mutating func candidates(_ text: Shingles, where isWanted: (_ text: Int, _ shared: Int) -> Bool) -> [(text: Int, shared: Int)] {
        var found: [Int] = []
        for pair in text.pairs {
            guard let entry = last.find(ShingleIndex.key(pair)), Int(entries[Int(entry)].depth) <= bound else { continue }
            var next = Int(entry)
            while next >= 0 {
                let text = Int(entries[next].text)
                if shared[text] == 0 { found.append(text) }
                shared[text] += 1
                next = Int(entries[next].before)
            }
        }
        var candidates: [(text: Int, shared: Int)] = []
        for text in found {
            if isWanted(text, Int(shared[text])) { candidates.append((text, Int(shared[text]))) }
            shared[text] = 0
        }
        return candidates.sorted { $0.text < $1.text }
    }
}

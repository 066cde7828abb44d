/// A vocabulary: phrases with a value each, found in the text forwards from a place or backwards from it, the longest first.
/// A look-up costs one probe of a bit map where nothing matches, and at most the longest phrase's length where something does.
struct Phrases<Value: Sendable>: Sendable {
    private struct Entry {
        let characters: [Character16]
        let value: Value
    }

    private var entries: [Entry] = []
    private var forward = HashTable()
    private var backward = HashTable()
    private var firsts = BitMap()
    private var lasts = BitMap()
    /// Which pairs of characters open a phrase and which close one, by a hash of the pair: a probe before any look-up.
    private var openings = PairMap()
    private var closings = PairMap()
    private var longest = 0

    /// Words apart by white space, all of one value.
    init(_ words: String, _ value: Value) { self.init([(words, value)]) }

    /// Groups of words apart by white space, a value for each group.
    init(_ groups: [(words: String, value: Value)]) {
        for group in groups {
            for word in group.words.split(whereSeparator: { $0 == " " || $0 == "\n" }) {
                add(folded(String(word)), group.value)
            }
        }
    }

    private mutating func add(_ characters: [Character16], _ value: Value) {
        guard let first = characters.first, let last = characters.last else { return }
        let index = Int32(entries.count)
        entries.append(Entry(characters: characters, value: value))
        forward.insert(Phrases.hash(characters), index)
        backward.insert(Phrases.hash(characters.reversed()), index)
        firsts.insert(first)
        lasts.insert(last)
        openings.insert(first, characters.count > 1 ? characters[1] : nil)
        closings.insert(last, characters.count > 1 ? characters[characters.count - 2] : nil)
        longest = max(longest, characters.count)
    }

    /// The longest phrase that begins at `index` and ends no later than `limit`.
    @inline(__always)
    func match(_ characters: [Character16], at index: Int, limit: Int) -> (value: Value, length: Int)? {
        guard index < limit, firsts.contains(characters[index]), openings.mayContain(characters[index], index + 1 < limit ? characters[index + 1] : 0) else {
            return nil
        }
        return matchForward(characters, at: index, limit: limit)
    }

    /// The longest phrase that ends just before `index` and begins no earlier than `floor`.
    @inline(__always)
    func match(_ characters: [Character16], before index: Int, floor: Int) -> (value: Value, length: Int)? {
        guard index > floor, lasts.contains(characters[index - 1]), closings.mayContain(characters[index - 1], index - 1 > floor ? characters[index - 2] : 0)
        else { return nil }
        return matchBackward(characters, before: index, floor: floor)
    }

    private func matchForward(_ characters: [Character16], at index: Int, limit: Int) -> (value: Value, length: Int)? {
        var hash = Phrases.seed
        var best: (Value, Int)?
        for length in 1...max(1, min(longest, limit - index)) where index + length <= limit {
            hash = Phrases.step(hash, characters[index + length - 1])
            guard let index32 = forward.find(hash), case let entry = entries[Int(index32)], entry.characters.count == length,
                entry.characters.elementsEqual(characters[index..<index + length])
            else { continue }
            best = (entry.value, length)
        }
        return best
    }

    private func matchBackward(_ characters: [Character16], before index: Int, floor: Int) -> (value: Value, length: Int)? {
        var hash = Phrases.seed
        var best: (Value, Int)?
        for length in 1...max(1, min(longest, index - floor)) where index - length >= floor {
            hash = Phrases.step(hash, characters[index - length])
            guard let index32 = backward.find(hash), case let entry = entries[Int(index32)], entry.characters.count == length,
                entry.characters.elementsEqual(characters[index - length..<index])
            else { continue }
            best = (entry.value, length)
        }
        return best
    }

    /// The first place in the range where a phrase begins.
    func first(in characters: [Character16], _ range: Range<Int>) -> (value: Value, range: Range<Int>)? {
        for index in range {
            if let found = match(characters, at: index, limit: range.upperBound) {
                return (found.value, index..<index + found.length)
            }
        }
        return nil
    }

    func occurs(in characters: [Character16], _ range: Range<Int>) -> Bool { first(in: characters, range) != nil }

    private static var seed: UInt64 { 0xcbf2_9ce4_8422_2325 }

    @inline(__always)
    private static func step(_ hash: UInt64, _ character: Character16) -> UInt64 {
        (hash ^ UInt64(character)) &* 0x0000_0100_0000_01b3
    }

    private static func hash(_ characters: some Sequence<Character16>) -> UInt64 {
        characters.reduce(seed, step)
    }
}

/// A map from hashes that are good already: open addressing, no hashing of its own.
struct HashTable: Sendable {
    private var keys: [UInt64] = Array(repeating: 0, count: 16)
    private var values: [Int32] = Array(repeating: -1, count: 16)
    private var count = 0

    init() {}

    /// Room for so many keys.
    init(capacity: Int) {
        var places = 16
        while places < 2 * capacity + 2 { places *= 2 }
        keys = Array(repeating: 0, count: places)
        values = Array(repeating: -1, count: places)
    }

    /// The last value given for a key stays.
    mutating func insert(_ key: UInt64, _ value: Int32) {
        if (count + 1) * 2 > keys.count { grow() }
        let slot = slot(key)
        if values[slot] < 0 { count += 1 }
        keys[slot] = key
        values[slot] = value
    }

    @inline(__always)
    func find(_ key: UInt64) -> Int32? {
        let value = values[slot(key)]
        return value < 0 ? nil : value
    }

    @inline(__always)
    private func slot(_ key: UInt64) -> Int {
        let mask = keys.count - 1
        var slot = Int(truncatingIfNeeded: key ^ (key >> 29)) & mask
        while values[slot] >= 0 && keys[slot] != key { slot = (slot + 1) & mask }
        return slot
    }

    private mutating func grow() {
        let old = zip(keys, values).filter { $0.1 >= 0 }
        keys = Array(repeating: 0, count: keys.count * 2)
        values = Array(repeating: -1, count: keys.count)
        for (key, value) in old {
            let slot = slot(key)
            keys[slot] = key
            values[slot] = value
        }
    }
}

/// Which pairs of characters there are, by a hash of 12 bits: what it denies is not there, what it grants may be.
struct PairMap: Sendable {
    private var words = [UInt64](repeating: 0, count: 64)
    /// First characters that stand alone: any other may follow.
    private var alone = false
    private var singles: [Character16] = []

    mutating func insert(_ first: Character16, _ second: Character16?) {
        guard let second else {
            singles.append(first)
            alone = true
            return
        }
        let place = PairMap.place(first, second)
        words[place >> 6] |= 1 << UInt64(place & 63)
    }

    @inline(__always)
    func mayContain(_ first: Character16, _ second: Character16) -> Bool {
        let place = PairMap.place(first, second)
        if words[place >> 6] & (1 << UInt64(place & 63)) != 0 { return true }
        return alone && singles.contains(first)
    }

    @inline(__always)
    private static func place(_ first: Character16, _ second: Character16) -> Int {
        Int(truncatingIfNeeded: ((UInt32(first) << 16 | UInt32(second)) &* 0x9E37_79B1) >> 20)
    }
}

/// Which of the 65,536 characters of the basic plane are in a set.
struct BitMap: Sendable {
    private var words = [UInt64](repeating: 0, count: 1024)

    mutating func insert(_ character: Character16) { words[Int(character >> 6)] |= 1 << UInt64(character & 63) }

    @inline(__always)
    func contains(_ character: Character16) -> Bool { words[Int(character >> 6)] & (1 << UInt64(character & 63)) != 0 }
}

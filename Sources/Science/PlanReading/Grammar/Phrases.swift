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
    /// Which characters open a phrase and which close one.
    private var firsts = CharacterMap()
    private var lasts = CharacterMap()
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
        forward.replace(Phrases.hash(characters), index)
        backward.replace(Phrases.hash(characters.reversed()), index)
        firsts.insert(first)
        lasts.insert(last)
        openings.insert(first, characters.count > 1 ? characters[1] : nil)
        closings.insert(last, characters.count > 1 ? characters[characters.count - 2] : nil)
        longest = max(longest, characters.count)
    }

    /// The longest phrase that begins at `index` and ends no later than `limit`.
    @inline(__always)
    func match(_ characters: [Character16], at index: Int, limit: Int) -> (value: Value, length: Int)? {
        guard index < limit, firsts.mayContain(characters[index]), openings.mayContain(characters[index], index + 1 < limit ? characters[index + 1] : 0) else {
            return nil
        }
        return matchForward(characters, at: index, limit: limit)
    }

    /// The longest phrase that ends just before `index` and begins no earlier than `floor`.
    @inline(__always)
    func match(_ characters: [Character16], before index: Int, floor: Int) -> (value: Value, length: Int)? {
        guard index > floor, lasts.mayContain(characters[index - 1]), closings.mayContain(characters[index - 1], index - 1 > floor ? characters[index - 2] : 0)
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
        var rest = range
        while let index = candidate(in: characters, rest) {
            if let found = matchForward(characters, at: index, limit: range.upperBound) { return (found.value, index..<index + found.length) }
            rest = index + 1..<range.upperBound
        }
        return nil
    }

    /// The first place where a phrase may begin: a pass that looks at one character, and at a second where the first can open a phrase.
    private func candidate(in characters: [Character16], _ range: Range<Int>) -> Int? {
        characters.withUnsafeBufferPointer { characters in
            firsts.words.withUnsafeBufferPointer { firsts in
                openings.words.withUnsafeBufferPointer { pairs in
                    let range = range.clamped(to: characters.indices)
                    var index = range.lowerBound
                    while index < range.upperBound {
                        let character = characters[index]
                        if firsts[CharacterMap.word(character)] >> UInt64(character & 63) & 1 != 0 {
                            let place = PairMap.place(character, index + 1 < range.upperBound ? characters[index + 1] : 0)
                            if openings.alone || pairs[place >> 6] >> UInt64(place & 63) & 1 != 0 { return index }
                        }
                        index += 1
                    }
                    return nil
                }
            }
        }
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
    private struct Place {
        var key: UInt64 = 0
        /// -1 where the place is free.
        var value: Int32 = -1
    }

    private var places: [Place]
    private var count = 0

    init() { self.init(capacity: 0) }

    /// Room for so many keys.
    init(capacity: Int) {
        var size = 16
        while size < 2 * capacity + 2 { size *= 2 }
        places = Array(repeating: Place(), count: size)
    }

    /// Gives a key its value and returns the one it had.
    @discardableResult
    mutating func replace(_ key: UInt64, _ value: Int32) -> Int32? {
        if (count + 1) * 2 > places.count { grow() }
        let slot = slot(key)
        let before = places[slot].value
        places[slot] = Place(key: key, value: value)
        guard before < 0 else { return before }
        count += 1
        return nil
    }

    @inline(__always)
    func find(_ key: UInt64) -> Int32? {
        let value = places[slot(key)].value
        return value < 0 ? nil : value
    }

    @inline(__always)
    private func slot(_ key: UInt64) -> Int {
        let mask = places.count - 1
        var slot = Int(truncatingIfNeeded: key ^ (key >> 29)) & mask
        while places[slot].value >= 0 && places[slot].key != key { slot = (slot + 1) & mask }
        return slot
    }

    private mutating func grow() {
        let old = places
        places = Array(repeating: Place(), count: old.count * 2)
        for place in old where place.value >= 0 { places[slot(place.key)] = place }
    }
}

/// Which characters there are, by their last 12 bits: what it denies is not there, what it grants may be. There are hundreds of vocabularies; a bit for
/// each character of each would be more than many a plan.
struct CharacterMap: Sendable {
    fileprivate private(set) var words = [UInt64](repeating: 0, count: 64)

    mutating func insert(_ character: Character16) { words[CharacterMap.word(character)] |= 1 << UInt64(character & 63) }

    @inline(__always)
    func mayContain(_ character: Character16) -> Bool { words[CharacterMap.word(character)] & (1 << UInt64(character & 63)) != 0 }

    @inline(__always)
    fileprivate static func word(_ character: Character16) -> Int { Int(character >> 6) & 63 }
}

/// Which pairs of characters there are, by a hash of 12 bits: what it denies is not there, what it grants may be.
struct PairMap: Sendable {
    fileprivate private(set) var words = [UInt64](repeating: 0, count: 64)
    /// First characters that stand alone: any other may follow.
    fileprivate private(set) var alone = false
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
    fileprivate static func place(_ first: Character16, _ second: Character16) -> Int {
        Int(truncatingIfNeeded: ((UInt32(first) << 16 | UInt32(second)) &* 0x9E37_79B1) >> 20)
    }
}

/// Which of the 65,536 characters of the basic plane are in a set.
struct BitMap: Sendable {
    fileprivate private(set) var words = [UInt64](repeating: 0, count: 1024)

    init() {}

    /// The characters of a literal, folded.
    init(_ characters: String) {
        for character in folded(characters) { insert(character) }
    }

    mutating func insert(_ character: Character16) { words[Int(character >> 6)] |= 1 << UInt64(character & 63) }

    @inline(__always)
    func contains(_ character: Character16) -> Bool { words[Int(character >> 6)] & (1 << UInt64(character & 63)) != 0 }

    /// The first place in the range with a character of the set: a pass that does nothing else.
    func first(in characters: [Character16], _ range: Range<Int>) -> Int? {
        characters.withUnsafeBufferPointer { characters in
            words.withUnsafeBufferPointer { words in
                let range = range.clamped(to: characters.indices)
                var index = range.lowerBound
                while index < range.upperBound, words[Int(characters[index] >> 6)] >> UInt64(characters[index] & 63) & 1 == 0 { index += 1 }
                return index < range.upperBound ? index : nil
            }
        }
    }
}

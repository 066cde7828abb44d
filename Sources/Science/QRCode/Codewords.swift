/// How much a symbol of level M holds (ISO/IEC 18004:2015, tables 1, 9 and E.1).
struct Capacity {
    let version: Int

    private static let checksOfBlock = [
        10, 16, 26, 18, 24, 16, 18, 22, 22, 26, 30, 22, 22, 24, 24, 28, 28, 26, 26, 26, 26, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28,
        28, 28,
    ]
    private static let blocksOf = [
        1, 1, 1, 2, 2, 4, 4, 4, 5, 5, 5, 8, 9, 9, 10, 10, 11, 13, 14, 16, 17, 17, 18, 20, 21, 23, 25, 26, 28, 29, 31, 33, 35, 37, 38, 40, 43, 45, 47, 49,
    ]

    /// Codewords of correction in each block.
    var checks: Int { Capacity.checksOfBlock[version - 1] }
    var blocks: Int { Capacity.blocksOf[version - 1] }

    /// All codewords: the squares that are no frame, by eight.
    var all: Int {
        var squares = (16 * version + 128) * version + 64
        if version >= 2 {
            let marks = version / 7 + 2
            squares -= (25 * marks - 10) * marks - 55
            if version >= 7 { squares -= 36 }
        }
        return squares / 8
    }

    var data: Int { all - checks * blocks }
    var lengthBits: Int { version < 10 ? 8 : 16 }

    func fits(_ bytes: Int) -> Bool { 4 + lengthBits + bytes * 8 <= data * 8 }

    /// The centres of the alignment marks, the same in both directions.
    var alignment: [Int] {
        if version == 1 { return [] }
        let count = version / 7 + 2
        let step = (version * 8 + count * 3 + 5) / (count * 4 - 4) * 2
        return [6] + (0..<count - 1).reversed().map { version * 4 + 10 - $0 * step }
    }
}

/// The bytes of a symbol: what it says, what fills it up, and what corrects it.
struct Codewords {
    private let data: [UInt8]
    private let capacity: Capacity

    /// Byte mode, length, bytes, end, then 236 and 17 in turn (sections 7.4.5 and 7.4.10).
    init(_ bytes: [UInt8], _ capacity: Capacity) {
        var bits: [Bool] = []
        func append(_ value: Int, _ count: Int) { for place in (0..<count).reversed() { bits.append(value >> place & 1 == 1) } }
        append(0b0100, 4)
        append(bytes.count, capacity.lengthBits)
        for byte in bytes { append(Int(byte), 8) }
        append(0, min(4, capacity.data * 8 - bits.count))
        append(0, (8 - bits.count % 8) % 8)
        var data = stride(from: 0, to: bits.count, by: 8).map { start in bits[start..<start + 8].reduce(UInt8(0)) { $0 << 1 | ($1 ? 1 : 0) } }
        for place in 0..<capacity.data - data.count { data.append(place % 2 == 0 ? 0xEC : 0x11) }
        self.data = data
        self.capacity = capacity
    }

    /// Parted into blocks, each with its correction, and taken from all blocks in turn (section 7.6).
    var interleaved: [UInt8] {
        let correction = Correction(capacity.checks)
        let (short, longer) = (capacity.data / capacity.blocks, capacity.data % capacity.blocks)
        var (blocks, start): ([ArraySlice<UInt8>], Int) = ([], 0)
        for place in 0..<capacity.blocks {
            let length = short + (place >= capacity.blocks - longer ? 1 : 0)
            blocks.append(data[start..<start + length])
            start += length
        }
        let checks = blocks.map { correction.codewords(for: $0) }
        let first = (0...short).flatMap { place in blocks.compactMap { place < $0.count ? $0[$0.startIndex + place] : nil } }
        return first + (0..<capacity.checks).flatMap { place in checks.map { $0[place] } }
    }
}

/// Reed and Solomon's correction over the 256 elements modulo x⁸ + x⁴ + x³ + x² + 1 (section 7.5.2).
struct Correction {
    /// The factors of the generator from the second highest power down; the highest is 1.
    private let generator: [UInt8]

    init(_ count: Int) {
        var factors = [UInt8](repeating: 0, count: count - 1) + [1]
        var root: UInt8 = 1
        for _ in 0..<count {
            for place in factors.indices {
                factors[place] = Correction.product(factors[place], root)
                if place + 1 < factors.count { factors[place] ^= factors[place + 1] }
            }
            root = Correction.product(root, 2)
        }
        generator = factors
    }

    /// The remainder of the data, as a polynomial, divided by the generator.
    func codewords(for data: some Sequence<UInt8>) -> [UInt8] {
        var remainder = [UInt8](repeating: 0, count: generator.count)
        for byte in data {
            let factor = byte ^ remainder.removeFirst()
            remainder.append(0)
            for (place, term) in generator.enumerated() { remainder[place] ^= Correction.product(term, factor) }
        }
        return remainder
    }

    static func product(_ left: UInt8, _ right: UInt8) -> UInt8 {
        var (product, left, right) = (0, Int(left), Int(right))
        while right > 0 {
            if right & 1 == 1 { product ^= left }
            left = left << 1 ^ (left >> 7) * 0x11D
            right >>= 1
        }
        return UInt8(product)
    }
}

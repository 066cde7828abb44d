/// Numbers in as few bits as most of them need; the few that need more are patched in (PFOR: Zukowski, Héman, Nes and Boncz, “Super-scalar RAM-CPU
/// cache compression”, ICDE 2006).
///
/// Blocks of up to 128 numbers: width in bits, number of exceptions, the low bits of all, then place and high bits of each exception.
enum Packing {
    static let block = 128
    /// The widest that a read of eight bytes from any bit can give; beyond it, numbers are written whole.
    private static let widest = 56

    static func append(_ numbers: [UInt64], to bytes: inout [UInt8]) {
        numbers.withUnsafeBufferPointer { numbers in
            for start in stride(from: 0, to: numbers.count, by: block) {
                append(UnsafeBufferPointer(rebasing: numbers[start..<min(start + block, numbers.count)]), to: &bytes)
            }
        }
    }

    private static func append(_ numbers: UnsafeBufferPointer<UInt64>, to bytes: inout [UInt8]) {
        let width = bestWidth(numbers)
        if width == 64 {
            bytes.append(64)
            bytes.append(0)
            for number in numbers { bytes.append(fixed: number) }
            return
        }
        let mask = (UInt64(1) << UInt64(width)) - 1
        let exceptions = numbers.indices.filter { numbers[$0] > mask }
        bytes.append(UInt8(width))
        bytes.append(UInt8(exceptions.count))
        var (waiting, bits) = (UInt64(0), 0)
        for number in numbers {
            waiting |= (number & mask) << UInt64(bits)
            bits += width
            while bits >= 8 {
                bytes.append(UInt8(truncatingIfNeeded: waiting))
                waiting >>= 8
                bits -= 8
            }
        }
        if bits > 0 { bytes.append(UInt8(truncatingIfNeeded: waiting)) }
        for place in exceptions {
            bytes.append(UInt8(place))
            bytes.append(varint: numbers[place] >> UInt64(width))
        }
    }

    /// The width with which a block takes the fewest bytes.
    private static func bestWidth(_ numbers: UnsafeBufferPointer<UInt64>) -> Int {
        withUnsafeTemporaryAllocation(of: Int.self, capacity: 65) { lengths in
            lengths.initialize(repeating: 0)
            for number in numbers { lengths[64 - number.leadingZeroBitCount] += 1 }
            let longest = lengths.lastIndex { $0 > 0 } ?? 0
            var (best, fewest) = (64, numbers.count * 8)
            for width in 0...min(longest, widest) {
                var size = (numbers.count * width + 7) / 8
                for length in stride(from: width + 1, through: longest, by: 1) { size += lengths[length] * (1 + (length - width + 6) / 7) }
                if size < fewest { (best, fewest) = (width, size) }
            }
            return best
        }
    }

    /// Reads so many numbers.
    static func read(_ count: Int, from reader: inout ByteReader, into numbers: UnsafeMutablePointer<UInt64>) throws(Malformed) {
        var start = 0
        while start < count {
            let length = min(block, count - start)
            try readBlock(length, from: &reader, into: numbers + start)
            start += length
        }
    }

    private static func readBlock(_ count: Int, from reader: inout ByteReader, into numbers: UnsafeMutablePointer<UInt64>) throws(Malformed) {
        let (width, exceptions) = (Int(try reader.byte()), Int(try reader.byte()))
        if width == 64 {
            for index in 0..<count { numbers[index] = try reader.fixed64() }
            return
        }
        guard width <= widest, exceptions <= count else { throw Malformed() }
        let packed = reader.base + (try reader.take((count * width + 7) / 8))
        let mask = (UInt64(1) << UInt64(width)) - 1
        for index in 0..<count {
            let bit = index &* width
            let word = UInt64(littleEndian: packed.loadUnaligned(fromByteOffset: bit >> 3, as: UInt64.self))
            numbers[index] = (word >> UInt64(bit & 7)) & mask
        }
        for _ in 0..<exceptions {
            let place = Int(try reader.byte())
            guard place < count else { throw Malformed() }
            numbers[place] |= try reader.varint() << UInt64(width)
        }
    }
}

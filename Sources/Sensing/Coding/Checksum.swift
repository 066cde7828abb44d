/// CRC-32C (Castagnoli 1993; RFC 3720, appendix B.4), eight bytes at a time (Kounavis and Berry 2005).
enum Checksum {
    static func of(_ bytes: [UInt8]) -> UInt32 { bytes.withUnsafeBytes { of($0) } }

    static func of(_ bytes: UnsafeRawBufferPointer) -> UInt32 {
        table.withUnsafeBufferPointer { table in
            var sum: UInt32 = ~0
            var place = 0
            while place + 8 <= bytes.count {
                let word = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self)) ^ UInt64(sum)
                sum = 0
                for lane in 0..<8 { sum ^= table[(7 - lane) * 256 + Int(truncatingIfNeeded: (word >> UInt64(lane * 8)) & 255)] }
                place += 8
            }
            while place < bytes.count {
                sum = table[Int((sum ^ UInt32(bytes[place])) & 255)] ^ (sum >> 8)
                place += 1
            }
            return ~sum
        }
    }

    /// Eight tables of 256: what a byte does to the sum when so many bytes follow it.
    private static let table: [UInt32] = {
        var table = [UInt32](repeating: 0, count: 8 * 256)
        for byte in 0..<256 {
            var sum = UInt32(byte)
            for _ in 0..<8 { sum = sum & 1 == 1 ? (sum >> 1) ^ 0x82F6_3B78 : sum >> 1 }
            table[byte] = sum
        }
        for index in 256..<table.count { table[index] = (table[index - 256] >> 8) ^ table[Int(table[index - 256] & 255)] }
        return table
    }()
}

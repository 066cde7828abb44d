/// Bytes as groups of fewer bits and back: what base 32 and base 64 have in common (RFC 4648).
enum BitGroups {
    /// The bits of bytes in groups of `width`; the last is filled up with zeros.
    static func split(_ bytes: some Collection<UInt8>, width: Int) -> [Int] {
        var groups: [Int] = []
        groups.reserveCapacity((bytes.count * 8 + width - 1) / width)
        var bits: UInt32 = 0
        var count = 0
        for byte in bytes {
            bits = bits << 8 | UInt32(byte)
            count += 8
            while count >= width {
                count -= width
                groups.append(Int(bits >> UInt32(count) & (1 << UInt32(width) - 1)))
            }
        }
        if count > 0 { groups.append(Int(bits << UInt32(width - count) & (1 << UInt32(width) - 1))) }
        return groups
    }

    /// The bytes behind groups; nil where bits are left over that belong to no byte, or a whole group is.
    static func join(_ groups: [UInt32], width: Int) -> [UInt8]? {
        var result: [UInt8] = []
        result.reserveCapacity(groups.count * width / 8)
        var bits: UInt32 = 0
        var count = 0
        for group in groups {
            bits = bits << UInt32(width) | group
            count += width
            if count >= 8 {
                count -= 8
                result.append(UInt8(truncatingIfNeeded: bits >> UInt32(count)))
            }
        }
        return count < width && bits & (1 << UInt32(count) - 1) == 0 ? result : nil
    }
}

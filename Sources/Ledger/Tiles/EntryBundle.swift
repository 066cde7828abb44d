/// The data of up to 256 leaves in one piece, as logs serve them: for each its length in two bytes, the higher first, and its bytes.
public enum EntryBundle {
    /// The most bytes that one leaf can have.
    public static let maximumLeafByteCount = Int(UInt16.max)

    /// The bundle of these leaves.
    ///
    /// - Throws: ``LedgerError/tooLong(what:byteCount:limit:)`` if a leaf has more than 65,535 bytes,
    ///   ``LedgerError/outOfRange(what:value:allowed:)`` if there are more than 256.
    public static func encode(_ leaves: [[UInt8]]) throws(LedgerError) -> [UInt8] {
        guard leaves.count <= Tile.fullWidth else { throw .outOfRange(what: "number of entries", value: leaves.count, allowed: "up to 256") }
        var result: [UInt8] = []
        result.reserveCapacity(leaves.reduce(0) { $0 + $1.count + 2 })
        for leaf in leaves {
            guard let count = UInt16(exactly: leaf.count) else {
                throw .tooLong(what: "entry", byteCount: leaf.count, limit: maximumLeafByteCount)
            }
            result.append(UInt8(count >> 8))
            result.append(UInt8(count & 0xFF))
            result += leaf
        }
        return result
    }

    /// The leaves of a bundle.
    ///
    /// - Parameter width: how many there must be at least, those of a wider form being passed over; nil for whatever there is.
    /// - Throws: ``LedgerError/malformed(what:detail:)`` if the bundle is cut off or holds too few or more than 256 entries.
    public static func decode(_ bytes: [UInt8], width: Int? = nil) throws(LedgerError) -> [[UInt8]] {
        var result: [[UInt8]] = []
        var place = 0
        while place < bytes.count {
            guard place + 2 <= bytes.count else { throw .malformed(what: "bundle of entries", detail: "it is cut off at byte \(place)") }
            let end = place + 2 + Int(bytes[place]) << 8 + Int(bytes[place + 1])
            guard end <= bytes.count else { throw .malformed(what: "bundle of entries", detail: "entry \(result.count) is cut off") }
            guard result.count < Tile.fullWidth else { throw .malformed(what: "bundle of entries", detail: "it holds more than 256") }
            result.append(Array(bytes[(place + 2)..<end]))
            place = end
        }
        if let width {
            guard result.count >= width else {
                throw .malformed(what: "bundle of entries", detail: "it holds \(result.count) of \(width) entries")
            }
            result.removeSubrange(max(0, width)...)
        }
        return result
    }
}

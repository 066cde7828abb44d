/// A file to which whole pieces are added, each with its checksum, so that a piece of which only a part reached the disk is known as such.
///
///     piece = mark (4 bytes), length (4), checksum of length and content (4), content
enum Frames {
    private static let mark: [UInt8] = [0xF5, 0x53, 0x48, 0x46]
    private static let headLength = 12
    static let longest = 1 << 27

    static func frame(_ content: [UInt8]) -> [UInt8] {
        var frame = mark
        frame.reserveCapacity(headLength + content.count)
        frame.append(fixed: UInt32(content.count))
        frame.append(fixed: sum(content))
        frame += content
        return frame
    }

    private static func sum(_ content: [UInt8]) -> UInt32 { Checksum.of(content) ^ UInt32(content.count) }

    /// Hands out the content of each piece, in order.
    ///
    /// - Returns: what was lost in the middle. A piece that is cut off at the end is no damage: it was never acknowledged.
    static func read(_ path: String, _ body: ([UInt8]) throws(ArchiveError) -> Void) throws(ArchiveError) -> [Damage] {
        let file = try SystemFile.toRead(path)
        let size = try file.size()
        var damage: [Damage] = []
        var (offset, lostFrom) = (0, Int?.none)
        while offset + headLength <= size {
            guard let content = try piece(file, at: offset, size) else {
                lostFrom = lostFrom ?? offset
                guard let next = try nextMark(file, after: offset, size) else { break }
                offset = next
                continue
            }
            if let from = lostFrom { damage.append(Damage(file: path, what: "what was written at bytes \(from) to \(offset)")) }
            lostFrom = nil
            try body(content)
            offset += headLength + content.count
        }
        return damage
    }

    private static func piece(_ file: SystemFile, at offset: Int, _ size: Int) throws(ArchiveError) -> [UInt8]? {
        let head = try file.read(headLength, at: offset)
        guard head.count == headLength, Array(head[0..<4]) == mark else { return nil }
        let length = Int(head.fixed32(at: 4))
        guard length <= longest, offset + headLength + length <= size else { return nil }
        let content = try file.read(length, at: offset + headLength)
        return content.count == length && sum(content) == head.fixed32(at: 8) ? content : nil
    }

    private static func nextMark(_ file: SystemFile, after offset: Int, _ size: Int) throws(ArchiveError) -> Int? {
        var place = offset + 1
        while place < size {
            let bytes = try file.read(1 << 16, at: place)
            for index in 0..<max(0, bytes.count - 3) where bytes[index] == mark[0] && Array(bytes[index..<index + 4]) == mark { return place + index }
            place += max(1, bytes.count - 3)
        }
        return nil
    }
}

/// Observations as they stand in a piece of the journal.
enum JournalCoding {
    static func append(_ observation: Observation, after before: Observation?, to bytes: inout [UInt8]) {
        bytes.append(signed: Int64(observation.stream.number) - Int64(before?.stream.number ?? 0))
        bytes.append(signed: observation.sample.time - (before?.sample.time ?? 0))
        bytes.append(observation.sample.flag.rawValue)
        bytes.append(fixed: observation.sample.value.bitPattern)
    }

    static func observations(_ content: [UInt8]) throws(Malformed) -> [Observation] {
        try ByteReader.read(content + [UInt8](repeating: 0, count: ByteReader.padding)) { (reader) throws(Malformed) in
            var observations: [Observation] = []
            var (number, time) = (Int64(0), Int64(0))
            while !reader.isAtEnd {
                number &+= try reader.signed()
                time &+= try reader.signed()
                guard let flag = Flag(rawValue: try reader.byte()), (0...Int64(UInt32.max)).contains(number), Sample.times.contains(time) else {
                    throw Malformed()
                }
                let value = Double(bitPattern: try reader.fixed64())
                observations.append(Observation(StreamID(number: UInt32(number)), Sample(time, value, flag)))
            }
            return observations
        }
    }
}

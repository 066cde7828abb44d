/// A file that is written once and then only read: chunks of many streams, their roll-ups by hour and day, and an index of both at the end.
///
///     chunks and roll-ups of stream 1, of stream 2, …   each followed by its checksum
///     roll-ups by day of all streams                     side by side, so that a chart over a thousand streams reads one place
///     index                                              and its checksum
///     tail of 32 bytes                                   where the index is
final class Segment: Sendable {
    /// Where something lies in the file, without its checksum.
    struct Extent: Sendable {
        let offset: Int
        let length: Int
    }

    struct Chunk: Sendable {
        let extent: Extent
        let count: Int
        let first: Int64
        let last: Int64
    }

    /// What a segment holds of one stream. Chunks of one segment do not overlap and are in order of time.
    struct Entry: Sendable {
        var chunks: [Chunk] = []
        var hours: Extent
        var days: Extent
        /// The last sample.
        var latest: Sample?
        var count: Int { chunks.reduce(0) { $0 + $1.count } }
    }

    static let magic: [UInt8] = Array("ShanheS1".utf8)
    static let tailLength = 32

    let file: SystemFile
    let id: UInt64
    /// Journals up to this one are in this segment or in an earlier one.
    let journalThrough: UInt64
    /// Segments whose content is in this one.
    let replaced: [UInt64]
    let entries: [UInt32: Entry]
    let size: Int
    let count: Int

    static func name(_ id: UInt64) -> String { Segment.padded(id) + ".segment" }
    static func padded(_ id: UInt64) -> String { String(repeating: "0", count: max(0, 12 - "\(id)".count)) + "\(id)" }

    /// Opens a segment and reads its index.
    init(_ path: String, id: UInt64) throws(ArchiveError) {
        file = try SystemFile.toRead(path)
        self.id = id
        size = try file.size()
        let whole = Damage(file: path, what: "the whole segment")
        guard size >= Self.magic.count + Self.tailLength else { throw .damaged(whole) }
        let tail = try file.read(Self.tailLength, at: size - Self.tailLength)
        let (offset, length) = (tail.fixed64(at: 0), tail.fixed64(at: 8))
        guard tail.count == Self.tailLength, Array(tail[24...]) == Self.magic, tail.fixed32(at: 20) == Checksum.of(Array(tail[..<20])),
            length <= UInt64(size), offset <= UInt64(size) - length
        else { throw .damaged(whole) }
        let index = try file.read(Int(length), at: Int(offset), padding: ByteReader.padding)
        guard index.count == Int(length) + ByteReader.padding, Checksum.of(Array(index.dropLast(ByteReader.padding))) == tail.fixed32(at: 16) else {
            throw .damaged(whole)
        }
        do {
            (journalThrough, replaced, entries) = try Self.read(index, size: size)
        } catch { throw .damaged(whole) }
        count = entries.values.reduce(0) { $0 + $1.count }
    }

    private static func read(_ index: [UInt8], size: Int) throws(Malformed) -> (UInt64, [UInt64], [UInt32: Entry]) {
        try ByteReader.read(index) { (reader) throws(Malformed) in
            func extent(_ reader: inout ByteReader) throws(Malformed) -> Extent {
                let (offset, length) = (try reader.count(upTo: size), try reader.count(upTo: size))
                guard length <= size - offset else { throw Malformed() }
                return Extent(offset: offset, length: length)
            }
            let journalThrough = try reader.varint()
            var replaced: [UInt64] = []
            for _ in 0..<(try reader.count(upTo: reader.remaining)) { replaced.append(try reader.varint()) }
            var entries: [UInt32: Entry] = [:]
            for _ in 0..<(try reader.count(upTo: reader.remaining)) {
                let number = UInt32(try reader.count(upTo: Int(UInt32.max)))
                var entry = Entry(hours: try extent(&reader), days: try extent(&reader))
                var before = Int64.min
                for _ in 0..<(try reader.count(upTo: reader.remaining)) {
                    let place = try extent(&reader)
                    let (count, first) = (try reader.count(upTo: ChunkCoding.most), try reader.signed())
                    let last = first &+ Int64(bitPattern: try reader.varint())
                    guard first > before, last >= first else { throw Malformed() }
                    before = last
                    entry.chunks.append(Chunk(extent: place, count: count, first: first, last: last))
                }
                if let last = entry.chunks.last {
                    guard let flag = Flag(rawValue: try reader.byte()) else { throw Malformed() }
                    entry.latest = Sample(last.last, Double(bitPattern: try reader.fixed64()), flag)
                }
                entries[number] = entry
            }
            guard reader.isAtEnd else { throw Malformed() }
            return (journalThrough, replaced, entries)
        }
    }

    // MARK: Reading

    func samples(_ chunk: Chunk, of stream: UInt32) throws(ArchiveError) -> Samples {
        try page(chunk.extent, "the chunk of stream \(stream) from \(chunk.first) to \(chunk.last)") { (bytes) throws(Malformed) in
            let samples = try ChunkCoding.samples(bytes)
            guard samples.count == chunk.count, samples.times.first == chunk.first, samples.times.last == chunk.last else { throw Malformed() }
            return samples
        }
    }

    /// Roll-ups by hour or day.
    func rollUps(_ entry: Entry, of stream: UInt32, by span: RollUp.Span) throws(ArchiveError) -> [RollUp] {
        let isHour = span == .hour
        return try page(isHour ? entry.hours : entry.days, "the roll-ups by \(isHour ? "hour" : "day") of stream \(stream)") { (bytes) throws(Malformed) in
            try RollUpCoding.rollUps(bytes, by: isHour ? .hour : .day)
        }
    }

    private func page<Result>(_ extent: Extent, _ what: String, _ read: ([UInt8]) throws(Malformed) -> Result) throws(ArchiveError) -> Result {
        var bytes = try file.read(extent.length + 4, at: extent.offset)
        let damage = Damage(file: file.path, what: what)
        guard bytes.count == extent.length + 4 else { throw .damaged(damage) }
        let sum = bytes.fixed32(at: extent.length)
        guard bytes.withUnsafeBytes({ Checksum.of(UnsafeRawBufferPointer(rebasing: $0[..<extent.length])) }) == sum else { throw .damaged(damage) }
        for place in extent.length..<bytes.count { bytes[place] = 0 }
        for _ in 4..<ByteReader.padding { bytes.append(0) }
        do { return try read(bytes) } catch { throw .damaged(damage) }
    }
}

/// Writes a segment: streams in any order, the samples of each in order of time.
struct SegmentWriter: ~Copyable {
    private let file: SystemFile
    private let path: String
    private var waiting: [UInt8] = Segment.magic
    private var offset = Segment.magic.count
    private var streams: [(number: UInt32, entry: Segment.Entry)] = []
    private var days: [[UInt8]] = []

    /// Begins a file under a name that an archive does not read.
    init(_ path: String) throws(ArchiveError) {
        self.path = path
        file = try SystemFile.toWrite(path + ".new")
    }

    /// Adds one stream. `samples` hands out its samples in order of time, as many at once as it likes.
    mutating func add(
        _ number: UInt32, hours: [RollUp], days: [RollUp], samples: ((Samples) throws(ArchiveError) -> Void) throws(ArchiveError) -> Void
    ) throws(ArchiveError) {
        var entry = Segment.Entry(hours: Segment.Extent(offset: 0, length: 0), days: Segment.Extent(offset: 0, length: 0))
        var rest = Samples()
        // A local copy, because a closure cannot hold what is being changed.
        var (bytes, place) = (waiting, offset)
        let destination = file
        waiting = []
        func add(_ range: Range<Int>) throws(ArchiveError) {
            let chunk = ChunkCoding.bytes(of: rest, range)
            let extent = Self.add(chunk, to: &bytes, at: &place)
            entry.chunks.append(Segment.Chunk(extent: extent, count: range.count, first: rest.times[range.lowerBound], last: rest.times[range.upperBound - 1]))
            entry.latest = rest[range.upperBound - 1]
            try Self.flush(&bytes, to: destination)
        }
        try samples { (part) throws(ArchiveError) in
            rest.append(part, 0..<part.count)
            var start = 0
            while rest.count - start >= ChunkCoding.most {
                try add(start..<start + ChunkCoding.most)
                start += ChunkCoding.most
            }
            if start > 0 {
                var remaining = Samples()
                remaining.append(rest, start..<rest.count)
                rest = remaining
            }
        }
        if !rest.isEmpty { try add(0..<rest.count) }
        entry.hours = Self.add(RollUpCoding.bytes(of: hours, by: .hour), to: &bytes, at: &place)
        try Self.flush(&bytes, to: destination)
        (waiting, offset) = (bytes, place)
        streams.append((number, entry))
        self.days.append(RollUpCoding.bytes(of: days, by: .day))
    }

    /// Makes everything durable under its name.
    consuming func finish(journalThrough: UInt64, replacing replaced: [UInt64]) throws(ArchiveError) {
        for place in streams.indices { streams[place].entry.days = Self.add(days[place], to: &waiting, at: &offset) }
        var index: [UInt8] = []
        index.append(varint: journalThrough)
        index.append(varint: replaced.count)
        for id in replaced { index.append(varint: id) }
        index.append(varint: streams.count)
        for (number, entry) in streams {
            index.append(varint: UInt64(number))
            for extent in [entry.hours, entry.days] {
                index.append(varint: extent.offset)
                index.append(varint: extent.length)
            }
            index.append(varint: entry.chunks.count)
            for chunk in entry.chunks {
                index.append(varint: chunk.extent.offset)
                index.append(varint: chunk.extent.length)
                index.append(varint: chunk.count)
                index.append(signed: chunk.first)
                index.append(varint: UInt64(chunk.last - chunk.first))
            }
            if let latest = entry.latest {
                index.append(latest.flag.rawValue)
                index.append(fixed: latest.value.bitPattern)
            }
        }
        var tail: [UInt8] = []
        tail.append(fixed: UInt64(offset))
        tail.append(fixed: UInt64(index.count))
        tail.append(fixed: Checksum.of(index))
        tail.append(fixed: Checksum.of(tail))
        try file.append(waiting + index + tail + Segment.magic)
        try file.synchronize()
        try Directory.move(path + ".new", to: path)
    }

    /// Bytes and their checksum.
    private static func add(_ page: [UInt8], to bytes: inout [UInt8], at place: inout Int) -> Segment.Extent {
        let extent = Segment.Extent(offset: place, length: page.count)
        bytes += page
        bytes.append(fixed: Checksum.of(page))
        place += page.count + 4
        return extent
    }

    private static func flush(_ bytes: inout [UInt8], to file: SystemFile) throws(ArchiveError) {
        guard bytes.count >= 1 << 20 else { return }
        try file.append(bytes)
        bytes.removeAll(keepingCapacity: true)
    }
}

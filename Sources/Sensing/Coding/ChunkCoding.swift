/// Up to ``ChunkCoding/most`` samples of one stream as bytes: times, values, flags. Most series of sensors take one to three bytes a sample.
///
/// - Times: the first, the unit that divides all distances, the usual distance, and by how much each distance differs from it.
/// - Values, where all are decimals (``Decimal``): differences to the one before or to the least one, whatever is shorter.
///   Otherwise each value XOR the one before (Pelkonen et al., “Gorilla: A fast, scalable, in-memory time series database”, VLDB 2015), without the
///   zeros that all of them end in.
/// - Flags: runs.
enum ChunkCoding {
    /// As many samples as one chunk has at most.
    static let most = 2048

    private enum Form: UInt8 { case differences, offsets, exclusive }

    // MARK: Writing

    static func bytes(of samples: Samples, _ range: Range<Int>) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.append(varint: range.count)
        if range.isEmpty { return bytes }
        appendTimes(samples.times[range], to: &bytes)
        appendValues(samples.values[range], to: &bytes)
        var place = range.lowerBound
        while place < range.upperBound {
            let flag = samples.flags[place]
            let end = samples.flags[place..<range.upperBound].firstIndex { $0 != flag } ?? range.upperBound
            bytes.append(flag)
            bytes.append(varint: end - place)
            place = end
        }
        return bytes
    }

    private static func appendTimes(_ times: ArraySlice<Int64>, to bytes: inout [UInt8]) {
        let distances = zip(times, times.dropFirst()).map { $1 - $0 }
        let unit = max(1, distances.reduce(0, greatestCommonDivisor))
        let usual = distances.isEmpty ? 0 : distances.sorted()[distances.count / 2] / unit
        bytes.append(signed: times.first ?? 0)
        bytes.append(varint: UInt64(unit))
        bytes.append(varint: UInt64(usual))
        Packing.append(distances.map { ($0 / unit - usual).zigzag }, to: &bytes)
    }

    private static func greatestCommonDivisor(_ left: Int64, _ right: Int64) -> Int64 {
        var (a, b) = (left, right)
        while b != 0 { (a, b) = (b, a % b) }
        return a
    }

    private static func appendValues(_ values: ArraySlice<Double>, to bytes: inout [UInt8]) {
        guard let digits = Decimal.digits(values) else { return appendExclusive(values, to: &bytes) }
        let numbers = values.compactMap { Decimal.whole($0, digits) }
        let least = numbers.min() ?? 0
        var (differences, offsets): ([UInt8], [UInt8]) = ([], [])
        differences.append(signed: numbers.first ?? 0)
        Packing.append(zip(numbers, numbers.dropFirst()).map { ($1 - $0).zigzag }, to: &differences)
        offsets.append(signed: least)
        Packing.append(numbers.map { UInt64($0 - least) }, to: &offsets)
        let isShorter = offsets.count < differences.count
        bytes.append((isShorter ? Form.offsets : .differences).rawValue)
        bytes.append(UInt8(digits))
        bytes += isShorter ? offsets : differences
    }

    private static func appendExclusive(_ values: ArraySlice<Double>, to bytes: inout [UInt8]) {
        var before: UInt64 = 0
        let changes = values.map { value in
            defer { before = value.bitPattern }
            return value.bitPattern ^ before
        }
        let zeros = changes.map(\.trailingZeroBitCount).min().map { min($0, 63) } ?? 0
        bytes.append(Form.exclusive.rawValue)
        bytes.append(UInt8(zeros))
        Packing.append(changes.map { $0 >> UInt64(zeros) }, to: &bytes)
    }

    // MARK: Reading

    /// - Parameter padded: the bytes of one chunk, and ``ByteReader/padding`` zeros.
    static func samples(_ padded: [UInt8]) throws(Malformed) -> Samples {
        try ByteReader.read(padded) { (reader) throws(Malformed) in
            let count = try reader.count(upTo: most)
            var samples = Samples()
            if count == 0 { return samples }
            var failure: Malformed?
            let scratch = UnsafeMutablePointer<UInt64>.allocate(capacity: count)
            defer { scratch.deallocate() }
            samples.times = [Int64](unsafeUninitializedCapacity: count) { times, length in
                do { try readTimes(count, &reader, scratch, times) } catch { failure = Malformed() }
                length = failure == nil ? count : 0
            }
            if let failure { throw failure }
            samples.values = [Double](unsafeUninitializedCapacity: count) { values, length in
                do { try readValues(count, &reader, scratch, values) } catch { failure = Malformed() }
                length = failure == nil ? count : 0
            }
            if let failure { throw failure }
            samples.flags.reserveCapacity(count)
            while samples.flags.count < count {
                guard let flag = Flag(rawValue: try reader.byte()) else { throw Malformed() }
                let run = try reader.count(upTo: count - samples.flags.count)
                guard run > 0 else { throw Malformed() }
                samples.flags.append(contentsOf: repeatElement(flag.rawValue, count: run))
            }
            guard reader.isAtEnd else { throw Malformed() }
            return samples
        }
    }

    private static func readTimes(
        _ count: Int, _ reader: inout ByteReader, _ scratch: UnsafeMutablePointer<UInt64>, _ times: UnsafeMutableBufferPointer<Int64>
    ) throws(Malformed) {
        var time = try reader.signed()
        guard Sample.times.contains(time) else { throw Malformed() }
        let (unit, usual) = (Int64(bitPattern: try reader.varint()), Int64(bitPattern: try reader.varint()))
        try Packing.read(count - 1, from: &reader, into: scratch)
        times[0] = time
        for index in 1..<max(1, count) {
            let next = time &+ (usual &+ Int64(zigzag: scratch[index - 1])) &* unit
            guard next > time, next <= Sample.times.upperBound else { throw Malformed() }
            times[index] = next
            time = next
        }
    }

    private static func readValues(
        _ count: Int, _ reader: inout ByteReader, _ scratch: UnsafeMutablePointer<UInt64>, _ values: UnsafeMutableBufferPointer<Double>
    ) throws(Malformed) {
        guard let form = Form(rawValue: try reader.byte()) else { throw Malformed() }
        let detail = Int(try reader.byte())
        if form == .exclusive {
            guard detail < 64 else { throw Malformed() }
            try Packing.read(count, from: &reader, into: scratch)
            var bits: UInt64 = 0
            for index in 0..<count {
                bits ^= scratch[index] << UInt64(detail)
                values[index] = Double(bitPattern: bits)
            }
            return
        }
        guard detail <= Decimal.mostDigits else { throw Malformed() }
        let scale = Decimal.power(detail)
        var number = try reader.signed()
        if form == .offsets {
            try Packing.read(count, from: &reader, into: scratch)
            for index in 0..<count { values[index] = Double(number &+ Int64(bitPattern: scratch[index])) / scale }
            return
        }
        try Packing.read(count - 1, from: &reader, into: scratch)
        values[0] = Double(number) / scale
        for index in 1..<max(1, count) {
            number = number &+ Int64(zigzag: scratch[index - 1])
            values[index] = Double(number) / scale
        }
    }
}

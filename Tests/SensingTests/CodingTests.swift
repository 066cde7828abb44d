import Testing

@testable import Sensing

@Suite struct CodingTests {
    /// RFC 3720, appendix B.4, and the check value of the polynomial.
    @Test func checksumsAreThoseOfTheStandard() {
        #expect(Checksum.of(Array("123456789".utf8)) == 0xE306_9283)
        #expect(Checksum.of([UInt8](repeating: 0, count: 32)) == 0x8A91_36AA)
        #expect(Checksum.of([UInt8](repeating: 255, count: 32)) == 0x62A8_AB43)
        #expect(Checksum.of(Array(0..<32)) == 0x46DD_794E)
        #expect(Checksum.of([]) == 0)
    }

    @Test func numbersOfAnySizeAndAnyCountAreUnpackedAsTheyWere() throws {
        var random = Seeded(state: 1)
        for count in [0, 1, 7, 127, 128, 129, 1000] {
            for bits in 0...64 {
                let numbers = (0..<count).map { _ -> UInt64 in
                    let number = bits == 0 ? 0 : random.next() >> UInt64(64 - bits)
                    return Int.random(in: 0..<50, using: &random) == 0 ? random.next() : number
                }
                var bytes: [UInt8] = []
                Packing.append(numbers, to: &bytes)
                let read = try ByteReader.read(bytes + [UInt8](repeating: 0, count: 8)) { (reader) throws(Malformed) in
                    let place = UnsafeMutablePointer<UInt64>.allocate(capacity: max(1, count))
                    defer { place.deallocate() }
                    try Packing.read(count, from: &reader, into: place)
                    #expect(reader.isAtEnd)
                    return (0..<count).map { place[$0] }
                }
                #expect(read == numbers, "\(count) numbers of \(bits) bits")
            }
        }
    }

    @Test(arguments: [
        0.0, -0.0, 0.1, 12.34, -273.15, 1e-9, 1.0 / 3, .pi, 1e15, 9.007199254740993e15, Double.leastNonzeroMagnitude, 1.7976931348623157e308, 0.1 + 0.2,
    ])
    func everyValueComesBackBitByBit(value: Double) throws {
        let samples = Samples([Sample(0, value), Sample(60_000, 1.5), Sample(120_000, value)])
        let bytes = ChunkCoding.bytes(of: samples, 0..<3) + [UInt8](repeating: 0, count: 8)
        #expect(try ChunkCoding.samples(bytes).values.map(\.bitPattern) == samples.values.map(\.bitPattern))
    }

    @Test func samplesOfEveryKindComeBackAsTheyWere() throws {
        var random = Seeded(state: 2)
        for round in 0..<300 {
            let samples = Self.samples(Int.random(in: 1...ChunkCoding.most, using: &random), kind: round % 6, &random)
            let bytes = ChunkCoding.bytes(of: samples, 0..<samples.count) + [UInt8](repeating: 0, count: 8)
            #expect(try ChunkCoding.samples(bytes) == samples, "round \(round)")
        }
    }

    static func samples(_ count: Int, kind: Int, _ random: inout Seeded) -> Samples {
        var samples = Samples()
        var (time, value) = (Int64.random(in: -1_000_000_000_000...2_000_000_000_000, using: &random), 20.0)
        for _ in 0..<count {
            let flag = Int.random(in: 0..<40, using: &random) == 0 ? Flag.allCases.randomElement(using: &random) ?? .good : .good
            switch kind {
            case 0: value = ((value + Double.random(in: -0.3...0.3, using: &random)) * 100).rounded() / 100
            case 1: value = Double.random(in: -1e6...1e6, using: &random)
            case 2: value = Double(Int.random(in: 0...1, using: &random))
            case 3: value = Double(bitPattern: random.next())
            case 4: value = Int.random(in: 0..<500, using: &random) == 0 ? 1.0 / 3 : (value * 10).rounded() / 10 + 0.1
            default: value = Double(Int64.random(in: -(1 << 53)...(1 << 53), using: &random))
            }
            if !value.isFinite { value = 0 }
            samples.append(Sample(time, value, flag))
            time +=
                Int.random(in: 0..<100, using: &random) == 0
                ? Int64.random(in: 1...1_000_000_000, using: &random) : kind == 1 ? Int64.random(in: 59_000...61_000, using: &random) : 60_000
        }
        return samples
    }

    /// What stations send: temperatures with one decimal, rain in steps of 0.2 mm, levels in millimetres, tilts with three decimals; every minute.
    @Test func seriesOfSensorsTakeFewBytes() {
        var random = Seeded(state: 3)
        let walks: [(step: Double, digits: Double, most: Double)] = [(0.1, 10, 1.2), (0.004, 1000, 1.2), (2, 1, 1.2), (0.05, 1000, 1.8)]
        for walk in walks {
            var value = 20.0
            let samples = Samples(
                (0..<2048).map { index in
                    value += Double.random(in: -walk.step...walk.step, using: &random)
                    return Sample(Int64(index) * 60_000, (value * walk.digits).rounded() / walk.digits)
                })
            let size = Double(ChunkCoding.bytes(of: samples, 0..<2048).count) / 2048
            #expect(size <= walk.most, "\(walk) takes \(size) bytes a sample")
        }
    }

    @Test func bytesFromAnyoneAreReadOrRefused() {
        var random = Seeded(state: 4)
        var refused = 0
        for round in 0..<3000 {
            let samples = Self.samples(Int.random(in: 1...300, using: &random), kind: round % 6, &random)
            var bytes = ChunkCoding.bytes(of: samples, 0..<samples.count)
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                switch Int.random(in: 0..<3, using: &random) {
                case 0: bytes[Int.random(in: bytes.indices, using: &random)] = UInt8.random(in: 0...255, using: &random)
                case 1: bytes.removeLast(Int.random(in: 0..<bytes.count, using: &random))
                default: bytes.insert(UInt8.random(in: 0...255, using: &random), at: Int.random(in: bytes.indices, using: &random))
                }
            }
            let padded = bytes + [UInt8](repeating: 0, count: 8)
            do { #expect(try ChunkCoding.samples(padded).count <= ChunkCoding.most) } catch { refused += 1 }
            _ = try? RollUpCoding.rollUps(padded, by: .hour)
            _ = try? JournalCoding.observations(bytes)
            _ = try? StreamTable.Event.read(bytes)
        }
        #expect(refused > 1000)
    }

    @Test func rollUpsComeBackAsTheyWere() throws {
        var random = Seeded(state: 5)
        for kind in 0..<6 {
            for span in [RollUp.Span.hour, .day] {
                let rollUps = RollUps(of: Self.samples(2000, kind: kind, &random), by: span).all
                let read = try RollUpCoding.rollUps(RollUpCoding.bytes(of: rollUps, by: span) + [UInt8](repeating: 0, count: 8), by: span)
                #expect(read.map(\.start) == rollUps.map(\.start) && read.map(\.count) == rollUps.map(\.count))
                #expect(read.map(\.least) == rollUps.map(\.least) && read.map(\.most) == rollUps.map(\.most))
                for (left, right) in zip(read, rollUps) { #expect(abs(left.sum - right.sum) <= abs(right.sum) * 1e-12 + 1e-15) }
            }
        }
    }

    @Test func sumsOfDecimalsAreExactAfterRoundTrip() throws {
        // Ten times 0.1 is 0.9999999999999999 where it is only added.
        let rollUps = RollUps(of: Samples((0..<10).map { Sample($0 * 1000, 0.1) } + [Sample(3000_000, 0.7)]), by: .hour).all
        let read = try RollUpCoding.rollUps(RollUpCoding.bytes(of: rollUps, by: .hour) + [UInt8](repeating: 0, count: 8), by: .hour)
        #expect(read.map(\.sum) == [1.7])
    }

    @Test func monthsAreThoseOfTheCalendar() {
        // 2024-02-29T16:00Z is the first of March in China.
        #expect(RollUp.Span.month.start(of: RollUp.Span.month.index(of: 1_709_222_400_000)) == 1_709_222_400_000)
        #expect(RollUp.Span.month.start(of: RollUp.Span.month.index(of: 1_709_222_399_999)) == 1_706_716_800_000)
        for day in stride(from: Int64(-800_000), to: 800_000, by: 13) {
            let month = Calendar.month(ofDay: day)
            #expect(Calendar.firstDay(ofMonth: month) <= day && day < Calendar.firstDay(ofMonth: month + 1))
            #expect((28...31).contains(Calendar.firstDay(ofMonth: month + 1) - Calendar.firstDay(ofMonth: month)))
        }
    }
}

import Foundation
import Testing

@testable import Sensing

@Suite struct ArchiveTests {
    private func observations(_ stream: StreamID, _ range: Range<Int64>, step: Int64 = 60_000) -> [Observation] {
        range.map { Observation(stream, Sample($0 * step, Double($0 % 100) / 10)) }
    }

    @Test func whatWasAcknowledgedIsThereAfterOpeningAnew() async throws {
        let place = Place()
        var archive = try Archive(place.path)
        let stream = try await archive.stream(named: "level")
        let receipt = try await archive.append(observations(stream, 0..<5000))
        #expect(receipt.stored == 5000 && receipt.refused.isEmpty && receipt.late == 0)
        let before = try archive.all(stream)
        await archive.close()
        archive = try Archive(place.path)
        #expect(archive.find("level") == stream && archive.name(of: stream) == "level")
        #expect(try archive.all(stream) == before && archive.count(of: stream) == 5000 && archive.damages.isEmpty)
        try await archive.seal()
        #expect(try archive.all(stream) == before)
        #expect(archive.latest(of: stream) == before.last)
        await archive.close()
        archive = try Archive(place.path)
        #expect(try archive.all(stream) == before && archive.verify().isEmpty && archive.latest(of: stream) == before.last)
        await archive.close()
    }

    @Test func aMomentOfAStreamIsStoredOnceAndTheFirstValueStays() async throws {
        let place = Place()
        let archive = try Archive(place.path)
        let stream = try await archive.stream(named: "level")
        try await archive.append(observations(stream, 0..<3000))
        for isSealed in [false, true] {
            if isSealed { try await archive.seal() }
            let again = try await archive.append(observations(stream, 0..<3000) + [Observation(stream, Sample(60_000, 99))])
            #expect(again.stored == 0 && again.duplicates == 3000)
            #expect(again.refused == [Receipt.Refused(index: 3000, reason: .differs(from: 0.1))])
        }
        #expect(archive.count(of: stream) == 3000)
        await archive.close()
    }

    @Test func whatCannotBeKeptIsNamedAndKeepsNothingElseOut() async throws {
        let place = Place()
        let archive = try Archive(place.path)
        let stream = try await archive.stream(named: "level")
        let receipt = try await archive.append([
            Observation(stream, Sample(1, .nan)), Observation(stream, Sample(2, 1)), Observation(StreamID(number: 77), Sample(1, 1)),
            Observation(stream, Sample(.max, 1)), Observation(stream, Sample(3, -.infinity)), Observation(stream, Sample(4, 2)),
        ])
        #expect(receipt.stored == 2)
        #expect(receipt.refused.map(\.index) == [0, 2, 3, 4])
        #expect(receipt.refused.map(\.reason) == [.notANumber, .unknownStream, .notANumber, .notANumber])
        await #expect(throws: ArchiveError.badName("")) { try await archive.stream(named: "") }
        let many = [Observation](repeating: Observation(stream, Sample(1, 1)), count: 100_001)
        await #expect(throws: ArchiveError.tooMany(given: 100_001, limit: 100_000)) { try await archive.append(many) }
        await archive.close()
        await #expect(throws: ArchiveError.closed) { try await archive.append([Observation(stream, Sample(5, 1))]) }
    }

    /// Everything that an archive can be asked, held against arrays, over random batches that come in order, late and twice, with little memory, so that
    /// segments are made and merged all the time, and the archive is closed and opened in between.
    @Test(arguments: [11, 12, 13, 14]) func itAnswersAsANaiveModelDoes(seed: UInt64) async throws {
        var random = Seeded(state: seed)
        let place = Place()
        var archive = try Archive(place.path, limits: .small(1200))
        var model: [[Int64: Sample]] = Array(repeating: [:], count: 5)
        var floors = [Int64](repeating: .min, count: 5)
        var gone: [[Int64: Sample]] = Array(repeating: [:], count: 5)
        var streams = try await archive.streams(named: (0..<5).map { "s\($0)" })
        var front = Int64(1_700_000_000_000)
        for round in 0..<120 {
            var batch: [Observation] = []
            var expected = 0
            for _ in 0..<Int.random(in: 1...400, using: &random) {
                let number = Int.random(in: 0..<5, using: &random)
                front += 20_000
                let time = Int.random(in: 0..<10, using: &random) == 0 ? front - Int64.random(in: 1...2000, using: &random) * 20_000 : front
                let flag: Flag = Int.random(in: 0..<30, using: &random) == 0 ? .bad : .good
                let sample = Sample(time, (Double.random(in: 0...50, using: &random) * 10).rounded() / 10, flag)
                batch.append(Observation(streams[number], sample))
                guard time >= floors[number], model[number][time] == nil else { continue }
                model[number][time] = sample
                expected += 1
            }
            #expect(try await archive.appendPatiently(batch).stored == expected, "round \(round)")
            if round % 17 == 16 { try await archive.seal() }
            if round % 40 == 39 {
                let number = Int.random(in: 0..<5, using: &random)
                floors[number] = front - 3_000_000
                gone[number].merge(model[number].filter { $0.key < floors[number] }) { $1 }
                model[number] = model[number].filter { $0.key >= floors[number] }
                try await archive.forget(streams[number], before: floors[number])
            }
            if round % 50 == 49 {
                await archive.close()
                archive = try Archive(place.path, limits: .small(1200))
                streams = (0..<5).compactMap { archive.find("s\($0)") }
            }
        }
        #expect(archive.damages.isEmpty && archive.verify().isEmpty)
        for (number, stream) in streams.enumerated() {
            let samples = model[number].values.sorted { $0.time < $1.time }
            #expect(try archive.all(stream) == samples)
            #expect(archive.count(of: stream) == samples.count && archive.latest(of: stream) == samples.last)
            let everything = (samples + gone[number].values).sorted { $0.time < $1.time }
            for span in RollUp.Span.allCases { try expectRollUps(archive.rollUps(of: stream, by: span), of: everything, span) }
            for _ in 0..<20 {
                let from = front - Int64.random(in: 0...400_000_000, using: &random)
                let to = from + Int64.random(in: 0...100_000_000, using: &random)
                let part = samples.filter { $0.time >= from && $0.time < to }
                #expect(try archive.count(of: stream, from: from, to: to) == part.count)
                #expect(try archive.samples(of: stream, from: from, to: to, limit: 7).all == Array(part.prefix(7)))
                #expect(try archive.lastSamples(of: stream, from: from, to: to, limit: 9).all == Array(part.suffix(9)))
                try expectChart(archive.chart(of: stream, from: from, to: to, parts: 40), of: part, from, to)
                let times = part.map(\.time)
                #expect(
                    try archive.gaps(of: stream, from: from, to: to, longerThan: 90_000).map(\.lowerBound)
                        == zip(times, times.dropFirst()).filter { $1 - $0 > 90_000 }.map(\.0))
            }
        }
        await archive.close()
    }

    private func expectRollUps(_ rollUps: [RollUp], of samples: [Sample], _ span: RollUp.Span) throws {
        let groups = Dictionary(grouping: samples.filter(\.flag.counts)) { sample -> String in
            let text = Date(timeIntervalSince1970: Double(sample.time + 8 * 3_600_000) / 1000).ISO8601Format()
            return String(text.prefix([.hour: 13, .day: 10, .month: 7][span] ?? 0))
        }
        #expect(rollUps.count == groups.count)
        for (rollUp, group) in zip(rollUps, groups.sorted { $0.key < $1.key }) {
            let text = Date(timeIntervalSince1970: Double(rollUp.start + 8 * 3_600_000) / 1000).ISO8601Format()
            #expect(text.hasPrefix(group.key) && rollUp.count == group.value.count)
            #expect(rollUp.least == group.value.map(\.value).min() && rollUp.most == group.value.map(\.value).max())
            #expect(abs(rollUp.sum - group.value.reduce(0) { $0 + $1.value }) < 1e-6)
        }
    }

    private func expectChart(_ chart: [ChartBucket], of samples: [Sample], _ from: Int64, _ to: Int64) throws {
        let width = max(1, (to - from + 39) / 40)
        let groups = Dictionary(grouping: samples.filter(\.flag.counts)) { Int(($0.time - from) / width) }.sorted { $0.key < $1.key }
        #expect(chart.map(\.index) == groups.map(\.key))
        for (bucket, group) in zip(chart, groups) {
            #expect(bucket.count == group.value.count && bucket.first == group.value.first && bucket.last == group.value.last)
            #expect(bucket.least.value == group.value.map(\.value).min() && bucket.most.value == group.value.map(\.value).max())
        }
    }

    @Test func manyWritersAtOnceShareWritesAndLoseNothing() async throws {
        let place = Place()
        let archive = try Archive(place.path, limits: .small(3000))
        let streams = try await archive.streams(named: (0..<20).map { "s\($0)" })
        try await withThrowingTaskGroup(of: Void.self) { group in
            for stream in streams {
                group.addTask {
                    for start in stride(from: Int64(0), to: 1000, by: 10) {
                        try await archive.appendPatiently((start..<start + 10).map { Observation(stream, Sample($0 * 1000, Double($0))) })
                    }
                }
            }
            try await group.waitForAll()
        }
        for stream in streams { #expect(try archive.all(stream).map(\.time) == (0..<1000).map { $0 * 1000 }) }
        #expect(archive.count == 20_000 && archive.latest().count == 20)
        await archive.close()
    }

    @Test func beyondItsMemoryItSaysSoAndStoresNothing() async throws {
        let place = Place()
        let archive = try Archive(place.path, limits: .small(100))
        let stream = try await archive.stream(named: "level")
        await #expect(throws: ArchiveError.busy) { try await archive.append(observations(stream, 0..<101)) }
        #expect(archive.count == 0)
        try await archive.append(observations(stream, 0..<90))
        #expect(archive.count == 90)
        await archive.close()
    }

    @Test func aStreamThatWasRemovedIsGoneAndItsNameIsFree() async throws {
        let place = Place()
        var archive = try Archive(place.path)
        let old = try await archive.stream(named: "level")
        try await archive.append(observations(old, 0..<100))
        try await archive.seal()
        try await archive.remove(old)
        let new = try await archive.stream(named: "level")
        #expect(new != old && archive.count(of: new) == 0)
        #expect(throws: ArchiveError.unknownStream(old.number)) { try archive.samples(of: old, from: .min, to: .max) }
        await archive.close()
        archive = try Archive(place.path)
        #expect(archive.find("level") == new && archive.count == 0 && archive.latest().isEmpty)
        await archive.close()
    }

    @Test func aCopyOpensAsAnArchiveOfItsOwnWithAllThatWasAcknowledgedBefore() async throws {
        let (place, copy) = (Place(), Place())
        let archive = try Archive(place.path, limits: .small(1000))
        let stream = try await archive.stream(named: "level")
        let writing = Task {
            for start in stride(from: Int64(0), to: 40_000, by: 100) { try await archive.appendPatiently(observations(stream, start..<start + 100)) }
        }
        for _ in 0..<5 {
            try await Task.sleep(for: .milliseconds(50))
            let acknowledged = archive.count - 100
            try Archive.copy(place.path, to: copy.path)
            let second = try Archive(copy.path)
            let samples = try second.all(try #require(second.find("level")))
            #expect(samples.count >= acknowledged && second.verify().isEmpty)
            #expect(samples.map(\.time) == samples.indices.map { Int64($0) * 60_000 })
            await second.close()
            try FileManager.default.removeItem(atPath: copy.path)
        }
        try await writing.value
        #expect(archive.count == 40_000)
        await archive.close()
    }

    @Test func twoProgramsDoNotWriteToOneArchive() async throws {
        let place = Place()
        let archive = try Archive(place.path)
        #expect(throws: ArchiveError.inUse(directory: place.path)) { try Archive(place.path) }
        await archive.close()
    }

    @Test func segmentsOfOneSizeBecomeOneAndWhatIsForgottenGivesRoomBack() async throws {
        let place = Place()
        let archive = try Archive(place.path, limits: .small(2000))
        let stream = try await archive.stream(named: "level")
        var random = Seeded(state: 9)
        for start in stride(from: Int64(0), to: 60_000, by: 500) {
            try await archive.appendPatiently((start..<start + 500).map { Observation(stream, Sample($0 * 60_000, Double.random(in: 0...1, using: &random))) })
        }
        try await archive.seal()
        try await waits { try place.files(".segment").count < 12 }
        let before = try place.files(".segment").reduce(0) { try $0 + size($1) }
        let days = try archive.rollUps(of: stream, by: .day)
        try await archive.forget(stream, before: 50_000 * 60_000)
        try await waits { try place.files(".segment").reduce(0) { try $0 + size($1) } < before / 3 }
        #expect(archive.count == 10_000 && archive.verify().isEmpty)
        let after = try archive.rollUps(of: stream, by: .day)
        #expect(after.map(\.count) == days.map(\.count) && after.map(\.most) == days.map(\.most))
        let late = try await archive.append([Observation(stream, Sample(49_999 * 60_000, 1))])
        #expect(late.refused.map(\.reason) == [.forgotten])
        await archive.close()
    }

    private func size(_ path: String) throws -> Int { try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int ?? 0 }

    private func waits(_ condition: () throws -> Bool) async throws {
        for _ in 0..<2000 where !((try? condition()) ?? false) { try await Task.sleep(for: .milliseconds(10)) }
        #expect((try? condition()) ?? false)
    }
}

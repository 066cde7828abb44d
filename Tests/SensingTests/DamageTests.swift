import Foundation
import Testing

@testable import Sensing

/// Disks that forget, and processes that die.
@Suite struct DamageTests {
    private func filled(_ place: Place) async throws -> [Sample] {
        let archive = try Archive(place.path)
        let streams = try await archive.streams(named: ["a", "b"])
        var random = Seeded(state: 21)
        let samples = CodingTests.samples(3000, kind: 0, &random).all
        try await archive.append(streams.flatMap { stream in samples.map { Observation(stream, $0) } })
        try await archive.seal()
        try await archive.append([Observation(streams[0], Sample(3_000_000_000_000, 1))])
        try await archive.append([Observation(streams[0], Sample(3_000_000_060_000, 2))])
        await archive.close()
        return samples
    }

    @Test func aSegmentOfWhichAnyByteChangedGivesRightValuesOrSaysThatItIsDamaged() async throws {
        let place = Place()
        let samples = try await filled(place)
        let file = URL(fileURLWithPath: try #require(try place.files(".segment").first))
        let sound = try Data(contentsOf: file)
        var random = Seeded(state: 22)
        var found = 0
        for round in 0..<300 {
            var damaged = sound
            if round % 3 == 2 {
                damaged.removeLast(Int.random(in: 1..<sound.count, using: &random))
            } else {
                damaged[Int.random(in: 0..<sound.count, using: &random)] ^= UInt8.random(in: 1...255, using: &random)
            }
            try damaged.write(to: file)
            let archive = try Archive(place.path)
            if !archive.verify().isEmpty { found += 1 }
            for name in ["a", "b"] {
                guard let stream = archive.find(name) else { continue }
                if let read = try? archive.samples(of: stream, from: .min, to: 2_999_999_999_999, limit: 10_000).all, !read.isEmpty { #expect(read == samples) }
            }
            await archive.close()
        }
        // The first eight bytes of a segment say nothing that the last eight do not say.
        #expect(found >= 298)
    }

    @Test func aJournalThatWasCutAnywhereGivesEverythingBeforeTheCut() async throws {
        let place = Place()
        var archive = try Archive(place.path)
        let stream = try await archive.stream(named: "a")
        var sizes: [Int: Int] = [:]
        let file = URL(fileURLWithPath: try #require(try place.files(".journal").first))
        for count in 1...20 {
            try await archive.append([Observation(stream, Sample(Int64(count), Double(count)))])
            sizes[try Data(contentsOf: file).count] = count
        }
        await archive.close()
        let whole = try Data(contentsOf: file)
        for cut in 0...whole.count {
            for other in try place.files(".journal") { try FileManager.default.removeItem(atPath: other) }
            try whole.prefix(cut).write(to: file)
            archive = try Archive(place.path)
            let expected = sizes.filter { $0.key <= cut }.values.max() ?? 0
            #expect(archive.count == expected && archive.damages.isEmpty, "cut at \(cut)")
            await archive.close()
        }
    }

    @Test func aJournalThatIsDamagedInTheMiddleGivesTheRestAndSaysSo() async throws {
        let place = Place()
        var archive = try Archive(place.path)
        let stream = try await archive.stream(named: "a")
        for count in 1...20 { try await archive.append([Observation(stream, Sample(Int64(count), Double(count)))]) }
        await archive.close()
        let file = URL(fileURLWithPath: try #require(try place.files(".journal").first))
        var bytes = try Data(contentsOf: file)
        bytes[bytes.count / 2] ^= 1
        try bytes.write(to: file)
        archive = try Archive(place.path)
        #expect(archive.count == 19 && archive.damages.count == 1)
        await archive.close()
    }

    /// Killed again and again between all that it does: writing, making segments, merging them.
    @Test func afterKillNineEverythingAcknowledgedIsThereOnce() async throws {
        let place = Place()
        var acknowledged: [Int: Int64] = [:]
        var random = Seeded(state: 23)
        for life in 0..<25 {
            for line in try run(place.path, milliseconds: Int.random(in: 20...400, using: &random)) {
                let numbers = line.split(separator: " ").compactMap { Int64($0) }
                try #require(numbers.count == 3, "\(line)")
                acknowledged[Int(numbers[0])] = max(acknowledged[Int(numbers[0])] ?? 0, numbers[1] + numbers[2] - 1)
            }
            let archive = try Archive(place.path)
            #expect(archive.verify().isEmpty, "life \(life)")
            for (number, last) in acknowledged {
                let stream = try #require(archive.find("stream \(number)"))
                let samples = try archive.all(stream)
                #expect(Int64(samples.count) >= last, "life \(life), stream \(number): \(samples.count) of \(last) are there")
                #expect(samples.map(\.time) == (1...Int64(samples.count)).map { $0 }, "life \(life), stream \(number): one is missing or there twice")
                #expect(samples.allSatisfy { $0.value == Double(($0.time * 7919 + Int64(number)) % 1000) / 10 })
                #expect(archive.count(of: stream) == samples.count)
                #expect(try archive.rollUps(of: stream, by: .month).reduce(0) { $0 + $1.count } == samples.count)
            }
            await archive.close()
        }
        #expect(acknowledged.count == 8)
    }

    /// The program beside the tests.
    private static func program() throws -> URL {
        for argument in CommandLine.arguments {
            guard let end = argument.range(of: ".xctest") else { continue }
            let bundle = URL(fileURLWithPath: String(argument[..<end.upperBound]))
            return bundle.deletingLastPathComponent().appendingPathComponent("SensingCrashTester")
        }
        throw CocoaError(.fileNoSuchFile)
    }

    private func run(_ directory: String, milliseconds: Int) throws -> [Substring] {
        let process = Process()
        process.executableURL = try Self.program()
        process.arguments = [directory]
        let output = FileManager.default.temporaryDirectory.appendingPathComponent("sensing-\(UUID().uuidString)")
        try Data().write(to: output)
        defer { try? FileManager.default.removeItem(at: output) }
        process.standardOutput = try FileHandle(forWritingTo: output)
        try process.run()
        usleep(UInt32(milliseconds) * 1000)
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
        let text = try String(contentsOf: output, encoding: .utf8)
        // The last line may have been cut off.
        return text.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
    }
}

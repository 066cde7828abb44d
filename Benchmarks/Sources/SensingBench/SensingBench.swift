import Foundation
import Sensing

/// Measures the archive of observations and prints a line for each part.
///
///     SensingBench [STREAMS [DAYS]]        100 streams of minute data over 365 days, 52,560,000 observations, unless told
///
/// The values are those of stations: temperatures, levels, rain and tilts with as many decimals as such devices give. They are made from a fixed seed.
@main
struct SensingBench {
    static func main() async throws {
        let numbers = CommandLine.arguments.dropFirst().compactMap { Int($0) }
        let (count, days) = (numbers.first ?? 100, numbers.dropFirst().first ?? 365)
        let directory = NSTemporaryDirectory() + "sensing-bench-\(ProcessInfo.processInfo.processIdentifier)"
        defer { try? FileManager.default.removeItem(atPath: directory) }
        var bench = SensingBench(directory: directory, days: days)
        try await bench.write(count)
        try await bench.rest()
        try bench.read()
        try await bench.latest()
        await bench.archive.close()
        let start = Clock()
        bench.archive = try Archive(directory)
        start.report("opened anew", Int(bench.total))
        try await bench.small()
        await bench.archive.close()
    }

    let directory: String
    let days: Int
    var archive: Archive
    var streams: [StreamID] = []
    var total: Int { streams.count * days * 1440 }
    static let begin = Int64(1_735_660_800_000)

    init(directory: String, days: Int) {
        (self.directory, self.days) = (directory, days)
        do { archive = try Archive(directory) } catch { fatalError("\(error)") }
    }

    /// Batches of 5,000 as a data array brings them, from four senders, each waiting until its batch is durable.
    private mutating func write(_ count: Int) async throws {
        streams = try await archive.streams(named: (0..<count).map { "station \($0)" })
        let (archive, streams, days) = (archive, streams, days)
        let start = Clock()
        try await withThrowingTaskGroup(of: Int.self) { group in
            for sender in 0..<4 {
                group.addTask {
                    var walks = streams.indices.filter { $0 % 4 == sender }.map { Walk(stream: streams[$0], kind: $0 % 4, seed: UInt64($0)) }
                    var refusals = 0
                    // Hour by hour over all stations, as it comes in; 83 stations fill a batch.
                    for hour in 0..<days * 24 {
                        var batch: [Observation] = []
                        for index in walks.indices {
                            for minute in 0..<60 { batch.append(walks[index].next(Self.begin + Int64(hour * 60 + minute) * 60_000)) }
                            if batch.count < 5000, index + 1 < walks.count { continue }
                            refusals += try await send(batch, archive)
                            batch = []
                        }
                    }
                    return refusals
                }
            }
            let refusals = try await group.reduce(0, +)
            start.report("stored, durable, in batches", total)
            print("  \(refusals) batches were told to come again; peak memory \(peakMemory()) MB")
        }
    }

    /// What all of it takes on the disk.
    private func rest() async throws {
        let start = Clock()
        try await archive.seal()
        start.report("sealed", total)
        // Until segments have become few.
        try await Task.sleep(for: .seconds(2))
        let sizes = try FileManager.default.contentsOfDirectory(atPath: directory).map { name in
            (name, try FileManager.default.attributesOfItem(atPath: directory + "/" + name)[.size] as? Int ?? 0)
        }
        let bytes = sizes.filter { $0.0.hasSuffix(".segment") }.reduce(0) { $0 + $1.1 }
        print("  \(sizes.count) files; segments \(bytes >> 20) MB: \(Double(bytes * 1000 / total) / 1000) bytes an observation, roll-ups and index included")
    }

    private func read() throws {
        let (from, to) = (Self.begin, Self.begin + Int64(days) * 86_400_000)
        for round in ["first", "again"] {
            let start = Clock()
            let chart = try archive.chart(of: streams[0], from: from, to: to, parts: 1000)
            start.report("chart of \(days) days of minutes, 1000 parts, \(round): \(chart.count) parts", days * 1440)
        }
        var start = Clock()
        for stream in streams { _ = try archive.rollUps(of: stream, by: .day, from: from, to: to) }
        start.report("roll-ups by day of \(streams.count) streams", streams.count * days)
        start = Clock()
        for stream in streams { _ = try archive.rollUps(of: stream, by: .hour, from: from, to: to) }
        start.report("roll-ups by hour of \(streams.count) streams", streams.count * days * 24)
        start = Clock()
        var sum = 0
        for stream in streams { try archive.forEach(of: stream, from: from, to: to) { sum += $1.count } }
        start.report("read, all samples", sum)
        start = Clock()
        let count = archive.count
        start.report("counted: \(count)", 1)
    }

    private mutating func latest() async throws {
        var start = Clock()
        let many = try await archive.streams(named: (0..<100_000).map { "device \($0)" })
        start.report("streams declared", many.count)
        start = Clock()
        for part in stride(from: 0, to: many.count, by: 5000) {
            _ = try await send(many[part..<part + 5000].map { Observation($0, Sample(Self.begin, 21.5)) }, archive)
        }
        start.report("stored, one of each of 100,000 streams", many.count)
        start = Clock()
        let latest = archive.latest()
        start.report("newest of all streams: \(latest.count)", latest.count)
    }

    /// Messages that come one by one, from many senders at once: each waits until its own is durable.
    private func small() async throws {
        let streams = try await archive.streams(named: (0..<1000).map { "sender \($0)" })
        let archive = archive
        let start = Clock()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for stream in streams {
                group.addTask { for index in 0..<200 { _ = try await send([Observation(stream, Sample(Int64(index) * 1000, 1.5))], archive) } }
            }
            try await group.waitForAll()
        }
        start.report("stored, durable, one by one from 1,000 senders", 200_000)
    }
}

private func send(_ batch: [Observation], _ archive: Archive) async throws -> Int {
    var refusals = 0
    while true {
        do {
            _ = try await archive.append(batch)
            return refusals
        } catch {
            guard error == .busy else { throw error }
            refusals += 1
        }
        try await Task.sleep(for: .milliseconds(5))
    }
}

/// A station: a value that wanders.
private struct Walk {
    let stream: StreamID
    let kind: Int
    var seed: UInt64
    var value = 20.0

    mutating func next(_ time: Int64) -> Observation {
        seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        let chance = Double(seed >> 33) / Double(1 << 31) - 0.5
        let digits: Double
        switch kind {
        case 0: (value, digits) = (value + chance * 0.2, 10)  // temperature, 0.1 °C
        case 1: (value, digits) = (value + chance * 0.01, 1000)  // level, 1 mm
        case 2: (value, digits) = (chance > 0.45 ? 0.2 : 0, 10)  // rain, tipping bucket of 0.2 mm
        default: (value, digits) = (value + chance * 0.1, 1000)  // tilt, 0.001°
        }
        return Observation(stream, Sample(time, (value * digits).rounded() / digits))
    }
}

private struct Clock {
    private let wall = ContinuousClock.now
    private let processor = processorSeconds()

    func report(_ what: String, _ count: Int) {
        let (seconds, own) = (Double((ContinuousClock.now - wall) / .microseconds(1)) / 1e6, processorSeconds() - processor)
        func rate(_ time: Double) -> String { time > 0 ? "\(Int(Double(count) / time))" : "–" }
        print(
            "\(what): \(count) in \(Int(seconds * 1e6) / 1000) ms, \(Int(own * 1e6) / 1000) ms of the processor; \(rate(seconds)) a second, \(rate(own)) a second of the processor"
        )
    }
}

private func processorSeconds() -> Double { Double(clock()) / 1e6 }

/// The most that the process ever took, where the system says so.
private func peakMemory() -> Int {
    let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
    return status.split(separator: "\n").first { $0.hasPrefix("VmHWM") }?.split(separator: " ").compactMap { Int($0) }.first.map { $0 / 1024 } ?? 0
}

import Foundation
import Sensing

/// A program that writes observations until it is killed. Each line of its output is a batch that was acknowledged: its first moment and its length.
///
///     SensingCrashTester DIRECTORY
@main
struct CrashTester {
    static func main() async throws {
        guard let directory = CommandLine.arguments.dropFirst().first else { return print("which directory?") }
        // Little memory, so that segments are made and merged all the time.
        var limits = Archive.Limits()
        limits.samplesInMemory = 4000
        let archive = try Archive(directory, limits: limits)
        let streams = try await archive.streams(named: (0..<8).map { "stream \($0)" })
        await withTaskGroup(of: Void.self) { group in
            for (number, stream) in streams.enumerated() { group.addTask { await write(archive, stream, number) } }
        }
    }

    private static func write(_ archive: Archive, _ stream: StreamID, _ number: Int) async {
        // Each life goes on behind what the one before left.
        var next = (archive.latest(of: stream)?.time ?? 0) + 1
        while true {
            let batch = (next..<next + Int64.random(in: 1...40)).map { Observation(stream, Sample($0, value(number, $0))) }
            do {
                try await archive.append(batch)
                // At once, so that what was acknowledged is known whatever happens next.
                try FileHandle.standardOutput.write(contentsOf: Data("\(number) \(next) \(batch.count)\n".utf8))
                next += Int64(batch.count)
            } catch ArchiveError.busy {
                await Task.yield()
            } catch { return print("failed: \(error)") }
        }
    }

    /// What every sample must have, so that the test needs no list of values.
    static func value(_ stream: Int, _ time: Int64) -> Double { Double((time * 7919 + Int64(stream)) % 1000) / 10 }
}

import Foundation
import Testing

@testable import Sensing

/// The same numbers every time (SplitMix64: Steele, Lea and Flood 2014).
struct Seeded: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

/// A directory that is gone when the test is over.
final class Place {
    let path = NSTemporaryDirectory() + "sensing-\(UUID().uuidString)"
    deinit { try? FileManager.default.removeItem(atPath: path) }
    func files(_ ending: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: path).filter { $0.hasSuffix(ending) }.sorted().map { path + "/" + $0 }
    }
}

extension Archive.Limits {
    /// So little memory that a test makes many segments.
    static func small(_ samples: Int) -> Archive.Limits {
        var limits = Archive.Limits()
        limits.samplesInMemory = samples
        return limits
    }
}

extension Archive {
    /// Sends a batch again until the archive has room for it, as every client does.
    @discardableResult func appendPatiently(_ batch: [Observation]) async throws -> Receipt {
        var receipt: Receipt?
        while receipt == nil {
            do { receipt = try await append(batch) } catch { try await pause(after: error) }
        }
        return try #require(receipt)
    }

    private func pause(after error: ArchiveError) async throws {
        guard error == .busy else { throw error }
        try await Task.sleep(for: .milliseconds(1))
    }

    func all(_ stream: StreamID) throws -> [Sample] { try samples(of: stream, from: .min, to: .max, limit: .max).all }
}

extension Samples {
    init(_ samples: [Sample]) {
        self.init()
        for sample in samples { append(sample) }
    }
}

import Cryptography
import Ledger

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// Measures the ledger and prints a line for each part: time of the processor per piece and, where there is a physical limit, the ratio to it.
///
/// The limit is SHA-256 over the same bytes in one piece: no log can be appended to or checked with less.
@main
enum LedgerBench {
    static let count = 1_000_000

    static func main() async throws {
        let bytes = [UInt8](repeating: 1, count: 64 << 20)
        let perByte = seconds { _ = SHA256.hash(bytes) } / Double(bytes.count)
        print("SHA-256 in one piece: \(Int(1 / perByte / 1e6)) MB/s")

        let leaf = [UInt8](repeating: 65, count: 300)
        var frontier = Frontier()
        report(
            "leaf of 300 bytes hashed and appended", count, seconds { for _ in 0..<count { frontier.append(MerkleTree.leafHash(leaf)) } }, limit: 365 * perByte)

        let log = try SampleLog(count: count)
        report("entry written", count, try secondsTrying { for entry in log.sampleEntries { _ = try entry.encoded() } })
        report("entry read", count, try secondsTrying { for entry in log.entries { _ = try Entry(decoding: entry.leaf) } })
        try await checking(log, perByte)
        try await proving(log)
        try keys()
    }

    /// Checks the whole log: leaves, contents, tiles, frontier and a checkpoint.
    private static func checking(_ log: SampleLog, _ perByte: Double) async throws {
        let frontier = try await log.tiles.frontier(size: count)
        let start = now()
        var verifier = Verifier(
            tiles: log.tiles, checkpoints: [try Checkpoint(origin: "bench.example", size: count, root: frontier.root)], stored: frontier)
        for place in stride(from: 0, to: count, by: 1000) { try await verifier.add(Array(log.entries[place..<min(count, place + 1000)])) }
        let found = try await verifier.finish()
        report("entry checked with content, tiles and checkpoint", count, now() - start, limit: Double(log.byteCount) / Double(count) * perByte)
        print(found)
    }

    private static func proving(_ log: SampleLog) async throws {
        let root = try await log.tiles.root(size: count)
        let start = now()
        var proof = try await log.tiles.inclusionProof(of: 0, size: count)
        for place in 1..<1000 { proof = try await log.tiles.inclusionProof(of: place * 999, size: count) }
        report("proof of inclusion in a million", 1000, now() - start)
        let leafHash = MerkleTree.leafHash(log.entries[proof.index].leaf)
        report("the same checked", 10_000, seconds { for _ in 0..<10_000 { precondition(proof.accepts(leafHash: leafHash, root: root)) } })
    }

    private static func keys() throws {
        let key = try SigningKey.generate()
        let message = [UInt8](repeating: 9, count: 120)
        let signature = try key.sign(message)
        report("Ed25519 signature", 5000, try secondsTrying { for _ in 0..<5000 { _ = try key.sign(message) } })
        report("the same checked", 5000, seconds { for _ in 0..<5000 { precondition(key.verifyingKey.accepts(signature, for: message)) } })
        report("password hashed", 5, try secondsTrying { for _ in 0..<5 { _ = try Password.hash("a password") } })
    }

    // MARK: Time

    /// The time that this process has used, in seconds: other programs on the machine hardly change it.
    private static func now() -> Double { Double(clock()) / Double(CLOCKS_PER_SEC) }

    private static func seconds(_ work: () -> Void) -> Double {
        let start = now()
        work()
        return now() - start
    }

    private static func secondsTrying(_ work: () throws -> Void) throws -> Double {
        let start = now()
        try work()
        return now() - start
    }

    private static func report(_ name: String, _ count: Int, _ seconds: Double, limit: Double? = nil) {
        let nanoseconds = seconds * 1e9 / Double(count)
        let time = nanoseconds < 10_000 ? "\(Int(nanoseconds)) ns" : "\(Int(nanoseconds / 1000)) µs"
        let ratio = limit.map { ", \((nanoseconds / ($0 * 1e9) * 10).rounded() / 10) times the limit" } ?? ""
        print("\(name): \(time), \(Int(Double(count) / seconds)) per second\(ratio)")
    }
}

/// A log of changes to enterprises, with identifiers and contents of usual length.
struct SampleLog {
    var sampleEntries: [Entry] = []
    var entries: [StoredEntry] = []
    var tiles = MemoryTiles()
    /// All bytes that checking has to hash: leaves, salts, contents and nodes.
    var byteCount = 0

    init(count: Int) throws {
        for index in 0..<count {
            let salt = (0..<Commitment.saltByteCount).map { UInt8(truncatingIfNeeded: index >> ($0 % 4 * 8)) }
            let (before, after) = ("云岭县某某科技有限公司 \(index)", "云岭县某某智能科技股份有限公司 \(index)")
            let content = Array(
                #"{"before":{"name":"\#(before)","rdExpense":123.45},"after":{"name":"\#(after)","rdExpense":\#(index)}}"#.utf8)
            let entry = Entry(
                time: Moment(milliseconds: 1_790_000_000_000 + Int64(index)), actor: "018f3c2a-0000-7c3d-8e4f-000000000007", action: .update,
                kind: "enterprise", record: "018f3c2a-7b1e-7c3d-8e4f-\(100_000_000_000 + index)", recordVersion: 3, region: "331024",
                request: "018f3c2a-9999-7c3d-8e4f-\(100_000_000_000 + index)", commitment: try Commitment.make(salt: salt, content: content))
            let leaf = try entry.encoded()
            sampleEntries.append(entry)
            tiles.append(MerkleTree.leafHash(leaf))
            entries.append(StoredEntry(index: index, leaf: leaf, content: .kept(salt: salt, content: content)))
            byteCount += 1 + leaf.count + salt.count + content.count + 65
        }
    }
}

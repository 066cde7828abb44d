import Testing

@testable import Cryptography

@Suite("Hashes")
struct HashTests {
    /// FIPS 180-4 examples of NIST.
    @Test(arguments: [
        ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        (
            "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
        ),
    ])
    func sha256(text: String, hex: String) {
        #expect(SHA256.hash(Array(text.utf8)).hex == hex)
    }

    @Test func millionTimesA() {
        var hash = SHA256()
        let piece = [UInt8](repeating: UInt8(ascii: "a"), count: 1000)
        for _ in 0..<1000 { hash.update(piece) }
        #expect(hash.finish().hex == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0")
        #expect(hash.finish() == SHA256.hash([]))
    }

    @Test func piecesAndPrefixes() {
        let bytes = (0..<200).map { UInt8($0) }
        for cut in [0, 1, 63, 64, 65, 200] {
            let head = Array(bytes[..<cut]), tail = Array(bytes[cut...])
            #expect(SHA256.hash(head, tail) == SHA256.hash(bytes))
            var hash = SHA256()
            hash.update(head)
            hash.update(bytes[cut...])
            #expect(hash.finish() == SHA256.hash(bytes))
            #expect(head.withUnsafeBytes { SHA256.hash(prefix: 7, $0) } == SHA256.hash([7] + head))
        }
        let left = SHA256.hash([1]), right = SHA256.hash([2])
        #expect(SHA256.hash(prefix: 1, left, right) == SHA256.hash([1] + left.bytes + right.bytes))
    }

    /// GB/T 32905-2016, appendix A.
    @Test func sm3() {
        #expect(SM3.hash(Array("abc".utf8)).hex == "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0")
        let long = String(repeating: "abcd", count: 16)
        #expect(SM3.hash(Array(long.utf8)).hex == "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732")
    }

    /// RFC 4231, test case 2.
    @Test func hmac() {
        let code = HMAC.sha256(key: Array("Jefe".utf8), message: Array("what do ya want for nothing?".utf8))
        #expect(Hex.encode(code) == "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843")
        #expect(HMAC.code(.sha1, key: [], message: []).count == 20)
        #expect(HMAC.code(.sha512, key: [], message: []).count == 64)
    }

    @Test func digests() throws {
        let digest = SHA256.hash(Array("abc".utf8))
        #expect(Digest(digest.bytes) == digest)
        #expect(Digest(hex: digest.hex.uppercased()) == digest)
        #expect(Digest(hex: "12") == nil)
        #expect(Digest([UInt8](repeating: 0, count: 33)) == nil)
        #expect(digest.bytes.withUnsafeBytes { Digest(copying: $0) } == digest)
        let all = (0..<100).map { SHA256.hash([UInt8($0)]) }
        #expect(all.sorted().map(\.bytes) == all.map(\.bytes).sorted { $0.lexicographicallyPrecedes($1) })
        #expect(Set(all).count == 100)
        for place in 0..<32 {
            var bytes = digest.bytes
            bytes[place] ^= 1
            #expect(try #require(Digest(bytes)) != digest)
        }
    }

    @Test func manyThreads() async {
        let expected = SHA256.hash(Array("abc".utf8))
        let right = await withTaskGroup(of: Bool.self) { group in
            for _ in 0..<16 { group.addTask { (0..<2000).allSatisfy { _ in SHA256.hash(Array("abc".utf8)) == expected } } }
            return await group.allSatisfy(\.self)
        }
        #expect(right)
    }
}

import Cryptography
import Foundation
import Kernel
import Testing

@testable import Web

#if canImport(FoundationNetworking)
import FoundationNetworking
#endif

/// Files in a store that speaks S3.
@Suite struct S3Tests {
    /// The examples of “Authenticating Requests: Using the Authorization Header” in the reference of Amazon S3.
    @Test(
        arguments: [
            (
                "GET", "/test.txt", "", ["range": "bytes=0-9"], "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
                "f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41"
            ),
            (
                "PUT", "/test%24file.text", "", ["date": "Fri, 24 May 2013 00:00:00 GMT", "x-amz-storage-class": "REDUCED_REDUNDANCY"],
                "44ce7dd67c959e0d3524ffac1771dfbba87d2b6b4b4e99e42034a8b803f8b072", "98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd"
            ),
            (
                "GET", "/", "lifecycle=", [:], "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
                "fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543"
            ),
            (
                "GET", "/", "max-keys=2&prefix=J", [:], "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
                "34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7"
            ),
        ] as [(String, String, String, [String: String], String, String)])
    func theSignatureIsThatOfThePublishedExamples(
        _ example: (method: String, path: String, query: String, fields: [String: String], content: String, signature: String)
    ) {
        let signer = S3Signature(accessKey: "AKIAIOSFODNN7EXAMPLE", secretKey: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", region: "us-east-1")
        var fields = example.fields
        fields["host"] = "examplebucket.s3.amazonaws.com"
        fields["x-amz-content-sha256"] = example.content
        fields["x-amz-date"] = "20130524T000000Z"
        let text = signer.authorization(
            example.method, path: example.path, query: example.query, fields: fields, content: example.content, time: "20130524T000000Z")
        #expect(text.hasSuffix("Signature=\(example.signature)"), "\(text)")
    }

    @Test func timesAreWrittenInUTC() {
        #expect(S3FileStore.time(Instant(milliseconds: 1_369_353_600_000)) == "20130524T000000Z")
        #expect(S3FileStore.time(Instant(milliseconds: 1_760_000_000_999)) == "20251009T085320Z")
    }

    @Test func anAddressNamesHostAndBucket() {
        func store(_ address: String) -> S3FileStore? {
            S3FileStore(address: address, region: "r", accessKey: "a", secretKey: "s", now: { Instant(milliseconds: 0) }) { _ in (500, [:], []) }
        }
        #expect(store("https://files.example/county") != nil && store("http://127.0.0.1:9000/county/attachments/") != nil)
        for wrong in ["", "files", "https://files.example", "ftp://files.example/county", "https://files.example/a b", "https://files.example/a?x=1"] {
            #expect(store(wrong) == nil, "\(wrong)")
        }
    }

    /// A server that speaks S3, with a bucket: `SHANHE_TEST_S3=http://127.0.0.1:PORT/BUCKET`. `scripts/test` starts moto.
    private static let server = ProcessInfo.processInfo.environment["SHANHE_TEST_S3"] ?? ""

    private static func store(_ change: @escaping @Sendable (S3FileStore.Request) -> S3FileStore.Request = { $0 }) -> S3FileStore? {
        S3FileStore(
            address: server, region: "us-east-1", accessKey: "testing", secretKey: "testing",
            now: { Instant(milliseconds: Int64(Date().timeIntervalSince1970 * 1000)) }
        ) { request in
            let request = change(request)
            var sent = URLRequest(url: try #require(URL(string: request.address)))
            sent.httpMethod = request.method
            for (name, value) in request.fields where name != "host" { sent.setValue(value, forHTTPHeaderField: name) }
            if request.method == "PUT" { sent.httpBody = Data(request.body) }
            let (data, response) = try await URLSession.shared.data(for: sent)
            let answer = try #require(response as? HTTPURLResponse)
            let fields = answer.allHeaderFields.map { ("\($0.key)".lowercased(), "\($0.value)") }
            return (answer.statusCode, Dictionary(fields) { first, _ in first }, Array(data))
        }
    }

    private actor Gathered {
        var bytes: [UInt8] = []
        func add(_ more: [UInt8]) { bytes += more }
    }

    @Test(.enabled(if: !server.isEmpty, "no S3 server was given")) func filesAreKeptOnceAndReadBackPieceByPiece() async throws {
        let store = try #require(Self.store())
        for count in [1, 1000, 9 << 20] {
            let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ count) }
            #expect(try await store.size(of: SHA256.hash(bytes).hex) == nil)
            let hash = try await store.keep(bytes)
            #expect(try await store.keep(bytes) == hash && hash == SHA256.hash(bytes).hex)
            #expect(try await store.size(of: hash) == count)
            let gathered = Gathered()
            try await store.read(hash, to: Answer.Sink { await gathered.add($0) })
            #expect(await gathered.bytes == bytes)
        }
        #expect(try await store.size(of: "../secret") == nil)
    }

    @Test(.enabled(if: !server.isEmpty, "no S3 server was given")) func attachmentsWorkOnItAsTheyDoInAFolder() async throws {
        let house = try await ServerHouse(files: Self.store())
        let fields = [(name: "Authorization", value: "Bearer \(house.tokens["administrator"] ?? "")")]
        let text = "成果 \(UInt64.random(in: 0 ... .max))"
        let kept = try await Reply(await house.server.answer(Call(.post, "/api/v1/files?name=成果.txt", fields: fields, body: Array(text.utf8))))
        #expect(kept.status == 201, "\(kept.text)")
        #expect(try await house.send(.get, "/api/v1/files/\(kept.id)", as: "administrator").text == text)
    }

    @Test func whatTheStoreRefusesIsAnErrorAndNothingIsSaidToBeKept() async throws {
        for status in [301, 403, 500, 503] {
            let store = try #require(
                S3FileStore(address: "https://f.example/b", region: "r", accessKey: "a", secretKey: "s", now: { Instant(milliseconds: 0) }) { request in
                    (request.method == "HEAD" ? 404 : status, [:], [])
                })
            await #expect(throws: S3FileStore.Failure.self) { try await store.keep([1]) }
        }
    }
}

import Cryptography
public import Kernel

/// Files in a bucket of an S3-compatible store, each under the hash of its content: `ab/cdef…`.
public struct S3FileStore: FileStore {
    /// One request to the store.
    public struct Request: Sendable {
        public let method: String
        public let address: String
        public let fields: [String: String]
        public let body: [UInt8]
    }

    /// Sends a request, and gives back the status, the fields by small-letter names, and the body. Follows no redirects.
    public typealias Send = @Sendable (Request) async throws -> (status: Int, fields: [String: String], body: [UInt8])

    /// What the store answered instead of doing what it was asked.
    public struct Failure: Error, Sendable, CustomStringConvertible {
        public let description: String
    }

    private let root: String
    private let host: String
    private let path: String
    private let signature: S3Signature
    private let now: @Sendable () -> Instant
    private let send: Send
    /// How much is read at once.
    private static let piece = 4 << 20

    /// - Parameters:
    ///   - address: `https://host/bucket`, or with a folder in it.
    ///   - region: as the store calls it; `us-east-1` where it does not matter.
    /// - Returns: nil for an address that is not of that form.
    public init?(
        address: String, region: String, accessKey: String, secretKey: String, now: @escaping @Sendable () -> Instant, send: @escaping Send
    ) {
        let parts = address.split(separator: "/", omittingEmptySubsequences: true).map(String.init)
        guard parts.count >= 3, parts[0] == "https:" || parts[0] == "http:", parts.dropFirst(2).allSatisfy({ $0 == Percent.encoded($0) }) else { return nil }
        root = "\(parts[0])//\(parts[1])"
        host = parts[1]
        path = "/" + parts.dropFirst(2).joined(separator: "/")
        signature = S3Signature(accessKey: accessKey, secretKey: secretKey, region: region)
        self.now = now
        self.send = send
    }

    public func keep(_ bytes: [UInt8]) async throws -> String {
        let hash = SHA256.hash(bytes).hex
        if try await size(of: hash) != nil { return hash }
        let (status, _, _) = try await ask("PUT", hash, body: bytes, content: hash)
        guard status == 200 else { throw failure("PUT", status) }
        return hash
    }

    public func size(of hash: String) async throws -> Int? {
        guard isHash(hash) else { return nil }
        let (status, fields, _) = try await ask("HEAD", hash)
        if status == 404 { return nil }
        guard status == 200, let size = fields["content-length"].flatMap({ Int($0) }) else { throw failure("HEAD", status) }
        return size
    }

    public func read(_ hash: String, to sink: Answer.Sink) async throws {
        guard let size = try await size(of: hash) else { return }
        var place = 0
        while place < size {
            let end = min(place + Self.piece, size)
            let (status, _, body) = try await ask("GET", hash, range: "bytes=\(place)-\(end - 1)")
            guard status == 206 || status == 200 && body.count == size, !body.isEmpty else { throw failure("GET", status) }
            try await sink.write(body)
            place += body.count
        }
    }

    private func ask(
        _ method: String, _ hash: String, range: String? = nil, body: [UInt8] = [], content: String = SHA256.hash([]).hex
    ) async throws -> (status: Int, fields: [String: String], body: [UInt8]) {
        let path = "\(path)/\(hash.prefix(2))/\(hash.dropFirst(2))"
        let time = Self.time(now())
        var fields = ["host": host, "x-amz-content-sha256": content, "x-amz-date": time]
        if let range { fields["range"] = range }
        fields["authorization"] = signature.authorization(method, path: path, fields: fields, content: content, time: time)
        return try await send(Request(method: method, address: root + path, fields: fields, body: body))
    }

    /// 20130524T000000Z
    static func time(_ instant: Instant) -> String {
        let text = instant.adding(seconds: -8 * 3600).description
        return String(text.prefix(19).filter { $0 != "-" && $0 != ":" }) + "Z"
    }

    /// No name from outside becomes an address.
    private func isHash(_ text: String) -> Bool { text.utf8.count == 64 && text.utf8.allSatisfy { (48...57).contains($0) || (97...102).contains($0) } }

    private func failure(_ method: String, _ status: Int) -> Failure {
        Failure(description: "the file store answered \(status) to \(method); see address, region, credentials and the rights of the bucket")
    }
}

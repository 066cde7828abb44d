import Cryptography

/// Signs requests as S3 wants it: AWS Signature Version 4 (docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html).
struct S3Signature: Sendable {
    let accessKey: String
    let secretKey: String
    let region: String

    /// The value of the field `Authorization`.
    ///
    /// - Parameters:
    ///   - path: as it is sent, every byte but those of unreserved characters and slashes encoded.
    ///   - query: as it is sent; `name=value` sorted by name.
    ///   - fields: all header fields that are sent, by small-letter names; host, x-amz-date and x-amz-content-sha256 among them.
    ///   - content: the SHA-256 of the body in hexadecimal digits.
    ///   - time: `20130524T000000Z`, as in x-amz-date.
    func authorization(_ method: String, path: String, query: String = "", fields: [String: String], content: String, time: String) -> String {
        let names = fields.keys.sorted()
        let signed = names.joined(separator: ";")
        let request = [method, path, query, names.map { "\($0):\(fields[$0] ?? "")\n" }.joined(), signed, content].joined(separator: "\n")
        let day = String(time.prefix(8))
        let scope = "\(day)/\(region)/s3/aws4_request"
        let text = ["AWS4-HMAC-SHA256", time, scope, SHA256.hash(Array(request.utf8)).hex].joined(separator: "\n")
        let key = [day, region, "s3", "aws4_request"].reduce(Array("AWS4\(secretKey)".utf8)) { HMAC.sha256(key: $0, message: Array($1.utf8)) }
        let signature = Hex.encode(HMAC.sha256(key: key, message: Array(text.utf8)))
        return "AWS4-HMAC-SHA256 Credential=\(accessKey)/\(scope),SignedHeaders=\(signed),Signature=\(signature)"
    }
}

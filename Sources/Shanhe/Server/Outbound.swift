import Foundation
import Web

#if canImport(FoundationNetworking)
import FoundationNetworking
#endif

/// What the program asks of other servers; bounded in time and size.
enum Outbound {
    private static let session: URLSession = {
        let configuration = URLSessionConfiguration.ephemeral
        configuration.timeoutIntervalForRequest = 20
        configuration.timeoutIntervalForResource = 30
        configuration.httpShouldSetCookies = false
        return URLSession(configuration: configuration)
    }()

    /// What is longer is no answer of a witness.
    private static let limit = 1 << 16

    /// A request to a file store; redirects are answers like others, since a signature holds for one address.
    @Sendable static func send(_ request: S3FileStore.Request) async throws -> (status: Int, fields: [String: String], body: [UInt8]) {
        guard let url = URL(string: request.address) else { throw URLError(.badURL) }
        var sent = URLRequest(url: url)
        sent.httpMethod = request.method
        for (name, value) in request.fields where name != "host" { sent.setValue(value, forHTTPHeaderField: name) }
        if request.method == "PUT" { sent.httpBody = Data(request.body) }
        let (data, response) = try await session.data(for: sent, delegate: Unredirected())
        guard let response = response as? HTTPURLResponse else { throw URLError(.cannotParseResponse) }
        let fields = response.allHeaderFields.map { ("\($0.key)".lowercased(), "\($0.value)") }
        return (response.statusCode, Dictionary(fields) { first, _ in first }, Array(data))
    }

    private final class Unredirected: NSObject, URLSessionTaskDelegate {
        func urlSession(
            _ session: URLSession, task: URLSessionTask, willPerformHTTPRedirection response: HTTPURLResponse, newRequest request: URLRequest,
            completionHandler: @escaping @Sendable (URLRequest?) -> Void
        ) { completionHandler(nil) }
    }

    @Sendable static func post(_ address: String, _ body: [UInt8]) async throws -> (status: Int, body: [UInt8]) {
        guard let url = URL(string: address) else { throw URLError(.badURL) }
        var request = URLRequest(url: url)
        request.httpMethod = "POST"
        request.setValue("application/octet-stream", forHTTPHeaderField: "Content-Type")
        request.httpBody = Data(body)
        let (data, response) = try await session.data(for: request)
        guard let response = response as? HTTPURLResponse, data.count <= limit else { throw URLError(.cannotParseResponse) }
        return (response.statusCode, Array(data))
    }
}

import Dispatch
import Foundation
import Kernel
import Operations
import Synchronization

#if canImport(FoundationNetworking)
import FoundationNetworking
#endif

extension Outbound {
    /// As much of an answer as is read.
    private static let answerLimit = 2000

    /// A host is looked up in so many seconds or not at all.
    private static let lookUpLimit = 5

    /// The addresses of a host, as this machine looks them up.
    @Sendable static func addresses(of host: String) async throws -> [NetworkAddress] {
        if let address = NetworkAddress(host) { return [address] }
        return try await withCheckedThrowingContinuation { continuation in
            let waiting = Mutex<CheckedContinuation<[NetworkAddress], any Error>?>(continuation)
            @Sendable func end(_ found: Result<[NetworkAddress], any Error>) {
                waiting.withLock { waiting in
                    defer { waiting = nil }; return waiting
                }?.resume(with: found)
            }
            // It blocks and cannot be stopped: not on a thread that others wait for, and nobody waits for what comes too late.
            let queue = DispatchQueue.global(qos: .utility)
            queue.async { end(Result { try lookUp(host) }) }
            queue.asyncAfter(deadline: .now() + .seconds(lookUpLimit)) { end(.failure(UnknownHost(host: host, reason: "超过 \(lookUpLimit) 秒没有结果"))) }
        }
    }

    private static func lookUp(_ host: String) throws -> [NetworkAddress] {
        var hints = addrinfo()
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        var list: UnsafeMutablePointer<addrinfo>?
        let status = getaddrinfo(host, nil, &hints, &list)
        defer { if let list { freeaddrinfo(list) } }
        guard status == 0 else { throw UnknownHost(host: host, reason: String(cString: gai_strerror(status))) }
        var found: [NetworkAddress] = []
        var next = list
        while let entry = next {
            next = entry.pointee.ai_next
            guard let address = entry.pointee.ai_addr else { continue }
            let bytes = UnsafeRawBufferPointer(start: address, count: Int(entry.pointee.ai_addrlen))
            // Behind family and port: four bytes of IPv4; of IPv6 sixteen, behind its flow too.
            let part = Int32(address.pointee.sa_family) == AF_INET6 ? 8..<24 : 4..<8
            if bytes.count >= part.upperBound, let address = NetworkAddress(bytes: Array(bytes[part])) { found.append(address) }
        }
        return found
    }

    private struct UnknownHost: Error, CustomStringConvertible {
        let host: String
        let reason: String
        var description: String { "找不到主机 \(host)：\(reason)" }
    }

    /// Sends an alert. Without TLS it goes to the address that was checked, whatever the name means by then; with TLS the certificate has to be of the
    /// name, which a machine inside does not have.
    @Sendable static func send(_ request: Webhooks.Request) async throws -> (status: Int, answer: [UInt8]) {
        guard let parts = WebhookAddress(request.address), let url = URL(string: parts.isSecure ? request.address : parts.at(request.host)) else {
            throw URLError(.badURL)
        }
        var sent = URLRequest(url: url, timeoutInterval: 15)
        sent.httpMethod = "POST"
        if !parts.isSecure { sent.setValue(parts.authority, forHTTPHeaderField: "Host") }
        for (name, value) in request.fields { sent.setValue(value, forHTTPHeaderField: name) }
        sent.setValue("Shanhe", forHTTPHeaderField: "User-Agent")
        sent.httpBody = Data(request.body)
        return try await Exchange(sent, limit: answerLimit).answer()
    }

    /// One request whose answer is read up to a limit, and which follows no redirect.
    private final class Exchange: NSObject, URLSessionDataDelegate, Sendable {
        private struct State {
            var bytes: [UInt8] = []
            var status: Int?
            var waiting: CheckedContinuation<(status: Int, answer: [UInt8]), any Error>?
        }
        private let state = Mutex(State())
        private let request: URLRequest
        private let limit: Int

        init(_ request: URLRequest, limit: Int) { (self.request, self.limit) = (request, limit) }

        func answer() async throws -> (status: Int, answer: [UInt8]) {
            let configuration = URLSessionConfiguration.ephemeral
            configuration.timeoutIntervalForRequest = 15
            configuration.timeoutIntervalForResource = 20
            configuration.httpShouldSetCookies = false
            let session = URLSession(configuration: configuration, delegate: self, delegateQueue: nil)
            defer { session.finishTasksAndInvalidate() }
            return try await withCheckedThrowingContinuation { continuation in
                state.withLock { $0.waiting = continuation }
                session.dataTask(with: request).resume()
            }
        }

        func urlSession(
            _ session: URLSession, task: URLSessionTask, willPerformHTTPRedirection response: HTTPURLResponse, newRequest request: URLRequest,
            completionHandler: @escaping @Sendable (URLRequest?) -> Void
        ) { completionHandler(nil) }

        func urlSession(
            _ session: URLSession, dataTask: URLSessionDataTask, didReceive response: URLResponse,
            completionHandler: @escaping @Sendable (URLSession.ResponseDisposition) -> Void
        ) {
            state.withLock { $0.status = (response as? HTTPURLResponse)?.statusCode }
            completionHandler(.allow)
        }

        func urlSession(_ session: URLSession, dataTask: URLSessionDataTask, didReceive data: Data) {
            let isFull = state.withLock { state in
                state.bytes += data.prefix(limit - state.bytes.count)
                return state.bytes.count >= limit
            }
            if isFull { dataTask.cancel() }
        }

        func urlSession(_ session: URLSession, task: URLSessionTask, didCompleteWithError error: (any Error)?) {
            let (waiting, status, bytes) = state.withLock { state in
                defer { state.waiting = nil }
                return (state.waiting, state.status ?? (task.response as? HTTPURLResponse)?.statusCode, state.bytes)
            }
            // What was cut off because it was long is an answer all the same.
            if let status, error == nil || bytes.count >= limit {
                waiting?.resume(returning: (status, bytes))
            } else {
                waiting?.resume(throwing: error ?? URLError(.cannotParseResponse))
            }
        }
    }
}

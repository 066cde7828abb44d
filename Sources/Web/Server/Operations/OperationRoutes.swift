import Cryptography
import Foundation
import HTTPTypes
import Kernel

/// What machines ask the server about itself, and what pages are made of.
///
/// | method | address | what |
/// |---|---|---|
/// | GET | `/health/live` | the process answers |
/// | GET | `/health/ready` | the store answers too; a line `degraded: …` for what does not work meanwhile |
/// | GET | `/metrics` | Prometheus text; from this machine, or with the token of the metrics |
/// | GET | `/assets/{file}` | styles and scripts |
/// | GET | `/events`, `/live` | live updates |
struct OperationRoutes: Sendable {
    let core: WebCore

    func add(to routes: inout Routes) {
        routes.on(.get, "/health/live", .open) { _ in .text("ok\n") }
        routes.on(.get, "/health/ready", .open, ready)
        routes.on(.get, "/metrics", .open, metrics)
        routes.on(.get, "/assets/{file}", .open, asset)
        routes.on(.get, "/assets/{folder}/{file}", .open, asset)
        let live: Routes.Handler = { [core] call in try core.live.answer(for: call, engine: core.engine) }
        routes.on(.get, "/events", .api, live)
        routes.on(.get, "/live", .api, live)
    }

    @Sendable private func ready(_ call: Call) async throws -> Answer {
        do {
            _ = try await core.engine.store.read { try $0.setting("ready") }
            let remarks = core.services.remarks?() ?? []
            return .text("ready\n" + remarks.map { "degraded: \($0)\n" }.joined())
        } catch {
            return .text("the store does not answer\n", status: 503)
        }
    }

    @Sendable private func metrics(_ call: Call) async throws -> Answer {
        let token = call.fields[.authorization].map { $0.hasPrefix("Bearer ") ? Array($0.dropFirst(7).utf8) : [] } ?? []
        let hasToken = core.configuration.metricsToken.map { !$0.isEmpty && constantTimeEqual(Array($0.utf8), token) } ?? false
        guard call.isLocal || hasToken else { return .text("not from here\n", status: 403) }
        var text = core.meters.get?.text() ?? ""
        func gauge(_ name: String, _ help: String, _ value: some CustomStringConvertible, type: String = "gauge") {
            text += "# HELP \(name) \(help)\n# TYPE \(name) \(type)\n\(name) \(value)\n"
        }
        if let queue = core.services.storeQueue { gauge("shanhe_store_queue", "Writes that wait in the store.", queue()) }
        if let sessions = try? await core.visitors.sessionCount() { gauge("shanhe_sessions", "Sessions that are kept.", sessions) }
        gauge("shanhe_listeners", "Open streams of live updates.", core.live.count)
        gauge("process_resident_memory_bytes", "Memory of the process.", ProcessUse.residentBytes)
        gauge("process_cpu_seconds_total", "Time of processors that was used.", ProcessUse.processorSeconds, type: "counter")
        text += core.services.moreMetrics?() ?? ""
        var answer = Answer.text(text)
        answer.fields[.contentType] = "text/plain; version=0.0.4; charset=utf-8"
        return answer
    }

    @Sendable private func asset(_ call: Call) async throws -> Answer {
        let name = call.values.joined(separator: "/")
        guard let asset = core.services.assets[name] else { return .text("no such file\n", status: 404) }
        var answer = Answer(fields: [.xContentTypeOptions: "nosniff", .contentType: asset.mediaType])
        let tag = "\"\(asset.version)\""
        answer.fields[.eTag] = tag
        // An address with the version never means other bytes.
        answer.fields[.cacheControl] = call.query["v"] == asset.version ? "public, max-age=31536000, immutable" : "no-cache"
        if call.fields[.ifNoneMatch] == tag { answer.status = 304 } else { answer.body = .bytes(asset.bytes) }
        return answer
    }
}

/// The styles and scripts of pages, read once at start and named by a hash of their content.
public struct StaticAssets: Sendable {
    public struct Asset: Sendable {
        public let bytes: [UInt8]
        public let mediaType: String
        /// The beginning of the SHA-256 of the bytes.
        public let version: String
    }

    private var assets: [String: Asset] = [:]

    public init() {}

    /// Every file of a folder and of its folders, one deep, whose ending is known.
    public init(directory: String) throws {
        for name in try FileManager.default.subpathsOfDirectory(atPath: directory) where name.split(separator: "/").count <= 2 {
            guard let data = FileManager.default.contents(atPath: directory + "/" + name), StaticAssets.mediaType(of: name) != nil else { continue }
            add(name, Array(data))
        }
    }

    public mutating func add(_ name: String, _ bytes: [UInt8]) {
        guard let mediaType = StaticAssets.mediaType(of: name) else { return }
        assets[name] = Asset(bytes: bytes, mediaType: mediaType, version: String(SHA256.hash(bytes).hex.prefix(12)))
    }

    public subscript(name: String) -> Asset? { assets[name] }

    /// Versions by name, for the addresses on pages.
    public var versions: [String: String] { assets.mapValues(\.version) }

    private static func mediaType(of name: String) -> String? {
        switch name.split(separator: ".").last.map(String.init) {
        case "css": "text/css; charset=utf-8"
        case "js": "text/javascript; charset=utf-8"
        case "svg": "image/svg+xml"
        case "png": "image/png"
        case "ico": "image/x-icon"
        case "woff2": "font/woff2"
        case "webmanifest": "application/manifest+json"
        case "json": "application/json"
        case "pbf": "application/x-protobuf"
        default: nil
        }
    }
}

/// What the process uses of the machine.
enum ProcessUse {
    static var residentBytes: Int {
        guard let text = try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8) else { return 0 }
        let pages = text.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
        return pages * Int(sysconf(Int32(_SC_PAGESIZE)))
    }

    static var processorSeconds: Double {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}

import Synchronization

/// Counts requests by route and class of status, and how long they took. One short lock a request, no allocation.
final class Meters: Sendable {
    private struct Counts {
        /// 2xx to 5xx of each route.
        var statuses: [[Int]]
        /// How many requests of each route took no longer than each of ``Meters/bounds``, and the others.
        var buckets: [[Int]]
        var nanoseconds: [UInt64]
        var unrouted = [0, 0, 0, 0]
    }

    /// Seconds.
    static let bounds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10]
    private static let nanoBounds = bounds.map { UInt64($0 * 1e9) }
    private let routes: [String]
    private let counts: Mutex<Counts>

    init(routes: [String]) {
        self.routes = routes
        counts = Mutex(
            Counts(
                statuses: routes.map { _ in [0, 0, 0, 0] }, buckets: routes.map { _ in Array(repeating: 0, count: Meters.bounds.count + 1) },
                nanoseconds: routes.map { _ in 0 }))
    }

    func count(_ route: Int, status: Int, nanoseconds: UInt64) {
        let bucket = Meters.nanoBounds.firstIndex { nanoseconds <= $0 } ?? Meters.bounds.count
        let place = min(max(status / 100, 2), 5) - 2
        counts.withLock { counts in
            counts.statuses[route][place] += 1
            counts.buckets[route][bucket] += 1
            counts.nanoseconds[route] += nanoseconds
        }
    }

    func countUnrouted(status: Int) {
        let place = min(max(status / 100, 2), 5) - 2
        counts.withLock { $0.unrouted[place] += 1 }
    }

    /// Prometheus text exposition format, version 0.0.4.
    func text() -> String {
        let counts = counts.withLock { $0 }
        var text = "# HELP shanhe_requests_total Requests answered.\n# TYPE shanhe_requests_total counter\n"
        for (place, route) in routes.enumerated() {
            for (index, count) in counts.statuses[place].enumerated() where count > 0 {
                text += "shanhe_requests_total{\(labels(route)),status=\"\(index + 2)xx\"} \(count)\n"
            }
        }
        for (index, count) in counts.unrouted.enumerated() where count > 0 {
            text += "shanhe_requests_total{method=\"\",route=\"\",status=\"\(index + 2)xx\"} \(count)\n"
        }
        text += "# HELP shanhe_request_seconds Time until the answer was ready.\n# TYPE shanhe_request_seconds histogram\n"
        for (place, route) in routes.enumerated() where counts.statuses[place].contains(where: { $0 > 0 }) {
            var sum = 0
            for (index, bound) in Meters.bounds.enumerated() {
                sum += counts.buckets[place][index]
                text += "shanhe_request_seconds_bucket{\(labels(route)),le=\"\(bound)\"} \(sum)\n"
            }
            sum += counts.buckets[place][Meters.bounds.count]
            text += "shanhe_request_seconds_bucket{\(labels(route)),le=\"+Inf\"} \(sum)\n"
            text += "shanhe_request_seconds_sum{\(labels(route))} \(Double(counts.nanoseconds[place]) / 1e9)\n"
            text += "shanhe_request_seconds_count{\(labels(route))} \(sum)\n"
        }
        return text
    }

    private func labels(_ route: String) -> String {
        let parts = route.split(separator: " ", maxSplits: 1)
        return "method=\"\(parts[0])\",route=\"\(parts.count > 1 ? parts[1] : "")\""
    }
}

import Kernel

/// The routes of pages.
enum PageRoutes {
    static func add(to routes: inout Routes, core: WebCore) {}

    static func failure(_ failure: WebFailure, _ call: Call, core: WebCore?) -> Answer {
        .text(failure.message[call.language] + "\n" + failure.problems.map { $0.message[call.language] }.joined(separator: "\n"), status: failure.status)
    }
}

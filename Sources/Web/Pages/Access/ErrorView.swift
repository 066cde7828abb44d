import Kernel

/// What went wrong with a request: what happened, what to do, and the number under which it is found in the logs.
public struct ErrorView: View {
    public enum Fault: Sendable, Hashable {
        case notFound
        case notAllowed
        case tooMany(seconds: Int)
        case broken
        /// The queue of writes is full.
        case busy(seconds: Int)

        public var status: Int {
            switch self {
            case .notFound: 404
            case .notAllowed: 403
            case .tooMany: 429
            case .broken: 500
            case .busy: 503
            }
        }
    }

    public let fault: Fault
    public let request: String
    public init(fault: Fault, request: String) {
        self.fault = fault
        self.request = request
    }

    private func texts(_ words: Words) -> (title: String, hint: String) {
        switch fault {
        case .notFound: (words.notFound, words.notFoundHint)
        case .notAllowed: (words.notAllowed, words.notAllowedHint)
        case .tooMany(let seconds): (words.tooMany, words.waitSeconds(seconds))
        case .broken: (words.serverError, words.serverErrorHint)
        case .busy(let seconds): (words.busy, words.waitSeconds(seconds))
        }
    }

    public func title(_ visit: Visit) -> String { texts(visit.words).title }

    public func write(to html: inout HTML, _ visit: Visit) {
        let words = visit.words
        let (title, hint) = texts(words)
        html.element("div", class: "fault") { html in
            html.element("p", class: "status", text: String(fault.status))
            html.element("h1", text: title)
            html.element("p", text: hint)
            html.element("div", class: "buttons") { html in
                html.button(words.toHome, .home, .home, isMain: true)
                if fault != .notFound, fault != .notAllowed {
                    html.element("button", .type("button"), .class("button"), .data("reload", ""), text: words.retry)
                }
            }
            html.element("p", class: "hint") { html in
                html.text(words.requestNumber + " ")
                html.element("code", text: request)
            }
        }
    }

    /// The page for someone who has not signed in: without navigation.
    public func alone(_ visit: Visit) -> [UInt8] {
        var html = HTML()
        Document.write(to: &html, title: title(visit), visit) { html in
            html.element("main", .class("alone"), .id("main")) { write(to: &$0, visit) }
        }
        return html.bytes
    }

    /// One line for htmx, shown as a message.
    public func line(_ visit: Visit) -> [UInt8] {
        var html = HTML(reserving: 256)
        let (title, hint) = texts(visit.words)
        html.text("\(title)。\(hint)（\(request)）")
        return html.bytes
    }
}

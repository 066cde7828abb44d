/// Messages as a feed (Atom, RFC 4287): an entry for each, which leads to the message itself.
public struct AlertFeed: Sendable, Hashable {
    public struct Entry: Sendable, Hashable {
        let message: AlertMessage
        let address: String
        /// - Parameter address: where the message lies, as a whole or from the root of the site.
        public init(_ message: AlertMessage, at address: String) { (self.message, self.address) = (message, address) }
    }

    public let title: String
    /// What it is called for ever, as a tag or an address, and where it lies.
    public let id: String
    public let address: String
    public let entries: [Entry]

    public static let mediaType = "application/atom+xml"

    public init(_ title: String, id: String, at address: String, _ entries: [Entry]) {
        (self.title, self.id, self.address, self.entries) = (title, id, address, entries)
    }

    /// - Parameter now: when nothing was ever told, the feed is as new as its asking.
    public func xml(now: AlertTime) -> String {
        let updated = entries.map(\.message.sent).max() ?? now
        let head: [Markup] = [
            .element("id", id), .element("title", title), .element("updated", updated.text), .element("author", [], [.element("name", title)]),
            .link("self", Self.mediaType, to: address),
        ]
        let name = Markup.Attribute("xmlns", "http://www.w3.org/2005/Atom")
        return Markup.element("feed", [name], head + entries.map(\.markup)).document
    }
}

extension AlertFeed.Entry {
    fileprivate var markup: Markup {
        let info = message.infos.first
        let event = info?.event ?? message.identifier
        let content: [Markup] = [
            .element("id", "urn:shanhe:cap:\(message.identifier)"), .element("title", info?.headline ?? event), .element("updated", message.sent.text),
            .link("alternate", AlertMessage.mediaType, to: address), .category(message.kind.rawValue), .category(message.status.rawValue),
            .element("summary", info?.description ?? event),
        ]
        return .element("entry", [], content)
    }
}

extension Markup {
    fileprivate static func link(_ relation: String, _ mediaType: String, to address: String) -> Markup {
        .element("link", [Attribute("rel", relation), Attribute("type", mediaType), Attribute("href", address)], [])
    }
    fileprivate static func category(_ term: String) -> Markup { .element("category", [Attribute("term", term)], []) }
}

extension AlertMessage {
    /// The media type of ``xml``.
    public static let mediaType = "application/cap+xml"

    /// As a document in the namespace of CAP 1.2, elements in the order of the standard. Equal messages give equal text.
    public var xml: String {
        var content: [Markup] = [
            .element("identifier", identifier), .element("sender", sender), .element("sent", sent.text), .element("status", status.rawValue),
            .element("msgType", kind.rawValue),
        ]
        switch scope {
        case .everyone: content.append(.element("scope", "Public"))
        case .restricted(let how): content += [.element("scope", "Restricted"), .element("restriction", how)]
        case .addressed(let whom): content += [.element("scope", "Private"), .element("addresses", whom.map(Self.quoted).joined(separator: " "))]
        }
        if let note { content.append(.element("note", note)) }
        if !references.isEmpty { content.append(.element("references", references.map(\.text).joined(separator: " "))) }
        return Markup.element("alert", [Markup.Attribute("xmlns", "urn:oasis:names:tc:emergency:cap:1.2")], content + infos.map(\.markup)).document
    }

    /// An address with white space stands between quotation marks, which it then cannot contain.
    private static func quoted(_ address: String) -> String {
        address.contains(where: \.isWhitespace) ? "\"" + address.filter { $0 != "\"" } + "\"" : address
    }
}

extension AlertMessage.Named {
    fileprivate func markup(_ element: StaticString) -> Markup { .element(element, [], [.element("valueName", name), .element("value", value)]) }
}

extension AlertMessage.Info {
    fileprivate var markup: Markup {
        var content: [Markup] = [
            .element("language", language), .element("category", category.rawValue), .element("event", event), .element("urgency", urgency.rawValue),
            .element("severity", severity.rawValue), .element("certainty", certainty.rawValue),
        ]
        content += [Markup.element("audience", audience)].compactMap(\.self)
        content += eventCodes.map { $0.markup("eventCode") }
        content += [
            Markup.element("effective", effective?.text), .element("onset", onset?.text), .element("expires", expires?.text),
            .element("senderName", senderName),
            .element("headline", headline), .element("description", description), .element("instruction", instruction),
        ].compactMap(\.self)
        return .element("info", [], content + parameters.map { $0.markup("parameter") } + areas.map(\.markup))
    }
}

extension AlertMessage.Area {
    fileprivate var markup: Markup {
        var content: [Markup] = [.element("areaDesc", description)]
        content += polygons.map { .element("polygon", $0.map(\.text).joined(separator: " ")) }
        content += circles.map { .element("circle", "\($0.middle.text) \($0.kilometres)") }
        return .element("area", [], content + geocodes.map { $0.markup("geocode") })
    }
}

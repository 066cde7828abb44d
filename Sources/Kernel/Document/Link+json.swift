/// Links as JSON, so that they can be kept: a job says where to go when it is done.
extension Link {
    public var json: JSON {
        switch self {
        case .record(let kind, let id): .object(("to", "record"), ("kind", .string(kind)), ("record", .string(id.text)))
        case .list(let kind, let filters): .object(("to", "list"), ("kind", .string(kind)), ("choices", Link.json(filters)))
        // A condition is a question and no address: what is kept leads to the list of the kind.
        case .records(let kind, _): .object(("to", "list"), ("kind", .string(kind)), ("choices", Link.json([:])))
        case .board(let kind, let filters): .object(("to", "board"), ("kind", .string(kind)), ("choices", Link.json(filters)))
        case .indicator(let code, let period): .object(("to", "indicator"), ("code", .string(code)), ("period", period.map { .string($0) } ?? .null))
        case .page(let application, let code, let record, let choices):
            .object(
                ("to", "page"), ("application", .string(application)), ("code", .string(code)), ("record", record.map { .string($0.text) } ?? .null),
                ("choices", Link.json(choices)))
        case .anchor(let name): .object(("to", "anchor"), ("code", .string(name)))
        case .file(let id): .object(("to", "file"), ("record", .string(id.text)))
        case .inbox: .object(("to", "inbox"))
        case .local(let address): .object(("to", "local"), ("code", .string(address)))
        }
    }

    /// nil for what is no link.
    public init?(_ json: JSON) {
        func text(_ name: String) -> String? { json[name]?.string }
        let id = text("record").flatMap { RecordID($0) }
        let choices = Dictionary(
            (json["choices"]?.members ?? []).compactMap { member in member.value.string.map { (member.name, $0) } }, uniquingKeysWith: { first, _ in first })
        switch (text("to"), text("kind"), text("code")) {
        case ("record", let kind?, _):
            guard let id else { return nil }
            self = .record(kind: kind, id)
        case ("list", let kind?, _): self = .list(kind: kind, choices)
        case ("board", let kind?, _): self = .board(kind: kind, choices)
        case ("indicator", _, let code?): self = .indicator(code, period: text("period"))
        case ("page", _, let code?):
            guard let application = text("application") else { return nil }
            self = .page(application: application, code: code, record: id, choices)
        case ("anchor", _, let name?): self = .anchor(name)
        case ("local", _, let address?): self = .local(address)
        case ("file", _, _):
            guard let id else { return nil }
            self = .file(id)
        case ("inbox", _, _): self = .inbox
        default: return nil
        }
    }

    private static func json(_ choices: [String: String]) -> JSON {
        .object(choices.sorted { $0.key < $1.key }.map { JSON.Member($0.key, .string($0.value)) })
    }
}

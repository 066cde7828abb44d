/// Links as JSON, so that they can be kept: a job says where to go when it is done.
extension Link {
    public var json: JSON {
        switch self {
        case .record(let kind, let id): .object(("to", "record"), ("kind", .string(kind)), ("record", .string(id.text)))
        case .list(let kind, let filters): .object(("to", "list"), ("kind", .string(kind)), ("choices", Link.json(filters)))
        case .board(let kind, let filters): .object(("to", "board"), ("kind", .string(kind)), ("choices", Link.json(filters)))
        case .indicator(let code, let period): .object(("to", "indicator"), ("code", .string(code)), ("period", period.map { .string($0) } ?? .null))
        case .page(let application, let code, let record, let choices):
            .object(
                ("to", "page"), ("application", .string(application)), ("code", .string(code)), ("record", record.map { .string($0.text) } ?? .null),
                ("choices", Link.json(choices)))
        case .anchor(let name): .object(("to", "anchor"), ("code", .string(name)))
        case .file(let id, let kind, let holder): .object(("to", "file"), ("file", .string(id.text)), ("kind", .string(kind)), ("record", .string(holder.text)))
        case .inbox: .object(("to", "inbox"))
        case .records(let kind, let condition): .object(("to", "records"), ("kind", .string(kind)), ("where", .string(condition.text)))
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
        case ("file", let kind?, _):
            guard let id, let file = text("file").flatMap({ RecordID($0) }) else { return nil }
            self = .file(file, of: kind, id)
        case ("inbox", _, _): self = .inbox
        case ("records", let kind?, _):
            guard let condition = text("where").flatMap({ Condition($0) }) else { return nil }
            self = .records(kind: kind, condition)
        case ("local", _, let address?): self = .local(address)
        default: return nil
        }
    }

    private static func json(_ choices: [String: String]) -> JSON {
        .object(choices.sorted { $0.key < $1.key }.map { JSON.Member($0.key, .string($0.value)) })
    }
}

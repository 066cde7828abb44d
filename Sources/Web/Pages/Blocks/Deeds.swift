public import Kernel

/// What a reader may do with what a page shows: asked once for the whole page, with the records that its buttons are about.
public struct DeedBook: Sendable {
    private let catalog: Catalog?
    private let actor: Actor
    private let records: [RecordID: StoredRecord]

    /// - Parameter records: those that the actor may see among the ones that deeds name.
    public init(catalog: Catalog? = nil, actor: Actor = .nobody, records: [RecordID: StoredRecord] = [:]) {
        self.catalog = catalog
        self.actor = actor
        self.records = records
    }

    /// The records that some deeds are about, by kind.
    static func subjects(_ deeds: [Deed], _ catalog: Catalog) -> [(kind: String, id: RecordID)] {
        deeds.compactMap { deed in
            switch deed {
            case .move(let kind, let id, _, _), .edit(let kind, let id): (kind, id)
            case .operation(let code, let id?, _): catalog.operations[code]?.subject.map { ($0, id) }
            default: nil
            }
        }
    }

    /// The button for a deed; nil where the reader may not do it, or not now.
    ///
    /// - Parameter anchor: the place on the page to which the reader comes back.
    func button(for deed: Deed, _ visit: Visit, at anchor: String? = nil) -> DeedButton? {
        let back = visit.path + (anchor.map { Address.place(Anchor.id($0)).text } ?? "")
        switch deed {
        case .open(let label, let link): return .link(label: visit.say(label), Address(link))
        case .move(let kind, let id, let version, let step): return move(kind, id, version, step, visit, back)
        case .operation(let code, let id, let values): return operation(code, id, values, visit, back)
        case .edit(let kind, let id):
            guard let schema = catalog?.schema(kind), let record = records[id], actor.may(.update, schema, record), !schema.traits.contains(.appendOnly),
                catalog?.kinds[kind]?.flow?.openColumns(record, schema).isEmpty != true
            else { return nil }
            return .link(label: visit.words.edit, .edit(kind: kind, id, return: back))
        case .new(let kind, let values):
            guard let schema = catalog?.schema(kind), actor.may(.create, schema) else { return nil }
            return .link(
                label: visit.words.newRecord(of: visit.say(schema.label)), .new(kind: kind, Address.parameters(values) + [Address.Parameter("return", back)]))
        }
    }

    private func move(_ kind: String, _ id: RecordID, _ version: Int, _ code: String, _ visit: Visit, _ back: String) -> DeedButton? {
        guard let declaration = catalog?.kinds[kind], let flow = declaration.flow, let record = records[id], actor.may(.move, declaration.schema, record),
            let state = record.value(of: flow.column, in: declaration.schema)?.text,
            let step = flow.steps(from: state).first(where: { $0.code == code }), step.isOpen(to: actor), step.isReady(record)
        else { return nil }
        let label = visit.say(step.label)
        if step.needsRemark { return .link(label: label, .moving(kind: kind, id, step: code, return: back)) }
        return .form(
            label: label, .move(kind: kind, id), [("step", code), ("version", String(version)), ("request", ""), ("return", back)])
    }

    private func operation(_ code: String, _ id: RecordID?, _ values: [String: String], _ visit: Visit, _ back: String) -> DeedButton? {
        guard let operation = catalog?.operations[code], operation.isOpen(to: actor) else { return nil }
        if operation.subject != nil { guard let id, let record = records[id], operation.isReady(record) else { return nil } }
        let (label, record) = (visit.say(operation.label), operation.subject == nil ? nil : id)
        if operation.input != nil || operation.warning != nil {
            return .link(label: label, .operation(code, record: record, return: back, Address.parameters(values)))
        }
        return .form(label: label, .operation(code), (record.map { [("record", $0.text)] } ?? []) + [("request", ""), ("return", back)])
    }
}

/// Something to press.
enum DeedButton {
    case link(label: String, Address)
    /// Sent as it is: nothing is asked.
    case form(label: String, Address, [(name: String, value: String)])

    func write(to html: inout HTML, _ visit: Visit, isMain: Bool) {
        switch self {
        case .link(let label, let address): html.button(label, address, isMain: isMain)
        case .form(let label, let address, let values):
            html.element("form", .named("method", "post"), .action(address), .data("once", "")) { html in
                html.token(visit)
                for (name, value) in values { html.hidden(name, value) }
                html.element("button", .class(isMain ? "button main" : "button"), text: label)
            }
        }
    }
}

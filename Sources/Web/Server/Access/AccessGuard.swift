import Kernel

/// What must not leak or be granted by way of ordinary forms and requests.
enum AccessGuard {
    /// Records that decide who may do what: changing them takes the permission to configure.
    static let kinds: Set<String> = [
        RecordName.of(User.self), RecordName.of(Token.self), RecordName.of(Session.self), RecordName.of(Delegation.self), RecordName.of(CustomField.self),
    ]

    /// - Throws: ``Refusal/forbidden(_:kind:)`` where the change could give someone more than they have.
    static func check(_ action: Action, _ schema: Schema, _ actor: Actor) throws(Refusal) {
        guard kinds.contains(schema.name), !actor.may(.configure, schema) else { return }
        throw actor.isNobody ? .unknown : actor.may(.read, schema) ? .forbidden(action, kind: schema.name) : .notFound(kind: schema.name)
    }
}

extension Column {
    /// Never shown to anyone: hashes of passwords, sealed secrets.
    var isSecret: Bool { options.isReadOnly && options.masking == .all }
    var isPersonal: Bool { options.masking != nil }
}

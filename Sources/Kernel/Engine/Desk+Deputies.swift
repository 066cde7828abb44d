/// Who stands in for whom. Everyone may name and dismiss their own deputies, whatever their roles; the ledger names them for it.
extension Desk {
    /// Lets a colleague act in the actor's place for a while.
    ///
    /// - Throws: ``Refusal/invalid(_:)`` where the colleague would get more than the actor has.
    @discardableResult
    public func appoint(_ deputy: Reference<User>, during period: Period, reason: String? = nil) async throws(Refusal) -> Row<Delegation> {
        var draft = Draft<Delegation>()
        (draft.giver, draft.taker, draft.period, draft.reason) = (try own(), deputy, period, .some(reason))
        return Row(try await principal.make(draft.submission, region: actor.region))
    }

    /// Ends what the actor entrusted to a deputy.
    public func dismiss(_ delegation: RecordID) async throws(Refusal) {
        let (own, kind) = (try own(), RecordName.of(Delegation.self))
        try await principal.change { transaction in
            guard let record = try transaction.writer.record(kind, delegation), Row<Delegation>(record).giver == own else { throw Refusal.notFound(kind: kind) }
            try transaction.delete(delegation, version: nil, in: kind, request: nil)
        }
    }

    private func own() throws(Refusal) -> Reference<User> {
        guard let id = RecordID(actor.id) else { throw .unknown }
        return Reference(id)
    }

    /// The same person with the rights that everyone has over what is their own.
    private var principal: Desk {
        Desk(engine: engine, actor: Actor(id: actor.id, name: actor.name, region: Region(""), organisation: actor.organisation, roles: [.administrator]))
    }
}

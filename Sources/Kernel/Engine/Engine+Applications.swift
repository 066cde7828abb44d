/// Applications come, change and go. One that is no longer declared leaves its records as they are, and finds them again when it returns; only on
/// request are they dropped.
extension Engine {
    /// An application as the store remembers it.
    public struct Installed: Sendable, Hashable {
        public let name: String
        public let kinds: [String]
        public let indicators: [String]
    }

    private static let setting = "applications"

    /// What the store has of applications that are not declared now.
    public func leftBehind() async throws -> [Installed] {
        let declared = Set(catalog.applications.map(\.name))
        return try await store.read { Engine.installed(try $0.setting(Engine.setting)) }.filter { !declared.contains($0.name) }
    }

    /// Drops the records and tables of an application that is no longer declared, with its indicators, fields that the county added to it, work that
    /// waits and saved views. The ledger keeps what it says, and one more entry says that this was done.
    ///
    /// - Throws: ``Refusal/notFound(kind:)`` where nothing of it was left behind, ``Refusal/inUse(by:)`` where others refer to its records.
    public func drop(_ application: String) async throws(Refusal) {
        let desk = desk(for: .system)
        guard let left = try await desk.refusing({ try await leftBehind() }).first(where: { $0.name == application }) else {
            throw .notFound(kind: "application")
        }
        // Kinds that another application declares by now are its own.
        let kinds = left.kinds.filter { catalog.schema($0) == nil }
        let indicators = left.indicators.filter { catalog.indicators[$0] == nil }
        let dependents = [RecordName.of(WorkItem.self), RecordName.of(SignOff.self), RecordName.of(SavedView.self), RecordName.of(CustomField.self)]
        let context = context
        try await desk.refusing {
            try await store.drop(kinds, dependents: dependents.map { (kind: $0, column: "recordKind") })
            try await store.write { writer in
                for code in indicators {
                    for code in [code, code + Indicator.simulatedMark] { try writer.removeTallies(of: code) }
                    try writer.set("indicator \(code)", nil)
                }
                let rest = Engine.installed(try writer.setting(Engine.setting)).filter { $0.name != application }
                try writer.set(Engine.setting, JSON.object(rest.map(\.member)).text)
                let payload = JSON.object(("application", .string(application)), ("kinds", .array(kinds.map { .string($0) })))
                try writer.append(
                    Change(
                        at: context.now(), actor: Actor.system.id, action: .delete, kind: "application", record: context.newID(), version: 1,
                        region: Region(""),
                        request: nil, payload: payload.bytes))
            }
        }
    }

    /// Remembers what is declared now beside what was before.
    func noteApplications() async throws {
        let declared = catalog.applications.filter { $0.name != Application.system.name }.map { application in
            Installed(name: application.name, kinds: application.kinds.map(\.schema.name).sorted(), indicators: application.indicators.map(\.code).sorted())
        }
        let before = try await store.read { try $0.setting(Engine.setting) }
        let gone = Engine.installed(before).filter { old in !declared.contains { $0.name == old.name } }
        // What a version declared and a later one does not is still there.
        let known = Dictionary(Engine.installed(before).map { ($0.name, $0) }, uniquingKeysWith: { $1 })
        let present = declared.map { now in
            Installed(
                name: now.name, kinds: Set(now.kinds).union(known[now.name]?.kinds ?? []).sorted(),
                indicators: Set(now.indicators).union(known[now.name]?.indicators ?? []).sorted())
        }
        let text = JSON.object((gone + present).sorted { $0.name < $1.name }.map(\.member)).text
        if text != before { try await store.write { try $0.set(Engine.setting, text) } }
    }

    private static func installed(_ text: String?) -> [Installed] {
        guard let text, let members = (try? JSON(parsing: text))?.members else { return [] }
        return members.map { member in
            func names(_ key: String) -> [String] { (member.value[key]?.array ?? []).compactMap(\.string) }
            return Installed(name: member.name, kinds: names("kinds"), indicators: names("indicators"))
        }
    }
}

extension Engine.Installed {
    fileprivate var member: JSON.Member {
        JSON.Member(name, .object(("kinds", .array(kinds.map { .string($0) })), ("indicators", .array(indicators.map { .string($0) }))))
    }
}

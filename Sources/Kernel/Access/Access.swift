/// What can be done to records of a kind.
public enum Action: String, Sendable, Hashable, CaseIterable {
    case read, create, update, delete, move, export, `import`, configure, readPersonal

    /// Whether records are others after it.
    var changes: Bool { [.create, .update, .delete, .move, .import].contains(self) }
}

/// How far a grant reaches within its region.
public enum Reach: String, Sendable, Hashable, CaseIterable, Comparable {
    case own, department, organisation, all

    public static func < (left: Reach, right: Reach) -> Bool {
        (allCases.firstIndex(of: left) ?? 0) < (allCases.firstIndex(of: right) ?? 0)
    }
}

/// A permission: application × kind × action × reach. `*` stands for every application or kind.
public struct Grant: Sendable, Hashable {
    public let application: String
    public let kind: String
    public let actions: Set<Action>
    public let reach: Reach

    /// - Parameters:
    ///   - kind: the name of a record type; `*` for all that are not hidden.
    ///   - application: its name; `*` for all.
    public init(_ actions: Set<Action>, of kind: String = "*", in application: String = "*", reach: Reach = .all) {
        self.application = application
        self.kind = kind
        self.actions = actions
        self.reach = reach
    }

    /// The same for a declared type of record.
    public init<T: Record>(_ actions: Set<Action>, _ type: T.Type, reach: Reach = .all) {
        self.init(actions, of: RecordName.of(type), reach: reach)
    }
}

/// What someone does here: a name and what it may do. Users have roles; a user may do what any of their roles may.
public struct Role: Sendable, Hashable {
    public let code: String
    public let label: Label
    public let grants: [Grant]

    public init(_ code: String, _ chinese: String, en english: String = "", _ grants: Grant...) {
        self.code = code
        label = Label(chinese, en: english).english(orFrom: code)
        self.grants = grants
    }

    init(_ code: String, _ label: Label, _ grants: [Grant]) {
        self.code = code
        self.label = label
        self.grants = grants
    }

    /// The same role with these grants: what another application adds to it. In an installation with both it has the grants of both.
    public func granting(_ grants: Grant...) -> Role { Role(code, label, grants) }

    public static func == (left: Role, right: Role) -> Bool { left.code == right.code }
    public func hash(into hasher: inout Hasher) { hasher.combine(code) }

    /// May do everything, also set the system up.
    public static let administrator = Role("administrator", "系统管理员", Grant(Set(Action.allCases)))
    /// Sees overdue work of all offices (督办).
    public static let supervisor = Role("supervisor", "督查督办", Grant([.read]))
    /// May read everything but personal data, and change nothing.
    public static let observer = Role("observer", "观察员", Grant([.read]))
}

/// Who asks: a user with their place and what they may do, or the system itself.
public struct Actor: Sendable, Hashable {
    public let id: String
    public let name: String
    /// They act within this region and those below it.
    public let region: Region
    public let organisation: String
    public let department: String
    public let roles: Set<String>
    /// Those of the roles that are theirs for good, not lent to them as a deputy: only these can they give to others.
    public let ownRoles: Set<String>
    public let grants: [Grant]
    /// Whose deputy they are today, by the ids of users: what waits for one of those waits for them too.
    public let standsInFor: Set<String>

    /// - Parameters:
    ///   - lent: further roles, of those whom they stand in for.
    ///   - standsInFor: the ids of those.
    public init(
        id: String, name: String, region: Region, organisation: String = "", department: String = "", roles: [Role], lent: [Role] = [],
        standsInFor: Set<String> = []
    ) {
        self.id = id
        self.name = name
        self.region = region
        self.organisation = organisation
        self.department = department
        ownRoles = Set(roles.map(\.code))
        self.roles = ownRoles.union(lent.map(\.code))
        grants = (roles + lent).flatMap(\.grants)
        self.standsInFor = standsInFor
    }

    /// Themselves, and whoever they stand in for.
    public var people: Set<String> { standsInFor.union([id]) }

    /// The program itself: schedules, imports of samples, migrations.
    public static let system = Actor(id: "<system>", name: "系统", region: Region(""), roles: [.administrator])
    /// The program, making records that belong to a region.
    public static func system(in region: Region) -> Actor { Actor(id: system.id, name: system.name, region: region, roles: [.administrator]) }
    /// Nobody has signed in.
    public static let nobody = Actor(id: "<nobody>", name: "", region: Region(""), roles: [])

    /// Whether nobody has signed in.
    public var isNobody: Bool { id == Actor.nobody.id }
    /// Whether it is the program itself.
    public var isProgram: Bool { id == Actor.system.id }

    /// How far they may do something; nil where they may not at all. What decides over the rights of others takes two permissions, and the
    /// narrower counts; what the program writes, nobody else writes.
    public func reach(_ action: Action, _ schema: Schema) -> Reach? {
        let reach = granted(action, schema)
        guard let reach, action.changes else { return reach }
        if schema.traits.contains(.ofProgram), !isProgram { return nil }
        if schema.traits.contains(.raised), action != .move, !isProgram { return nil }
        return schema.isGoverning ? granted(.configure, schema).map { min(reach, $0) } : reach
    }

    private func granted(_ action: Action, _ schema: Schema) -> Reach? {
        // Sessions and the like are not meant by “every kind”, but for who sets the system up.
        let isMeantByAll = !schema.isHidden || roles.contains(Role.administrator.code)
        return grants.lazy.filter { grant in
            grant.actions.contains(action) && (grant.kind == "*" ? isMeantByAll : grant.kind == schema.name)
                && (grant.application == "*" || grant.application == schema.application)
        }.map(\.reach).max()
    }

    /// The condition under which they may do something: part of every query, so that what may not be seen is never fetched.
    public func scope(_ action: Action, _ schema: Schema) -> Condition {
        guard let reach = reach(action, schema) else { return .never }
        let within: Condition = region.code.isEmpty ? .always : .hasPrefix("region", region.code)
        let ofOrganisation = Condition.compare("organisation", .equal, .text(organisation))
        switch reach {
        case .all: return within
        case .organisation where !organisation.isEmpty: return within && ofOrganisation
        case .department where !organisation.isEmpty && !department.isEmpty:
            return within && ofOrganisation && .compare("department", .equal, .text(department))
        // Who belongs to none shares nothing with others who belong to none; and all who have not signed in are different people.
        case .organisation, .department, .own:
            return isNobody && action != .create ? .never : within && .compare("createdBy", .equal, .text(id))
        }
    }

    /// Whether they may do something to any record of a kind at all.
    public func may(_ action: Action, _ schema: Schema) -> Bool { reach(action, schema) != nil }

    /// Whether they may do something to one record.
    public func may(_ action: Action, _ schema: Schema, _ record: StoredRecord) -> Bool {
        scope(action, schema).holds { record.value(of: $0, in: schema) ?? .null }
    }
}

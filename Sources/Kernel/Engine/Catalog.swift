/// Everything that is declared: the kinds of all applications, their roles, indicators and pages.
public struct Catalog: Sendable {
    public let applications: [Application]
    public let roles: [String: Role]
    public let indicators: [String: Indicator]
    public let operations: [String: Operation]
    /// Whether some indicator follows the present day.
    let followsToday: Bool
    /// The rules over records of a kind, by its name; those over indicators under `indicator`.
    let rules: [String: [Rule]]
    /// What is declared of each kind of record, by its name.
    public private(set) var kinds: [String: KindDeclaration] = [:]
    /// The parts of indicators over records of a kind.
    let parts: [String: [CountedPart]]
    /// The parts of indicators over other records, whose conditions ask about records of a kind.
    let dependentParts: [String: [CountedPart]]

    /// - Throws: ``DeclarationError`` for a mistake in a declaration, found at start and named.
    public init(_ applications: [Application]) throws(DeclarationError) {
        self.applications = applications
        var kinds: [String: KindDeclaration] = [:]
        for kind in applications.flatMap(\.kinds) {
            if kinds.updateValue(kind, forKey: kind.schema.name) != nil { throw DeclarationError("two record types are called \(kind.schema.name)") }
        }
        var roles: [String: Role] = [:]
        for role in [Role.administrator, .supervisor, .observer] { roles[role.code] = role }
        for role in applications.flatMap(\.roles) {
            guard let known = roles.updateValue(role, forKey: role.code) else { continue }
            // People who work in several applications have one role, to which each application adds what it lets them do with its own records.
            guard known.label == role.label, ![Role.administrator, .supervisor, .observer].contains(role) else {
                throw DeclarationError("two roles are called \(role.code)")
            }
            roles[role.code] = Role(role.code, role.label, known.grants + role.grants)
        }
        var indicators: [String: Indicator] = [:]
        for indicator in applications.flatMap(\.indicators) {
            if indicators.updateValue(indicator, forKey: indicator.code) != nil { throw DeclarationError("two indicators are called \(indicator.code)") }
        }
        let counted = indicators.values.sorted { $0.code < $1.code }.flatMap { indicator in
            indicator.parts.indices.map { CountedPart(indicator, place: $0) }
        }
        let pairs = counted.flatMap { part in part.references.map { (kind: $0.kind, part: part) } }
        parts = Dictionary(grouping: counted) { $0.part.kind }
        followsToday = counted.contains(where: \.followsToday)
        dependentParts = Dictionary(grouping: pairs, by: \.kind).mapValues { $0.map(\.part) }
        rules = Dictionary(grouping: kinds.values.flatMap(\.rules).sorted { $0.code < $1.code }, by: \.subject.kind)
        var operations: [String: Operation] = [:]
        for operation in applications.flatMap(\.operations) {
            if operations.updateValue(operation, forKey: operation.code) != nil { throw DeclarationError("two operations are called \(operation.code)") }
            if let subject = operation.subject, kinds[subject] == nil {
                throw DeclarationError("operation \(operation.code) is carried out on \(subject), which no application declares")
            }
        }
        self.operations = operations
        self.kinds = kinds
        self.roles = roles
        self.indicators = indicators
        try check()
    }

    public func schema(_ kind: String) -> Schema? { kinds[kind]?.schema }
    /// The schemas of all kinds, by name.
    public var schemas: [Schema] { kinds.values.map(\.schema).sorted { $0.name < $1.name } }
    /// The application called `name`.
    public func application(_ name: String) -> Application? { applications.first { $0.name == name } }

    /// With the fields that a county added to its kinds.
    func adding(_ custom: [String: [Column]], revisions: [String: Int]) -> Catalog {
        var catalog = self
        for (kind, columns) in custom { catalog.kinds[kind] = catalog.kinds[kind]?.adding(columns, revision: revisions[kind] ?? 1) }
        return catalog
    }

    private func check() throws(DeclarationError) {
        for kind in kinds.values.sorted(by: { $0.schema.name < $1.schema.name }) {
            var names: Set<String> = []
            for column in kind.schema.columns {
                if !names.insert(column.name.lowercased()).inserted {
                    throw DeclarationError("\(kind.schema.name) has two columns called \(column.name), but for the size of letters")
                }
                if column.isRequired, column.options.masking != nil, !column.canBeErased {
                    throw DeclarationError("\(kind.schema.name).\(column.name) is personal and required, so it cannot be erased; make it optional")
                }
                if RecordMeta.columns.contains(where: { $0.name == column.name }) {
                    throw DeclarationError("\(kind.schema.name).\(column.name): every record has a column of this name already")
                }
                if ["record", "meta", "reference"].contains(column.name) {
                    throw DeclarationError("\(kind.schema.name).\(column.name): rows have something of this name already; call the field otherwise")
                }
                if let target = column.target, kinds[target] == nil {
                    throw DeclarationError("\(kind.schema.name).\(column.name) refers to \(target), which no application declares")
                }
            }
        }
        for kind in kinds.values.sorted(by: { $0.schema.name < $1.schema.name }) {
            var steps: Set<[String]> = []
            for step in kind.flow?.steps ?? [] where !steps.insert([step.code, step.from]).inserted {
                throw DeclarationError("the flow of \(kind.schema.name) has two steps called \(step.code) from \(step.from); give one a code")
            }
        }
        for indicator in indicators.values.sorted(by: { $0.code < $1.code }) { try check(indicator) }
        var codes: Set<String> = []
        for rule in rules.values.joined() {
            if !codes.insert(rule.code).inserted { throw DeclarationError("two rules are called \(rule.code)") }
            try check(rule)
        }
        for application in applications {
            var codes: Set<String> = []
            for page in application.pages where !codes.insert(page.code).inserted {
                throw DeclarationError("\(application.name) has two pages called \(page.code); an address leads to one")
            }
        }
    }

    private func check(_ rule: Rule) throws(DeclarationError) {
        if !rule.threshold.isSound { throw DeclarationError("rule \(rule.code): a value that crossed the threshold could never come back") }
        switch rule.subject {
        case .field(let kind, let name):
            guard let column = kinds[kind]?.schema[name], column.kind.type != .text, column.options.masking == nil else {
                throw DeclarationError("rule \(rule.code) watches \(kind).\(name), which is no declared number that everyone may see")
            }
        case .series(let kind, _):
            for part in rule.parts {
                guard kinds[kind]?.series.contains(where: { $0.code == part.series }) == true else {
                    throw DeclarationError("rule \(rule.code) watches the series \(part.series) of \(kind), which is not declared")
                }
                guard part.measure.isSound, part.threshold.isSound else {
                    throw DeclarationError("rule \(rule.code) looks at no time from a minute to a year, or could never be over, of \(part.series)")
                }
            }
        case .indicator(let code):
            guard indicators[code]?.parts.isEmpty == false else {
                throw DeclarationError("rule \(rule.code) watches the indicator \(code), which no application computes")
            }
        }
    }

    private func check(_ indicator: Indicator) throws(DeclarationError) {
        if indicator.code.contains(Indicator.simulatedMark) {
            throw DeclarationError("indicator \(indicator.code): \(Indicator.simulatedMark) is not for codes")
        }
        if case .computed(let parts) = indicator.source {
            let count = indicator.nature == .ratio || indicator.nature == .rate ? 2 : 1
            if parts.count != count {
                throw DeclarationError("indicator \(indicator.code) has \(parts.count) parts, but a \(indicator.nature.rawValue) has \(count)")
            }
        }
        for part in indicator.parts {
            guard let schema = kinds[part.kind]?.schema else {
                throw DeclarationError("indicator \(indicator.code) counts \(part.kind), which no application declares")
            }
            let others = part.condition.references
            for other in others {
                guard kinds[other.kind] != nil, other.kind != part.kind, !other.condition.refersToOthers, others.count(where: { $0.kind == other.kind }) == 1
                else {
                    throw DeclarationError("indicator \(indicator.code) may ask once about a record of another kind, and not about what that one refers to")
                }
            }
            for name in part.condition.columns.union([part.sum, part.day].compactMap(\.self)).sorted() where schema[name] == nil {
                if part.condition.columns.contains(name), RecordMeta.columns.contains(where: { $0.name == name }) { continue }
                throw DeclarationError("indicator \(indicator.code) asks for \(part.kind).\(name), which is not declared")
            }
            if let sum = part.sum, schema[sum]?.kind.type == .text {
                throw DeclarationError("indicator \(indicator.code) sums \(part.kind).\(sum), which is no number")
            }
        }
    }
}

/// A mistake in a declaration: for the engineer who wrote it, at start.
public struct DeclarationError: Error, Sendable, CustomStringConvertible {
    public let description: String
    init(_ description: String) { self.description = description }
}

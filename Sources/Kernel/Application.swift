/// An application: a name and the record types, roles and pages that it declares. Everything else follows.
public struct Application: Sendable {
    public let name: String
    public let label: Label
    public let kinds: [KindDeclaration]
    public let roles: [Role]
    public let indicators: [Indicator]
    public let pages: [Page]
    public let operations: [Operation]
    /// What it does by itself from time to time.
    public let recurring: [Recurring]
    /// How people do their work with it, one for each kind of user.
    public let guides: [Guide]
    /// Brings in what the application cannot be without, once, when it is started for the first time: facts, not examples.
    public let founding: (@Sendable (Desk) async throws -> Void)?
    /// Makes records for a demonstration, on request only; they are marked as simulated everywhere.
    public let samples: (@Sendable (Desk) async throws -> Void)?

    public init(
        _ name: String, _ chinese: String, en english: String = "", _ records: [any Record.Type], roles: [Role] = [], indicators: [Indicator] = [],
        pages: [Page] = [], operations: [Operation] = [], recurring: [Recurring] = [], guides: [Guide] = [],
        founding: (@Sendable (Desk) async throws -> Void)? = nil, samples: (@Sendable (Desk) async throws -> Void)? = nil
    ) {
        self.init(
            name, Label(chinese, en: english), kinds: records.map { KindDeclaration($0, application: name) }, roles: roles, indicators: indicators,
            pages: pages,
            operations: operations, recurring: recurring, guides: guides, founding: founding, samples: samples)
    }

    /// The same of kinds that are described already.
    init(
        _ name: String, _ label: Label, kinds: [KindDeclaration], roles: [Role] = [], indicators: [Indicator] = [], pages: [Page] = [],
        operations: [Operation] = [], recurring: [Recurring] = [], guides: [Guide] = [], founding: (@Sendable (Desk) async throws -> Void)? = nil,
        samples: (@Sendable (Desk) async throws -> Void)? = nil
    ) {
        self.name = name
        self.label = label.english(orFrom: name)
        self.kinds = kinds
        self.roles = roles
        self.operations = operations
        self.recurring = recurring
        self.guides = guides
        self.founding = founding
        self.samples = samples
        self.indicators = kinds.flatMap(\.indicators) + indicators
        self.pages = kinds.flatMap(\.pages) + pages
    }
}

/// One record type without its Swift type: all that the engine needs.
public struct KindDeclaration: Sendable {
    public var schema: Schema
    public let flow: FlowTable?
    public let checks: [AnyCheck]
    let indicators: [Indicator]
    public let series: [Series]
    let rules: [Rule]
    let bulletins: BulletinSource?
    let pages: [Page]

    init(_ type: any Record.Type, application: String) { self = KindDeclaration.open(type, application) }

    private static func open<T: Record>(_ type: T.Type, _ application: String) -> KindDeclaration {
        var schema = T.kind.declared
        schema.application = application
        return KindDeclaration(
            schema: schema, flow: T.flow?.table, checks: T.checks.map(AnyCheck.init), indicators: T.indicators, series: T.series, rules: T.rules,
            bulletins: T.bulletins?.source,
            pages: T.pages
        )
    }

    init(
        schema: Schema, flow: FlowTable? = nil, checks: [AnyCheck] = [], indicators: [Indicator] = [], series: [Series] = [], rules: [Rule] = [],
        bulletins: BulletinSource? = nil, pages: [Page] = []
    ) {
        self.schema = schema
        self.flow = flow
        self.checks = checks
        self.indicators = indicators
        self.series = series
        self.rules = rules
        self.bulletins = bulletins
        self.pages = pages
    }

    /// With the fields that a county added.
    func adding(_ custom: [Column], revision: Int) -> KindDeclaration {
        var declaration = self
        declaration.schema = schema.adding(custom, revision: revision)
        return declaration
    }
}

/// A page that an application declares out of parts; the kernel draws it.
///
///     Page("duty", "值守", .figures("I-open-hazards"), .list(HazardPoint.self) { $0.state == .monitored })
public struct Page: Sendable {
    /// Part of the address.
    public let code: String
    public let label: Label
    public let parts: [Part]
    /// The kind of record that it is about; nil for a page of the application.
    public let subject: String?
    /// Whether it is made for paper too: it can be printed and had as a Word document after GB/T 9704.
    public let isReport: Bool
    /// Whether it is the first thing that people see who may see it.
    public let isFront: Bool
    /// Whether it is kept on the phone of whoever opened it, for use where there is no signal (ARCHITECTURE, the road of the field).
    public let isForField: Bool
    /// For whom it is: for others it is in no navigation, and not there.
    public let readers: Readers

    public init(_ code: String, _ chinese: String, en english: String = "", _ parts: Part...) {
        self.code = code
        label = Label(chinese, en: english).english(orFrom: code)
        self.parts = parts
        (subject, isReport, isFront, isForField, readers) = (nil, false, false, false, .everyone)
    }

    /// A page that says what the application makes of its records.
    ///
    /// - Parameters:
    ///   - readers: for whom it is.
    ///   - isForField: whether it is kept for use without signal.
    ///   - content: asks through the desk of whoever looks, so nobody sees more than they may.
    public init(
        _ code: String, _ chinese: String, en english: String = "", for readers: Readers = .everyone, isReport: Bool = false, isFront: Bool = false,
        isForField: Bool = false, content: @escaping @Sendable (Question) async throws -> [Block]
    ) {
        self.code = code
        label = Label(chinese, en: english).english(orFrom: code)
        parts = [.content(content)]
        (subject, self.isReport, self.isFront, self.isForField, self.readers) = (nil, isReport, isFront, isForField, readers)
    }

    /// The same about one record.
    public init<T: Record>(
        _ code: String, _ chinese: String, en english: String = "", of type: T.Type, for readers: Readers = .everyone, isReport: Bool = false,
        isForField: Bool = false, content: @escaping @Sendable (Row<T>, Question) async throws -> [Block]
    ) {
        self.code = code
        label = Label(chinese, en: english).english(orFrom: code)
        parts = [
            .content { question in
                guard let id = question.record else { throw Refusal.notFound(kind: RecordName.of(type)) }
                return try await content(try await question.desk.row(Reference<T>(id)), question)
            }
        ]
        (subject, self.isReport, isFront, self.isForField, self.readers) = (RecordName.of(type), isReport, false, isForField, readers)
    }

    /// What it says to whoever asks; nil where they may not see it.
    public func blocks(_ question: Question) async throws -> [Block]? {
        var blocks: [Block] = []
        do {
            for case .content(let content) in parts { blocks += try await content(question) }
        } catch let refusal as Refusal where [401, 403, 404].contains(refusal.status) {
            return nil
        }
        return blocks
    }

    /// For whom a page is.
    public struct Readers: Sendable {
        let include: @Sendable (Actor, Catalog) -> Bool

        public static let everyone = Readers { _, _ in true }
        /// Those with one of the roles, of their own or lent.
        public static func roles(_ roles: Role...) -> Readers {
            let codes = Set(roles.map(\.code))
            return Readers { actor, _ in !codes.isDisjoint(with: actor.roles) }
        }
        /// Those who may do something with records of a kind, be it only their own.
        public static func some<T: Record>(_ action: Action, _ type: T.Type) -> Readers {
            Readers { actor, catalog in catalog.schema(RecordName.of(type)).flatMap { actor.reach(action, $0) } != nil }
        }
        /// Those who may do something with every record of a kind, not only with those of their own organisation.
        public static func all<T: Record>(_ action: Action, _ type: T.Type) -> Readers {
            Readers { actor, catalog in catalog.schema(RecordName.of(type)).flatMap { actor.reach(action, $0) } == .all }
        }
    }

    public func isOpen(to actor: Actor, _ catalog: Catalog) -> Bool { readers.include(actor, catalog) }

    /// Who looks, and what they chose.
    public struct Question: Sendable {
        public let desk: Desk
        /// The record that the page is about.
        public let record: RecordID?
        /// What was chosen, as the address has it.
        public let choices: [String: String]

        public init(desk: Desk, record: RecordID? = nil, choices: [String: String] = [:]) {
            self.desk = desk
            self.record = record
            self.choices = choices
        }

        public var now: Instant { desk.engine.context.now() }
        public subscript(_ name: String) -> String? { choices[name] }
    }

    /// One panel.
    public enum Part: Sendable {
        /// Indicators, by code, as large numbers that open to their records.
        case figures([String])
        /// Records of a kind in a table.
        case records(kind: String, condition: Condition, columns: [String], title: Label)
        /// How many, or how much, by groups.
        case chart(Chart)
        /// Latest changes of a kind.
        case timeline(kind: String)
        /// What the application says.
        case content(@Sendable (Question) async throws -> [Block])
    }

    /// How many, or how much, by groups, as a drawing.
    public struct Chart: Sendable {
        public enum Shape: String, Sendable { case bars, line, pie }
        public let title: Label
        public let shape: Shape
        public let summary: Summary
    }
}

extension Page.Part {
    /// Indicators, by code, as large numbers.
    public static func figures(_ codes: String...) -> Self { .figures(codes) }

    /// Records of a type in a table, with all columns unless some are named.
    public static func list<T: Record>(
        _ type: T.Type, _ chinese: String = "", en english: String? = nil, columns: [PartialKeyPath<T>] = [],
        where condition: (Columns<T>) -> Condition = { _ in .always }
    ) -> Self {
        let label = chinese.isEmpty ? T.kind.declared.label : Label(chinese, en: english ?? chinese)
        return .records(kind: RecordName.of(type), condition: condition(Columns()), columns: columns.compactMap(T.kind.name), title: label)
    }

    /// How many records there are by the values of a field.
    public static func chart<T: Record, Value>(
        _ chinese: String, en english: String = "", _ shape: Page.Chart.Shape = .bars, by field: KeyPath<T, Field<Value>>,
        where condition: (Columns<T>) -> Condition = { _ in .always }
    ) -> Self {
        .chart(
            Page.Chart(
                title: Label(chinese, en: english), shape: shape,
                summary: Summary(RecordName.of(T.self), where: condition(Columns()), by: [.column(T.kind.column(field).name)])))
    }

    /// Latest changes of the records of a type.
    public static func timeline<T: Record>(_ type: T.Type) -> Self { .timeline(kind: RecordName.of(type)) }
}

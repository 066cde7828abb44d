/// The states that a record moves through, as a table: step, from, to, by whom, under what condition. One engine walks it.
///
///     static let flow: Flow<Grant>? = Flow(\.state, editable: [.draft, .returned],
///         Step("提交", .draft, to: .submitted, by: .applicant),
///         Step("批准", .submitted, to: .approved, by: .office, within: 10))
public struct Flow<T: Record>: Sendable {
    /// Without the type of the record: what the engine walks and the pages draw.
    public let table: FlowTable

    /// The first step's `from` is the state in which a record is made.
    ///
    /// - Parameters:
    ///   - editable: the states in which its fields can be changed. Where nothing is said, all but the last ones, which nothing leads out of: work goes on
    ///     in the middle of most flows, and what is finished stays as it is. Where others decide on what was entered, say the states in which it is still
    ///     its author's. Fields with the option ``FieldOption/anyState`` can be changed in every state.
    ///   - discardable: the states in which those whose record it is may throw it away, if they may change it, without the right to delete others: those
    ///     of drafts.
    ///   - discarding: what goes with a record that is thrown away, in the same transaction: what refers to it would keep it.
    ///   - due: the field that says by when it has to move on, where its steps have no term of their own.
    ///   - role: the field with the code of the role in whose inbox it comes, where its steps name none and are open to whoever may move it.
    public init<State: Choice>(
        _ state: KeyPath<T, Field<State>>, editable: [State]? = nil, discardable: [State] = [],
        discarding: (@Sendable (Row<T>, inout Changes) throws -> Void)? = nil, due: KeyPath<T, Field<Day>>? = nil, role: KeyPath<T, Field<String>>? = nil,
        _ steps: Step<T, State>...
    ) {
        let column = T.kind.column(state)
        table = FlowTable(
            column: column.name, dueColumn: due.map { T.kind.column($0).name }, roleColumn: role.map { T.kind.column($0).name },
            initial: (steps.first?.from ?? State.allCases.first)?.code ?? "",
            editable: Set(editable?.map(\.code) ?? steps.map(\.from.code)), discardable: Set(discardable.map(\.code)),
            discarding: FlowEffect(discarding),
            states: State.allCases.map { Control.Option($0.code, $0.label) },
            steps: steps.map(FlowStep.init))
    }
}

/// One move from a state to another.
public struct Step<T: Record, State: Choice>: Sendable {
    let label: Label
    let code: String?
    let from: State
    let to: State
    let roles: [Role]
    let workingDays: Int?
    let signers: Int
    let needsRemark: Bool
    let isAwaited: Bool
    let refusal: Label
    let condition: @Sendable (Row<T>) -> Bool
    let effect: (@Sendable (Row<T>, inout Changes) throws -> Void)?

    /// - Parameters:
    ///   - roles: who may take it; any of them.
    ///   - workingDays: within how many working days after the record came to `from` it is due.
    ///   - signers: how many different people have to take it (会商会审) before the record moves.
    ///   - needsRemark: a reason has to be given: for returns and refusals.
    ///   - isAwaited: whether a record in `from` waits in the inbox for this step. Not for one that only takes back what was done.
    ///   - refusal: what is said where the condition does not hold.
    ///   - effect: what else changes with it, in the same transaction; given the record as it is after the step.
    public init(
        _ chinese: String, en english: String = "", code: String? = nil, _ from: State, to: State, by roles: Role..., within workingDays: Int? = nil,
        signers: Int = 1, needsRemark: Bool = false, isAwaited: Bool = true, refusal: Label = Label("条件还不具备", en: "the conditions are not met yet"),
        when condition: @escaping @Sendable (Row<T>) -> Bool = { _ in true }, then effect: (@Sendable (Row<T>, inout Changes) throws -> Void)? = nil
    ) {
        self.label = Label(chinese, en: english).english(orFrom: code ?? to.code)
        self.code = code
        self.from = from
        self.to = to
        self.roles = roles
        self.workingDays = workingDays
        self.signers = max(1, signers)
        self.needsRemark = needsRemark
        self.isAwaited = isAwaited
        self.refusal = refusal
        self.condition = condition
        self.effect = effect
    }
}

/// A flow without its types.
public struct FlowTable: Sendable {
    /// The column that holds the state.
    public let column: String
    /// The column that holds the day by which it has to move on.
    public let dueColumn: String?
    /// The column that says in whose inbox it comes.
    public let roleColumn: String?
    public let initial: String
    /// The states in which the fields of a record can be changed.
    public let editable: Set<String>
    /// The states in which those whose record it is may throw it away.
    public let discardable: Set<String>
    let discarding: FlowEffect?
    public let states: [Control.Option]
    public let steps: [FlowStep]

    /// The steps that lead out of a state.
    public func steps(from state: String) -> [FlowStep] { steps.filter { $0.from == state } }

    /// A state that nothing leads out of.
    public func isFinal(_ state: String) -> Bool { !steps.contains { $0.from == state } }

    /// The columns that can be changed in the state that a record is in.
    public func openColumns(_ record: StoredRecord, _ schema: Schema) -> [Column] {
        let isEditable = editable.contains(record.value(of: column, in: schema)?.text ?? "")
        return schema.columns.filter { !$0.options.isReadOnly && $0.name != column && (isEditable || $0.options.isOpenInAnyState) }
    }

    /// Whether someone may throw a record away that is still a draft of theirs or of their organisation, though they may delete no other.
    public func mayDiscard(_ record: StoredRecord, _ schema: Schema, by actor: Actor) -> Bool {
        let isTheirs = record.meta.createdBy == actor.id || (!actor.organisation.isEmpty && record.meta.organisation == actor.organisation)
        return isTheirs && discardable.contains(record.value(of: column, in: schema)?.text ?? "") && actor.may(.update, schema, record)
    }

    /// Why a field of the record cannot be changed now, and what could be done.
    public func refusal(_ record: StoredRecord, _ schema: Schema) -> Refusal {
        let state = record.value(of: column, in: schema)?.text ?? ""
        let now = states.first { $0.code == state }?.label ?? Label(state, en: state)
        let open = states.filter { editable.contains($0.code) }.map(\.label)
        return .closed(
            Label(
                "“\(now.chinese)”状态下不能修改，只能在“\(open.map(\.chinese).joined(separator: "、"))”时修改；请先通过流程退回",
                en:
                    "It cannot be changed while it is “\(now.english)”, only while it is “\(open.map(\.english).joined(separator: ", "))”; have it returned by a step first"
            ))
    }

    /// The day on which the next step is due for a record that came to `state` on `day`; the shortest term counts.
    public func due(in state: String, since day: Day, _ calendar: WorkingDays) -> Day? {
        steps(from: state).compactMap(\.workingDays).min().map { calendar.day($0, after: day) }
    }
}

/// One step of a flow without its types.
public struct FlowStep: Sendable {
    public let code: String
    public let label: Label
    public let from: String
    public let to: String
    public let roles: [Role]
    public let workingDays: Int?
    public let signers: Int
    public let needsRemark: Bool
    /// Whether a record waits for it.
    public let isAwaited: Bool
    let holds: @Sendable (StoredRecord) -> Bool
    public let refusal: Label
    let effect: FlowEffect?

    init<T: Record, State: Choice>(_ step: Step<T, State>) {
        code = step.code ?? "\(step.from.code)-\(step.to.code)"
        label = step.label
        (from, to) = (step.from.code, step.to.code)
        roles = step.roles
        workingDays = step.workingDays
        signers = step.signers
        needsRemark = step.needsRemark
        isAwaited = step.isAwaited
        let condition = step.condition
        holds = { condition(Row<T>($0)) }
        refusal = step.refusal
        effect = FlowEffect(step.effect)
    }

    /// Whether the actor has a role that may take it.
    public func isOpen(to actor: Actor) -> Bool {
        roles.isEmpty || actor.roles.contains(Role.administrator.code) || roles.contains { actor.roles.contains($0.code) }
    }

    /// Whether the condition of the step holds for a record.
    public func isReady(_ record: StoredRecord) -> Bool { holds(record) }
}

/// What else changes with a step, without the type of the record.
struct FlowEffect: Sendable {
    let apply: @Sendable (StoredRecord, inout Changes) throws -> Void

    /// Nil where nothing was declared.
    init?<T: Record>(_ effect: (@Sendable (Row<T>, inout Changes) throws -> Void)?) {
        guard let effect else { return nil }
        apply = { record, changes in try effect(Row(record), &changes) }
    }
}

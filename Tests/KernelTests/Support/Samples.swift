import Synchronization

@testable import Kernel

extension Role {
    static let clerk = Role(
        "clerk", "经办人", Grant([.read, .create, .update, .delete, .move], of: "firm"), Grant([.read, .create, .update, .move], of: "project"))
    static let office = Role("office", "科室", Grant([.read, .create, .update, .delete, .move], of: "*", in: "sample"))
    static let applicant = Role(
        "applicant", "申报人", Grant([.read, .create, .update, .move], of: "project", reach: .own), Grant([.read], of: "firm", reach: .organisation))
}

/// A legal entity with a field of most kinds.
struct Firm: Record {
    static let kind = Kind<Firm>("企业", unique: [[\.name, \.founded]])
    let name = Field<String>("名称", .max(20), .searchable)
    let creditCode = Field<CreditCode?>("统一社会信用代码", .unique)
    let stage = Field<Stage>("阶段", .initial("初创"))
    let staff = Field<Int?>("人数", unit: "人", .min(0), .max(100_000))
    let rdExpense = Field<Money?>("研发费用", en: "R&D expense", unit: .wanYuan)
    let phone = Field<Phone?>("电话", .personal(.middle), .searchable)
    let founded = Field<Day>("成立日期", .initial("2020-01-01"))
    let score = Field<Double?>("得分", .readOnly)

    enum Stage: String, Choice { case seed = "初创", growth = "成长", mature = "成熟" }

    static var checks: [Check<Firm>] {
        [Check("成熟企业应填写人数", en: "A mature firm has a number of staff", at: \.staff) { $0.stage != .mature || $0.staff != nil }]
    }

    static var indicators: [Indicator] {
        [
            Indicator("I-firms", "企业数", unit: "家", .stock, .count(Firm.self)),
            Indicator("I-expense", "研发费用", unit: "元", .flow, .sum(\Firm.rdExpense, by: \.founded) { $0.stage != .seed }),
            Indicator("I-mature", "成熟企业占比", unit: "%", .ratio, .count(Firm.self) { $0.stage == .mature }, .count(Firm.self)),
        ]
    }
    init() {}
}

/// Something that is applied for, signed by two, and accepted or returned.
struct Project: Record {
    static let kind = Kind<Project>("项目", title: \.leader)
    let leader = Field<String>("负责人", .max(20), .personal(.name))
    let firm = Field<Reference<Firm>?>("承担单位")
    let partners = Field<[Reference<Firm>]?>("合作单位")
    let state = Field<State>("状态")

    enum State: String, Choice { case draft = "草稿", submitted = "已提交", accepted = "已受理", closed = "已结题" }

    static let flow: Flow<Project>? = Flow(
        \.state,
        Step("提交", code: "submit", .draft, to: .submitted, by: .applicant, .clerk, within: 3, refusal: "请先填写承担单位") { $0.firm != nil },
        Step("受理", code: "accept", .submitted, to: .accepted, by: .office, .clerk, within: 10, signers: 2),
        Step("退回", code: "return", .submitted, to: .draft, by: .office, needsRemark: true),
        Step("结题", code: "close", .accepted, to: .closed, by: .office))
    init() {}
}

/// Someone who came in, known by what is personal alone.
struct Visitor: Record {
    static let kind = Kind<Visitor>("来访者")
    let number = Field<IdentityNumber>("身份证号", .unique, .personal(.middle))
    let born = Field<Day?>("出生日期", .personal(.all))
    init() {}
}

extension Application {
    static let sample = Application("sample", "样例", [Firm.self, Project.self, Visitor.self], roles: [.clerk, .office, .applicant])
}

/// A clock that stands still until it is moved, and chance that is the same on every run.
final class StillContext: Sendable {
    private let state = Mutex((now: Instant(milliseconds: 1_737_504_000_000), random: SeededGenerator(seed: 42)))

    var context: Context {
        Context(now: { self.state.withLock { $0.now } }, random: { self.state.withLock { $0.random.next() } })
    }

    func advance(days: Int) { state.withLock { $0.now = $0.now.adding(seconds: days * 86_400) } }
}

/// An engine over a store in memory, with the sample application.
struct World {
    let store = MemoryStore()
    let time = StillContext()
    let engine: Engine

    init(_ applications: [Application] = [.sample]) async throws {
        engine = try Engine(applications, store: store, context: time.context)
        try await engine.start()
    }

    static func actor(_ id: String, _ roles: [Role], in region: String = "500114", organisation: String = "", department: String = "") -> Actor {
        Actor(id: id, name: id, region: Region(region), organisation: organisation, department: department, roles: roles)
    }

    func desk(_ id: String = "officer", _ roles: Role..., in region: String = "500114", organisation: String = "") -> Desk {
        engine.desk(for: World.actor(id, roles.isEmpty ? [.office] : roles, in: region, organisation: organisation))
    }

    /// Submissions with ids of their own, as an import has them.
    static func numbered(_ submissions: [Submission]) -> [(id: RecordID, submission: Submission)] {
        submissions.enumerated().map { place, submission in
            (id: RecordID(at: Instant(milliseconds: 1_790_000_000_000), random: (7, UInt64(place))), submission: submission)
        }
    }

    /// A firm's entries as a person types them.
    static func firm(_ name: String, _ others: [String: String] = [:]) -> Submission {
        Submission(kind: "firm", others.merging(["name": name]) { $1 }.mapValues { .typed($0) })
    }
}

/// Why the engine does not do what `body` asks; nil where it does.
func refusal<Value>(_ body: () async throws(Refusal) -> Value) async -> Refusal? {
    do throws(Refusal) {
        _ = try await body()
        return nil
    } catch {
        return error
    }
}

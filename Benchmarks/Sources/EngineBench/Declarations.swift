import Foundation
import Kernel
import Store

/// 企业: about as wide as what a county knows of an enterprise.
struct Firm: Record {
    static let kind = Kind<Firm>("企业")
    let name = Field<String>("名称", .max(80), .searchable, .indexed)
    let creditCode = Field<CreditCode>("统一社会信用代码", .unique)
    let stage = Field<Stage>("阶段")
    let founded = Field<Day?>("成立日期")
    let capital = Field<Money?>("注册资本", unit: .wanYuan, .min(0))
    let staff = Field<Int?>("从业人数", .min(0))
    let revenue = Field<Money?>("营业收入", unit: .wanYuan)
    let expense = Field<Money?>("研发费用", unit: .wanYuan)
    let contact = Field<String?>("联系人", .max(20), .personal(.name))
    let phone = Field<Phone?>("联系电话", .personal(.middle))
    let address = Field<String?>("地址", .max(200))
    let isHighTech = Field<Bool>("高新技术企业", en: "High-tech")

    enum Stage: String, Choice, CaseIterable { case seed = "初创", growth = "成长", mature = "成熟" }
}

/// 监测: many small records, each of a firm.
struct Sample: Record {
    static let kind = Kind<Sample>("监测", .unlogged)
    let owner = Field<Reference<Firm>>("企业")
    let value = Field<Double?>("数值")
    let day = Field<Day>("日期", .indexed)
}

/// 申请: goes to and fro between two desks.
struct Claim: Record {
    static let kind = Kind<Claim>("申请")
    let subject = Field<String>("事项", .max(80), .searchable)
    let amount = Field<Int>("金额")
    let state = Field<State>("状态", .readOnly)
    enum State: String, Choice { case open = "待审", checked = "已审" }

    static var flow: Flow<Claim>? {
        Flow(
            \.state, Step("审核", en: "Check", code: "check", .open, to: .checked, by: .clerk, within: 3),
            Step("退回", en: "Return", code: "return", .checked, to: .open, by: .clerk))
    }
    static var indicators: [Indicator] { [Indicator("I-checked", "已审", unit: "件", .stock, .count(Claim.self) { $0.state == .checked })] }
}

extension Role {
    static let clerk = Role("clerk", "经办", Grant([.read, .create, .update, .move, .import, .export, .readPersonal]))
}

/// One engine on a new file, and someone of a county who asks it.
struct Bench {
    let store: SQLiteStore
    let engine: Engine
    var desk: Desk { engine.desk(for: Bench.clerk) }

    static let clerk = Actor(id: "bench", name: "测试", region: Region("331024"), organisation: "office", roles: [.clerk])

    init(_ folder: String, _ records: [any Record.Type], indicators: [Indicator] = []) throws {
        store = try SQLiteStore(path: folder + "/bench.sqlite")
        engine = try Engine([Application("bench", "测试", en: "Bench", records, roles: [.clerk], indicators: indicators)], store: store, context: .machine)
    }

    static func meta(_ context: Context) -> RecordMeta { RecordMeta(id: context.newID(), region: clerk.region, createdAt: context.now(), createdBy: clerk.id) }

    /// A firm as a list of values; the credit code has its check character (GB 32100—2015).
    static func firm(_ number: Int) -> [Stored] {
        let stage = Firm.Stage.allCases[number % 1000 == 0 ? 2 : number % 3 == 0 ? 1 : 0]
        return [
            .text("山河\(number)号科技创新有限公司"), .text(creditCode(number)), stage.stored, .text("20\(10 + number % 15)-0\(1 + number % 9)-1\(number % 10)"),
            .integer(Int64(100_000_000 + number)), .integer(Int64(number % 900)), .integer(Int64(number) * 12_300), .integer(Int64(number) * 700), .text("田志远"),
            .text("1380000\(1000 + number % 9000)"), .text("云岭县科创路\(number % 500)号"), .integer(Int64(number % 2)),
        ]
    }

    static func creditCode(_ number: Int) -> String {
        let alphabet = Array("0123456789ABCDEFGHJKLMNPQRTUWXY")
        let digits = String(number)
        let head = "91331024" + String(repeating: "0", count: 9 - digits.count) + digits
        var (sum, weight) = (0, 1)
        for character in head {
            sum += (alphabet.firstIndex(of: character) ?? 0) * weight
            weight = weight * 3 % 31
        }
        return head + String(alphabet[(31 - sum % 31) % 31])
    }
}

extension Context {
    static let machine = Context(now: { Instant(milliseconds: Int64(Date().timeIntervalSince1970 * 1000)) }, random: { .random(in: .min ... .max) })
}

import Kernel
import Policies
import Registers

/// What the steps of a claim do: reckon, check, reserve, list.
enum Claiming {
    /// 公示不少于 5 个工作日 (万州 rules under 渝府办发〔2021〕47号).
    static let noticeDays = 5

    /// Reckons the amount by the clause as it is in force, and refuses what cannot be paid.
    static func submit(_ row: Row<Claim>, _ changes: inout Changes) throws {
        let (clause, today) = (try changes.row(row.clause), changes.now.day)
        guard clause.isInForce(on: today) else {
            throw changes.refuse("“\(clause.title)”第 \(clause.edition) 版今天不在施行期内", en: "“\(clause.title)”, version \(clause.edition), is not in force today")
        }
        try refuseBarred(row, changes)
        try refuseRepeated(row, clause, changes)
        let (entitlement, facts) = try judged(row, clause, on: today, changes)
        if let unmet = entitlement.reasons.first(where: { $0.verdict == .unmet }) {
            let (text, with) = (unmet.condition.text(), unmet.condition.text(with: facts))
            throw changes.refuse("不符合条件：\(text.chinese)（\(with.chinese)）", en: "A condition is not met: \(text.english) (\(with.english))")
        }
        let arithmetic = entitlement.amount.flatMap { clause.clause.arithmetic(facts, $0) }
        let amount = entitlement.amount?.fen.map { Money(fen: $0) }
        try changes.update(row.reference) {
            ($0.submittedOn, $0.computed, $0.arithmetic) = (.some(today), .some(amount), .some(arithmetic?.chinese))
            ($0.share, $0.reviewed, $0.approved, $0.opinion) = (.some(nil), .some(nil), .some(nil), .some(nil))
        }
    }

    /// The formal check: integrity, verified figures, documents, double support.
    static func accept(_ row: Row<Claim>, _ changes: inout Changes) throws {
        let clause = try changes.row(row.clause)
        try refuseBarred(row, changes)
        let (entitlement, facts) = try judged(row, clause, on: row.submittedOn ?? changes.now.day, changes)
        let open = clause.clause.figures.filter { figure in facts[figure.term.code, yearsBack: figure.yearsBack].map { !$0.isVerified } ?? true }
        guard open.isEmpty, entitlement.verdict == .met else {
            throw changes.refuse(
                open.isEmpty ? "条件已不符合，请退回" : "这些数据还没有或未核实：\(open.map(\.name.chinese).joined(separator: "、"))",
                en: open.isEmpty ? "The conditions are met no more" : "Missing or not verified: \(open.map(\.name.english).joined(separator: ", "))")
        }
        let missing = missingDocuments(clause, try changes.rows(ClaimDocument.self) { $0.claim == row.reference })
        guard missing.isEmpty else {
            throw changes.refuse("还缺材料：\(missing.joined(separator: "、"))", en: "Documents are missing: \(missing.joined(separator: ", "))")
        }
        let same = try supported(row, changes)
        if row.similar == nil, let project = same.first {
            throw changes.refuse(
                "疑似重复支持：“\(project.title)”\(project.year) 年已获\(project.funder)支持 \(project.amount.words.chinese)；核对后请用“排除重复支持”写明理由，或不予支持",
                en:
                    "It may be supported already: “\(project.title)”, \(project.year), by \(project.funder). Compare, then “Not the same” with a reason, or refuse it"
            )
        }
    }

    static func reserve(_ row: Row<Claim>, _ changes: inout Changes) throws {
        guard let amount = row.approved else { throw changes.refuse("没有核定金额", en: "No amount is approved") }
        let line = try Spending.line(of: try changes.row(row.clause).fund, isSimulated: try Spending.isSimulated(row, of: row.enterprise, changes), changes)
        try Spending.reserve(amount, on: line.reference, for: try matter(row, changes), &changes)
        try changes.update(row.reference) { $0.line = .some(line.reference) }
    }

    /// An objection was right: the money is free again, and the claim is reviewed anew.
    static func release(_ row: Row<Claim>, _ changes: inout Changes) throws {
        if let line = row.line, let amount = row.approved { try Spending.release(amount, on: line, for: try matter(row, changes), &changes) }
        try changes.update(row.reference) {
            ($0.line, $0.reviewed, $0.approved, $0.share, $0.noticeUntil) = (.some(nil), .some(nil), .some(nil), .some(nil), .some(nil))
        }
    }

    /// After the public notice it becomes a payment.
    static func list(_ row: Row<Claim>, _ changes: inout Changes) throws {
        guard let end = row.noticeUntil, changes.now.day > end else {
            throw changes.refuse(
                "公示到 \(row.noticeUntil.map { "\($0)" } ?? "—") 为止，期满后再列入支付", en: "It is announced until \(row.noticeUntil.map { "\($0)" } ?? "—")")
        }
        guard let amount = row.approved, let line = row.line else { throw changes.refuse("没有核定金额或预算额度", en: "No amount or budget line") }
        try refuseBarred(row, changes)
        var draft = Draft<Payment>()
        (draft.payee, draft.bank, draft.account, draft.amount) = (row.payee, row.bank, row.account, amount)
        (draft.purpose, draft.line) = (String("\(try changes.row(row.clause).title)：\(row.subject)".prefix(200)), line)
        (draft.enterprise, draft.claim) = (.some(row.enterprise), .some(row.reference))
        try Paying.make(draft, isSimulated: try Spending.isSimulated(row, of: row.enterprise, changes), &changes)
    }

    // MARK: questions

    static func matter(_ row: Row<Claim>, _ changes: Changes) throws -> Spending.Matter {
        Spending.Matter(
            id: row.id, payee: try changes.row(row.enterprise).name, enterprise: row.enterprise,
            isSimulated: try Spending.isSimulated(row, of: row.enterprise, changes))
    }

    static func missingDocuments(_ clause: Row<PolicyClause>, _ documents: [Row<ClaimDocument>]) -> [String] {
        let there = Set(documents.map(\.name))
        return (clause.documents ?? []).filter { !there.contains($0) }
    }

    private static func judged(_ row: Row<Claim>, _ clause: Row<PolicyClause>, on day: Day, _ changes: Changes) throws -> (Entitlement, Facts) {
        let facts = try FirmFile(row.enterprise, changes).facts(year: row.year, on: day)
        return (clause.clause.judge(facts), facts)
    }

    private static func refuseBarred(_ row: Row<Claim>, _ changes: Changes) throws {
        let firm = try changes.row(row.enterprise)
        let today = changes.now.day
        // Inside a transaction the present day is given.
        let records = try changes.rows(IntegrityRecord.self) { $0.enterprise == row.enterprise && $0.isLifted == false && $0.barredUntil >= today }
        if let record = records.first {
            throw changes.refuse(
                "\(firm.name)在 \(record.barredUntil.map { "\($0)" } ?? "") 前被限制申报（\(record.category.label.chinese)）",
                en: "\(firm.name) is barred until \(record.barredUntil.map { "\($0)" } ?? "") (\(record.category.label.english))")
        }
        if firm.isListed == true {
            throw changes.refuse("\(firm.name)列入经营异常或严重失信名单", en: "\(firm.name) is on a list of abnormal or dishonest firms")
        }
    }

    private static func refuseRepeated(_ row: Row<Claim>, _ clause: Row<PolicyClause>, _ changes: Changes) throws {
        let own = try changes.rows(Claim.self) { $0.enterprise == row.enterprise && $0.year == row.year && $0.state.isIn(Claim.State.live) }
        let plain = plain(row.subject)
        for other in own where other.id != row.id && other.state != .draft {
            let clauseOfOther = try changes.row(other.clause)
            if clauseOfOther.code == clause.code, Claiming.plain(other.subject) == plain {
                throw changes.refuse("同一条款、同一事项已经申请过", en: "The same was claimed under this clause already")
            }
            if let name = clause.matter, clauseOfOther.matter == name {
                throw changes.refuse(
                    "“\(name)”事项已按“\(clauseOfOther.title)”申请，同一事项只能兑现一项", en: "This matter is claimed under “\(clauseOfOther.title)” already; only one is paid")
            }
        }
    }

    /// What public money has supported under the same name or one that is alike, of this enterprise, in this year or the two before.
    static func supported(_ row: Row<Claim>, _ changes: Changes) throws -> [Row<SupportedProject>] {
        let plain = plain(row.subject)
        return try changes.rows(SupportedProject.self) { $0.enterprise == row.enterprise && $0.year >= row.year - 2 }.filter { project in
            let title = Claiming.plain(project.title)
            return title == plain || (plain.count >= 6 && title.contains(plain)) || (title.count >= 6 && plain.contains(title)) || areAlike(title, plain)
        }
    }

    /// Whether two names say the same in other words: the same numbers (another year is another matter), and of their pairs of characters two in three in
    /// common (Dice 1945, Measures of the amount of ecologic association between species). Too short ones are never alike.
    static func areAlike(_ one: String, _ other: String) -> Bool {
        func numbers(_ text: String) -> [String] { text.split { !$0.isNumber }.map(String.init).sorted() }
        func pairs(_ text: String) -> [String] { zip(text, text.dropFirst()).map { "\($0)\($1)" } }
        guard one.count >= 6, other.count >= 6, numbers(one) == numbers(other) else { return false }
        let first = pairs(one)
        var (left, common) = (Dictionary(pairs(other).map { ($0, 1) }, uniquingKeysWith: +), 0)
        for pair in first {
            if let count = left[pair], count > 0 { (left[pair], common) = (count - 1, common + 1) }
        }
        return 3 * common >= one.count + other.count - 2
    }

    /// Letters and digits only, so that signs and spaces make no difference.
    static func plain(_ text: String) -> String { String(text.lowercased().filter { $0.isLetter || $0.isNumber }) }
}

/// 评审核定: what the review gives.
struct ReviewClaim: Record {
    static let kind = Kind<ReviewClaim>("评审核定", en: "Review")
    let share = Field<Int>("核定比例", en: "Graded at", unit: .percent, .initial("100"), .min(0), .max(100))
    let assessed = Field<Money?>("评审金额", en: "Assessed amount", unit: .wanYuan, .min(0), .help(Label("条款没有金额公式时填写", en: "Where the clause has no formula")))
    let opinion = Field<String>("评审意见", en: "Opinion", .long, .min(2), .max(2000))
}

/// 排除重复支持: why two things are not the same.
struct ClearDuplicate: Record {
    static let kind = Kind<ClearDuplicate>("排除重复支持", en: "Not the same")
    let reason = Field<String>("理由", en: "Reason", .long, .min(4), .max(2000))
}

extension Operation {
    static let reviewClaim = Operation(
        "reviewClaim", "评审核定", en: "Review", on: Claim.self, asking: ReviewClaim.self, by: .fundOffice, when: { $0.state == .accepted }
    ) { claim, order, desk in
        let amount = try await desk.together { changes in
            let clause = try changes.row(claim.clause)
            guard let whole = claim.computed ?? order.assessed else { throw changes.refuse("请填写评审金额", en: "Please give the assessed amount") }
            if claim.computed != nil, order.assessed != nil {
                throw changes.refuse("本条款按公式测算，不另填评审金额；如需核减请改核定比例", en: "The clause reckons the amount itself; grade it lower instead")
            }
            if let cap = clause.cap, whole > cap { throw changes.refuse("超过单项封顶 \(cap.words.chinese)", en: "It exceeds the cap of \(cap.words.english)") }
            let graded = Exact(whole.fen).rounded(share: order.share)
            let left = try roomInYear(claim, clause, changes)
            let amount = Money(fen: min(graded, left ?? graded))
            try changes.update(claim.reference) {
                ($0.share, $0.reviewed, $0.approved, $0.opinion) = (.some(order.share), .some(amount), .some(amount), .some(order.opinion))
            }
            return amount
        }
        return Outcome("核定 \(amount.words.chinese)", en: "Approved: \(amount.words.english)")
    }

    static let clearDuplicate = Operation(
        "clearDuplicate", "排除重复支持", en: "Not the same", on: Claim.self, asking: ClearDuplicate.self, by: .fundOffice, when: { $0.state == .submitted }
    ) { claim, order, desk in
        try await desk.together { changes in
            let titles = try Claiming.supported(claim, changes).map { "\($0.title)（\($0.year)，\($0.funder)）" }
            let note = "对照：\(titles.isEmpty ? "无" : titles.joined(separator: "、"))。理由：\(order.reason)"
            _ = try changes.update(claim.reference) { $0.similar = .some(String(note.prefix(4000))) }
        }
        return Outcome("已记录理由，可以受理", en: "The reason is kept; it can be accepted now")
    }

    /// What the yearly cap of the firm under this policy leaves; nil where there is none.
    private static func roomInYear(_ claim: Row<Claim>, _ clause: Row<PolicyClause>, _ changes: Changes) throws -> Int64? {
        guard let cap = clause.firmCap else { return nil }
        let others = try changes.rows(Claim.self) {
            $0.enterprise == claim.enterprise && $0.year == claim.year && $0.state.isIn([.accepted, .reviewed, .funded, .noticed, .listed, .paid])
        }
        var used: Int64 = 0
        for other in others where other.id != claim.id {
            guard try changes.row(other.clause).policy == clause.policy else { continue }
            // What was cut and waits may yet have all that its review came to, when it is cut anew.
            let amount = [.accepted, .reviewed].contains(other.state) ? other.reviewed ?? other.approved : other.approved
            used = (Money(fen: used) + (amount ?? Money(fen: 0))).fen
        }
        return max(0, cap.fen - used)
    }
}

extension Exact {
    /// So many per cent of it, to whole hundreds of yuan, half up.
    fileprivate func rounded(share: Int) -> Int64 {
        Exact(top * Int128(share), over: bottom * 100)?.rounded(to: 10_000) ?? 0
    }
}

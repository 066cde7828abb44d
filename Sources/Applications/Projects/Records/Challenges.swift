import Kernel
import Registers

/// 榜单 (揭榜挂帅): a demand that whoever can may meet, whoever they are; paid by milestones.
struct Challenge: Record {
    static let kind = Kind<Challenge>("揭榜挂帅榜单", en: "Challenge", title: \.title)
    let title = Field<String>("榜单题目", en: "Title", .max(120), .searchable, .unique)
    let number = Field<String>("榜单编号", en: "Number", .max(20), .unique)
    let mode = Field<Mode>("发榜方式", en: "Posed by")
    let demander = Field<String>("需求单位", en: "Wanted by", .max(100), .searchable)
    let enterprise = Field<Reference<Enterprise>?>("需求企业", en: "Enterprise that wants it")
    let demand = Field<String>("需求", en: "Demand", .long, .min(10), .max(5000))
    let targets = Field<String>("可测指标", en: "Measurable targets", .long, .min(4), .max(2000))
    let prize = Field<Money>("榜额", en: "Prize", unit: .wanYuan, .min(0.01))
    let publicShare = Field<Int>("财政承担", en: "Public share", unit: .percent, .initial("100"), .min(0), .max(100))
    let months = Field<Int>("时限", en: "Term", unit: "个月", .min(1), .max(120))
    let shares = Field<[Int]>(
        "里程碑拨款比例", en: "Shares of the milestones", unit: .percent, .help(Label("如 30、30、40，合计 100", en: "Such as 30; 30; 40, together 100")))
    let rights = Field<String>("知识产权归属", en: "Who owns the rights", .max(300))
    let bidsUntil = Field<Day>("揭榜截止", en: "Bids until", .indexed)
    let state = Field<State>("状态", .readOnly)

    enum Mode: String, Choice {
        case government = "政府发榜", enterprise = "企业发榜"
        var label: Label { Label(rawValue, en: self == .government ? "The government" : "An enterprise") }
    }
    enum State: String, Choice { case proposed = "需求征集", argued = "已论证", listed = "已张榜", awarded = "已定榜", failed = "流榜" }

    static var checks: [Check<Challenge>] {
        [
            Check("比例之和应为 100，一至二十个", en: "One to twenty shares that come to 100", at: \.shares) {
                $0.shares.reduce(0, +) == 100 && $0.shares.count <= 20 && $0.shares.allSatisfy { $0 >= 0 }
            },
            Check("政府发榜由财政全部承担", en: "What the government poses it pays in full", at: \.publicShare) { $0.mode != .government || $0.publicShare == 100 },
        ]
    }
    static var flow: Flow<Challenge>? {
        Flow(
            \.state, editable: [.proposed],
            Step("需求论证通过", en: "Argued", code: "argue", .proposed, to: .argued, by: .projectOffice, within: 20, needsRemark: true),
            Step("张榜", en: "List", code: "list", .argued, to: .listed, by: .projectOffice, within: 10),
            Step("流榜", en: "Nobody", code: "fail", .listed, to: .failed, by: .projectOffice, needsRemark: true, isAwaited: false),
            Step("定榜", en: "Awarded", code: "award", .listed, to: .awarded, by: .administrator, isAwaited: false))
    }
    static var indicators: [Indicator] {
        [
            Indicator("I-challenges", "揭榜挂帅榜单", en: "Challenges", unit: "个", .stock, .count(Challenge.self) { $0.state.isIn([.listed, .awarded]) }),
            Indicator("I-challenges-awarded", "已定榜", en: "Challenges awarded", unit: "个", .stock, .count(Challenge.self) { $0.state == .awarded }),
        ]
    }
}

/// 揭榜申报: a bid for a challenge.
struct ChallengeBid: Record {
    static let kind = Kind<ChallengeBid>("揭榜申报", en: "Bid", title: \.title, belongsTo: \.enterprise)
    let challenge = Field<Reference<Challenge>>("榜单", en: "Challenge")
    let title = Field<String>("方案名称", en: "Title", .max(120), .searchable)
    let enterprise = Field<Reference<Enterprise>?>("揭榜企业", en: "Enterprise", .help(Label("高校院所不填", en: "Institutes leave it empty")))
    let bidder = Field<String>("揭榜单位", en: "Bidder", .max(100), .searchable)
    let leader = Field<String>("负责人", en: "Leader", .max(40), .personal(.name))
    let plan = Field<String>("方案", en: "Plan", .long, .min(20), .max(20_000))
    let price = Field<Money>("报价", en: "Price", unit: .wanYuan, .min(0.01))
    let promise = Field<Bool>("已签科研诚信承诺", en: "Integrity promise signed", .initial("否"))
    let points = Field<Double?>("评榜得分", en: "Points of the panel", .min(0), .max(100), .digits(2), .readOnly)
    let state = Field<State>("状态", .readOnly)
    enum State: String, Choice { case draft = "草稿", submitted = "待评榜", won = "揭榜成功", lost = "未揭榜" }

    static var flow: Flow<ChallengeBid>? {
        Flow(
            \.state, editable: [.draft],
            Step(
                "揭榜", en: "Bid", code: "submit", .draft, to: .submitted, by: .enterprise, .projectInstitute, isAwaited: false,
                then: { try Unveiling.submit($0, &$1) }),
            Step(
                "定榜", en: "Award", code: "award", .submitted, to: .won, by: .projectOffice, within: 30, needsRemark: true,
                then: { try Unveiling.award($0, &$1) }),
            Step("落榜", en: "Lose", code: "lose", .submitted, to: .lost, by: .administrator, isAwaited: false))
    }
}

/// 揭榜: from a bid to a contract paid by milestones.
enum Unveiling {
    static func submit(_ bid: Row<ChallengeBid>, _ changes: inout Changes) throws {
        let challenge = try changes.row(bid.challenge)
        guard challenge.state == .listed, changes.now.day <= challenge.bidsUntil else {
            throw changes.refuse("榜单不在揭榜期内（截止 \(challenge.bidsUntil)）", en: "Bids were taken until \(challenge.bidsUntil)")
        }
        guard bid.promise else { throw changes.refuse("请先签署科研诚信承诺", en: "Please sign the integrity promise first") }
        guard bid.price <= challenge.prize else {
            throw changes.refuse("报价超过榜额 \(challenge.prize.said)", en: "The price is above the prize of \(challenge.prize.said)")
        }
        try Applicant.check(bid.bidder, bid.enterprise, organisation: bid.meta.organisation, &changes)
        try askIntegrity(bid, &changes)
    }

    private static func askIntegrity(_ bid: Row<ChallengeBid>, _ changes: inout Changes) throws {
        let standing = try IntegrityStanding(enterprise: bid.enterprise, holder: bid.bidder, leader: bid.leader, identity: nil, &changes)
        if let bar = standing.results.first(where: { $0.outcome == .unmet }) {
            throw changes.refuse("不予受理：\(bar.reason.chinese)", en: "It is not taken in: \(bar.reason.english)")
        }
    }

    /// The winner's contract waits for the notice to run its time (it is asked for when it is signed); the others lose.
    static func award(_ bid: Row<ChallengeBid>, _ changes: inout Changes) throws {
        let challenge = try changes.row(bid.challenge)
        guard changes.now.day > challenge.bidsUntil else {
            throw changes.refuse("揭榜到 \(challenge.bidsUntil) 截止，之后才能定榜", en: "Bids are taken until \(challenge.bidsUntil)")
        }
        try askIntegrity(bid, &changes)
        try changes.move(challenge.reference, step: "award")
        for other in try changes.rows(ChallengeBid.self, where: { $0.challenge == challenge.reference && $0.state == .submitted }) where other.id != bid.id {
            try changes.move(other.reference, step: "lose")
        }
        let grant = Money(fen: bid.price.fen / 100 * Int64(challenge.publicShare) + bid.price.fen % 100 * Int64(challenge.publicShare) / 100)
        let notice = try Award.notice(
            title: bid.title, holder: bid.bidder, amount: grant, programme: challenge.title, until: changes.workingDays.day(5, after: changes.now.day),
            isSimulated: bid.meta.isSimulated, &changes)
        var draft = Draft<ProjectContract>()
        (draft.number, draft.title, draft.holder, draft.leader) = ("\(challenge.number)-JB", bid.title, bid.bidder, bid.leader)
        (draft.bid, draft.notice, draft.enterprise) = (.some(bid.reference), .some(notice.reference), .some(bid.enterprise))
        (draft.grant, draft.own, draft.targets, draft.isLumpSum) = (grant, bid.price - grant, challenge.targets, true)
        let starts = notice.until.adding(days: 1)
        (draft.starts, draft.ends) = (starts, starts.adding(months: challenge.months).adding(days: -1))
        let contract = try changes.create(draft, organisation: bid.meta.organisation, isSimulated: bid.meta.isSimulated)
        let count = challenge.shares.count
        try Award.milestones(
            challenge.shares.enumerated().map { place, share in
                ("第 \(place + 1) 阶段指标", share, place + 1 == count ? contract.ends : starts.adding(months: challenge.months * (place + 1) / count), false)
            }, of: contract, &changes)
        try Award.support(contract, funder: "科技主管部门", programme: "揭榜挂帅", content: bid.plan, &changes)
    }
}

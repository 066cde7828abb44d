import Kernel
import Registers

/// 推荐对接: which offer for the demand.
struct ProposeMatch: Record {
    static let kind = Kind<ProposeMatch>("推荐对接", en: "Propose a match")
    let offer = Field<Reference<MarketNotice>>("供给", en: "Offer")
    let notes = Field<String?>("推荐理由", en: "Why", .long, .max(2000))
}

/// 缴纳年费
struct PayFee: Record {
    static let kind = Kind<PayFee>("缴纳年费", en: "Pay the annual fee")
    let paidOn = Field<Day>("缴费日期", en: "Paid on")
    let amount = Field<Money>("金额", en: "Amount", unit: .yuan, .min(0))
}

extension Operation {
    /// Brings a published demand and a published offer together, with what their texts have in common.
    static let proposeMatch = Operation(
        "proposeMatch", "推荐对接", en: "Propose a match", on: MarketNotice.self, asking: ProposeMatch.self, by: .transferOffice, .broker,
        when: { $0.category == .demand && !$0.isClosed }
    ) { demand, order, desk in
        let day = desk.engine.context.now().day
        let offers = try await desk.all(MarketNotice.self) { $0.category == .offer && MarketNotice.isOpen($0, on: day) }
        guard let offer = offers.first(where: { $0.reference == order.offer }) else {
            throw Refusal.closed(Label("请选择仍在发布的技术供给", en: "Please choose an offer that is open"))
        }
        guard offer.meta.organisation != demand.meta.organisation || offer.meta.organisation.isEmpty else {
            throw Refusal.closed(Label("供需双方是同一单位", en: "Demand and offer are of the same organisation"))
        }
        let found = NoticeMatches(for: demand, among: offers, limit: offers.count).best.first { $0.notice.id == offer.id }
        let match = try await desk.together { changes in
            var draft = Draft<TechnologyMatch>()
            draft.title = "\(demand.title) ↔ \(offer.title)"
            (draft.demand, draft.offer, draft.proposedOn) = (demand.reference, offer.reference, day)
            draft.share = Percentage(((found?.share ?? 0) * 1000).rounded() / 10)
            draft.reasons = found.map { String($0.phrases.joined(separator: "、").prefix(1000)) } ?? "无共同词语，人工推荐"
            draft.notes = .some(order.notes)
            return try changes.create(draft, region: demand.meta.region, isSimulated: demand.meta.isSimulated)
        }
        return Outcome("已推荐，请联系双方", en: "Proposed; please bring both together", then: .to(match))
    }

    /// Notes a fee that was paid: the patent is paid for until the next anniversary of its filing.
    static let payFee = Operation(
        "payFee", "登记年费", en: "Note an annual fee", on: Patent.self, asking: PayFee.self, by: .transferOffice, .enterprise, .institute,
        when: { $0.state == .valid && $0.category.isPatent }
    ) { patent, order, desk in
        guard
            desk.actor.roles.contains(Role.transferOffice.code) || desk.actor.roles.contains(Role.administrator.code)
                || (!desk.actor.organisation.isEmpty && patent.meta.organisation == desk.actor.organisation)
        else { throw Refusal.forbidden(.update, kind: "patent") }
        guard order.paidOn <= desk.engine.context.now().day else { throw Refusal.closed(Label("缴费日期不能晚于今天", en: "It cannot be paid after today")) }
        let until = AnnualFees(patent).nextUntil
        if let end = AnnualFees(patent).end, until > end { throw Refusal.closed(Label("保护期已满，不再缴年费", en: "Its term is over: no fee is due")) }
        try await desk.together { changes in
            var draft = Draft<PatentFee>()
            (draft.patent, draft.paidOn, draft.amount, draft.until) = (patent.reference, order.paidOn, order.amount, until)
            try changes.create(draft, region: patent.meta.region, organisation: patent.meta.organisation, isSimulated: patent.meta.isSimulated)
            try changes.update(patent.reference) { $0.paidUntil = .some(until) }
        }
        return Outcome("已登记，年费缴至 \(until)", en: "Noted: paid until \(until)", then: .to(patent))
    }

    /// Writes how many valid rights an enterprise has today into the register, where the ladder of titles reads them.
    static let countRights = Operation(
        "countRights", "汇总知识产权", en: "Count its rights", on: Enterprise.self, by: .transferOffice, .enterpriseOffice, when: { $0.standing == .active }
    ) { enterprise, desk in
        let day = desk.engine.context.now().day
        let count = try await desk.together { changes in
            let rights = try changes.rows(Patent.self) {
                $0.enterprise == enterprise.reference && $0.state == .valid && $0.isSimulated == enterprise.meta.isSimulated
            }
            let first = rights.filter(\.category.isFirstClass)
            let counted = try changes.rows(RightsCount.self, limit: 1) { $0.enterprise == enterprise.reference && $0.asOf == day }
            func fill(_ draft: inout Draft<RightsCount>) {
                (draft.first, draft.second) = (first.count, rights.count - first.count)
                (draft.firstOwn, draft.highValue) = (first.count(where: \.isOwn), first.count { $0.highValue != nil })
            }
            if let earlier = counted.first {
                try changes.update(earlier.reference, fill)
            } else {
                var draft = Draft<RightsCount>()
                (draft.enterprise, draft.asOf) = (enterprise.reference, day)
                fill(&draft)
                try changes.create(draft, region: enterprise.meta.region, isSimulated: enterprise.meta.isSimulated)
            }
            return rights.count
        }
        return Outcome("截至 \(day) 有效知识产权 \(count) 件，已记入知识产权统计", en: "\(count) valid rights as of \(day), written into the register")
    }
}

extension Operation {
    /// Lets a certified broker sign in for the matches that they propose. The unit is named by the certificate: names of people stay in the register.
    static let openBroker = Operation(
        "openBroker", "开通经纪人登录", en: "Open access", on: TechnologyBroker.self, by: .transferOffice, when: { $0.certificate != nil }
    ) { broker, desk in
        let day = desk.engine.context.now().day
        guard let certificate = broker.certificate else { throw Refusal.closed(Label("请先填写证书编号", en: "Please give the certificate first")) }
        if let until = broker.validUntil, until < day { throw Refusal.closed(Label("证书已于 \(until) 到期", en: "The certificate ended on \(until)")) }
        let name = "技术经纪人 \(certificate)"
        try await desk.together { changes in
            guard try changes.rows(Organisation.self, limit: 1, where: { $0.name == name }).isEmpty else { return }
            var draft = Draft<Organisation>()
            (draft.name, draft.category) = (name, .other)
            try changes.create(draft, id: broker.id.ofOrganisation, region: broker.meta.region, isSimulated: broker.meta.isSimulated)
        }
        return Outcome(
            "已开通。请系统管理员新建用户：单位选“\(name)”，角色填 broker",
            en: "It is open. An administrator now makes a user with the unit “\(name)” and the role broker")
    }
}

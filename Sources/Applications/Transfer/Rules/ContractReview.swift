import Kernel
import TechnologyTransfer

/// 登记审查: whether a contract can be registered under the rules in force on the day of its application, condition by condition.
///
/// The amounts and the types follow the checked rules (policy rules §4.4); what only a draft says or the county agreed on is marked as not checked.
struct ContractReview: Sendable {
    struct Condition: Sendable {
        let code: String
        let text: Label
        let isMet: Bool
        /// What is the case now.
        let found: Label
        /// Whether its text was seen in force.
        let isVerified: Bool
    }

    let rules: ContractRules
    let registered: RegisteredKind
    /// nil where the parts are more than the total.
    let turnover: TechnicalTurnover?
    let isDisputed: Bool
    let conditions: [Condition]

    init(_ row: Row<TechnologyContract>) {
        let day = row.registeredOn.parts
        rules = ContractRules.inForce(on: CalendarDay(day.year, day.month, day.day))
        registered = RegisteredKind(rules.registeredType(of: row.type.contractType))
        turnover = TechnicalTurnover(total: row.total.fen, parts: Self.parts(row))
        isDisputed = row.isDisputed
        conditions = Self.conditions(row, turnover)
    }

    var technical: Money? { turnover.map { Money(fen: $0.technical) } }
    var isPassed: Bool { conditions.allSatisfy(\.isMet) }
    var failing: [Condition] { conditions.filter { !$0.isMet } }
    /// Large or disputed: with experts. Under the old rules only what is disputed.
    var needsExperts: Bool { isDisputed || workingDays == 30 }
    var workingDays: Int? { turnover.flatMap { rules.workingDays(technicalTurnover: $0.technical, isDisputed: isDisputed) } }

    var rulesName: Label {
        switch rules {
        case .of2000: Label("国科发政字〔2000〕063号、〔2001〕253号", en: "The rules of 2000 and 2001")
        case .of2026: Label("技术合同认定登记管理办法（2026-03-01 起施行）", en: "The rules in force from 2026-03-01")
        }
    }

    private static func parts(_ row: Row<TechnologyContract>) -> [TechnicalTurnover.Part] {
        let costs: [(TechnicalTurnover.Part.Kind, Money?)] = [
            (.equipment, row.equipment), (.instruments, row.instruments), (.parts, row.parts), (.rawMaterials, row.materials),
            (.otherNonTechnical, row.otherCosts),
        ]
        return costs.compactMap { kind, amount in amount.map { TechnicalTurnover.Part(kind, $0.fen) } }
    }

    private static func conditions(_ row: Row<TechnologyContract>, _ turnover: TechnicalTurnover?) -> [Condition] {
        let places = Label(
            "卖方 \(row.sellerPlace.label.chinese)，买方 \(row.buyerPlace.label.chinese)",
            en: "Seller: \(row.sellerPlace.label.english); buyer: \(row.buyerPlace.label.english)")
        let isImport = row.sellerPlace == .abroad && row.buyerPlace == .local
        let needsRight = [.transfer, .licence].contains(row.type)
        let technical = turnover.map { Money(fen: $0.technical).wan }
        func amount(_ wan: Double?) -> Label {
            wan.map { Label("\(Numeral.usual.text($0)) 万元", en: "\(Numeral.usual.text($0))0,000 yuan") } ?? Label("—", en: "—")
        }
        return [
            Condition(
                code: "C-1", text: Label("有书面合同文本", en: "There is a written text"), isMet: row.text != nil,
                found: row.text == nil ? Label("未上传", en: "Not uploaded") : Label("已上传", en: "Uploaded"), isVerified: false),
            Condition(
                code: "C-2", text: Label("合同已经签订", en: "It is signed"), isMet: row.signedOn <= row.registeredOn,
                found: Label("签订 \(row.signedOn)，申请 \(row.registeredOn)", en: "Signed \(row.signedOn), applied \(row.registeredOn)"), isVerified: false),
            Condition(
                code: "C-3", text: Label("由卖方在所在地登记；引进技术由境内买方登记", en: "By the seller at its place; imports by the buyer in China"),
                isMet: row.sellerPlace == .local || isImport, found: places, isVerified: false),
            Condition(
                code: "C-4", text: Label("技术交易额可计算且大于零", en: "There is a technical turnover above nothing"), isMet: (turnover?.technical ?? 0) > 0,
                found: amount(technical), isVerified: true),
            Condition(
                code: "C-5", text: Label("技术内容写明（不少于 20 字）", en: "The technical content is stated (20 characters or more)"),
                isMet: row.content.count >= 20, found: Label("\(row.content.count) 字", en: "\(row.content.count) characters"), isVerified: false),
            Condition(
                code: "C-6", text: Label("价款和支付方式写明", en: "Price and payment are stated"), isMet: row.payment != nil,
                found: row.payment.map { Label($0, en: $0) } ?? Label("未填写", en: "Missing"), isVerified: false),
            Condition(
                code: "C-7", text: Label("买卖双方不是同一单位", en: "Seller and buyer are two"), isMet: row.seller != row.buyer,
                found: Label("\(row.seller) → \(row.buyer)", en: "\(row.seller) → \(row.buyer)"), isVerified: false),
            Condition(
                code: "C-8", text: Label("转让、许可写明所涉专利或技术秘密，专利号校验位正确", en: "A transfer or licence names its rights, with right check digits"),
                isMet: !needsRight || rightsAreSound(row.rights),
                found: needsRight ? row.rights.map { Label($0, en: $0) } ?? Label("未填写", en: "Missing") : Label("不适用", en: "Does not apply"),
                isVerified: true),
            Condition(
                code: "C-9", text: Label("不涉及国家秘密（涉密合同不在本系统登记）", en: "Nothing secret (secret contracts are not registered here)"),
                isMet: !row.isSecret, found: row.isSecret ? Label("涉密", en: "Secret") : Label("不涉密", en: "Not secret"), isVerified: false),
        ]
    }

    /// Every word that is long enough to be a patent number has a right check digit; know-how may stand beside it.
    private static func rightsAreSound(_ text: String?) -> Bool {
        guard let text else { return false }
        let words = text.split { "，,、；; \n".contains($0) }
        let numbers = words.filter { $0.filter(\.isNumber).count >= 8 }
        return numbers.allSatisfy { (try? PatentNumber(String($0))) != nil }
    }
}

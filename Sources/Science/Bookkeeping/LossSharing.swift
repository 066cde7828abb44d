/// Who bears how much of a loss: parties with weights, and within a party those who stand behind it.
public struct LossSharing: Sendable, Hashable {
    public let name: String
    public let weight: Int64
    /// Who stands behind the party, by their own weights; empty where it bears its share itself.
    public let parts: [LossSharing]

    public init(_ name: String, weight: Int64 = 1, _ parts: [LossSharing] = []) { (self.name, self.weight, self.parts) = (name, weight, parts) }

    /// Divides an amount among all who bear it in the end, exactly, level by level (`Allocation`).
    public func divide(_ amount: Fen) throws(MoneyProblem) -> [Share] {
        guard !parts.isEmpty else { return [Share(party: name, amount: amount)] }
        var shares: [Share] = []
        for (part, amount) in zip(parts, try Allocation.divide(amount, by: parts.map(\.weight))) { shares += try part.divide(amount) }
        return shares
    }

    public struct Share: Sendable, Hashable {
        public let party: String
        public let amount: Fen

        public init(party: String, amount: Fen) { (self.party, self.amount) = (party, amount) }
    }
}

extension LossSharing {
    /// 知识价值信用贷款: the fund pays 80 % of overdue principal, city and county 4 : 6, the bank bears 20 % (policy rules §5.1; the split within the fund is
    /// derived).
    public static let knowledgeValue = LossSharing(
        "本金损失", weight: 1, [LossSharing("风险补偿基金", weight: 80, [LossSharing("市级", weight: 40), LossSharing("区县", weight: 60)]), LossSharing("银行", weight: 20)])

    /// 商业价值信用贷款: government 80 %, bank 20 % (§5.2).
    public static let commercialValue = LossSharing("本金损失", weight: 1, [LossSharing("政府", weight: 80), LossSharing("银行", weight: 20)])

    /// 小微企业政银担: city 15 %, county 15 %, bank 20 %, guarantor 50 % (§5.2).
    public static let governmentBankGuarantor = LossSharing(
        "本金损失", weight: 1,
        [LossSharing("市级", weight: 15), LossSharing("区县", weight: 15), LossSharing("银行", weight: 20), LossSharing("担保机构", weight: 50)])

    /// 种子投资基金: what comes in, goes out and is lost, city and county 40 : 60 (§5.3; losses derived).
    public static let seedFund = LossSharing("种子投资基金", weight: 1, [LossSharing("市级", weight: 40), LossSharing("区县", weight: 60)])
}

/// A day of the calendar, for choosing the rule in force.
public struct CalendarDay: Sendable, Hashable, Comparable {
    public let year: Int
    public let month: Int
    public let day: Int

    public init(_ year: Int, _ month: Int, _ day: Int) { (self.year, self.month, self.day) = (year, month, day) }

    public static func < (left: CalendarDay, right: CalendarDay) -> Bool { (left.year, left.month, left.day) < (right.year, right.month, right.day) }
}

/// The kinds of technology contracts (民法典 part 3 chapter 20).
public enum ContractType: Sendable, Hashable, CaseIterable {
    case commissionedDevelopment, cooperativeDevelopment, transfer, licence, consulting, service, training, intermediary

    /// The type under which it is registered: training and intermediary are services.
    public var registered: RegisteredType {
        switch self {
        case .commissionedDevelopment, .cooperativeDevelopment: .development
        case .transfer: .transfer
        case .licence: .licence
        case .consulting: .consulting
        case .service, .training, .intermediary: .service
        }
    }

    public var chinese: String {
        switch self {
        case .commissionedDevelopment: "委托开发"
        case .cooperativeDevelopment: "合作开发"
        case .transfer: "技术转让"
        case .licence: "技术许可"
        case .consulting: "技术咨询"
        case .service: "技术服务"
        case .training: "技术培训"
        case .intermediary: "技术中介"
        }
    }
}

public enum RegisteredType: Sendable, Hashable, CaseIterable {
    case development, transfer, licence, consulting, service

    public var chinese: String {
        switch self {
        case .development: "技术开发"
        case .transfer: "技术转让"
        case .licence: "技术许可"
        case .consulting: "技术咨询"
        case .service: "技术服务"
        }
    }

    public var english: String {
        switch self {
        case .development: "development"
        case .transfer: "transfer"
        case .licence: "licence"
        case .consulting: "consulting"
        case .service: "service"
        }
    }
}

/// The rules for registering technology contracts that were in force on a day (policy rules §4.4). All amounts in fen.
public enum ContractRules: Sendable, Hashable, CaseIterable {
    /// 国科发政字〔2000〕063号 and 〔2001〕253号.
    case of2000
    /// 工信部《技术合同认定登记管理办法》, in force from 2026-03-01; repeals both.
    case of2026

    public static func inForce(on day: CalendarDay) -> ContractRules { day < CalendarDay(2026, 3, 1) ? .of2000 : .of2026 }

    /// Until 2026 a licence was registered as a transfer (derived from the four types of the old rules).
    public func registeredType(of type: ContractType) -> RegisteredType { self == .of2000 && type == .licence ? .transfer : type.registered }

    /// Working days from acceptance to registration: 15; 30 for technical turnover from 5 million yuan on and for disputed contracts, with experts.
    ///
    /// From the draft of 2024-12; the final text is unverified. nil under the old rules, of which no text was seen.
    public func workingDays(technicalTurnover: Int64, isDisputed: Bool = false) -> Int? {
        guard self == .of2026 else { return nil }
        return isDisputed || technicalTurnover >= 500_000_000 ? 30 : 15
    }

    /// Sixteen digits; the form is an older one (§4.4, §9.7).
    public static func isRegistrationNumber(_ text: String) -> Bool {
        text.unicodeScalars.count == 16 && text.unicodeScalars.allSatisfy { ("0"..."9").contains($0) }
    }
}

/// What of a contract's money pays for technology.
public struct TechnicalTurnover: Sendable, Hashable {
    public struct Part: Sendable, Hashable {
        public enum Kind: Sendable, Hashable { case equipment, instruments, parts, rawMaterials, otherNonTechnical }

        public let kind: Kind
        public let amount: Int64
        /// Documents and disks in the number needed, usually one or two sets of a complete device: they carry the technology and stay in.
        public let isCarrier: Bool

        public init(_ kind: Kind, _ amount: Int64, isCarrier: Bool = false) { (self.kind, self.amount, self.isCarrier) = (kind, amount, isCarrier) }
    }

    /// 合同成交额.
    public let total: Int64
    public let parts: [Part]
    /// 技术交易额: the total less equipment, instruments, parts, raw materials and other costs that are not technical, carriers excepted.
    public let technical: Int64

    /// nil where an amount is negative, or the parts are more than the total.
    public init?(total: Int64, parts: [Part] = []) {
        guard total >= 0 else { return nil }
        var technical = total
        for part in parts {
            guard part.amount >= 0 else { return nil }
            guard !part.isCarrier else { continue }
            guard part.amount <= technical else { return nil }
            technical -= part.amount
        }
        (self.total, self.parts, self.technical) = (total, parts, technical)
    }
}

/// Income tax on technology transfer: a year's first 5 million yuan of income are exempt, the rest is taxed at half (企业所得税法实施条例 art. 90; unverified in policy
/// rules §4.4).
public struct TransferTax: Sendable, Hashable {
    public let exempt: Int64
    public let taxable: Int64
    public let tax: Int64

    /// `income` of the year in fen, `rate` in millionths. nil where income is negative or the rate is not 0…100 %. Half a fen is rounded up.
    public init?(income: Int64, rate: Int64 = 250_000) {
        guard income >= 0, (0...1_000_000).contains(rate) else { return nil }
        exempt = min(income, 500_000_000)
        taxable = (income - exempt) / 2 + (income - exempt) % 2
        let (quotient, rest) = UInt64(1_000_000).dividingFullWidth(taxable.magnitude.multipliedFullWidth(by: rate.magnitude))
        tax = Int64(clamping: quotient) + (rest >= 500_000 ? 1 : 0)
    }
}

import Kernel
import Registers

/// 金融机构: a bank, a guarantor, an insurer, a lessor, an investor. It and what is addressed to it belong to the organisation for which its people sign in.
struct FinancialInstitution: Record {
    static let kind = Kind<FinancialInstitution>("金融机构", en: "Financial institutions", title: \.name, .ownsItself)
    let name = Field<String>("名称", en: "Name", .max(100), .searchable, .unique)
    let category = Field<Category>("类别", en: "Kind", .initial("bank"))
    let creditCode = Field<CreditCode?>("统一社会信用代码")
    let joinedOn = Field<Day?>("入驻日期", en: "Here since", .indexed)
    let hasGreenChannel = Field<Bool>("科技信贷绿色通道", en: "Green channel", .initial("否"), .indexed)
    let channel = Field<String?>(
        "绿色通道说明", en: "About the channel", .long, .max(1000), .help(Label("办理时限、利率优惠、专人", en: "Terms, rates, whom to ask")))
    let contact = Field<String?>("联系人", .max(40), .personal(.name))
    let phone = Field<Phone?>("联系电话", .personal(.middle))

    enum Category: String, Choice {
        case bank = "银行", villageBank = "村镇银行", privateBank = "民营银行", guarantor = "融资担保", insurer = "保险", lessor = "融资租赁", venture = "创业投资", angel = "天使投资人"
        case crowd = "众筹平台", other = "其他"
        var isLender: Bool { [.bank, .villageBank, .privateBank].contains(self) }
        var label: Label {
            let english = [
                "Bank", "Village bank", "Private bank", "Guarantor", "Insurer", "Lessor", "Venture capital", "Angel investor", "Crowd-funding platform",
                "Other",
            ]
            return Label(rawValue, en: english[Category.allCases.firstIndex(of: self) ?? 0])
        }
    }

    static var indicators: [Indicator] {
        [
            Indicator("I-finance-institutions", "金融服务机构", en: "Financial institutions", unit: "家", .stock, .count(FinancialInstitution.self)),
            Indicator(
                "I-green-channels", "科技信贷绿色通道", en: "Green channels", unit: "个", .stock, .count(FinancialInstitution.self) { $0.hasGreenChannel == true }),
        ]
    }
}

extension Operation {
    /// Lets the people of an institution sign in for it.
    static let openInstitution = Operation(
        "openInstitution", "开通机构登录", en: "Open access", on: FinancialInstitution.self, by: .financeCentre
    ) { institution, desk in
        let isNew = try await desk.together { changes in
            let id = institution.id.ofOrganisation
            guard try changes.rows(Organisation.self, limit: 1, where: { $0.name == institution.name }).isEmpty else { return false }
            var draft = Draft<Organisation>()
            (draft.name, draft.category, draft.creditCode) = (institution.name, .bank, .some(institution.creditCode))
            try changes.create(draft, id: id, region: institution.meta.region, isSimulated: institution.meta.isSimulated)
            return true
        }
        let role = [.venture, .angel, .crowd].contains(institution.category) ? "investor" : "bank"
        return isNew
            ? Outcome(
                "已开通。请系统管理员新建用户：单位选“\(institution.name)”，角色填 \(role)",
                en: "It is open. An administrator now makes a user with the unit “\(institution.name)” and the role \(role)")
            : Outcome("早已开通", en: "It was open already")
    }
}

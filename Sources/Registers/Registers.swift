public import Kernel

/// 基础登记: the county's shared records, which several applications use and none of them owns: enterprises with their figures, titles and rights,
/// people, places.
///
///     Enterprise   a legal entity, by its credit code
///     Figures      its yearly figures, verified by the office; rights, titles, awards, investments
///     Person       experts and mentors
///     Park         parks, incubators, maker spaces
///     Integrity    what public money supported, whoever gave it, and decisions on misconduct
extension Application {
    public static let registers = Application(
        "registers", "基础登记", en: "Registers",
        [
            Enterprise.self, EnterpriseYear.self, Certificate.self, RightsCount.self, Award.self, Investment.self, Park.self, Person.self,
            SupportedProject.self, IntegrityRecord.self,
        ],
        roles: [.enterpriseOffice, .enterprise])
}

extension Role {
    /// 企业服务科: keeps the register of enterprises. Applications add what it does with their records.
    public static let enterpriseOffice = Role(
        "enterpriseOffice", "企业服务科", en: "Enterprise office",
        Grant([.read, .create, .update, .delete, .move, .import, .export, .readPersonal], in: "registers"), Grant([.read, .create, .update], Organisation.self))
    /// 企业: an outside user, who sees and reports what is the enterprise's own and nothing else.
    public static let enterprise = Role(
        "enterprise", "企业用户", en: "Enterprise", Grant([.read, .update, .readPersonal], Enterprise.self, reach: .organisation),
        Grant([.read, .create, .update, .move, .export], EnterpriseYear.self, reach: .organisation),
        Grant([.read], Certificate.self, reach: .organisation), Grant([.read, .create, .update], RightsCount.self, reach: .organisation),
        Grant([.read], Award.self, reach: .organisation), Grant([.read], Investment.self, reach: .organisation), Grant([.read], Park.self))
}

import Kernel
import Registers

/// 申报主体: whoever applies does so under the name that the register knows, so that nobody escapes what is held against it.
enum Applicant {
    /// - Parameters:
    ///   - name: as it was typed.
    ///   - organisation: to which the application belongs.
    static func check(_ name: String, _ enterprise: Reference<Enterprise>?, organisation: String, _ changes: inout Changes) throws {
        if let enterprise {
            let registered = try changes.row(enterprise).name
            guard name == registered else { throw changes.refuse("单位名称应为登记的“\(registered)”", en: "The name has to be the registered one, “\(registered)”") }
            return
        }
        let own = RecordID(stored: organisation)
        // An enterprise that leaves its record out would be asked for under its name alone.
        if (try? changes.row(Reference<Enterprise>(own.ofOrganisation))) != nil { throw changes.refuse("请选择本企业", en: "Please choose your enterprise") }
        guard let unit = try? changes.row(Reference<Organisation>(own)) else {
            throw changes.refuse("您的账号没有单位，请联系系统管理员", en: "Your account has no unit; please ask the administrator")
        }
        guard name == unit.name else { throw changes.refuse("单位名称应为“\(unit.name)”", en: "The name has to be “\(unit.name)”") }
    }
}

/// What the kernel itself keeps, as records like all others: declared once, with forms, lists, history and permission.
extension Application {
    static let system = Application(
        "system", "系统管理", en: "System",
        [
            Organisation.self, Department.self, User.self, Session.self, Token.self, Delegation.self, Holiday.self, CustomField.self, SavedView.self,
            WorkItem.self,
            SignOff.self, Job.self, FileInfo.self, IndicatorValue.self, RegionName.self, Alert.self, WebhookReceiver.self, WebhookDelivery.self, Reading.self,
            ReadingSummary.self, SensorEntry.self,
        ], roles: [SensorEntry.client])
}

/// 组织机构
public struct Organisation: Record {
    public static let kind = Kind<Organisation>("组织机构")
    public let name = Field<String>("名称", .max(100), .searchable, .indexed)
    public let creditCode = Field<CreditCode?>("统一社会信用代码", .unique)
    public let category = Field<Category>("类别", .initial("government"))
    public enum Category: String, Choice {
        case government = "党政机关", institution = "事业单位", enterprise = "企业", bank = "金融机构", university = "高校院所", other = "其他"
    }
    public init() {}
}

/// 部门
public struct Department: Record {
    public static let kind = Kind<Department>("部门")
    public let parent = Field<Reference<Organisation>>("所属机构", en: "Belongs to")
    public let name = Field<String>("名称", .max(100), .searchable)
    public init() {}
}

/// 用户
public struct User: Record {
    public static let kind = Kind<User>("用户", title: \.name, .governing)
    public let account = Field<String>("账号", .min(3), .max(60), .unique)
    public let name = Field<String>("姓名", .max(40), .searchable)
    public let phone = Field<Phone?>("电话", .personal(.middle))
    public let unit = Field<Reference<Organisation>?>("单位")
    public let section = Field<Reference<Department>?>("部门")
    public let scope = Field<Region?>("管辖区域", en: "Acts within")
    public let roles = Field<[String]?>("角色", .help(Label("角色代码，用顿号隔开", en: "Codes of roles, separated by ;")))
    public let isLocked = Field<Bool>("已停用", en: "Locked", .initial("否"))
    /// scrypt, with its parameters inside; never shown.
    public let passwordHash = Field<String?>("口令散列", .max(300), .readOnly, .personal(.all))
    public let totpSecret = Field<String?>("动态口令密钥", .max(300), .readOnly, .personal(.all))
    public let mustChangePassword = Field<Bool>("须修改口令", .initial("是"), .readOnly)
    public let failures = Field<Int>("连续失败次数", .initial("0"), .readOnly)
    public let lockedUntil = Field<Instant?>("锁定至", .readOnly)
    public init() {}
}

/// 会话: someone who is signed in. The token itself is not kept, only its hash.
public struct Session: Record {
    public static let kind = Kind<Session>("会话", .unlogged, .hidden, .ofProgram)
    public let tokenHash = Field<String>("令牌散列", .max(64), .unique)
    public let user = Field<Reference<User>>("用户")
    public let formToken = Field<String>("表单令牌", .max(64))
    public let expires = Field<Instant>("到期", .indexed)
    public init() {}
}

/// 接口令牌
public struct Token: Record {
    public static let kind = Kind<Token>("接口令牌", .governing)
    public let name = Field<String>("用途", .max(80))
    public let tokenHash = Field<String>("令牌散列", .max(64), .unique, .readOnly, .personal(.all))
    public let user = Field<Reference<User>>("代表用户", en: "Acts as")
    public let expires = Field<Day>("有效期至")
    public init() {}
}

/// 委托: someone acts for someone else for a time.
public struct Delegation: Record {
    public static let kind = Kind<Delegation>("委托", .governing)
    public let giver = Field<Reference<User>>("委托人")
    public let taker = Field<Reference<User>>("受托人")
    public let period = Field<Period>("期间")
    public let reason = Field<String?>("事由", .max(200))
    public init() {}
}

/// 节假日与调休
public struct Holiday: Record {
    public static let kind = Kind<Holiday>("节假日", title: \.name, .governing)
    public let day = Field<Day>("日期", .unique)
    public let name = Field<String>("名称", .max(40))
    public let isWorked = Field<Bool>("调休上班", en: "Worked instead", .initial("否"))
    public init() {}
}

/// 保存的视图: a list with its filters under a name.
public struct SavedView: Record {
    public static let kind = Kind<SavedView>("保存的视图", .unlogged, .hidden)
    public let name = Field<String>("名称", .max(40))
    public let recordKind = Field<String>("记录类型", .max(60), .indexed)
    /// The filters as the address of the list has them.
    public let filters = Field<String>("条件", .max(4000), .long)
    public init() {}
}

/// 文件: what an uploaded file is; its bytes lie in the file store under their hash. All but the name is set by whoever keeps the bytes: a hash
/// that someone types would lead to the bytes of others.
public struct FileInfo: Record {
    public static let kind = Kind<FileInfo>("文件", title: \.name)
    public let name = Field<String>("文件名", .max(200))
    public let mediaType = Field<String>("类型", .max(100), .readOnly)
    public let size = Field<Int>("大小", unit: "字节", .readOnly)
    public let sha256 = Field<String>("散列", en: "SHA-256", .max(64), .indexed, .readOnly)
    public init() {}
}

/// 行政区划: the names of regions, imported down to towns and villages (GB/T 2260, GB/T 10114).
public struct RegionName: Record {
    public static let kind = Kind<RegionName>("行政区划", title: \.name)
    public let code = Field<Region>("代码", .unique)
    public let name = Field<String>("名称", .max(60), .searchable, .indexed)
    public init() {}
}

/// 指标值: a value that a unit reported or a yearbook states, with where it comes from.
public struct IndicatorValue: Record {
    public static let kind = Kind<IndicatorValue>("指标值", title: \.indicator, unique: [[\.indicator, \.place, \.period]])
    public let indicator = Field<String>("指标代码", .max(80), .indexed)
    public let place = Field<Region>("地区")
    public let period = Field<String>("时期", .max(10), .help(Label("2025、2025-Q3 或 2025-03", en: "2025, 2025-Q3 or 2025-03")))
    public let value = Field<Double>("数值")
    public let provenance = Field<String>("来源", .max(400), .help(Label("文件、年鉴或证明材料", en: "Document, yearbook or evidence")))
    public let evidence = Field<FileReference?>("证明材料")
    public init() {}
}

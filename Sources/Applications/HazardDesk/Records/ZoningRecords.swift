import Kernel

/// 易发性区划: one run of a model over the ground and the inventory, with how well it tells slopes that slid from those that did not.
struct ZoningRun: Record {
    static let kind = Kind<ZoningRun>("易发性区划", en: "Susceptibility zoning", title: \.title)
    let title = Field<String>("标题", .max(100), .readOnly)
    let method = Field<Method>("方法", en: "Method", .readOnly)
    let at = Field<Instant>("时间", en: "At", .indexed, .readOnly)
    let ground = Field<String>("地形数据", en: "Terrain", .max(200), .readOnly)
    let cells = Field<Int>("栅格", en: "Cells", unit: "个", .readOnly)
    let slides = Field<Int>("灾害栅格", en: "Cells that slid", unit: "个", .readOnly)
    let points = Field<Int>("隐患点", en: "Hazard points used", unit: "处", .readOnly)
    let auc = Field<Double>("成功率 AUC", en: "AUC, fitted", .digits(4), .readOnly)
    let heldOut = Field<Double?>("空间交叉验证 AUC", en: "AUC, spatial cross-validation", .digits(4), .readOnly)
    /// Share of the slides in the most susceptible 5, 10, … 100 % of the ground.
    let successRate = Field<[Double]>("成功率曲线", en: "Success rate", .readOnly)
    /// Of low, moderate, high, very high: share of the ground, per cent.
    let classShares = Field<[Double]>("各级面积占比", en: "Share of ground by class", .readOnly)
    let classSlides = Field<[Double]>("各级灾害占比", en: "Share of slides by class", .readOnly)
    /// One line a class of a factor or a coefficient, tab-separated.
    let model = Field<String>("模型参数", en: "Parameters", .long, .readOnly)
    /// Of low, moderate, high, very high: share of the squares, per cent; and how many people are threatened in squares of each class of risk.
    let hazardShares = Field<[Double]?>("各级危险区占比", en: "Share of ground by hazard", .readOnly)
    let riskPeople = Field<[Double]?>("各级风险区受威胁人数", en: "People by risk", .readOnly)
    /// One line a rain station, tab-separated.
    let triggers = Field<String?>("诱发条件", en: "Triggers", .long, .readOnly)
    /// What it was made of, to be run again when that changes.
    let terrain = Field<FileReference?>("地形文件", en: "Terrain file", .readOnly)
    let rain = Field<Alert.Level?>("设计雨情", en: "Rain reckoned with", .readOnly)
    let inventory = Field<String?>("清单摘要", en: "Digest of the inventory", .max(60), .readOnly)
    let isCurrent = Field<Bool>("现用", en: "In use", .initial("否"), .indexed, .readOnly)
    enum Method: String, Choice { case informationValue = "信息量法", weightOfEvidence = "证据权法", logistic = "逻辑回归", stability = "无限边坡稳定性" }
}

/// 易发分区: a square of the ground with its class, on the map.
struct ZoneCell: Record {
    static let kind = Kind<ZoneCell>("易发分区", en: "Susceptibility zone", title: \.title, sought: [[\.run]])
    let title = Field<String>("名称", .max(60), .readOnly)
    let run = Field<Reference<ZoningRun>>("区划", en: "Run", .readOnly)
    let level = Field<Susceptibility>("易发程度", en: "Susceptibility", .readOnly)
    let area = Field<Area>("范围", en: "Area", .readOnly)
    let index = Field<Double>("平均指数", en: "Mean index", .digits(4), .readOnly)
}

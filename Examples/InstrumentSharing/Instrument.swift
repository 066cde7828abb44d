import Kernel

/// 仪器: something worth sharing.
struct Instrument: Record {
    static let kind = Kind<Instrument>("仪器")

    let name = Field<String>("名称", .max(80), .searchable, .indexed)
    let model = Field<String?>("型号", .max(80), .searchable)
    let laboratory = Field<Reference<Laboratory>>("所在实验室", en: "Kept in")
    let category = Field<Category>("类别")
    let value = Field<Money>("原值", en: "Original value", unit: .wanYuan, .min(0),
        .help(Label("单台（套）50 万元以上应开放共享", en: "Sets worth 500,000 yuan or more are to be shared")))
    let bought = Field<Day>("购置日期", en: "Bought on", .indexed)
    let isOpen = Field<Bool>("对外开放", en: "Open to others", .initial("是"), .indexed)
    let feePerHour = Field<Money?>("收费标准（每小时）", unit: .yuan, .min(0))
    let keeper = Field<String?>("联系人", .max(20), .personal(.name))
    let phone = Field<Phone?>("联系电话", .personal(.middle))
    let keywords = Field<[String]?>("关键词", .searchable)
    let notes = Field<String?>("说明", .long, .searchable)

    enum Category: String, Choice {
        case analysis = "分析仪器", physics = "物性测试", process = "工艺试验", life = "生命科学", other = "其他"
    }

    static var indicators: [Indicator] {
        [Indicator("I-instruments-open", "开放共享仪器", en: "Instruments open to others", unit: "台", .stock, .count(Instrument.self) { $0.isOpen == true })]
    }
}

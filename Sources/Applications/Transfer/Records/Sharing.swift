import Kernel
import Registers

/// 共享仪器: an instrument whose owner lets others use it.
struct SharedInstrument: Record {
    static let kind = Kind<SharedInstrument>("共享仪器", en: "Shared instrument", title: \.name, belongsTo: \.enterprise)
    let name = Field<String>("仪器名称", en: "Name", .max(100), .searchable, .indexed)
    let model = Field<String?>("型号", .max(80), .searchable)
    let owner = Field<String>("所有单位", en: "Owner", .max(100), .searchable)
    let enterprise = Field<Reference<Enterprise>?>("所有企业", en: "Owning enterprise")
    let field = Field<TechnologyField>("应用领域", en: "Field")
    let functions = Field<String?>("功能和指标", en: "What it does", .long, .max(2000), .searchable)
    let value = Field<Money?>("原值", en: "Original value", unit: .wanYuan, .min(0))
    let boughtOn = Field<Day?>("购置日期", en: "Bought on")
    let fee = Field<Money>("每小时收费", en: "Fee per hour", unit: .yuan, .initial("0"), .min(0), .max(1_000_000))
    let isOpen = Field<Bool>("对外开放", en: "Open to others", .initial("是"), .indexed)
    let opensAt = Field<Int>("每天开始", en: "From (hour)", unit: Unit("时", en: "o'clock"), .initial("8"), .min(0), .max(23))
    let shutsAt = Field<Int>("每天结束", en: "To (hour)", unit: Unit("时", en: "o'clock"), .initial("18"), .min(1), .max(24))
    let cityCode = Field<String?>("重庆科技资源共享平台编号", en: "Number on the city's platform", .max(60), .searchable)
    let keeper = Field<String?>("联系人", en: "Keeper", .max(40), .personal(.name))
    let phone = Field<Phone?>("联系电话", .personal(.middle))
    let place = Field<Point?>("位置")

    static var checks: [Check<SharedInstrument>] {
        [Check("结束时间应晚于开始时间", en: "It shuts after it opens", at: \.shutsAt) { $0.shutsAt > $0.opensAt }]
    }
    static var indicators: [Indicator] {
        [
            Indicator(
                "I-shared-instruments", "对外开放仪器", en: "Instruments open to others", unit: "台", .stock,
                .count(SharedInstrument.self) { $0.isOpen == true })
        ]
    }
}

/// 仪器预约: who wants an instrument when. The user sees it; the owner decides on the order that comes of it.
struct InstrumentBooking: Record {
    static let kind = Kind<InstrumentBooking>("仪器预约", en: "Booking", title: \.purpose, belongsTo: \.enterprise)
    let instrument = Field<Reference<SharedInstrument>>("仪器", en: "Instrument")
    let enterprise = Field<Reference<Enterprise>?>("预约企业", en: "Enterprise")
    let user = Field<String>("使用单位", en: "User", .max(100), .searchable)
    let purpose = Field<String>("用途", .min(2), .max(120), .searchable)
    let from = Field<Instant>("开始", en: "From", .indexed)
    let until = Field<Instant>("结束", en: "Until")
    let contact = Field<String?>("联系人", .max(40), .personal(.name))
    let phone = Field<Phone?>("联系电话", .personal(.middle))
    let fee = Field<Money?>("费用", en: "Fee", unit: .yuan, .readOnly)
    let report = Field<FileReference?>("检测报告", en: "Report", .readOnly)
    let state = Field<State>("状态", .readOnly)
    enum State: String, Choice {
        case draft = "待提交", submitted = "待确认", confirmed = "已确认", used = "已使用", refused = "未接受", cancelled = "已取消"
        var label: Label {
            Label(rawValue, en: ["Draft", "To be confirmed", "Confirmed", "Used", "Not accepted", "Cancelled"][State.allCases.firstIndex(of: self) ?? 0])
        }
    }

    static var flow: Flow<InstrumentBooking>? {
        let owner = Role.administrator
        return Flow(
            \.state, editable: [.draft],
            Step("提交预约", en: "Book", code: "submit", .draft, to: .submitted, by: .enterprise, .institute, .transferOffice, then: InstrumentCalendar.book),
            Step("确认", en: "Confirm", code: "confirm", .submitted, to: .confirmed, by: owner, isAwaited: false),
            Step("不接受", en: "Refuse", code: "refuse", .submitted, to: .refused, by: owner, isAwaited: false),
            Step("已使用", en: "Used", code: "use", .confirmed, to: .used, by: owner, isAwaited: false),
            Step(
                "取消", en: "Cancel", code: "cancel", .submitted, to: .cancelled, by: .enterprise, .institute, .transferOffice, isAwaited: false,
                then: InstrumentCalendar.cancel),
            Step(
                "取消", en: "Cancel", code: "cancel", .confirmed, to: .cancelled, by: .enterprise, .institute, .transferOffice, needsRemark: true,
                isAwaited: false, then: InstrumentCalendar.cancel))
    }
    static var checks: [Check<InstrumentBooking>] {
        [
            Check("结束应晚于开始", en: "It ends after it begins", at: \.until) { $0.until > $0.from },
            Check("一次预约不超过 14 天", en: "A booking is for 14 days at most", at: \.until) { $0.until.milliseconds - $0.from.milliseconds <= 14 * 86_400_000 },
        ]
    }
}

/// 占用时段: when an instrument is taken; everyone sees when, nobody sees by whom.
struct InstrumentSlot: Record {
    static let kind = Kind<InstrumentSlot>("仪器占用时段", en: "Taken", title: \.from)
    let instrument = Field<Reference<SharedInstrument>>("仪器", en: "Instrument")
    let from = Field<Instant>("开始", en: "From", .indexed)
    let until = Field<Instant>("结束", en: "Until", .indexed)
    /// The id of the booking.
    let booking = Field<String>("预约", .max(26), .indexed)
}

/// 机时单: what the owner of an instrument decides on and keeps as the record of its use.
struct UseOrder: Record {
    static let kind = Kind<UseOrder>("机时单", en: "Use", title: \.purpose)
    let instrument = Field<Reference<SharedInstrument>>("仪器", en: "Instrument")
    /// The id of the booking, which belongs to the user.
    let booking = Field<String>("预约", .max(26), .indexed, .readOnly)
    let user = Field<String>("使用单位", en: "User", .max(100), .searchable)
    let purpose = Field<String>("用途", .max(120), .searchable)
    let from = Field<Instant>("开始", en: "From", .indexed)
    let until = Field<Instant>("结束", en: "Until")
    let day = Field<Day>("使用日期", en: "Day", .indexed)
    let minutes = Field<Int>("机时", en: "Minutes", unit: "分钟", .min(1), .max(20_160), .anyState)
    let fee = Field<Money>("应收费用", en: "Fee", unit: .yuan, .min(0), .anyState)
    let report = Field<FileReference?>("检测报告", en: "Report", .anyState)
    let state = Field<State>("状态", .readOnly)
    enum State: String, Choice {
        case waiting = "待确认", confirmed = "已确认", used = "已使用", refused = "未接受", cancelled = "已取消"
        var label: Label {
            Label(rawValue, en: ["To be confirmed", "Confirmed", "Used", "Not accepted", "Cancelled"][State.allCases.firstIndex(of: self) ?? 0])
        }
    }
    static var flow: Flow<UseOrder>? {
        Flow(
            \.state, editable: [],
            Step(
                "确认", en: "Confirm", code: "confirm", .waiting, to: .confirmed, by: .instrumentOwner, .transferOffice, within: 3,
                then: InstrumentCalendar.follow),
            Step(
                "不接受", en: "Refuse", code: "refuse", .waiting, to: .refused, by: .instrumentOwner, .transferOffice, needsRemark: true,
                then: InstrumentCalendar.follow),
            Step(
                "登记使用", en: "Record its use", code: "use", .confirmed, to: .used, by: .instrumentOwner, .transferOffice, within: 10,
                then: { row, changes in
                    guard row.from <= changes.now else { throw changes.refuse("还没有到使用时间", en: "Its time has not come yet") }
                    try InstrumentCalendar.follow(row, &changes)
                }),
            Step("取消", en: "Cancel", code: "cancel", .waiting, to: .cancelled, by: .administrator, isAwaited: false),
            Step("取消", en: "Cancel", code: "cancel", .confirmed, to: .cancelled, by: .administrator, isAwaited: false))
    }
    static var indicators: [Indicator] {
        [
            Indicator(
                "I-shared-minutes", "共享机时", en: "Shared time", unit: "分钟", .flow, .sum(\UseOrder.minutes, by: \.day) { $0.state == .used }),
            Indicator("I-shared-uses", "仪器共享服务", en: "Uses of shared instruments", unit: "次", .flow, .count(UseOrder.self, by: \.day) { $0.state == .used }),
            Indicator(
                "I-shared-fees", "仪器共享收费", en: "Fees of shared instruments", unit: .wanYuan, .flow, .sum(\UseOrder.fee, by: \.day) { $0.state == .used }),
        ]
    }
}

/// 共享资源: literature and other things that are shared without a calendar.
struct SharedResource: Record {
    static let kind = Kind<SharedResource>("共享资源", en: "Shared resource", title: \.name)
    let name = Field<String>("名称", .max(200), .searchable)
    let category = Field<Category>("类别")
    let holder = Field<String>("提供单位", en: "Held by", .max(100), .searchable)
    let summary = Field<String?>("简介", en: "Summary", .long, .max(2000), .searchable)
    let keywords = Field<[String]?>("关键词", .searchable)
    let year = Field<Int?>("年份", .min(1800), .max(2100), .indexed)
    let fee = Field<Money>("收费", en: "Fee", unit: .yuan, .initial("0"), .min(0))
    let address = Field<String?>("获取方式或网址", en: "Where", .max(300))
    let isOpen = Field<Bool>("开放", en: "Open", .initial("是"), .indexed)
    enum Category: String, Choice {
        case paper = "论文和图书", report = "科技报告", standard = "标准", patentText = "专利文献", data = "科学数据", base = "研发和实训基地", popular = "科普资源", natural = "自然科技资源"
        var label: Label {
            let english = ["Papers and books", "S&T reports", "Standards", "Patent texts", "Scientific data", "Bases", "Popular science", "Natural resources"]
            return Label(rawValue, en: english[Category.allCases.firstIndex(of: self) ?? 0])
        }
    }
    static var indicators: [Indicator] {
        [Indicator("I-shared-resources", "共享科技资源", en: "Shared resources", unit: "项", .stock, .count(SharedResource.self) { $0.isOpen == true })]
    }
}

/// 资源申请: a paper, a text or a visit that was asked for.
struct ResourceRequest: Record {
    static let kind = Kind<ResourceRequest>("资源申请", en: "Request", title: \.subject, belongsTo: \.enterprise)
    let subject = Field<String>("所需资源", en: "What", .min(2), .max(200), .searchable)
    let resource = Field<Reference<SharedResource>?>("共享资源", en: "Resource")
    let enterprise = Field<Reference<Enterprise>?>("企业", en: "Enterprise")
    let askedOn = Field<Day>("申请日期", en: "Asked on", .indexed)
    let delivery = Field<FileReference?>("提供的文件", en: "Delivered", .anyState)
    let answer = Field<String?>("答复", en: "Answer", .max(1000), .anyState)
    let state = Field<State>("状态", .readOnly)
    enum State: String, Choice {
        case asked = "待办理", delivered = "已提供", refused = "不能提供"
        var label: Label { Label(rawValue, en: ["Asked", "Delivered", "Not available"][State.allCases.firstIndex(of: self) ?? 0]) }
    }
    static var flow: Flow<ResourceRequest>? {
        Flow(
            \.state, editable: [.asked],
            Step(
                "提供", en: "Deliver", code: "deliver", .asked, to: .delivered, by: .transferOffice, within: 5,
                refusal: Label("请先上传文件或填写答复", en: "please upload the file or give an answer first")
            ) { $0.delivery != nil || $0.answer != nil },
            Step("不能提供", en: "Not available", code: "refuse", .asked, to: .refused, by: .transferOffice, needsRemark: true))
    }
    static var indicators: [Indicator] {
        [
            Indicator(
                "I-resources-delivered", "文献资源传递", en: "Resources delivered", unit: "次", .flow,
                .count(ResourceRequest.self, by: \.askedOn) { $0.state == .delivered })
        ]
    }
}

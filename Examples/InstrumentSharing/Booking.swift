import Kernel

/// 预约: someone wants to use an instrument.
///
/// One file: the record, its flow, its checks, its indicators. Form, list, board, inbox, search, API, import, export, history and permission
/// follow from it.
struct Booking: Record {
    static let kind = Kind<Booking>("预约", title: \.purpose)

    let instrument = Field<Reference<Instrument>>("仪器")
    let purpose = Field<String>("用途", .min(2), .max(100), .searchable)
    let day = Field<Day>("使用日期", en: "Day of use", .indexed)
    let hours = Field<Double>("机时", unit: "小时", .min(0.5), .max(24), .digits(1))
    let contact = Field<String>("联系人", .max(20), .personal(.name))
    let phone = Field<Phone>("联系电话", .personal(.middle))
    let report = Field<FileReference?>("检测报告", .anyState)
    let state = Field<State>("状态", .readOnly)

    enum State: String, Choice {
        case draft = "草稿", submitted = "待审核", approved = "已批准", used = "已使用", rejected = "已退回", cancelled = "已取消"
    }

    static var flow: Flow<Booking>? {
        Flow(
            \.state, editable: [.draft, .rejected],
            Step("提交", en: "Submit", .draft, to: .submitted, by: .instrumentUser, .scienceOffice),
            Step("批准", en: "Approve", .submitted, to: .approved, by: .instrumentKeeper, .scienceOffice, within: 3),
            Step("退回", en: "Return", code: "return", .submitted, to: .rejected, by: .instrumentKeeper, .scienceOffice, needsRemark: true),
            Step("修改后重新提交", en: "Submit again", .rejected, to: .submitted, by: .instrumentUser, .scienceOffice),
            Step("确认使用", en: "Confirm use", .approved, to: .used, by: .instrumentKeeper, .scienceOffice, within: 10),
            Step("取消", en: "Cancel", .approved, to: .cancelled, by: .instrumentUser, .scienceOffice, needsRemark: true))
    }

    static var checks: [Check<Booking>] {
        [Check("机时以半小时为单位", en: "Hours are booked by the half hour", at: \.hours) { ($0.hours * 2).rounded() == $0.hours * 2 }]
    }

    static var indicators: [Indicator] {
        [
            Indicator("I-instrument-hours", "共享机时", en: "Shared hours", unit: "小时", .flow, .sum(\Booking.hours, by: \.day) { $0.state == .used }),
            Indicator(
                "I-booking-approval", "预约批准率", en: "Approval rate of bookings", unit: "%", .ratio,
                .count(Booking.self) { $0.state.isIn([.approved, .used]) }, .count(Booking.self) { $0.state.isIn([.approved, .used, .rejected]) }),
        ]
    }
}

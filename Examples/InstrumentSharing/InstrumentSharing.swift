public import Kernel

/// 大型科研仪器共享: who has which instrument, who uses it when, and how much it is used. The example application:
/// small, complete, and the one that the tests of the kernel drive.
extension Application {
    public static let instrumentSharing = Application(
        "instrumentSharing", "仪器共享", en: "Instrument sharing",
        [Laboratory.self, Instrument.self, Booking.self, Note.self],
        roles: [.instrumentUser, .instrumentKeeper, .scienceOffice],
        pages: [
            Page(
                "overview", "共享概览", en: "Overview", .figures("I-instruments-open", "I-instrument-hours", "I-booking-approval"),
                .chart("各状态预约", en: "Bookings by state", by: \Booking.state), .chart("仪器类别", en: "Instruments by category", .pie, by: \Instrument.category),
                .list(Booking.self, "待审核的预约", en: "Bookings that wait") { $0.state == .submitted }, .timeline(Booking.self))
        ],
        samples: { try await Samples.make($0) })
}

extension Role {
    static let instrumentUser = Role(
        "instrumentUser", "仪器用户", Grant([.read], Laboratory.self), Grant([.read], Instrument.self), Grant([.read, .create, .update, .move, .export], Booking.self, reach: .own))
    static let instrumentKeeper = Role(
        "instrumentKeeper", "仪器管理员", Grant([.read], Laboratory.self), Grant([.read, .create, .update, .import, .export], Instrument.self, reach: .organisation),
        Grant([.read, .move, .readPersonal], Booking.self))
    static let scienceOffice = Role("scienceOffice", "科技局", Grant([.read, .create, .update, .delete, .move, .import, .export, .readPersonal], in: "instrumentSharing"))
}

/// 实验室
struct Laboratory: Record {
    static let kind = Kind<Laboratory>("实验室")
    let name = Field<String>("名称", .max(80), .searchable, .unique)
    let operatorCode = Field<CreditCode?>("依托单位信用代码", en: "Credit code of operator")
    let place = Field<Point?>("位置")
}

/// 备忘: the smallest record there can be.
struct Note: Record {
    static let kind = Kind<Note>("备忘")
    let title = Field<String>("标题", .max(100), .searchable)
    let amount = Field<Double?>("数量")
    let day = Field<Day?>("日期")
    let isOpen = Field<Bool>("未完成", en: "Open", .initial("是"))
}

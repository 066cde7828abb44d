import Kernel
import Registers

extension Page {
    /// 资源共享: instruments with their use, and literature and other resources.
    static let instruments = Page("instruments", "资源共享", en: "Sharing", for: .all(.read, SharedInstrument.self), isReport: true) { question in
        let desk = question.desk
        let today = question.now.day
        let instruments = try await desk.find(SharedInstrument.self).real
        let resources = try await desk.known(SharedResource.self) { $0.isOpen == true }.real
        let from = today.firstOfYear
        let used = try await desk.known(UseOrder.self) { $0.state == .used && $0.day >= from }.real
        let waiting = try await desk.known(UseOrder.self) { $0.state == .waiting }.real
        var facts = [
            Fact(
                Label("开放仪器", en: "Open instruments"), instruments.narrowed { $0.isOpen == true }.howMany, unit: "台",
                isSimulated: instruments.isMadeUp),
            Fact(Label("共享资源", en: "Shared resources"), resources.howMany, unit: "项", isSimulated: resources.isMadeUp),
        ]
        // Only owners and the office see the orders.
        if !used.isEmpty || !waiting.isEmpty {
            facts += [
                Fact(Label("今年服务", en: "Uses this year"), used.howMany, unit: "次", isSimulated: used.isMadeUp),
                Fact(
                    Label("今年共享机时", en: "Hours this year"), used.sum(Numeral(decimals: 1)) { Double($0.minutes) / 60 }, unit: "小时", isSimulated: used.isMadeUp),
                Fact(Label("今年收费", en: "Fees this year"), used.sum(Numeral(decimals: 2)) { Double($0.fee.fen) / 100 }, unit: "元", isSimulated: used.isMadeUp),
                Fact(
                    Label("待确认预约", en: "To be confirmed"), waiting.howMany, unit: "次", tone: waiting.isEmpty ? .good : .warning, isSimulated: waiting.isMadeUp),
            ]
        }
        return [
            .facts(facts),
            .deeds([
                .new(SharedInstrument.self), .new(SharedResource.self), .new(ResourceRequest.self, ["askedOn": today.description]),
                .open(Label("文献检索", en: "Search the literature"), .list(kind: "sharedResource")),
            ]), .table(instrumentTable(instruments, used)), .table(resourceTable(resources)),
        ]
    }

    private static func instrumentTable(_ instruments: Found<SharedInstrument>, _ used: Found<UseOrder>) -> Table {
        var columns = [
            Table.Column("仪器", en: "Instrument", weight: 3), Table.Column("所有单位", en: "Owner", weight: 2), Table.Column("领域", en: "Field", weight: 1.6),
            Table.Column("每小时（元）", en: "Yuan an hour", isNumber: true),
        ]
        if !used.isEmpty { columns += [Table.Column("今年次数", en: "Uses", isNumber: true), Table.Column("今年机时", en: "Hours", isNumber: true)] }
        return Table(
            Label("共享仪器", en: "Shared instruments"), columns: columns,
            rows: instruments.sorted { $0.name < $1.name }.prefix(100).map { row in
                var cells = [
                    Table.Cell(Phrase(row.name, of: row, link: .transfer("calendar", row.id), isStrong: true)), Table.Cell(Phrase(row.owner)),
                    Table.Cell(Phrase(row.field.label)), Table.Cell(Phrase(row.said { Double($0.fee.fen) / 100 })),
                ]
                if !used.isEmpty {
                    let own = used.narrowed { $0.instrument == row.reference }
                    cells += [Table.Cell(Phrase(own.howMany)), Table.Cell(Phrase(own.sum(Numeral(decimals: 1)) { Double($0.minutes) / 60 }))]
                }
                return Table.Row(cells, tone: row.isOpen ? .calm : .missing)
            }, note: Label("点仪器看空闲时间并预约。", en: "Press an instrument to see when it is free and to book it."))
    }

    private static func resourceTable(_ resources: Found<SharedResource>) -> Table {
        Table(
            Label("文献和其他资源", en: "Literature and other resources"),
            columns: [
                Table.Column("名称", en: "Name", weight: 4), Table.Column("类别", en: "Kind"), Table.Column("提供单位", en: "Held by", weight: 2),
                Table.Column("收费（元）", en: "Fee (yuan)", isNumber: true),
            ],
            rows: resources.prefix(60).map { row in
                Table.Row([
                    Table.Cell(Phrase(row.name, of: row)), Table.Cell(Phrase(row.category.label)), Table.Cell(Phrase(row.holder)),
                    Table.Cell(Phrase(row.said { Double($0.fee.fen) / 100 })),
                ])
            })
    }

    /// 仪器日历: two weeks of one instrument, and a booking.
    static let instrumentCalendar = Page("calendar", "仪器日历", en: "Calendar", of: SharedInstrument.self, for: .all(.read, SharedInstrument.self)) {
        row, question in
        let desk = question.desk
        let today = question.now.day
        let (start, end) = (Instant(startOf: today), Instant(startOf: today.adding(days: 14)))
        let slots = try await desk.find(InstrumentSlot.self) { $0.instrument == row.reference && $0.from < end && $0.until > start }
        let tomorrow = today.adding(days: 1)
        let (first, last) = (Day.padded(row.opensAt), Day.padded(min(row.opensAt + 2, row.shutsAt) % 24))
        return [
            .paragraph([
                Phrase(row.name, of: row, isStrong: true), Phrase("　"), Phrase(row.owner), Phrase(Label("，每小时 ", en: ", per hour ")),
                Phrase(row.said { Double($0.fee.fen) / 100 }), Phrase(Label(" 元，每天 ", en: " yuan, daily ")),
                Phrase(row.saying { Label("\($0.opensAt) 时至 \($0.shutsAt) 时", en: "\($0.opensAt):00 to \($0.shutsAt):00") }),
            ]),
            row.isOpen
                ? .deeds([
                    .new(
                        InstrumentBooking.self,
                        ["instrument": row.id.text, "from": "\(tomorrow) \(first):00", "until": "\(tomorrow) \(last):00"]), .edit(row),
                ]) : .notice("这台仪器目前不对外开放。", en: "This instrument is not open to others now.", .warning),
            .table(
                Table(
                    Label("今后两周", en: "The next two weeks"),
                    columns: [Table.Column("日期", en: "Day"), Table.Column("占用", en: "Taken", weight: 4)],
                    rows: (0..<14).map { offset in
                        let day = today.adding(days: offset)
                        let (from, until) = (Instant(startOf: day), Instant(startOf: day.adding(days: 1)))
                        let taken = slots.only { $0.from < until && $0.until > from }
                        let names = Label(
                            ["周一", "周二", "周三", "周四", "周五", "周六", "周日"][day.weekday - 1], en: ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"][day.weekday - 1])
                        return Table.Row(
                            [
                                Table.Cell(Phrase(Label("\(day) \(names.chinese)", en: "\(day) \(names.english)"))),
                                Table.Cell(
                                    Phrase(
                                        taken.saying { rows in
                                            guard !rows.isEmpty else { return Label("空闲", en: "Free") }
                                            let times = rows.sorted { $0.from < $1.from }.map { slot in
                                                let begin = slot.from <= from ? "00:00" : String(slot.from.shown.suffix(5))
                                                let finish = slot.until >= until ? "24:00" : String(slot.until.shown.suffix(5))
                                                return "\(begin)—\(finish)"
                                            }
                                            return Label(times.joined(separator: "、"), en: times.joined(separator: ", "))
                                        }, tone: taken.isEmpty ? .good : .warning)),
                            ])
                    }, note: Label("占用的时段不能再约；谁在用只有所有单位知道。", en: "What is taken cannot be booked; by whom only the owner knows."))),
        ]
    }
}

extension Day {
    /// 8 is 08.
    fileprivate static func padded(_ hour: Int) -> String { hour < 10 ? "0\(hour)" : "\(hour)" }
}

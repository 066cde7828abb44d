import Kernel

/// 两卡: what those have in hand who answer for a point, and those who live below it.
enum Cards {
    private static func table(_ title: Label, _ lines: [(Label, Label)]) -> Block {
        .table(
            Table(
                title, columns: [Table.Column("项目", "Item"), Table.Column("内容", "Value", weight: 3)],
                rows: lines.map { label, value in Table.Row([Table.Cell(Phrase(label, isStrong: true)), Table.Cell(Phrase(value))]) }))
    }

    private static func masthead(_ title: Label, _ name: String, _ isSimulated: Bool) -> Block {
        var masthead = Masthead(title: Label("\(name)\(title.chinese)", en: "\(title.english): \(name)"))
        masthead.isSimulated = isSimulated
        return .masthead(masthead)
    }

    static func prevention(_ point: Row<HazardPoint>, _ desk: Desk) async throws -> [Block] {
        let monitor = if let reference = point.monitor { try? await desk.row(reference) } else { Row<Monitor>?.none }
        let shelter = if let reference = point.shelter { try? await desk.row(reference) } else { Row<Shelter>?.none }
        let causes = point.causes ?? []
        return [
            masthead(Label("地质灾害防灾工作明白卡", en: "Prevention card"), point.name, point.meta.isSimulated),
            table(
                Label("灾害基本情况", en: "The hazard"),
                [
                    (Label("灾害位置", en: "Place"), Label(same: point.location)),
                    (
                        Label("类型及规模", en: "Type and scale"),
                        Label("\(point.type.rawValue) \(point.scale?.rawValue ?? "")", en: "\(point.type.label.english), \(point.scale?.label.english ?? "")")
                    ),
                    (
                        Label("诱发因素", en: "Causes"),
                        Label(causes.map(\.rawValue).joined(separator: "、"), en: causes.map(\.label.english).joined(separator: "; "))
                    ),
                    (
                        Label("威胁对象", en: "Threatened"),
                        Label(
                            "\(point.objects ?? "—")；\(point.households ?? 0) 户 \(point.people ?? 0) 人",
                            en: "\(point.objects ?? "—"); \(point.households ?? 0) households, \(point.people ?? 0) people")
                    ),
                ]),
            table(
                Label("监测预报", en: "Watching"),
                [
                    (Label("监测负责人", en: "Monitor"), Label(same: monitor.map { desk.shown($0, \.name) })),
                    (Label("联系电话", en: "Phone"), Label(same: monitor.map { desk.shown($0, \.phone) })),
                    (Label("监测的主要迹象", en: "Signs to watch"), Label(same: point.signs)), (Label("监测手段和方法", en: "How"), Label(same: point.means)),
                    (
                        Label("临灾预报判据", en: "When to raise the alarm"),
                        Label("裂缝 24 小时加宽 10 毫米以上，或异响、掉块、泉水突变", en: "A crack 10 mm wider in 24 h, sounds, rockfall, a spring that changes")
                    ),
                ]),
            table(
                Label("应急避险撤离", en: "Leaving"),
                [
                    (Label("预定避灾地点", en: "Shelter"), Label(same: shelter?.name)), (Label("预定疏散路线", en: "Way out"), Label(same: point.evacuation)),
                    (Label("预定报警信号", en: "Alarm"), Label(same: point.warningSignal)),
                    (Label("防灾责任人", en: "Responsible"), Label(same: desk.shown(point, \.responsible))),
                    (Label("责任人电话", en: "Phone"), Label(same: desk.shown(point, \.responsiblePhone))),
                    (Label("发放日期", en: "Handed out on"), Label(point.cardsOn)),
                ]), .paragraph("发放单位（盖章）：　　　　　　　持卡单位或个人（签字）：", en: "Issued by (seal):                    Received by (signature):"),
        ]
    }

    static func evacuation(_ household: Row<Household>, _ desk: Desk) async throws -> [Block] {
        let point = try await desk.row(household.point)
        let monitor = if let reference = point.monitor { try? await desk.row(reference) } else { Row<Monitor>?.none }
        let shelter = if let reference = household.shelter ?? point.shelter { try? await desk.row(reference) } else { Row<Shelter>?.none }
        return [
            masthead(Label("地质灾害防灾避险明白卡", en: "Evacuation card"), desk.shown(household, \.head) + "户", household.meta.isSimulated),
            table(
                Label("家庭情况", en: "Household"),
                [
                    (Label("户主", en: "Head"), Label(same: desk.shown(household, \.head))),
                    (
                        Label("家庭人口", en: "People"),
                        Label("\(household.people) 人，其中需帮助 \(household.frail) 人", en: "\(household.people), of whom \(household.frail) need help")
                    ),
                    (Label("房屋", en: "House"), Label(same: household.house)), (Label("帮扶人", en: "Helper"), Label(same: desk.shown(household, \.helper))),
                ]),
            table(
                Label("灾害情况", en: "The hazard"),
                [
                    (Label("灾害点", en: "Point"), Label(same: point.name)),
                    (
                        Label("类型和规模", en: "Type and scale"),
                        Label("\(point.type.rawValue) \(point.scale?.rawValue ?? "")", en: "\(point.type.label.english), \(point.scale?.label.english ?? "")")
                    ),
                    (Label("与本户关系", en: "What it threatens"), Label(same: point.objects)),
                    (
                        Label("注意事项", en: "Mind"),
                        Label(
                            "雨天和雨后 24 小时内留意裂缝、异响、泉水变化；听到信号立即撤离，不返回取物",
                            en: "In rain and for a day after watch for cracks, sounds, springs; at the alarm leave at once and do not return")
                    ),
                ]),
            table(
                Label("监测与撤离", en: "Watching and leaving"),
                [
                    (Label("监测人", en: "Monitor"), Label(same: monitor.map { desk.shown($0, \.name) })),
                    (Label("监测人电话", en: "Phone"), Label(same: monitor.map { desk.shown($0, \.phone) })),
                    (Label("预警信号", en: "Alarm"), Label(same: point.warningSignal)),
                    (Label("撤离路线", en: "Way out"), Label(same: household.wayOut ?? point.evacuation)),
                    (Label("安置地点", en: "Shelter"), Label(same: shelter?.name)), (Label("发放日期", en: "Handed out on"), Label(household.cardOn)),
                ]), .paragraph("发卡人（签字）：　　　　　　　户主（签字）：", en: "Issued by (signature):                    Head (signature):"),
        ]
    }
}

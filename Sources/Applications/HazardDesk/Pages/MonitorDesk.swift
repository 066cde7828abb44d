import Kernel

extension Page {
    /// 我的监测点: the page of a monitor, for a phone: what calls, what is to be looked at today, one button a point.
    static let monitorDesk = Page("monitorDesk", "我的监测点", en: "My points", for: .roles(.hazardMonitor), isFront: true, isForField: true) { question in
        let desk = question.desk
        let points = try await desk.find(HazardPoint.self) { $0.state.isIn(HazardPoint.watched) }
        let calls = try await desk.find(WarningCall.self) { $0.state == .waiting && $0.tier == .monitor }
        let tasks = try await desk.find(PatrolTask.self) { $0.state == .open }
        let reports = try await desk.all(PatrolReport.self, bound: 100_000) { $0.at >= question.now.adding(hours: -24 * 31) }
        let households = try await desk.find(Household.self) { $0.movedOn.isEmpty }
        let due = Dictionary(tasks.map { ($0.point, $0) }) { first, _ in first }
        var blocks: [Block] = []
        if !calls.isEmpty {
            blocks.append(
                .cards(
                    calls.sorted { $0.level.rank > $1.level.rank }.map { call in
                        Card(
                            Phrase(call.title, isStrong: true), anchor: call.id.text, tags: [Phrase(call.level.label, tone: call.level.tone)],
                            lines: call.text.split(separator: "\n").map { [Phrase(String($0))] },
                            fields: [(Label("请在此前回复", en: "Answer by"), Phrase(Label(call.answerBy), tone: call.isLate ? .bad : nil))],
                            deeds: [.move(call, "answer")],
                            tone: call.level.tone, isSimulated: call.meta.isSimulated)
                    }))
        }
        if points.isEmpty {
            return blocks + [.notice("您的村没有在册隐患点；如有误，请联系乡镇责任人。", en: "There is no point in your village; if that is wrong, tell the town.", .warning)]
        }
        blocks.append(
            .cards(
                points.sorted { one, other in
                    (due[one.reference]?.due ?? .init(milliseconds: .max), one.name) < (due[other.reference]?.due ?? .init(milliseconds: .max), other.name)
                }.map { point in
                    let task = due[point.reference]
                    let isOverdue = task.map { $0.due < question.now } ?? false
                    let homes: [(label: Label, value: Phrase)] = households.filter { $0.point == point.reference }.map { home in
                        (label: Label("避险明白卡", en: "Household"), value: Phrase.card(Label(same: desk.shown(home, \.head)), "evacuationCard", home.id))
                    }
                    let last = reports.filter { $0.point == point.reference }.max { $0.at < $1.at }
                    return Card(
                        Phrase(point.name, link: .to(point), isStrong: true), anchor: point.id.text,
                        tags: [Phrase(point.type.label)] + (task == nil ? [Phrase(Label("今天已巡查", en: "Done"), tone: .good)] : []),
                        lines: [[Phrase(Label("重点看：\(point.signs ?? "裂缝、掉块、泉水、异响")", en: "Look for: \(point.signs ?? "cracks, rockfall, springs, sounds")"))]],
                        fields: [
                            (Label("应完成", en: "Due"), Phrase(Label(task?.due), tone: isOverdue ? .bad : nil)),
                            (Label("上次巡查", en: "Last time"), Phrase(Label(last?.at))),
                            (Label("撤离路线", en: "Way out"), Phrase(Label(same: point.evacuation))),
                            (Label("预警信号", en: "Alarm"), Phrase(Label(same: point.warningSignal))),
                            (Label("明白卡", en: "Cards"), Phrase.card(Label("防灾工作明白卡", en: "Prevention card"), "preventionCard", point.id)),
                        ] + homes, deeds: [.operation("reportPatrol", record: point.id)], tone: isOverdue ? .bad : .calm, isSimulated: point.meta.isSimulated)
                }))
        return blocks
    }
}

extension Phrase {
    /// The way to one of the cards.
    fileprivate static func card(_ label: Label, _ code: String, _ record: RecordID) -> Phrase {
        Phrase(label, link: .page(application: "hazardDesk", code: code, record: record))
    }
}

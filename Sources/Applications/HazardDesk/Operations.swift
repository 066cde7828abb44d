import Kernel

/// 巡查上报: what somebody sees at a point.
struct PatrolInput: Record {
    static let kind = Kind<PatrolInput>("巡查上报", en: "Report a patrol")
    let finding = Field<PatrolReport.Finding>("结论", en: "Finding")
    let signs = Field<[PatrolReport.Sign]?>("迹象", en: "Signs")
    let crack = Field<Double?>(
        "裂缝宽度", en: "Crack width", unit: "毫米", .min(0), .max(3000), .digits(1), .help(Label("用尺量，没有裂缝不填", en: "By a ruler; empty without a crack")))
    let photo = Field<FileReference?>("照片", en: "Photo")
    let place = Field<Point?>("所在位置", en: "Where you stand", .help(Label("点“用当前位置”", en: "Press the button to take it")))
    let note = Field<String?>("说明", .long, .max(2000))
    static var checks: [Check<PatrolInput>] {
        [
            Check("有异常或险情时，请选迹象或写说明", en: "Say what you saw: signs or a note", at: \.signs) {
                $0.finding == .normal || $0.signs?.isEmpty == false || $0.note != nil
            }
        ]
    }
}

/// 立即研判: with a line for the situation log, where there is something to note.
struct JudgeInput: Record {
    static let kind = Kind<JudgeInput>("立即研判", en: "Judge this hour")
    let note = Field<String?>("记入值守日志", en: "For the log", .max(500))
}

/// 批量签发: from which level up.
struct IssueInput: Record {
    static let kind = Kind<IssueInput>("批量签发预警", en: "Issue warnings")
    let level = Field<Alert.Level>("从哪一级起", en: "From", .initial("orange"))
}

/// 易发性区划: by which method, and with what rain for hazard and risk.
struct ZoningInput: Record {
    static let kind = Kind<ZoningInput>("易发性区划", en: "Zoning")
    let method = Field<ZoningRun.Method>("方法", en: "Method", .initial("informationValue"))
    let rain = Field<Alert.Level?>(
        "设计雨情", en: "Rain reckoned with",
        .help(
            Label(
                "危险性按哪一级雨情计；不选则按各雨量站两年左右的记录：每年至少达到一次的级别", en: "For the classes of hazard; empty: the level that the record of each station reaches once a year")
        ))
    let terrain = Field<FileReference?>(
        "数字高程模型", en: "Elevation model",
        .help(Label("经纬度的 ASCII 栅格（.asc）；不选则用模拟地形和模拟隐患点", en: "An ASCII grid (.asc) in degrees; without one the simulated ground and points are used")))
}

extension Operation {
    /// The present hour, now. The program does the same by itself.
    static let judgeHazards = Operation("judgeHazards", "立即研判", en: "Judge this hour", asking: JudgeInput.self, by: .hazardDuty) { input, desk in
        let round = try await Judging.run(desk)
        if let note = input.note {
            var entry = Draft<SituationEntry>()
            (entry.at, entry.text) = (desk.engine.context.now(), note)
            let draft = entry
            _ = try await desk.together { changes in try changes.create(draft, isSimulated: round.meta.isSimulated) }
        }
        return Outcome("\(round.at.shown)：\(round.summary)", en: "\(round.at.shown): \(round.summary)", then: .page(application: "hazardDesk", code: "duty"))
    }

    /// Issues all that wait from a level up: in a storm nobody has the time for one after the other.
    static let issueWarnings = Operation(
        "issueHazardWarnings", "批量签发预警", en: "Issue warnings", asking: IssueInput.self, by: .hazardDuty,
        warning: Label("所选级别及以上的待签发预警都将发布，并叫应有关人员。", en: "All warnings of that level and above are issued, and people are called.")
    ) { input, desk in
        let waiting = try await desk.all(HazardWarning.self) { $0.state == .raised }.filter { $0.level.rank >= input.level.rank }
        for start in stride(from: 0, to: waiting.count, by: 20) {
            let batch = Array(waiting[start..<min(start + 20, waiting.count)])
            try await desk.together { changes in for warning in batch { try changes.move(warning.reference, step: "issue") } }
            try await desk.note(done: start + batch.count, of: waiting.count)
        }
        return Outcome("已发布 \(waiting.count) 条", en: "\(waiting.count) were issued", then: .page(application: "hazardDesk", code: "duty"))
    }

    /// What is seen goes into the record, the open task is done, the crack into its series, and what is unusual before the town.
    static let reportPatrol = Operation(
        "reportPatrol", "巡查上报", en: "Report a patrol", on: HazardPoint.self, asking: PatrolInput.self, by: .hazardMonitor, .townOfficer, .geologist,
        .hazardDuty, isForField: true,
        when: { HazardPoint.watched.contains($0.state) }
    ) { point, input, desk in
        let name = desk.actor.name
        let (seen, now) = (desk.sighting, desk.sighting?.at ?? desk.engine.context.now())
        if let crack = input.crack {
            // Before the report, so that nothing of it is lost where this fails; sent again, it is the same value of the same minute. The right to add
            // to the series is the operation's own.
            let minute = Instant(milliseconds: now.milliseconds / 60_000 * 60_000)
            let program = desk.engine.desk(for: .system(in: point.meta.region))
            try await program.append([Measurement(at: minute, crack)], to: "crack", of: point.id, in: RecordName.of(HazardPoint.self))
        }
        return try await desk.conclude { changes in
            var draft = Draft<PatrolReport>()
            draft.title = String("\(point.name) \(input.finding.rawValue)".prefix(160))
            (draft.point, draft.at, draft.day, draft.reporter) = (point.reference, now, now.day, String(name.prefix(40)))
            (draft.finding, draft.signs, draft.crack, draft.note) = (input.finding, .some(input.signs), .some(input.crack), .some(input.note))
            (draft.place, draft.photo) = (.some(input.place), .some(input.photo))
            draft.metres = .some(input.place.map { $0.position.metres(to: point.place.position).rounded() })
            draft.metresAccurate = .some(input.place == nil ? nil : seen?.accuracy["place"])
            draft.receivedAt = .some(seen.map(\.receivedAt))
            draft.clockAhead = .some(seen.flatMap { $0.isClockWrong ? $0.clockAhead : nil })
            draft.state = input.finding == .normal ? .checked : .filed
            _ = try changes.create(draft, region: point.meta.region, isSimulated: point.meta.isSimulated)
            for task in try changes.rows(PatrolTask.self, limit: 20, where: { $0.point == point.reference && $0.state == .open && $0.from <= now }) {
                try changes.move(task.reference, step: "done")
            }
            // A report that comes late is of the moment at which it was seen: what was open then and missed since is done.
            let lately = now.adding(hours: -72)
            let missed = try changes.rows(PatrolTask.self, limit: 100) {
                $0.point == point.reference && $0.state == .missed && $0.from <= now && $0.due >= lately
            }
            for task in missed where task.meta.updatedAt > now { try changes.move(task.reference, step: "doneInTime") }
            return input.finding == .normal
                ? Outcome("已上报，谢谢", en: "Reported, thank you")
                : Outcome("已上报，乡镇责任人会马上核查；有危险请先撤离", en: "Reported; the town looks into it at once. If it is dangerous, leave first")
        }
    }
}

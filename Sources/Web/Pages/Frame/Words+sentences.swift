import Kernel

/// Sentences of the interface with values in them.
extension Words {
    private func pick(_ chinese: String, _ english: String) -> String { language == .english ? english : chinese }

    /// 1,234
    public func number(_ value: Int) -> String {
        let digits = String(value.magnitude)
        var text = value < 0 ? "-" : ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index) % 3 == 0 { text.append(",") }
            text.append(digit)
        }
        return text
    }

    /// 1,234 条, or 1,000+ 条 where counting stopped.
    func count(_ value: Int, isMore: Bool = false) -> String {
        let text = number(value) + (isMore ? "+" : "")
        return pick("\(text) 条", value == 1 && !isMore ? "1 record" : "\(text) records")
    }

    func selected(_ value: String) -> String { pick("已选 \(value) 条", "\(value) selected") }
    func newRecord(of kind: String) -> String { pick("新建\(kind)", "New \(kind.lowercased())") }
    func editing(_ title: String) -> String { pick("编辑：\(title)", "Edit: \(title)") }
    func importHeading(_ kind: String) -> String { pick("导入\(kind)", "Import \(kind.lowercased())") }
    func none(of kind: String) -> String { pick("还没有\(kind)", "No \(kind.lowercased()) yet") }
    func howToBegin(canCreate: Bool, canImport: Bool) -> String {
        switch (canCreate, canImport) {
        case (_, true): pick("新建一条，或者从 Excel 导入现有台账。", "Add one, or import your sheet from Excel.")
        case (true, false): pick("新建第一条。", "Add the first one.")
        case (false, false): pick("有新记录时会显示在这里。", "Records appear here when there are any.")
        }
    }
    func entryNumber(_ index: Int64) -> String { pick("第 \(number(Int(index))) 条", "Entry \(number(Int(index)))") }
    func problemCount(_ count: Int) -> String { pick("有 \(count) 处需要改正", count == 1 ? "1 thing to correct" : "\(count) things to correct") }
    func within(_ days: Int) -> String { pick("\(days) 个工作日内", "within \(days) working days") }
    func signers(_ count: Int) -> String { pick("需 \(count) 人会签", "\(count) people sign") }
    func signed(_ done: Int, of count: Int) -> String { pick("已会签 \(done)/\(count)", "\(done) of \(count) signed") }
    func rows(_ count: Int) -> String { pick("\(number(count)) 行", count == 1 ? "1 row" : "\(number(count)) rows") }
    func firstErrors(_ shown: Int, inRows rows: Int) -> String {
        pick(
            "\(number(rows)) 行有错误，先列出 \(number(shown)) 处；全部在错误清单中。",
            "Errors in \(number(rows)) rows, the first \(number(shown)) of them here; all are in the error sheet.")
    }
    func importRows(_ count: Int) -> String { pick("确认导入 \(number(count)) 行", "Import \(number(count)) rows") }
    /// A number in a badge: what is counted to a thousand at most is 999+ beyond.
    static func few(_ count: Int) -> String { count > 999 ? "999+" : String(count) }
    func mostUrgent(_ count: Int) -> String { pick("以下是最紧急的 \(count) 件", "The \(count) most urgent") }
    func cards(_ count: Int, isMore: Bool) -> String { number(count) + (isMore ? "+" : "") }
    func greeting(_ name: String, hour: Int) -> String {
        let chinese = hour < 6 ? "夜深了" : hour < 11 ? "早上好" : hour < 13 ? "中午好" : hour < 18 ? "下午好" : "晚上好"
        let english = hour < 12 ? "Good morning" : hour < 18 ? "Good afternoon" : "Good evening"
        return pick("\(name)，\(chinese)", "\(english), \(name)")
    }
    func waitingItems(_ count: Int, overdue: Int) -> String {
        if count == 0 { return pick("没有待办事项", "Nothing is waiting") }
        let first = pick("\(Words.few(count)) 件待办", count == 1 ? "1 item waits" : "\(Words.few(count)) items wait")
        return overdue == 0 ? first : first + pick("，其中 \(overdue) 件已超期", ", \(overdue) overdue")
    }
    func results(_ words: String, _ count: String) -> String { pick("“\(words)”的搜索结果，\(count)", "Results for “\(words)”: \(count)") }
    func lockedOut(_ minutes: Int) -> String {
        pick(
            "连续输错多次，账户已锁定，请 \(minutes) 分钟后再试，或联系管理员解锁。", "Too many failures: the account is locked. Try again in \(minutes) minutes, or ask your administrator."
        )
    }
    func passwordHint(_ minimum: Int) -> String {
        pick("至少 \(minimum) 个字符，不要包含账号或姓名", "\(minimum) characters or more, without the account or the name")
    }
    func triesLeft(_ count: Int) -> String { pick("还可以再试 \(count) 次", count == 1 ? "1 try left" : "\(count) tries left") }
    func waitSeconds(_ seconds: Int) -> String { pick("请 \(seconds) 秒后再试。", "Please try again in \(seconds) seconds.") }
    func comparedWith(_ period: String) -> String { pick("较 \(period)", "vs \(period)") }
    func ofTarget(_ target: String) -> String { pick("目标 \(target)", "target \(target)") }
    func inForce(_ count: Int) -> String { pick("\(count) 个", "\(count) in force") }
    func signedInDevices(_ count: Int) -> String { pick("\(count) 台设备", count == 1 ? "1 device" : "\(count) devices") }
    func span(_ period: Period) -> String {
        let (from, to) = (period.from?.description ?? "…", period.to?.description ?? "…")
        return pick("\(from) 至 \(to)", "\(from) to \(to)")
    }
    func notLaterThan(_ day: Day) -> String { pick("不晚于 \(day)", "not later than \(day)") }
    func delegatedBy(_ name: String) -> String { pick("代 \(name) 办理", "for \(name)") }
    func changedFields(_ by: String, _ at: String) -> String { pick("\(by) 在 \(at) 保存了新版本", "\(by) saved a new version at \(at)") }
    func revealed(_ label: String) -> String { pick("显示“\(label)”（将记入日志）", "Show “\(label)” (this is logged)") }
    func sort(_ label: String) -> String { pick("按“\(label)”排序", "Sort by “\(label)”") }
    func showMore(_ count: Int) -> String { pick("还有 \(number(count)) 条，在列表中查看", "\(number(count)) more in the list") }
    func definitionVersion(_ version: Int, since: Day) -> String { pick("第 \(version) 版，自 \(since) 起", "\(version), since \(since)") }
    /// 2023 年 for its end, 2023 年 6 月 for 2022.5.
    func yearOf(_ time: Double) -> String {
        guard time.isFinite, (1...9999).contains(time) else { return "—" }
        let months = Int((time * 12).rounded())
        let (year, month) = ((months + 11) / 12, (months + 11) % 12 + 1)
        return month == 12 ? pick("\(year) 年", "\(year)") : pick("\(year) 年 \(month) 月", "\(year)-\(month < 10 ? "0" : "")\(month)")
    }

    /// As official letters write it: 2025年3月9日.
    func letterDay(_ day: Day) -> String {
        let (year, month, number) = day.parts
        return pick("\(year)年\(month)月\(number)日", day.description)
    }

    func tone(_ tone: Tone) -> String {
        switch tone {
        case .calm: ""
        case .good: self.toneGood
        case .warning: self.toneWarning
        case .bad: self.toneBad
        case .done: self.toneDone
        case .missing: self.toneMissing
        }
    }
    func registers(_ count: Int) -> String { pick("全部台账（\(count)）", "All registers (\(count))") }
    func carriedOut(_ step: String) -> String { pick("已办理：\(step)", "Done: \(step)") }
    func level(_ number: Int) -> String { pick("第 \(number) 级", "Level \(number)") }

    /// 4.2 MB
    func size(_ bytes: Int64) -> String {
        let kilo = Double(bytes) / 1024
        if kilo < 1 { return "\(bytes) B" }
        let (value, unit) = kilo < 1024 ? (kilo, "KB") : (kilo / 1024, "MB")
        return "\((value * 10).rounded() / 10) \(unit)"
    }

    /// How far off a day is: 今天, 3 天后, 超期 2 天.
    func distance(of day: Day, from today: Day) -> String {
        switch day.number - today.number {
        case 0: pick("今天到期", "due today")
        case 1: pick("明天到期", "due tomorrow")
        case let days where days > 0: pick("还有 \(days) 天", "in \(days) days")
        case let days: pick("超期 \(-days) 天", -days == 1 ? "1 day overdue" : "\(-days) days overdue")
        }
    }

    /// When something happened: 今天 08:15, 昨天 17:02, 2025-03-09 08:15.
    func when(_ instant: Instant, now: Instant) -> String {
        let (day, time) = (instant.day, String(instant.shown.suffix(5)))
        switch now.day.number - day.number {
        case 0: return pick("今天 \(time)", "today \(time)")
        case 1: return pick("昨天 \(time)", "yesterday \(time)")
        default: return instant.shown
        }
    }

    func action(_ action: Change.Action) -> String {
        switch action {
        case .create: self.changeCreate
        case .update: self.changeUpdate
        case .move: self.changeMove
        case .delete: self.changeDelete
        case .erase: self.changeErase
        case .signIn: self.changeSignIn
        case .grant: self.changeGrant
        case .export: self.changeExport
        case .carryOut: self.changeCarryOut
        }
    }

    func action(_ action: Action) -> String {
        switch action {
        case .read: self.actionRead
        case .create: self.actionCreate
        case .update: self.actionUpdate
        case .delete: self.delete
        case .move: self.moveTo
        case .export: self.export
        case .import: self.importing
        case .configure: self.actionConfigure
        case .readPersonal: self.actionReadPersonal
        }
    }

    func reach(_ reach: Reach) -> String {
        switch reach {
        case .own: self.reachOwn
        case .department: self.reachDepartment
        case .organisation: self.reachOrganisation
        case .all: self.reachAll
        }
    }

    func section(_ section: Address.SettingsSection) -> (title: String, hint: String) {
        switch section {
        case .users: (self.users, self.usersHint)
        case .roles: (self.roles, self.rolesHint)
        case .fields: (self.customFields, self.customFieldsHint)
        case .holidays: (self.holidays, self.holidaysHint)
        case .sessions: (self.sessions, self.sessionsHint)
        case .system: (self.system, self.systemHint)
        }
    }
}

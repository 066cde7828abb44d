/// Periods of projects against their duration and against the plan's own period.
enum Periods {
    static let durationRule = "period-against-duration"
    static let planRule = "period-outside-plan"

    static func run(_ evidence: Evidence) -> [Finding] {
        let lists = Dictionary(grouping: evidence.reading.projects, by: \.list).sorted { $0.key < $1.key }
        return lists.flatMap { durations(evidence, $0.value) } + plan(evidence) + works(evidence)
    }

    // MARK: Duration

    /// 2026—2030年 is five years. A list that counts the years between throughout is taken at its word.
    private static func durations(_ evidence: Evidence, _ projects: [Project]) -> [Finding] {
        var left = Checks.limit
        let stated = projects.filter { $0.from != nil && $0.to != nil && $0.years != nil && ($0.years?.scale ?? 1) == 0 }
        let inclusive = stated.filter { years($0) == $0.years }.count
        let between = stated.filter { years($0) == $0.years.map { $0 + Number(1) } }.count
        let extra = between > inclusive && between >= 3 ? 1 : 0
        return stated.compactMap { project in
            guard let from = project.from, let to = project.to, let years = project.years, let span = project.periodSpan, to >= from else { return nil }
            let count = to - from + 1 - extra
            guard years != Number(count), !hasMonths(evidence, span) || abs(Number(count).double - years.double) > 1, left > 0 else { return nil }
            left -= 1
            let place = duration(evidence, project, years) ?? span
            return Finding(
                durationRule, .error, "“\(project.name)”起止时间\(evidence.quote(span))为\(count)年，实施周期写作\(years)年。", why: "起止时间与周期不符，年度安排和验收时间无法确定。",
                remedy: "核对起止年份，把周期改为\(count)年或改正起止年份。", at: [place, span])
        } + reversed(evidence, projects)
    }

    private static func years(_ project: Project) -> Number? {
        guard let from = project.from, let to = project.to else { return nil }
        return Number(to - from + 1)
    }

    private static func reversed(_ evidence: Evidence, _ projects: [Project]) -> [Finding] {
        projects.compactMap { project in
            guard let from = project.from, let to = project.to, to < from, let span = project.periodSpan else { return nil }
            return Finding(
                durationRule, .error, "“\(project.name)”的结束年份早于开始年份：\(evidence.quote(span))。", why: "起止时间颠倒。", remedy: "改正起止年份。", at: [span, project.nameSpan])
        }
    }

    private static func hasMonths(_ evidence: Evidence, _ span: Span) -> Bool { (span.start..<span.end).contains { evidence.layout.text.folded[$0] == 0x6708 } }

    /// The cell with the years: 4年.
    private static func duration(_ evidence: Evidence, _ project: Project, _ years: Number) -> Span? {
        for entry in evidence.survey.entries where entry.table == project.list {
            for row in entry.reader.bodyRows where entry.reader.span(row).start == project.span.start {
                if let cell = entry.reader.cell(row, .duration), !cell.range.isEmpty { return cell.span }
            }
        }
        return nil
    }

    // MARK: The plan's period

    private static func plan(_ evidence: Evidence) -> [Finding] {
        guard let to = evidence.reading.document.to else { return [] }
        let from = evidence.reading.document.from
        let splitting = Set(evidence.survey.entries.filter { splits($0.reader) }.map(\.table))
        let isLate = evidence.reading.projects.contains { ($0.to ?? $0.from ?? 0) > to && !splitting.contains($0.list) }
        let late = isLate ? late(evidence, after: to) : [:]
        return evidence.reading.projects.compactMap { project in
            guard let span = project.periodSpan, let end = project.to ?? project.from, let start = project.from, start <= end else { return nil }
            if end > to, !splitting.contains(project.list), !notes(evidence, project), !explains(evidence, project, late[end] ?? []) {
                return finding(evidence, project, span, start > to ? "全部在规划期之后" : "超出规划期（截至\(to)年）", start > to ? .error : .warning)
            }
            guard let from, start < from, project.kind.map({ $0.contains("新建") }) ?? false, end >= from || end < from, !notes(evidence, project) else {
                return nil
            }
            return finding(evidence, project, span, "“新建”项目在规划期（\(from)年起）之前就已开工", .warning)
        }
    }

    private static func finding(_ evidence: Evidence, _ project: Project, _ span: Span, _ what: String, _ severity: Finding.Severity) -> Finding {
        Finding(
            planRule, severity, "“\(project.name)”建设期\(evidence.quote(span))\(what)。", why: "规划期内不能完成，期末考核时无法认定，资金也跨了规划期。",
            remedy: "调整起止年份；确属跨期或续建的，在备注中写明，并列出规划期内的任务和投资。", at: [span, project.nameSpan])
    }

    /// The table gives the money of the plan's own years in a column of its own.
    private static func splits(_ reader: TableReader) -> Bool {
        reader.roles.indices.contains { column in
            let label = reader.labels[column]
            return planMoney.occurs(in: label, 0..<label.count) && money.occurs(in: label, 0..<label.count)
        }
    }

    /// The row itself says that it goes on: 跨期, 续建, 转接.
    private static func notes(_ evidence: Evidence, _ project: Project) -> Bool {
        let words = folded(evidence.layout.text.tidy(project.span))
        return acrossPeriods.occurs(in: words, 0..<words.count)
    }

    /// Paragraphs that name a year after the plan, by year.
    private static func late(_ evidence: Evidence, after to: Int) -> [Int: [Range<Int>]] {
        var late: [Int: [Range<Int>]] = [:]
        for sentence in evidence.sentences where sentence.has([.time, .digit]) {
            let paragraph = evidence.layout.elements[sentence.element].range
            for time in Times.all(in: evidence.characters, sentence.range) where time.to > to && late[time.to]?.last != paragraph {
                late[time.to, default: []].append(paragraph)
            }
        }
        return late
    }

    /// One of the paragraphs on the project's last year names the project.
    private static func explains(_ evidence: Evidence, _ project: Project, _ paragraphs: [Range<Int>]) -> Bool {
        let name = folded(project.name)
        return name.count >= 4 && paragraphs.prefix(40).contains { holds(evidence.characters, $0, name) }
    }

    static func holds(_ characters: [Character16], _ range: Range<Int>, _ words: [Character16]) -> Bool {
        guard let first = words.first, range.count >= words.count else { return false }
        for index in range.lowerBound...range.upperBound - words.count
        where characters[index] == first && characters[index..<index + words.count].elementsEqual(words) { return true }
        return false
    }

    // MARK: In the text

    /// “2022年开工、2027年完工，总工期5年”.
    private static func works(_ evidence: Evidence) -> [Finding] {
        evidence.sentences.compactMap { sentence in
            guard sentence.has([.works, .time]), let word = duration.first(in: evidence.characters, sentence.range) else { return nil }
            let times = Times.all(in: evidence.characters, sentence.range).filter {
                $0.to > 0 && $0.range.upperBound <= word.range.lowerBound && !$0.isFiveYearPlan
            }
            guard let first = times.first, let last = times.last,
                let count = years(evidence, word.range.upperBound..<min(sentence.range.upperBound, word.range.upperBound + 6))
            else { return nil }
            let start = first.from, end = last.to
            guard end > start,
                first.kind == .during || evidence.matches(starts, first.range.upperBound..<min(sentence.range.upperBound, first.range.upperBound + 6)),
                count.value != end - start + 1, count.value != end - start
            else { return nil }
            return Finding(
                durationRule, .error, "“\(evidence.quote(first.range.lowerBound..<count.end, 40))”：\(start)年至\(end)年为\(end - start + 1)年，工期写作\(count.value)年。",
                why: "起止时间与工期不符。",
                remedy: "核对起止年份与工期。", at: [evidence.span(first.range.lowerBound..<last.range.upperBound), evidence.span(word.range.lowerBound..<count.end)])
        }
    }

    private static func years(_ evidence: Evidence, _ range: Range<Int>) -> (value: Int, end: Int)? {
        for index in range {
            guard let numeral = Numerals.read(evidence.characters, at: index, limit: range.upperBound), numeral.number.scale == 0,
                numeral.end < range.upperBound, evidence.characters[numeral.end] == 0x5E74, (1...30).contains(numeral.number.digits)
            else { continue }
            return (Int(numeral.number.digits), numeral.end + 1)
        }
        return nil
    }

    private static let duration = Phrases<Bool>("总工期 建设工期 建设周期 工期", true)
    private static let starts = Phrases<Bool>("开工 动工 启动 开始 至", true)
    private static let planMoney = Phrases<Bool>("十四五 十五五 十三五 十六五 规划期 期内", true)
    private static let money = Phrases<Bool>("投资 投 资金 计划 完成", true)
    private static let acrossPeriods = Phrases<Bool>("跨期 跨规划期 转接 结转 远期 下一规划期 延续至 持续到", true)
}

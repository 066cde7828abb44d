/// Reads what stands before the plan itself: the block of particulars, the notice that hands the plan out, and the title.
/// Sources: GB/T 9704-2012 (format of official documents), as practised on government sites.
struct FrontMatter {
    private var layout: Layout
    private var facts = DocumentFacts()
    /// 发布日期: the date where the document has none of its own.
    private var published: String?

    static func read(_ layout: inout Layout) -> DocumentFacts {
        var reader = FrontMatter(layout: layout)
        let end = reader.firstBodyElement()
        reader.readTitle(before: end)
        reader.readParticulars(before: end)
        reader.readSignature()
        reader.facts.date = reader.facts.date ?? reader.published
        reader.readRegion()
        reader.regionFromText()
        reader.readPeriod()
        layout = reader.layout
        return reader.facts
    }

    // MARK: Extent

    /// The first element that is running text or a numbered heading and no part of a notice.
    private func firstBodyElement() -> Int {
        var lastNotice = 0
        var sawTitle = false
        for (index, element) in layout.elements.prefix(80).enumerated() {
            if element.isTable {
                guard isParticulars(element) else { return max(lastNotice, index) }
                lastNotice = index + 1
                continue
            }
            if isNoticeLine(element.range) { lastNotice = index + 1; continue }
            if opensText(element, sawTitle: sawTitle) || sawTitle && isPreamble(element.range) { return index }
            sawTitle = sawTitle || endsWithKind(element.range)
            if BoxTitle.read(layout.stream.characters, element.range) != nil { return index }
            if element.headingLevel ?? 0 > 1 || element.range.count > 70 { return index }
        }
        return min(layout.elements.count, 80)
    }

    /// A numbered heading. A list of annexes stands before the title, 1. and 2. of the text behind it.
    private func opensText(_ element: Element, sawTitle: Bool) -> Bool {
        if let number = Numbering.read(layout.stream.characters, element.range) {
            return number.style <= .hanParenthesis || number.style.isDecimal || sawTitle && number.style == .arabic
        }
        guard sawTitle || element.headingLevel != nil, let first = element.range.first, layout.stream[first].isDigit, element.range.count <= 24 else {
            return false
        }
        let end = element.range.first { !layout.stream[$0].isDigit } ?? first
        return end - first <= 2 && end > first && layout.stream[end].isHan && layout.stream.origins[end] - layout.stream.origins[end - 1] > 1
    }

    /// A sentence below the title that hands nothing out: the text begins without a heading.
    private func isPreamble(_ range: Range<Int>) -> Bool {
        range.count >= 24 && layout.stream[range.upperBound - 1] == 0x3002 && !FrontMatter.particulars.occurs(in: layout.stream.characters, range)
    }

    private func isNoticeLine(_ range: Range<Int>) -> Bool {
        FrontMatter.noticeWords.occurs(in: layout.stream.characters, range) && range.count < 260
    }

    private func isParticulars(_ element: Element) -> Bool {
        FrontMatter.particulars.occurs(in: layout.stream.characters, element.range)
    }

    private static let noticeWords = Phrases<Bool>(
        "现印发给你们 请认真贯彻 的通知 各乡镇人民政府 各镇人民政府 区政府各部门 县政府有关部门 政府各部门 各有关单位 公开发布 索引号 发文字号 发文机关 成文日期 发布日期 主题分类 已经县 已经区 审议通过 抓好贯彻落实 印发给你们 结合实际", true)
    private static let particulars = Phrases<Bool>("索引号 索 引 号 发文机关 发文字号 成文日期 发布机构 主题分类 文号 发布日期 有效性", true)

    // MARK: Title

    private mutating func readTitle(before end: Int) {
        var best: (elements: Range<Int>, score: Int)?
        for index in 0..<end where isTitlePart(index) && !(best?.elements.contains(index) ?? false) {
            guard FrontMatter.kinds.occurs(in: layout.stream.characters, layout.elements[index].range) || isContinued(index, end) else { continue }
            let elements = titleExtent(index, end)
            let words = elements.flatMap { Array(layout.elements[$0].range) }.count
            let hasKind = elements.contains { endsWithKind(layout.elements[$0].range) }
            let score = (hasKind ? 100 : 0) + min(words, 60) + (elements.lowerBound > 0 ? 10 : 0) + index
            if hasKind, best == nil || score >= (best?.score ?? 0) - 20 { best = (elements, score) }
        }
        if let best {
            let span = layout.elements[best.elements.lowerBound].span.joined(with: layout.elements[best.elements.upperBound - 1].span)
            facts.title = layout.text.tidy(span)
            facts.titleSpan = span
            for index in best.elements { layout.elements[index].role = .title }
        } else {
            titleFromNotice(before: end)
        }
        for index in 0..<end where layout.elements[index].role == .body { layout.elements[index].role = .front }
        markRepeats(from: end)
    }

    /// A short line without a sentence in it.
    private func isTitlePart(_ index: Int) -> Bool {
        let element = layout.elements[index]
        guard !element.isTable, element.range.count <= 60, element.range.count >= 4 else { return false }
        let characters = layout.stream.characters
        if element.range.contains(where: { [0x3002, 0x3A, 0x3B].contains(characters[$0]) }) { return false }
        if FrontMatter.particulars.occurs(in: characters, element.range) || isOrganisation(element.range) || FrontMatter.date(characters, element.range) != nil
        {
            return false
        }
        if FrontMatter.about.match(characters, at: element.range.lowerBound, limit: element.range.upperBound) != nil {
            return endsWithKind(element.range) && !FrontMatter.handOut.occurs(in: characters, element.range)
        }
        return !FrontMatter.noTitle.occurs(in: characters, element.range)
    }

    private static let noTitle = Phrases<Bool>("关于 的通知 通知 各乡 各镇 公开发布 目录 印发 征求意见稿)的 有关单位", true)
    private static let about = Phrases<Bool>("关于", true)
    private static let kinds = Phrases<Bool>("规划 计划 方案 意见 纲要 行动 办法 措施 蓝图 工程 工作要点 要点 工作安排 工作打算 重点工作", true)

    private func endsWithKind(_ range: Range<Int>) -> Bool {
        var end = range.upperBound
        // （2021—2025年）, （征求意见稿） behind the kind
        if end > range.lowerBound, layout.stream[end - 1] == 0x29, let open = range.last(where: { layout.stream[$0] == 0x28 }) { end = open }
        return FrontMatter.kinds.match(layout.stream.characters, before: end, floor: range.lowerBound) != nil
    }

    private func isContinued(_ index: Int, _ end: Int) -> Bool {
        index + 1 < end && isTitlePart(index + 1) && endsWithKind(layout.elements[index + 1].range)
    }

    /// A title broken over lines, and the years in brackets below it.
    private func titleExtent(_ index: Int, _ end: Int) -> Range<Int> {
        var last = index
        while last + 1 < end, !endsWithKind(layout.elements[last].range), last - index < 3, isTitlePart(last + 1) { last += 1 }
        if last + 1 < end, isBracketed(layout.elements[last + 1].range) { last += 1 }
        return index..<last + 1
    }

    private func isBracketed(_ range: Range<Int>) -> Bool {
        guard let first = range.first, let last = range.last, range.count <= 24 else { return false }
        return layout.stream[first] == 0x28 && layout.stream[last] == 0x29 && range.contains { layout.stream[$0].isDigit }
            && !range.contains { [0x6708, 0x7A3F].contains(layout.stream[$0]) }  // 月 稿
    }

    /// “关于印发《……规划》的通知”: the title of the plan is what was handed out.
    private mutating func titleFromNotice(before end: Int) {
        for index in 0..<end {
            let range = layout.elements[index].range.lowerBound..<layout.elements[min(index + 2, end - 1)].range.upperBound
            guard let start = FrontMatter.handOut.first(in: layout.stream.characters, range)?.range.upperBound,
                let stop = FrontMatter.notice.first(in: layout.stream.characters, start..<range.upperBound)?.range.lowerBound
            else { continue }
            var title = start..<stop
            if layout.stream[start] == 0x300A { title = start + 1..<stop }
            if let last = title.last, layout.stream[last] == 0x300B { title = title.lowerBound..<last }
            facts.title = layout.printed(title)
            facts.titleSpan = layout.stream.span(title)
            return
        }
    }

    private static let handOut = Phrases<Bool>("关于印发 印发", true)
    private static let notice = Phrases<Bool>("的通知", true)

    /// The title again, above the text or on every page, is no heading and no sentence.
    private mutating func markRepeats(from end: Int) {
        guard let title = facts.title else { return }
        let words = folded(title).filter { $0 > Fold.space }
        for index in layout.elements.indices.dropFirst(max(0, end - 1)) where layout.elements[index].role == .body {
            let range = layout.elements[index].range
            if range.count == words.count, layout.stream.starts(range, with: words) { layout.elements[index].role = .noise }
        }
    }

    // MARK: Particulars

    private mutating func readParticulars(before end: Int) {
        let limit = min(layout.elements.count, max(end, 40))
        for index in 0..<limit {
            let range = layout.elements[index].range
            if facts.number == nil { facts.number = documentNumber(range) }
            readLabelled(range)
        }
    }

    /// 发文机关：……  成文日期：……
    private mutating func readLabelled(_ range: Range<Int>) {
        for place in range {
            guard let label = FrontMatter.labels.match(layout.stream.characters, at: place, limit: range.upperBound) else { continue }
            var start = place + label.length
            while start < range.upperBound, [0x3A, 0x5D, 0x3011, Fold.space].contains(layout.stream[start]) { start += 1 }
            let value = start..<range.upperBound
            switch label.value {
            case .issuer where facts.issuer == nil: facts.issuer = organisation(value)
            case .published where published == nil: published = FrontMatter.date(layout.stream.characters, value)?.iso
            case .date where facts.date == nil: facts.date = FrontMatter.date(layout.stream.characters, value)?.iso
            default: break
            }
        }
    }

    private enum Label: Sendable { case issuer, date, published }
    private static let labels = Phrases<Label>([("发文机关 发布机构 发文单位 制发机关 编制单位 编制机关", .issuer), ("成文日期 印发日期 生成日期", .date), ("发布日期 发布时间", .published)])

    /// 渝府发〔2022〕12号
    private func documentNumber(_ range: Range<Int>) -> String? {
        let characters = layout.stream.characters
        for place in range where characters[place] == 0x3010 || characters[place] == 0x5B || characters[place] == 0x28 {
            guard let _ = Times.year(characters, at: place + 1, limit: range.upperBound), place + 6 < range.upperBound else { continue }
            var end = place + 6
            while end < range.upperBound, characters[end].isDigit || characters[end] == 0x7B2C { end += 1 }
            guard end > place + 6, end < range.upperBound, characters[end] == 0x53F7 else { continue }  // 号
            var start = place
            while start > range.lowerBound, characters[start - 1].isHan, place - start < 12 { start -= 1 }
            if let label = FrontMatter.numberLabels.match(characters, at: start, limit: place) { start += label.length }
            // 发 or 函 or 办 ends the short name of the issuer; a sentence does not.
            guard place - start >= 2, place - start <= 12,
                [0x53D1, 0x51FD, 0x529E, 0x5B57, 0x89C4, 0x6587].contains(characters[place - 1]) || range.count <= 24
            else { continue }
            return layout.printed(start..<end + 1)
        }
        return nil
    }

    private static let numberLabels = Phrases<Bool>("发文字号 文号 发文文号 的通知 通知", true)

    private func organisation(_ range: Range<Int>) -> String? {
        var end = range.lowerBound
        while end < range.upperBound, layout.stream[end].isHan, end - range.lowerBound < 30 { end += 1 }
        let trimmed = FrontMatter.labelWords.first(in: layout.stream.characters, range.lowerBound..<end)?.range.lowerBound ?? end
        return trimmed > range.lowerBound ? layout.printed(range.lowerBound..<trimmed) : nil
    }

    private static let labelWords = Phrases<Bool>("成文日期 发布日期 发文字号 主题分类 标题 文号 有效性 体裁 发布机构 公文种类 索引号 生成日期 公开方式 规划期 编制时间 编制日期", true)

    // MARK: Signature

    /// The issuer alone on a line, with the date alone below it: in the notice, or at the end of the document.
    private mutating func readSignature() {
        let count = layout.elements.count
        let candidates = Array(0..<min(60, count)) + Array(max(min(60, count), count - 30)..<count)
        for index in candidates where !layout.elements[index].isTable {
            let element = layout.elements[index]
            guard element.range.count <= 16, let date = FrontMatter.date(layout.stream.characters, element.range), date.length >= element.range.count - 2
            else { continue }
            if facts.date == nil { facts.date = date.iso }
            if facts.issuer == nil, index > 0, isOrganisation(layout.elements[index - 1].range) {
                facts.issuer = offices(layout.elements[index - 1])
            }
            break
        }
        for index in candidates.prefix(20) where facts.issuer == nil && !layout.elements[index].isTable {
            let range = layout.elements[index].range
            if isOrganisation(range) {
                facts.issuer = offices(layout.elements[index])
            } else if let notice = FrontMatter.handOut.first(in: layout.stream.characters, range)?.range.lowerBound, isOrganisation(range.lowerBound..<notice) {
                facts.issuer = layout.printed(range.lowerBound..<notice)
            }
        }
    }

    /// Two offices that sign together stand apart by blanks.
    private func offices(_ element: Element) -> String {
        layout.text.string(element.span).split(whereSeparator: \.isWhitespace).joined(separator: "、")
    }

    private func isOrganisation(_ range: Range<Int>) -> Bool {
        guard (4...32).contains(range.count), Numbering.read(layout.stream.characters, range) == nil,
            FrontMatter.noOrganisations.match(layout.stream.characters, before: range.upperBound, floor: range.lowerBound) == nil,
            range.allSatisfy({ layout.stream[$0].isHan || layout.stream[$0] == Fold.space })
        else { return false }
        return FrontMatter.organisations.match(layout.stream.characters, before: range.upperBound, floor: range.lowerBound) != nil
    }

    private static let noOrganisations = Phrases<Bool>("布局 格局 全局 大局 结局 开局 全部 内部 东部 西部 南部 北部 中部 干部", true)
    private static let organisations = Phrases<Bool>("人民政府 人民政府办公室 人民政府办公厅 委员会 局 厅 办公室 办公厅 管委会 领导小组 部", true)

    static func date(_ characters: [Character16], _ range: Range<Int>) -> (iso: String, length: Int)? {
        for place in range {
            guard let year = Times.year(characters, at: place, limit: range.upperBound) else { continue }
            var position = place + 4
            var parts: [Int] = []
            for mark in [0x5E74, 0x6708, 0x65E5] as [Character16] {  // 年 月 日
                if mark == 0x65E5, position >= range.upperBound { break }
                guard position < range.upperBound,
                    characters[position] == mark || characters[position] == 0x2D || characters[position] == 0x2E || characters[position] == 0x2F
                else {
                    if parts.count == 2 { break }
                    return nil
                }
                position += 1
                if mark == 0x65E5 { break }
                guard let part = smallNumber(characters, &position, range.upperBound) else { return nil }
                parts.append(part)
                if parts.count == 1, position + 1 == range.upperBound, characters[position] == 0x6708 {  // 2021年9月
                    position += 1
                    break
                }
            }
            if parts.count == 1, parts[0] <= 12, position == range.upperBound {
                return ("\(year)-\(parts[0] < 10 ? "0" : "")\(parts[0])", position - place)
            }
            guard parts.count == 2, parts[0] <= 12 else { continue }
            let pad = { (value: Int) in value < 10 ? "0\(value)" : "\(value)" }
            return ("\(year)-\(pad(parts[0]))-\(pad(parts[1]))", position - place)
        }
        return nil
    }

    /// 1 to 31, in either script; a point after it parts it from the next.
    private static func smallNumber(_ characters: [Character16], _ position: inout Int, _ limit: Int) -> Int? {
        let digits = characters[position..<max(position, min(limit, position + 2))].prefix(while: \.isDigit)
        if !digits.isEmpty {
            position += digits.count
            let value = digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
            return (1...31).contains(value) ? value : nil
        }
        guard let numeral = Numerals.read(characters, at: position, limit: min(limit, position + 3)), (1...31).contains(numeral.number.digits) else {
            return nil
        }
        position = numeral.end
        return Int(numeral.number.digits)
    }

    // MARK: Region and period

    private mutating func readRegion() {
        let sources = [facts.title, facts.issuer].compactMap { $0 }
        for source in sources {
            guard let found = Regions.read(folded(source)) else { continue }
            facts.region = found.name
            facts.level = found.level
            facts.regionCode = found.code
            facts.regionPath = found.path
            if found.code != nil || source == sources.last { break }
            // The issuer may name the province that the title leaves out.
            if let issuer = facts.issuer, let other = Regions.read(folded(issuer)), other.name == found.name {
                facts.regionCode = other.code
                if other.path.count > found.path.count { facts.regionPath = other.path }
            }
            break
        }
    }

    /// Without a title or an office: what the text calls its own, 全省, and the region of that rank that it names most often.
    private mutating func regionFromText() {
        guard facts.level == nil, facts.region == nil else { return }
        var ranks: [DocumentFacts.Level: Int] = [:]
        var names: [String: Int] = [:]
        for element in layout.elements.prefix(300) where !element.isTable {
            for index in element.range {
                if let scope = FrontMatter.scopes.match(layout.stream.characters, at: index, limit: element.range.upperBound) {
                    ranks[scope.value, default: 0] += 1
                }
                if let name = Regions.known.match(layout.stream.characters, at: index, limit: element.range.upperBound) { names[name.value, default: 0] += 1 }
            }
        }
        guard let rank = ranks.max(by: { $0.value < $1.value }), rank.value >= 3 else { return }
        facts.level = rank.key
        let own = names.filter { Regions.read(folded($0.key))?.level == rank.key && $0.value >= 2 }
        guard own.count == 1, let name = own.first?.key else { return }
        facts.region = name
        facts.regionCode = Regions.read(folded(name))?.code
        facts.regionPath = [name]
    }

    private static let scopes = Phrases<DocumentFacts.Level>([("全省 我省 省政府", .province), ("全市 我市", .city), ("全县 我县 全区 我区", .county)])

    private mutating func readPeriod() {
        if let title = facts.title {
            let words = folded(title)
            let times = Times.all(in: words, 0..<words.count)
            if let span = times.first(where: { $0.kind == .during && !$0.isFiveYearPlan }) ?? times.first(where: { $0.isFiveYearPlan && $0.to > 0 }) {
                facts.from = span.from
                facts.to = span.to
                return
            }
            if let plan = FrontMatter.namedPlan(words) {
                facts.from = plan - 4
                facts.to = plan
                return
            }
            // 2026年工作要点: a plan for one year.
            if let year = times.first(where: { $0.kind == .at && !$0.isLeadIn }), !FrontMatter.horizon.occurs(in: words, 0..<words.count) {
                facts.from = year.to
                facts.to = year.to
                return
            }
        }
        periodFromText()
    }

    /// 第十四个五年规划 → 2025.
    private static func namedPlan(_ words: [Character16]) -> Int? {
        guard let found = fiveYears.first(in: words, 0..<words.count), let start = words[..<found.range.lowerBound].lastIndex(of: 0x7B2C),
            let numeral = Numerals.read(words, at: start + 1, limit: found.range.lowerBound), numeral.end == found.range.lowerBound
        else { return nil }
        return 1955 + 5 * (Int(numeral.number.digits) - 1) + 5
    }

    private static let fiveYears = Phrases<Bool>("个五年规划 个五年计划", true)
    /// Where a title looks further than the plan goes.
    private static let horizon = Phrases<Bool>("远景 展望 修订 修编 中长期", true)

    /// Without years in the title: the plan that the text names most often, else the year by which most is to be done.
    private mutating func periodFromText() {
        var plans: [Int: Int] = [:]
        var years: [Int: Int] = [:]
        for element in layout.elements.prefix(400) where !element.isTable {
            for time in Times.all(in: layout.stream.characters, element.range) {
                if time.isFiveYearPlan, time.to > 0 { plans[time.to, default: 0] += 1 }
                if time.isLeadIn, !time.isFiveYearPlan, time.kind == .at { years[time.to, default: 0] += 1 }
            }
        }
        if let plan = plans.max(by: { ($0.value, $0.key) < ($1.value, $1.key) }), plan.value >= 2, facts.title != nil {
            facts.from = plan.key - 4
            facts.to = plan.key
        } else if let year = years.max(by: { ($0.value, -$0.key) < ($1.value, -$1.key) }) {
            facts.to = year.key
        }
    }
}

/// Puts statements of the text and rows of tables together: one indicator once, with its baseline, its stretch and all places that state it.
struct TargetMerger {
    private let layout: Layout
    private let structure: Structure
    private let facts: DocumentFacts
    private(set) var indicators: [Indicator]
    private var keys: [NameKey]
    /// Of targets of the text, the paragraph that states each.
    private var elements: [Int: Int] = [:]
    private(set) var achievements: [Achievement] = []
    /// Indicators by the value of their target in the base unit.
    private var byValue: [Value: [Int]] = [:]

    static func merge(_ tables: [Indicator], _ statements: [Statement], _ layout: Layout, _ structure: Structure, _ facts: DocumentFacts) -> TargetMerger {
        // Names are made comparable only where there is something to compare them with.
        let isAlone = statements.isEmpty
        var merger = TargetMerger(layout: layout, structure: structure, facts: facts, indicators: tables, keys: isAlone ? [] : tables.map { NameKey($0.name) })
        if isAlone { return merger }
        for index in tables.indices { merger.enter(index) }
        for statement in statements {
            if statement.isPast { merger.addAchievement(statement) } else { merger.add(statement) }
        }
        merger.addBaselines()
        for index in merger.indicators.indices where !merger.saysFall(index) {
            merger.indicators[index].direction = Direction.of(merger.indicators[index])
        }
        return merger
    }

    private init(layout: Layout, structure: Structure, facts: DocumentFacts, indicators: [Indicator], keys: [NameKey]) {
        self.layout = layout
        self.structure = structure
        self.facts = facts
        self.indicators = indicators
        self.keys = keys
    }

    // MARK: Targets

    /// 下降15% in a cell: the value itself says which way.
    private func saysFall(_ index: Int) -> Bool {
        indicators[index].origin == .table && indicators[index].isGrowth && indicators[index].direction == .down
    }

    private mutating func add(_ statement: Statement) {
        var statement = statement
        if statement.isStretch, let last = indicators.indices.last, indicators[last].name == statement.name,
            !statement.hasOwnTime || indicators[last].targetYear == statement.year
        {
            indicators[last].stretch = statement.quantity.value
            return
        }
        let unit = unit(statement)
        let key = NameKey(statement.name)
        if let same = sameIndicator(key, unit, statement) {
            take(statement, into: same, key)
            return
        }
        if statement.year == nil, statement.hasOwnTime { statement.year = facts.to }
        let span = layout.stream.span(
            min(statement.nameRange.lowerBound, statement.quantity.range.lowerBound)..<max(statement.nameRange.upperBound, statement.quantity.range.upperBound))
        var indicator = Indicator(
            name: statement.name, unit: unit, baselineYear: statement.fromYear, baseline: statement.from?.value, targetYear: statement.year,
            target: statement.quantity.value, comparison: statement.comparison, direction: .up, attribute: nil, isCumulative: statement.isCumulative,
            isYearly: statement.isYearly, isGrowth: statement.form == .change || Direction.isGrowth(statement.name), origin: .text, stretch: nil,
            path: [], extra: nil, span: span, valueSpan: layout.stream.span(statement.quantity.core),
            baselineSpan: statement.from.map { layout.stream.span($0.core) }, mentions: [], heading: structure.headingOf[statement.element],
            box: structure.boxOf[statement.element], confidence: statement.confidence)
        indicator.direction = Direction.of(indicator)
        elements[indicators.count] = statement.element
        indicators.append(indicator)
        keys.append(key)
        enter(indicators.count - 1)
    }

    /// The unit as printed; 千亿 of an output is money.
    private func unit(_ statement: Statement) -> String? {
        guard let range = statement.quantity.unit else { return statement.quantity.isPercent ? "%" : nil }
        if statement.quantity.isPercent { return layout.stream[range.lowerBound] == 0x25 ? layout.printed(range) : "%" }
        let characters = layout.stream.characters
        var words = layout.printed(range)
        let isRough = range.contains { TargetMerger.rough.contains(characters[$0]) }
        if isRough { words.unicodeScalars.removeAll { TargetMerger.rough.contains(Fold.fold($0.value)) } }
        let isBare = range.allSatisfy { TargetMerger.rough.contains(characters[$0]) || TargetMerger.multipliers.contains(characters[$0]) }
        return isBare ? words + "元" : words
    }

    /// 余, 多
    private static let rough = BitMap("余多")
    private static let multipliers = BitMap("万亿千百")

    /// The same quantity, stated elsewhere with the same value: in a table, or earlier in the text.
    private func sameIndicator(_ key: NameKey, _ unit: String?, _ statement: Statement) -> Int? {
        var best: (index: Int, similarity: Double)?
        // The latest few are enough: a plan does not state one value of one thing in a hundred ways.
        for index in byValue[TargetMerger.base(statement.quantity.value, unit), default: []].suffix(64) {
            let indicator = indicators[index]
            guard sameValue(indicator, statement.quantity.value, unit) else { continue }
            if let year = statement.year, let other = indicator.targetYear, year != other { continue }
            guard indicator.isGrowth == (statement.form == .change) || keys[index] == key,
                indicator.isYearly == statement.isYearly || indicator.origin == .table && keys[index] == key, !areItems(index, statement)
            else { continue }
            let similarity = key.similarity(to: keys[index])
            let contained = key.ends(with: keys[index]) || keys[index].ends(with: key)
            let needed = indicator.origin == .table ? 0.5 : 0.8
            guard similarity >= needed || contained && (indicator.origin == .table || sameSuffixOnly(key, keys[index])) else { continue }
            if similarity > best?.similarity ?? 0 { best = (index, similarity) }
        }
        return best?.index
    }

    /// Two items of a box, or two works side by side, that state the same are two targets: each is about something else.
    private func areItems(_ index: Int, _ statement: Statement) -> Bool {
        guard let box = structure.boxOf[statement.element], indicators[index].origin == .text, indicators[index].box == box else { return false }
        return elements[index] != statement.element
    }

    private mutating func enter(_ index: Int) {
        guard let target = indicators[index].target else { return }
        byValue[TargetMerger.base(target, indicators[index].unit), default: []].append(index)
        if let plain = indicators[index].unit.map({ _ in TargetMerger.base(target, nil) }), plain != TargetMerger.base(target, indicators[index].unit) {
            byValue[plain, default: []].append(index)
        }
    }

    /// The value in the base unit: 1.3万吨 as 13000.
    private static func base(_ value: Value, _ unit: String?) -> Value {
        guard case .number(let number) = value, let unit, let shifted = number.shifted(by: Units.scale(unit).power) else { return value }
        return .number(shifted)
    }

    /// Equal as printed, or equal in the base unit: 1.3万吨 and 13000吨.
    private func sameValue(_ indicator: Indicator, _ value: Value, _ unit: String?) -> Bool {
        if indicator.target == value {
            return Units.same(indicator.unit, unit) || indicator.unit == nil || unit == nil || looselySame(indicator.unit, unit)
        }
        guard let left = indicator.unit, let right = unit, let a = indicator.target?.number, let b = value.number else { return false }
        let (powerA, baseA) = Units.scale(left)
        let (powerB, baseB) = Units.scale(right)
        return baseA == baseB && powerA != powerB && a.shifted(by: powerA) == b.shifted(by: powerB)
    }

    /// 国家高新技术企业 and 高新技术企业 are one thing; 农业高新技术企业 and 高新技术企业 are not.
    private func sameSuffixOnly(_ left: NameKey, _ right: NameKey) -> Bool {
        let (long, short) = left.characters.count > right.characters.count ? (left, right) : (right, left)
        let extra = Array(long.characters.prefix(long.characters.count - short.characters.count))
        return TargetMerger.ranks.match(extra, at: 0, limit: extra.count)?.length == extra.count
    }

    private static let ranks = Phrases<Bool>("国家 国家级 市级 省级 区级 县级 规上 全国", true)

    private func looselySame(_ left: String?, _ right: String?) -> Bool {
        guard let left, let right else { return true }
        return folded(left) == folded(right) || left.hasPrefix(right) || right.hasPrefix(left)
    }

    /// The text may say more than the table: 以上, the year, 累计.
    private mutating func take(_ statement: Statement, into index: Int, _ key: NameKey) {
        let span = layout.stream.span(statement.quantity.core)
        if indicators[index].comparison == .equal { indicators[index].comparison = statement.comparison }
        if indicators[index].targetYear == nil { indicators[index].targetYear = statement.year }
        if indicators[index].baseline == nil, let from = statement.from {
            indicators[index].baseline = from.value
            indicators[index].baselineYear = statement.fromYear
            indicators[index].baselineSpan = layout.stream.span(from.core)
        }
        if indicators[index].unit == nil { indicators[index].unit = unit(statement) }
        indicators[index].mentions.append(span)
        indicators[index].confidence = min(0.99, indicators[index].confidence + 0.02)
    }

    // MARK: The past

    private mutating func addAchievement(_ statement: Statement) {
        achievements.append(
            Achievement(
                name: statement.name, value: statement.quantity.value, unit: unit(statement), year: statement.year,
                span: layout.stream.span(
                    min(
                        statement.nameRange.lowerBound, statement.quantity.range.lowerBound)..<max(
                            statement.nameRange.upperBound, statement.quantity.range.upperBound)),
                valueSpan: layout.stream.span(statement.quantity.core), confidence: statement.confidence))
    }

    /// What was reached before the plan is the baseline of what is to be reached.
    private mutating func addBaselines() {
        var past: [NameKey: [Int]] = [:]
        for index in achievements.indices { past[NameKey(achievements[index].name), default: []].append(index) }
        let last = facts.from.map { $0 - 1 }
        for index in indicators.indices
        where indicators[index].baseline == nil && !indicators[index].isGrowth && !indicators[index].isCumulative && indicators[index].targetYear != nil {
            let match = past[keys[index], default: []].prefix(64).first { place in
                achievements[place].unit == indicators[index].unit
                    && (achievements[place].year == nil || achievements[place].year == last)
            }
            guard let match else { continue }
            indicators[index].baseline = achievements[match].value
            indicators[index].baselineYear = achievements[match].year ?? last
            indicators[index].baselineSpan = achievements[match].valueSpan
        }
    }
}

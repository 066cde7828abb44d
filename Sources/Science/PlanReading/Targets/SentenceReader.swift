/// Reads the statements of one sentence. Works outwards from each quantity: to the left a predicate or verb and the name before it,
/// or, where a verb stands next to the number, to the right the name behind it.
struct SentenceReader {
    let characters: [Character16]
    let sentence: Range<Int>
    let times: [TimeReference]
    let quantities: [Quantity]
    let planEnd: Int?
    let planStart: Int?
    let isPastSection: Bool
    let isTargetSection: Bool
    let inheritedYear: Int?
    let element: Int
    /// The title of the heading that the sentence stands under.
    let heading: Range<Int>?

    private var result: [Statement] = []
    /// Everything before this has been used as a name.
    private var floor = 0
    /// Behind 五年 or 3年 at the head of a clause: what follows is the sum over these years.
    private(set) var spanEnd: Int?
    /// Quantities up to here are part of a name.
    private var consumed = 0
    private var pendingFrom: (quantity: Quantity, year: Int?, start: Int)?
    /// The name of the last quantity, stated or not: “……，力争达到100家” means it.
    private(set) var lastName: (range: Range<Int>, suffix: String, quantity: Quantity, form: Statement.Form)?

    init(
        characters: [Character16], sentence: Range<Int>, times: [TimeReference], quantities: [Quantity], planEnd: Int?, planStart: Int?,
        isPastSection: Bool, isTargetSection: Bool, inheritedYear: Int?, element: Int, heading: Range<Int>?
    ) {
        self.characters = characters
        self.sentence = sentence
        self.times = times
        self.quantities = quantities
        self.planEnd = planEnd
        self.planStart = planStart
        self.isPastSection = isPastSection
        self.isTargetSection = isTargetSection
        self.inheritedYear = inheritedYear
        self.element = element
        self.heading = heading
    }

    mutating func read() -> [Statement] {
        floor = sentence.lowerBound
        var index = 0
        while index < quantities.count {
            let quantity = quantities[index]
            if quantity.core.lowerBound >= consumed {
                index += read(quantity, at: index)
            } else {
                index += 1
            }
        }
        return result
    }

    /// Reads the quantity at `index`; returns how many quantities were used.
    private mutating func read(_ quantity: Quantity, at index: Int) -> Int {
        var left = leftSide(quantity, clause: clauseStart(quantity))
        if isBasis(quantity) { left.isExisting = true }
        let startsPath = startsFrom(quantity, left)
        // 三年, 五年 beside a verb say how long, not how many.
        if isDuration(quantity), !left.hasPredicate, left.change == nil, !startsPath {
            // 3年培训人才3万人次: how long stands before the verb.
            if left.clause == quantity.core.lowerBound, quantity.unit.map({ characters[$0.lowerBound] == 0x5E74 }) ?? false {
                floor = max(floor, quantity.range.upperBound)
                spanEnd = quantity.range.upperBound
            }
            return 1
        }
        if startsPath {
            let start = left.fromStart ?? left.region.lowerBound
            pendingFrom = (quantity, times.last { $0.range.lowerBound >= start && $0.range.upperBound <= quantity.core.lowerBound }?.to, start)
            return 1
        }
        if isModifier(quantity, left, at: index) || isInsideName(quantity, left) { return 1 }
        if let pending = pendingFrom, pending.quantity.range.upperBound <= quantity.core.lowerBound {
            left.region = min(left.clause, pending.start)..<pending.start
            left.hasPredicate = true
        }
        defer {
            pendingFrom = nil
            if quantity.strength == .strong || result.last?.quantity.core == quantity.core { floor = max(floor, quantity.range.upperBound) }
        }
        if left.isDistributive, let used = readDistributive(left, at: index) { return used }
        let found = statements(quantity, left)
        result += found
        return 1
    }

    /// 在2020年12家科技服务机构的基础上
    private func isBasis(_ quantity: Quantity) -> Bool {
        let after = quantity.range.upperBound..<min(sentence.upperBound, quantity.range.upperBound + 24)
        guard let found = Self.basis.first(in: characters, after) else { return false }
        return !(after.lowerBound..<found.range.lowerBound).contains { [0x2C, 0x3B].contains(characters[$0]) }
    }

    static let basis = Phrases<Bool>("的基础上 基础上 起步", true)

    // MARK: Left of the quantity

    struct LeftSide {
        /// Where the clause begins.
        var clause: Int
        /// What stands between the clause's start and the predicate.
        var region: Range<Int>
        var hasPredicate = false
        var comparison: Comparison?
        var change: (direction: Direction, range: Range<Int>)?
        var isDistributive = false
        var isEvenly = false
        var isCumulative = false
        var isStretch = false
        var isLimit = false
        /// 现有, 已建成: it is there already.
        var isExisting = false
        var fromStart: Int?
    }

    /// After the last comma, semicolon, colon or opening bracket, and after the quantity before.
    private func clauseStart(_ quantity: Quantity) -> Int {
        var start = quantity.core.lowerBound
        var depth = 0
        let floor = consumed <= start ? max(self.floor, consumed) : self.floor
        while start > floor {
            let character = characters[start - 1]
            if character == 0x29 {
                depth += 1
            } else if character == 0x28 {
                if depth == 0 { break }
                depth -= 1
            } else if depth == 0, character == 0x2C || character == 0x3B || character == 0x3A {
                break
            }
            start -= 1
        }
        return start
    }

    private func leftSide(_ quantity: Quantity, clause: Int) -> LeftSide {
        let number =
            clause < quantity.core.lowerBound && [0x5B, 0x3010].contains(characters[quantity.core.lowerBound - 1])
            ? quantity.core.lowerBound - 1 : quantity.core.lowerBound
        var left = LeftSide(clause: clause, region: clause..<number, comparison: quantity.comparison)
        var end = number
        var changed = true
        while changed, end > clause {
            changed = false
            if let time = times.last(where: { $0.range.upperBound == end && $0.range.lowerBound >= clause }) {
                end = time.range.lowerBound
                changed = true
                // 下降到2025年的52%: the word of change goes with 到 and states a level.
                if let recovery = recovery(before: end, floor: clause) {
                    left.change = (.up, recovery)
                    end = recovery.lowerBound
                } else if [0x5230, 0x81F3].contains(characters[end]), let change = TargetWords.changes.match(characters, before: end, floor: clause) {
                    left.hasPredicate = true
                    end -= change.length
                } else if end > clause, [0x6BD4, 0x8F83].contains(characters[end - 1]) {
                    end -= 1
                }
                continue
            }
            if let existing = Self.existing.match(characters, before: end, floor: clause) {
                left.isExisting = true
                end -= existing.length
                changed = true
                continue
            }
            let predicate = TargetWords.predicates.match(characters, before: end, floor: clause)
            let change = TargetWords.changes.match(characters, before: end, floor: clause)
            if let change, change.length >= predicate?.length ?? 0 {
                left.change = (change.value, end - change.length..<end)
                end -= change.length
                changed = true
            } else if let predicate, accepts(predicate.length, before: end, clause) {
                left.hasPredicate = true
                left.comparison = left.comparison ?? predicate.value
                if Self.limits.match(characters, before: end, floor: clause) != nil { left.isLimit = true }
                end -= predicate.length
                changed = true
            } else if let trail = TargetWords.trails.match(characters, before: end, floor: clause) {
                if Self.evenly.contains(characters[end - 1]) { left.isEvenly = true }
                if trail.length == 2, characters[end - 2] == 0x5206 { left.isDistributive = true }  // 分别
                if trail.value == .cumulative { left.isCumulative = true }
                if Self.stretching.match(characters, before: end, floor: clause) != nil { left.isStretch = true }
                end -= trail.length
                changed = true
            } else if characters[end - 1] == 0x201D || characters[end - 1] == Fold.space {
                break
            }
        }
        left.region = clause..<max(clause, end)
        // 由2020年的37家, 从37家: what it starts from.
        if end > clause, characters[end - 1] == 0x7531 || characters[end - 1] == 0x4ECE { left.fromStart = end - 1 }
        return left
    }

    /// 恢复 in 恢复到2019年的82%: a share of what once was, and no level. The time begins with its 到.
    private func recovery(before end: Int, floor: Int) -> Range<Int>? {
        guard end < sentence.upperBound, [0x5230, 0x81F3].contains(characters[end]) else { return nil }
        return Self.recoveries.match(characters, before: end, floor: floor).map { end - $0.length..<end }
    }

    private static let recoveries = Phrases<Bool>("恢复 回升 修复", true)

    /// A predicate of one character is one only where it cannot end a noun.
    private func accepts(_ length: Int, before end: Int, _ clause: Int) -> Bool {
        guard length == 1, end - 1 > clause else { return true }
        return Self.nounEnds.match(characters, before: end, floor: clause) == nil
    }

    private static let existing = Phrases<Bool>("现有 已有 原有 已建成 已建 已达到 已达 已实现 现有的 已培育 已引进 已拥有", true)
    private static let nounEnds = Phrases<Bool>("行为 作为 认为 成为 分为 通过 经过 所有 拥有 享有 具有 没有 建有 还有 含有 节约 附近 邻近 最近 发达 到达 表达 传达 抵达 预约 合约 签约 公约 条约 特约 大约", true)
    private static let limits = Phrases<Bool>("控制在 控制到 压缩到 压缩至 压减到 压减至", true)
    private static let stretching = Phrases<Bool>("力争 争取 力争达到 力争突破 努力", true)
    private static let evenly: BitMap = {
        var map = BitMap()
        for character in folded("均都") { map.insert(character) }
        return map
    }()

    private func startsFrom(_ quantity: Quantity, _ left: LeftSide) -> Bool {
        guard left.fromStart != nil, left.change == nil else { return false }
        // Something must be reached after it.
        let next = quantities.first { $0.core.lowerBound >= quantity.range.upperBound }
        guard let next, next.core.lowerBound - quantity.range.upperBound <= 24 else { return false }
        return leftSide(next, clause: quantity.range.upperBound).hasPredicate
            || [0x5230, 0x81F3].contains(characters[max(0, next.core.lowerBound - 1)])
    }

    /// 产值超过10亿元的企业达到5家: the first quantity describes, the second is stated.
    private func isModifier(_ quantity: Quantity, _ left: LeftSide, at index: Int) -> Bool {
        let end = quantity.range.upperBound
        guard end < sentence.upperBound else { return false }
        if isYardstick(end) || describesCovered(quantity) { return true }
        // 淘汰35蒸吨以下燃煤锅炉: which ones.
        if quantity.comparison == .atMost, end > quantity.core.upperBound, characters[end].isHan, !left.hasPredicate, left.change == nil { return true }
        guard index + 1 < quantities.count else { return false }
        let next = quantities[index + 1]
        let between = end..<next.core.lowerBound
        let describes = characters[end] == 0x7684 || quantity.comparison != nil && Self.described.match(characters, at: end, limit: sentence.upperBound) != nil
        guard describes else { return false }
        return !between.contains { [0x2C, 0x3B, 0x3001].contains(characters[$0]) } && between.count >= 2 && between.count <= 24
            && !quantity.isPercent
    }

    /// 就业人员十万人事故死亡率: a numeral in the middle of a name.
    private func isInsideName(_ quantity: Quantity, _ left: LeftSide) -> Bool {
        guard quantity.isHan, !left.hasPredicate, left.change == nil, left.region.count >= 2, left.region.upperBound == quantity.core.lowerBound,
            quantity.range.upperBound < sentence.upperBound, characters[quantity.range.upperBound].isHan
        else { return false }
        return lastVerb(left.region)?.range.upperBound != left.region.upperBound && trimmedName(left.region).count >= 2
    }

    /// 按每亩不低于3000元的标准: what it is measured by is no target.
    private func isYardstick(_ end: Int) -> Bool {
        guard characters[end] == 0x7684 else { return false }
        return Self.yardsticks.match(characters, at: end + 1, limit: sentence.upperBound) != nil
            && Self.measuredBy.occurs(in: characters, max(sentence.lowerBound, end - 30)..<end)
    }

    private static let yardsticks = Phrases<Bool>("标准 比例 要求 原则 规模 额度 幅度", true)
    private static let measuredBy = Phrases<Bool>("按 按照", true)

    /// 500人以上行政村全覆盖: of whom all are covered, not how many are had.
    private func describesCovered(_ quantity: Quantity) -> Bool {
        let end = quantity.range.upperBound
        guard end > quantity.core.upperBound, !quantity.isPercent else { return false }
        var stop = end
        while stop < sentence.upperBound, stop - end <= 30, ![0x2C, 0x3B, 0x3002].contains(characters[stop]) { stop += 1 }
        return Self.covered.occurs(in: characters, end..<stop)
    }

    private static let covered = Phrases<Bool>("全覆盖", true)

    /// 产值超10亿元企业: described without 的.
    private static let described = Phrases<Bool>("企业 集群 产业集群 项目 园区 基地 产业 平台 工业企业 制造业企业 龙头企业 物流企业 单位 景区 农业龙头企业", true)

    // MARK: Time

    /// The time that governs a quantity: the nearest before it that is not what it is compared with.
    func governing(_ position: Int) -> TimeReference? {
        times.last { time in
            guard time.range.upperBound <= position, !isBase(time) else { return false }
            let clause = characters[time.range.upperBound..<position].firstIndex(of: 0x2C) ?? position
            // 在2020年12家的基础上, but not 到2027年，贷款由2100亿元起步.
            return clause == time.range.upperBound || !Self.basis.occurs(in: characters, time.range.upperBound..<clause)
        }
    }

    /// 比2020年, 较“十三五”末, 由2020年的, 恢复到2019年的
    private func isBase(_ time: TimeReference) -> Bool {
        guard time.range.lowerBound > sentence.lowerBound else { return false }
        if recovery(before: time.range.lowerBound, floor: sentence.lowerBound) != nil { return true }
        return [0x6BD4, 0x8F83, 0x4E0E, 0x4ECE, 0x7531, 0x662F].contains(characters[time.range.lowerBound - 1])  // 比 较 与 从 由 是
    }

    func isFuture(_ time: TimeReference) -> Bool {
        if time.isStatus { return false }
        if time.kind == .since { return planStart.map { time.from >= $0 } ?? false }
        if let planStart { return time.to >= planStart }
        return planEnd.map { time.to >= $0 } ?? time.isLeadIn
    }

    // MARK: Results

    mutating func append(_ statement: Statement) { result.append(statement) }
    mutating func remember(_ name: Range<Int>, _ suffix: String, _ quantity: Quantity, _ form: Statement.Form) { lastName = (name, suffix, quantity, form) }
    var last: Statement? { result.last }
    var pendingBaseline: (quantity: Quantity, year: Int?)? { pendingFrom.map { ($0.quantity, $0.year) } }
    mutating func consume(to position: Int) { consumed = max(consumed, position) }
}

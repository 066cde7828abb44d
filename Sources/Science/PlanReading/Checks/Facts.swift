/// A stated quantity in comparable form: its name as a key, its value in the base unit, and what kind of figure it is.
struct Fact {
    enum Nature {
        /// How much there is, or is to be.
        case level
        /// How much is built or had: a level or a gain, the words leave it open.
        case built
        /// How much comes on top: 新增, 补充.
        case added
        /// For each year.
        case yearly
        /// A growth or a fall.
        case change
        /// A share of those that do something.
        case share
    }

    var name: String
    var key: FactKey
    var value: Number
    var high: Number?
    var measure: Measure
    var comparison: Comparison
    var isRough: Bool
    var nature: Nature
    var isPast: Bool
    var isCumulative: Bool
    var isStretch = false
    var year: Int?
    var hasOwnTime: Bool
    /// Holds for a part of the region or of the matter only.
    var isLocal: Bool
    /// Entry of the survey; nil for text.
    var table: Int?
    var isTarget: Bool
    /// Name and value.
    var span: Span
    var valueSpan: Span
    var element: Int?
    var sentence: Range<Int>?
    var core: Range<Int>?

    var isText: Bool { table == nil }

    /// What the words allow the value to be.
    func admits(_ other: Number) -> Bool {
        if let high, !(other < value), !(high < other) { return true }
        switch comparison {
        case .equal where !isRough: return value == other
        case .atLeast, .over: return !(other < value)
        case .atMost, .under: return !(value < other)
        case .equal, .about: return value.isWithin(10, percentOf: other)
        }
    }

    /// Both can be true of one thing at one time.
    func agrees(with other: Fact) -> Bool { admits(other.value) || other.admits(value) }
}

extension Number {
    func isWithin(_ percent: Int64, percentOf other: Number) -> Bool {
        guard let bound = other.magnitude * Number(percent, scale: 2) else { return true }
        return !(bound < (self - other).magnitude)
    }

    /// The ratio of the two lies between a half and two: figures of one thing, of which one is wrong.
    func isComparable(with other: Number) -> Bool {
        guard other.double > 0, double > 0 else { return false }
        let ratio = double / other.double
        return ratio > 0.5 && ratio < 2
    }
}

/// The name of a quantity with the words left out that only introduce it.
struct FactKey: Hashable {
    let characters: [Character16]
    private let hash: UInt64

    static func == (left: FactKey, right: FactKey) -> Bool { left.hash == right.hash && left.characters == right.characters }

    func hash(into hasher: inout Hasher) { hasher.combine(hash) }

    /// FNV-1a over some of the characters.
    static func hash(_ characters: some Sequence<Character16>) -> UInt64 {
        characters.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01b3 }
    }

    var head: UInt64 { FactKey.hash(characters.prefix(3)) }
    var tail: UInt64 { FactKey.hash(characters.suffix(3)) }
    var ends: UInt64 { FactKey.hash(characters.prefix(2)) &* 31 &+ FactKey.hash(characters.suffix(2)) }

    init(_ name: String, region: [Character16] = []) {
        var words = NameKey(name).characters[...]
        if !region.isEmpty, words.count > region.count + 2, words.starts(with: region) { words = words.dropFirst(region.count) }
        var array = Array(words)
        var start = 0
        var end = array.count
        while let lead = FactKey.leads.match(array, at: start, limit: end), end - start - lead.length >= 2 { start += lead.length }
        while let trail = FactKey.trails.match(array, before: end, floor: start), end - start - trail.length >= 3 { end -= trail.length }
        if start > 0 || end < array.count { array = Array(array[start..<end]) }
        characters = array
        hash = FactKey.hash(array)
    }

    var count: Int { characters.count }

    /// Names one thing: 产值 and 企业 alone do not, 高企 does.
    var isSpecific: Bool { count >= 3 || characters == FactKey.highTech }

    private static let highTech = folded("高企")

    func ends(with other: FactKey) -> Bool { count > other.count && characters.suffix(other.count).elementsEqual(other.characters) }

    /// One name is in order within the other, both begin and end alike: 科技平台 in 科技创新平台.
    func isWithin(_ other: FactKey) -> Bool {
        guard count >= 4, other.count > count, other.count <= count + 4, other.characters.prefix(2).elementsEqual(characters.prefix(2)),
            other.characters.suffix(2).elementsEqual(characters.suffix(2))
        else { return false }
        var next = 0
        for character in other.characters where next < count && character == characters[next] { next += 1 }
        return next == count
    }

    private static let leads = Phrases<Bool>(
        """
        拥有 共有 建有 现有 已有 设有 达 实现 建成 完成 治理 筹集 推广 培育 每年 年均 五年 三年 四年 累计 五年累计 三年累计 四年累计 境内 区内 县内 市内 新建 新增 各类 各级 各级各类
        培养 引进 补充 五年补充 全年 年末 达到 获得 认定 打造 新增完成 组建 设立 创建 创成 改造 举办 开展 组织
        """, true)
    private static let trails = Phrases<Bool>("面积 规模 人数 人次 人次数 拥有 里程 总 共计 合计 等 登记注册 注册 装机 装机容量 总装机", true)
}

/// All facts, by name.
struct FactBook {
    private(set) var all: [Fact] = []
    private(set) var byKey: [FactKey: [Int]] = [:]
    private var byTail: [UInt64: [Int]] = [:]
    private var byHead: [UInt64: [Int]] = [:]
    private var byEnds: [UInt64: [Int]] = [:]

    init(_ layout: Layout, _ structure: Structure, _ rows: [IndicatorTables.Row], _ statements: [Statement], _ reading: Reading) {
        let region = reading.document.region.map(folded) ?? []
        var reader = FactReader(layout: layout, structure: structure, region: region, planEnd: reading.document.to)
        for (index, heading) in structure.headings.enumerated() {
            let words = folded(heading.title)
            if FactReader.districts.occurs(in: words, 0..<words.count) { reader.headingsOfParts.insert(index) }
        }
        for row in rows { reader.add(row) }
        for statement in statements { reader.add(statement) }
        all = reader.facts
        byKey.reserveCapacity(all.count)
        for (index, fact) in all.enumerated() {
            byKey[fact.key, default: []].append(index)
            guard fact.key.count >= 3 else { continue }
            byTail[fact.key.tail, default: []].append(index)
            byHead[fact.key.head, default: []].append(index)
            if fact.key.count >= 4 { byEnds[fact.key.ends, default: []].append(index) }
        }
    }

    func facts(_ key: FactKey) -> [Fact] { (byKey[key] ?? []).prefix(FactBook.bound).map { all[$0] } }

    /// Facts whose names may end with the key, or be the end of it.
    func endingLike(_ key: FactKey) -> [Fact] { (byTail[key.tail] ?? []).prefix(FactBook.bound).map { all[$0] } }

    /// Facts whose names share the first two characters and the last two with the key.
    func like(_ key: FactKey) -> [Fact] {
        guard key.count >= 4 else { return facts(key) }
        return (byEnds[key.ends] ?? []).prefix(FactBook.bound).map { all[$0] }
    }

    /// Facts whose names may begin with the key.
    func beginningLike(_ key: FactKey) -> [Fact] { (byHead[key.head] ?? []).prefix(FactBook.bound).map { all[$0] } }

    /// More mentions of one name than this are not compared with one another.
    static let bound = 64
}

/// Turns rows and statements into facts.
private struct FactReader {
    let layout: Layout
    let structure: Structure
    let region: [Character16]
    let planEnd: Int?
    /// Headings of sections on one district or zone.
    var headingsOfParts: Set<Int> = []
    var facts: [Fact] = []

    mutating func add(_ row: IndicatorTables.Row) {
        let key = FactKey(row.printedName)
        let rowMeasure = Measure(row.unit.map(folded) ?? [])
        let nameSpan = layout.stream.span(row.name.range)
        let isNew = FactReader.added.match(layout.stream.characters, at: row.name.range.lowerBound, limit: row.name.range.upperBound) != nil
        for point in row.points {
            guard let number = point.value.value.number else { continue }
            let measure = point.value.unit.map { Measure(Array(layout.stream.characters[$0])) } ?? rowMeasure
            guard let value = number.shifted(by: measure.tens) else { continue }
            var high: Number?
            if case .range(_, let upper) = point.value.value { high = upper.shifted(by: measure.tens) }
            let joined = nameSpan.joined(with: point.span)
            facts.append(
                Fact(
                    name: row.printedName, key: key, value: value, high: high, measure: Measure.base(of: measure),
                    comparison: point.value.comparison ?? .equal, isRough: point.value.comparison == .about,
                    nature: point.value.isGrowth ? .change : isNew ? .added : .level,
                    isPast: !point.isTarget, isCumulative: point.isTarget && row.isCumulative || point.value.isCumulative || point.value.mark != nil,
                    year: point.year ?? (point.isTarget ? planEnd : nil),
                    hasOwnTime: point.year != nil, isLocal: false, table: row.entry, isTarget: point.isTarget, span: joined.length <= 160 ? joined : point.span,
                    valueSpan: point.span))
        }
    }

    mutating func add(_ statement: Statement) {
        let unit = statement.quantity.unit.map { Array(layout.stream.characters[$0]) } ?? []
        let measure = Measure(statement.quantity.isPercent ? [0x25] : unit)
        guard let value = statement.quantity.value.number?.shifted(by: measure.tens) else { return }
        var high: Number?
        if case .range(_, let upper) = statement.quantity.value { high = upper.shifted(by: measure.tens) }
        let name = statement.name
        let clause = clauseStart(statement)
        let start = statement.nameRange.lowerBound >= clause ? min(statement.nameRange.lowerBound, statement.quantity.range.lowerBound) : clause
        let end = max(
            statement.quantity.range.upperBound, statement.nameRange.lowerBound >= statement.quantity.core.upperBound ? statement.nameRange.upperBound : 0)
        var fact = Fact(
            name: name, key: FactKey(name, region: region), value: value, high: high, measure: Measure.base(of: measure), comparison: statement.comparison,
            isRough: statement.comparison == .about || statement.quantity.isRoughlyMore, nature: nature(statement, clause), isPast: statement.isPast,
            isCumulative: statement.isCumulative, isStretch: statement.isStretch, year: statement.year, hasOwnTime: statement.hasOwnTime,
            isLocal: isLocal(statement), table: nil, isTarget: !statement.isPast, span: layout.stream.span(start..<end),
            valueSpan: layout.stream.span(statement.quantity.core), element: statement.element, sentence: statement.sentence, core: statement.quantity.core)
        facts.append(fact)
        // What a past change started from is older than any baseline of this plan.
        guard !statement.isPast, let from = statement.from,
            let base = from.value.number?.shifted(by: from.unit == nil ? measure.tens : Measure(Array(layout.stream.characters[from.unit ?? 0..<0])).tens)
        else { return }
        fact.value = base
        fact.high = nil
        fact.isPast = true
        fact.isTarget = false
        fact.isCumulative = false
        fact.nature = .level
        fact.year = statement.fromYear
        fact.comparison = .equal
        fact.valueSpan = layout.stream.span(from.core)
        facts.append(fact)
    }

    private func nature(_ statement: Statement, _ clause: Int) -> Fact.Nature {
        if statement.form == .change { return .change }
        if statement.form == .share { return .share }
        if statement.isYearly { return .yearly }
        let end = max(
            statement.quantity.core.upperBound, statement.nameRange.lowerBound > statement.quantity.core.lowerBound ? statement.nameRange.upperBound : 0)
        if FactReader.added.occurs(in: layout.stream.characters, clause..<end) { return .added }
        return statement.form == .gain ? .built : .level
    }

    /// After the last comma before the quantity.
    private func clauseStart(_ statement: Statement) -> Int {
        var start = statement.quantity.core.lowerBound
        while start > statement.sentence.lowerBound, !FactReader.breaks.contains(layout.stream[start - 1]) { start -= 1 }
        return start
    }

    /// “高新区……企业达到30家”, “年收入超10亿元的企业”, an item of a box: the figure is of a part.
    private func isLocal(_ statement: Statement) -> Bool {
        if structure.boxOf[statement.element] != nil, !statement.hasOwnTime { return true }
        if let heading = structure.headingOf[statement.element], headingsOfParts.contains(heading) { return true }
        let start = statement.nameRange.lowerBound
        let characters = layout.stream.characters
        if start > statement.sentence.lowerBound, characters[start - 1] == 0x7684 { return true }
        if FactReader.parts.match(characters, before: start, floor: statement.sentence.lowerBound) != nil { return true }
        var index = start
        while index > statement.sentence.lowerBound, start - index < 80 {
            index -= 1
            if FactReader.breaks.contains(characters[index]), FactReader.scopes.match(characters, before: index, floor: statement.sentence.lowerBound) != nil {
                return true
            }
        }
        return false
    }

    private static let breaks = BitMap("，；：。")
    private static let added = Phrases<Bool>("新增 净增 新布局 补充 新认定 新引进 新培育 新招引 新增加 再增加", true)
    private static let parts = Phrases<Bool>("其中 其中: 每个 各", true)
    static let districts = Phrases<Bool>("示范区 高新区 开发区 经开区 试验区 新区 创新区 自贸区 保税区 工业园区 产业园区", true)
    private static let scopes = Phrases<Bool>("高新区 开发区 经开区 园区 示范区 工业园 产业园 片区 新区 城区 试验区 先行区 区内 园区内 高新区内 方面 流域 组团 全镇 各镇 乡镇", true)
}

extension Measure {
    static func base(of measure: Measure) -> Measure {
        var copy = measure
        copy.tens = 0
        return copy
    }
}

/// Numbers of one list printed in different ways: “6.” among “1．”, “2．” after “1、”, （3） after “2．”.
enum NumberingStyles {
    static let rule = "numbering-style"

    static func run(_ evidence: Evidence) -> [Finding] {
        let boxes = evidence.structure.boxes.indices.map { steps(evidence, $0) }
        return boxes.flatMap { within(evidence, $0, "专栏") } + headings(evidence).flatMap { within(evidence, $0, "同级") }
            + across(evidence, boxes.filter { $0.count >= 2 }, "各专栏")
            + across(evidence, headings(evidence).filter { $0.count >= 2 }, "各处同级标题") + tables(evidence)
    }

    /// The mark behind the number as printed, and whether a blank follows it.
    private struct Printed: Hashable {
        var mark: UInt32
        var hasBlank: Bool
    }

    private struct Item {
        var printed: Printed
        var element: Int
        var place: Range<Int>
    }

    // MARK: Lists

    private static func steps(_ evidence: Evidence, _ box: Int) -> [Item] {
        let extent = evidence.structure.boxes[box]
        return extent.elements.dropFirst(extent.titleElements).compactMap { item(evidence, $0) }
    }

    private static func item(_ evidence: Evidence, _ element: Int) -> Item? {
        guard !evidence.layout.elements[element].isTable, let step = NumberingChecks.step(evidence, element), step.style == .arabic,
            let number = Numbering.read(evidence.characters, step.place),
            number.label.upperBound < step.place.upperBound, number.mark != 0
        else { return nil }
        let mark = number.label.upperBound
        let hasBlank = mark + 1 < step.place.upperBound && evidence.followsBlank(mark + 1)
        return Item(
            printed: Printed(mark: evidence.printed(mark), hasBlank: hasBlank), element: element,
            place: step.place.lowerBound..<min(step.place.upperBound, mark + 7))
    }

    /// Items numbered 1, 2, 3 … in the running text, a list each.
    private static func headings(_ evidence: Evidence) -> [[Item]] {
        var lists: [[Item]] = []
        var last = 0
        for index in evidence.layout.elements.indices where evidence.structure.boxOf[index] == nil && evidence.layout.elements[index].isRead {
            guard let item = item(evidence, index), let step = NumberingChecks.step(evidence, index) else { continue }
            if step.value == last + 1, step.value > 1, !lists.isEmpty { lists[lists.count - 1].append(item) } else { lists.append([item]) }
            last = step.value
        }
        return lists
    }

    // MARK: Within one list

    private static func within(_ evidence: Evidence, _ items: [Item], _ where: String) -> [Finding] {
        let marks = Dictionary(grouping: items, by: \.printed.mark)
        guard marks.count > 1, let most = marks.max(by: { ($0.value.count, $1.value[0].element) < ($1.value.count, $0.value[0].element) }),
            let model = most.value.first
        else { return [] }
        return items.filter { $0.printed.mark != model.printed.mark }.prefix(5).map { item in
            Finding(
                rule, .warning, "\(`where`)编号样式不一：“\(evidence.quote(item.place, 8))”与“\(evidence.quote(model.place, 8))”。", why: "同一层次的编号标点应当一致（GB/T 9704）。",
                remedy: "统一为“\(sample(evidence, model))”的样式。",
                at: [evidence.span(item.place), evidence.span(model.place)])
        }
    }

    private static func sample(_ evidence: Evidence, _ item: Item) -> String {
        evidence.quote(item.place.lowerBound..<min(item.place.upperBound, item.place.lowerBound + 2))
    }

    /// （3） after 2．: another style goes on counting.
    static func mixed(_ evidence: Evidence, _ before: NumberingChecks.Step, _ step: NumberingChecks.Step) -> Finding {
        Finding(
            rule, .warning, "同一层次编号样式混用：“\(evidence.quote(before.place, 10))”之后为“\(evidence.quote(step.place, 10))”。", why: "后一项接着前一项编号，样式却不同，层次看不清。",
            remedy: "统一编号样式。",
            at: [evidence.span(before.place), evidence.span(step.place)])
    }

    // MARK: From list to list

    /// One way in most lists, another in some: said once.
    private static func across(_ evidence: Evidence, _ lists: [[Item]], _ what: String) -> [Finding] {
        let models = lists.compactMap { list in
            Dictionary(grouping: list, by: \.printed).max { ($0.value.count, $1.value[0].element) < ($1.value.count, $0.value[0].element) }?.value.first
        }
        let kinds = Dictionary(grouping: models, by: \.printed)
        guard kinds.count > 1, Set(models.map(\.printed.mark)).isSubset(of: dots) || Set(models.map(\.printed.mark)).count == 1, let first = models.first else {
            return []
        }
        let others = kinds.filter { $0.key != first.printed }.values.compactMap(\.first).sorted { $0.element < $1.element }
        let passages = [first] + others + models.filter { $0.element != first.element && !others.map(\.element).contains($0.element) }.prefix(8)
        return [
            Finding(
                rule, .note, "\(what)编号样式不一：“\(evidence.quote(first.place, 8))”与“\(evidence.quote(others[0].place, 8))”。", why: "全角与半角、有无空格混用，排版不统一。",
                remedy: "全文统一一种样式。",
                at: passages.map { evidence.span($0.place) })
        ]
    }

    /// . and ．, which are easily taken for one another.
    private static let dots: Set<UInt32> = [0x2E, 0xFF0E]

    // MARK: Captions of boxes

    /// 专栏1 and 专栏二.
    private static func tables(_ evidence: Evidence) -> [Finding] {
        var han: Span?
        var digits: Span?
        for extent in evidence.structure.boxes {
            let range = evidence.layout.elements[extent.elements.lowerBound].range
            guard let place = range.prefix(6).first(where: { evidence.characters[$0] == 0x680F }), place + 1 < range.upperBound else { continue }
            let label = evidence.span(range.lowerBound..<place + 2)
            if evidence.characters[place + 1].isDigit {
                digits = digits ?? label
            } else if Numerals.digit(evidence.characters[place + 1]) != nil {
                han = han ?? label
            }
        }
        guard let han, let digits else { return [] }
        return [Finding(rule, .note, "专栏编号有的用汉字，有的用阿拉伯数字。", why: "编号样式不一，引用时容易出错。", remedy: "统一专栏编号的写法。", at: [han, digits].sorted())]
    }
}

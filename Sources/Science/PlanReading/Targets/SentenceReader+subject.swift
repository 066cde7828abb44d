/// Whose 产值 it is: a measure that stands alone belongs to what the words before it, or the heading, are about.
extension SentenceReader {
    /// “做精稻渔种养，面积扩大到3万亩”; “（一）装备制造。……产值达到450亿元”.
    func withSubject(_ name: (range: Range<Int>, suffix: String), clause: Int) -> (range: Range<Int>, suffix: String) {
        guard name.suffix.isEmpty || name.suffix.hasPrefix("年均"),
            Self.loneMeasures.match(characters, at: name.range.lowerBound, limit: name.range.upperBound)?.length == name.range.count,
            let subject = object(before: clause) ?? headingSubject
        else { return name }
        return (subject, text(name.range) + name.suffix)
    }

    private static let loneMeasures = Phrases<Bool>("产值 总产值 年产值 综合产值 产业产值 营业收入 营收 产业规模 销售收入 主营业务收入 产能 面积 种植面积 养殖规模", true)

    /// What the clause before this one does something with, where it names one thing and states no number.
    private func object(before clause: Int) -> Range<Int>? {
        guard clause > sentence.lowerBound, characters[clause - 1] == 0x2C else { return nil }
        var end = clause - 1
        // ，到2025年，面积……: the time stands between.
        if let time = times.last(where: { $0.range.upperBound == end }), time.range.lowerBound > sentence.lowerBound + 1,
            characters[time.range.lowerBound - 1] == 0x2C
        {
            end = time.range.lowerBound - 1
        }
        var start = end
        while start > sentence.lowerBound, ![0x2C, 0x3B, 0x3A].contains(characters[start - 1]) { start -= 1 }
        guard !quantities.contains(where: { $0.core.overlaps(start..<end) }), let deed = Self.deeds.match(characters, at: start, limit: end) else { return nil }
        return thing(start + deed.length..<end)
    }

    /// The heading's title without what is to be done with it.
    private var headingSubject: Range<Int>? {
        guard var title = heading else { return nil }
        while let deed = Self.deeds.match(characters, at: title.lowerBound, limit: title.upperBound) {
            title = title.lowerBound + deed.length..<title.upperBound
        }
        return thing(title)
    }

    /// One thing, briefly named.
    private func thing(_ range: Range<Int>) -> Range<Int>? {
        guard (2...14).contains(range.count), range.allSatisfy({ characters[$0].isHan || characters[$0].isAlphanumeric }),
            !range.contains(where: { [0x548C, 0x53CA, 0x4E0E, 0x7684].contains(characters[$0]) }), !Self.noThings.occurs(in: characters, range)
        else { return nil }
        return range
    }

    private static let deeds = Phrases<Bool>(
        "做强做优 做大做强 做优做强 做强 做精 做优 做大 做活 做响 培育壮大 发展壮大 大力发展 加快发展 积极发展 重点发展 有序发展 提升发展 发展 壮大 培育 打造 推进 推动 加快 提升 巩固 稳定 扩大 建设", true)
    private static let noThings = Phrases<Bool>("目标 任务 行动 工程 措施 保障 提升 体系 机制 建设 规划", true)
}

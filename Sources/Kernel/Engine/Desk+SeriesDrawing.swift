extension Desk {
    /// A series of a record over a time as a drawing: the most and the least of each part, which come to one line where it was measured once. Parts
    /// without a value are gaps.
    public func drawing(
        of series: String, of record: RecordID, in kind: String, from: Instant, to: Instant, parts: Int = 240
    ) async throws(Refusal) -> Drawing {
        let parts = min(max(parts, 1), 2000)
        let chart = try await chart(of: series, of: record, in: kind, from: from, to: to, parts: parts)
        guard let declared = catalog.kinds[kind]?.series.first(where: { $0.code == series }) else { throw .notFound(kind: "series") }
        let width = (to.milliseconds - from.milliseconds + Int64(parts) - 1) / Int64(parts)
        let moments = (0..<parts).map { Instant(milliseconds: from.milliseconds + Int64($0) * width).shown }
        var (most, least) = ([Double?](repeating: nil, count: parts), [Double?](repeating: nil, count: parts))
        for part in chart where most.indices.contains(part.index) { (most[part.index], least[part.index]) = (part.most.value, part.least.value) }
        return Drawing(
            declared.label, .lines, unit: declared.unit.label.chinese, categories: moments.map { Label($0, en: $0) },
            series: [Drawing.Series(Label("最大", en: "Most"), most), Drawing.Series(Label("最小", en: "Least"), least)])
    }
}

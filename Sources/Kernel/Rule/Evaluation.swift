extension Rule {
    /// One series of a record, what is looked at in it, and the limit.
    public struct Part: Sendable, Hashable {
        public let series: String
        public let measure: Measure
        public let threshold: Threshold

        public init(_ series: String, by measure: Measure = .newest, _ threshold: Threshold) {
            (self.series, self.measure, self.threshold) = (series, measure, threshold)
        }
    }

    /// What a rule over series looks at: the first part is what an alert names; all of them have to be crossed.
    var parts: [Part] {
        guard case .series(_, let code) = subject else { return [] }
        return [Part(code, by: measure, threshold)] + together
    }

    /// What a rule over series came to, with the values that it used.
    struct Evaluation: Sendable {
        /// Of each part, in their order; nil where its values do not say.
        var values: [Double?]
        /// The values of the first part, the latest last.
        var used: [Measurement]

        /// Every part is beyond its limit.
        func isCrossed(_ rule: Rule) -> Bool { zip(rule.parts, values).allSatisfy { part, value in value.map(part.threshold.isCrossed) ?? false } }
        /// One part has come back. Of what says nothing, nothing follows.
        func isOver(_ rule: Rule) -> Bool { zip(rule.parts, values).contains { part, value in value.map(part.threshold.isOver) ?? false } }
    }

    /// Holds a rule against the newest values.
    ///
    /// - Parameter values: the values of a series that end with the newest one at or before a moment and reach so many seconds back from it, in order of
    ///   time; nil for the newest of all.
    func evaluate(_ values: (_ series: String, _ seconds: Int, _ until: Instant?) throws -> [Measurement]) rethrows -> Evaluation {
        var evaluation = Evaluation(values: [], used: [])
        var until: Instant?
        for (place, part) in parts.enumerated() {
            var meter = Meter(part.measure, for: part.threshold)
            var result: Double?
            // What is combined is looked at in the same time: a sensor that fell silent long ago has no part in it.
            let found = try values(part.series, max(part.measure.reach, place == 0 ? 0 : Rule.silence), until)
            for value in found { result = meter.add(value) }
            evaluation.values.append(result)
            if place == 0 { (evaluation.used, until) = (Array(meter.used), found.last?.at) }
        }
        return evaluation
    }

    /// For how many seconds the newest value of another series is taken for the present one, where its measure does not reach further back.
    static let silence = 86_400

    /// What a rule would have done.
    public struct Episode: Sendable, Hashable {
        public let from: Instant
        /// When the value had come back; nil where it had not at the end.
        public internal(set) var until: Instant?
        /// At the beginning, of each part.
        public let values: [Double]
        /// The furthest of the first part.
        public internal(set) var extreme: Double
    }

    /// Runs the rule over values of its series, each in order of time, as if they came in now.
    ///
    /// - Complexity: O(values) for most measures (see ``Measure``).
    func replay(_ series: [String: [Measurement]]) -> [Episode] {
        let parts = parts
        var meters = parts.map { Meter($0.measure, for: $0.threshold) }
        var evaluation = Evaluation(values: parts.map { _ in nil }, used: [])
        var latest = [Instant?](repeating: nil, count: parts.count)
        let lists = parts.map { series[$0.series] ?? [] }
        var places = [Int](repeating: 0, count: parts.count)
        var episodes: [Episode] = []
        while let now = parts.indices.compactMap({ places[$0] < lists[$0].count ? lists[$0][places[$0]].at : nil }).min() {
            for place in parts.indices {
                if places[place] < lists[place].count, lists[place][places[place]].at == now {
                    evaluation.values[place] = meters[place].add(lists[place][places[place]])
                    (latest[place], places[place]) = (now, places[place] + 1)
                } else if place > 0, let last = latest[place], last < now.adding(seconds: -max(parts[place].measure.reach, Rule.silence)) {
                    evaluation.values[place] = nil
                }
            }
            if let last = episodes.indices.last, episodes[last].until == nil {
                if let value = evaluation.values[0] {
                    episodes[last].extreme = threshold.isCrossed(by: episodes[last].extreme, moreThan: value) ? episodes[last].extreme : value
                }
                if evaluation.isOver(self) { episodes[last].until = now }
            } else if evaluation.isCrossed(self) {
                episodes.append(Episode(from: now, values: evaluation.values.compactMap(\.self), extreme: evaluation.values[0] ?? 0))
            }
        }
        return episodes
    }
}

extension Rule.Threshold {
    /// Whether the first of two values lies further beyond.
    fileprivate func isCrossed(by first: Double, moreThan second: Double) -> Bool {
        if case .above = self { first >= second } else { first <= second }
    }
}

/// Values as a drawing, with axes.
public struct Drawing: Sendable {
    public enum Shape: String, Sendable { case lines, bars, stackedBars, horizontalBars, pie }

    public struct Series: Sendable {
        public var label: Label
        /// As many as there are categories; nil where there is no value.
        public var values: [Double?]
        public var tone: Tone
        /// A path or a forecast rather than what was measured.
        public var isDashed: Bool
        /// From which records each value was worked out; empty or as many as there are values.
        public var derived: [Derived] = []

        /// What records came to.
        public init(_ label: Label, of derived: [Derived], tone: Tone = .calm, isDashed: Bool = false) {
            self.init(label, derived.map(\.value), tone: tone, isDashed: isDashed)
            self.derived = derived
        }

        public init(_ label: Label, _ values: [Double?], tone: Tone = .calm, isDashed: Bool = false) {
            self.label = label
            self.values = values
            self.tone = tone
            self.isDashed = isDashed
        }
    }

    public var title: Label
    public var shape: Shape
    public var unit: String
    public var categories: [Label]
    /// The records behind each category; empty or as many as there are categories.
    public var links: [Link?]
    public var series: [Series]

    public init(_ title: Label, _ shape: Shape, unit: String = "", categories: [Label], links: [Link?] = [], series: [Series]) {
        self.title = title
        self.shape = shape
        self.unit = unit
        self.categories = categories
        // The records behind the first series that has any, where nobody said anything else.
        self.links = links.isEmpty ? series.first { !$0.derived.isEmpty }?.derived.map(\.link) ?? [] : links
        self.series = series
    }
}

/// A value on its way to a target: the path it should take, the values it has taken, where it is likely to end.
public struct Trajectory: Sendable {
    /// A value at a moment; `time` in years of which each number is the end: 2023 is the end of 2023, 2022.5 the end of June 2023.
    public struct Point: Sendable, Hashable {
        public var time: Double
        public var value: Double
        /// From which records it was worked out.
        public var derived: Derived?
        public init(_ time: Double, _ value: Double) {
            self.time = time
            self.value = value
        }
        /// What records came to; nil where they do not say.
        public init?(_ time: Double, _ derived: Derived) {
            guard let value = derived.value else { return nil }
            self.init(time, value)
            self.derived = derived
        }
    }

    public var label: Label
    public var unit: String
    public var link: Link?
    /// The planned values, base and target included; oldest first.
    public var path: [Point]
    /// What was measured; oldest first.
    public var actual: [Point]
    /// Lowest and highest likely value at a moment.
    public var forecast: (time: Double, low: Double, high: Double)?
    public var target: Point?
    public var status: Phrase
    /// One plain sentence, or nothing.
    public var sentence: Label?
    public var isSimulated: Bool

    public init(
        _ label: Label, unit: String, link: Link? = nil, path: [Point], actual: [Point], forecast: (time: Double, low: Double, high: Double)? = nil,
        target: Point? = nil, status: Phrase, sentence: Label? = nil, isSimulated: Bool = false
    ) {
        self.label = label
        self.unit = unit
        self.link = link
        self.path = path
        self.actual = actual
        self.forecast = forecast
        self.target = target
        self.status = status
        self.sentence = sentence
        self.isSimulated = isSimulated
    }
}

/// Bars over time.
public struct Schedule: Sendable {
    public struct Bar: Sendable {
        public var label: Label
        public var link: Link?
        public var from: Day
        public var to: Day
        /// How much of it is done, from 0 to 1; nil where it is not known.
        public var share: Double?
        public var tone: Tone
        public var note: String
        public var milestones: [Milestone]
        public var isSimulated: Bool
        public init(
            _ label: Label, link: Link? = nil, from: Day, to: Day, share: Double? = nil, tone: Tone = .calm, note: String = "", milestones: [Milestone] = [],
            isSimulated: Bool = false
        ) {
            self.label = label
            self.link = link
            self.from = from
            self.to = to
            self.share = share
            self.tone = tone
            self.note = note
            self.milestones = milestones
            self.isSimulated = isSimulated
        }
    }

    public struct Milestone: Sendable {
        public var day: Day
        public var label: Label
        public var tone: Tone
        public init(_ day: Day, _ label: Label, tone: Tone = .calm) {
            self.day = day
            self.label = label
            self.tone = tone
        }
    }

    public var title: Label
    public var from: Day
    public var to: Day
    public var today: Day
    public var bars: [Bar]

    public init(_ title: Label, from: Day, to: Day, today: Day, bars: [Bar]) {
        self.title = title
        self.from = from
        self.to = to
        self.today = today
        self.bars = bars
    }
}

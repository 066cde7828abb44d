/// Something that is said to people, as a value. Applications say it once: a page shows it, a report prints it, Word and Excel take it.
///
///     [.heading("指标进展", en: "Progress of targets"), .table(Table(…)), .chart(Drawing(…))]
public indirect enum Block: Sendable {
    /// - Parameter level: 1 is the highest below the title of the page.
    case heading(Label, level: Int, anchor: String? = nil)
    case paragraph([Phrase])
    /// A line set apart: what to know before going on.
    case notice([Phrase], Tone)
    case list([[Phrase]])
    /// What to do, one after the other, numbered.
    case steps([[Phrase]])
    case picture(Picture)
    /// Large numbers.
    case facts([Fact])
    case table(Table)
    case chart(Drawing)
    /// Records on the map.
    case map(Map)
    /// Small drawings of values on their way to targets, side by side.
    case trajectories([Trajectory])
    /// Bars over time: projects, tasks, milestones.
    case schedule(Schedule)
    /// Things to look at and decide, one below the other, each with its buttons.
    case cards([Card])
    /// A text with marked passages.
    case source(SourceText)
    /// Ways to another view of the same page: plan by plan, year by year.
    case choices([Choosable])
    /// Buttons.
    case deeds([Deed])
    /// Parts that belong together, under a title of their own.
    case group(Label, [Block], link: Link? = nil)
    /// Two columns where there is room: the first is the wider one. On a phone and on paper one follows the other.
    case beside([Block], [Block])
    /// On paper, what follows begins a new page.
    case pageBreak
    /// Who says this to whom: the head and the foot of an official document. At most one, at the beginning.
    case masthead(Masthead)
}

/// Some kinds of records on the map, and where to look. Readers see those that they may read; a sheet of paper says where to find it.
public struct Map: Sendable, Hashable {
    /// The kinds that it shows; those of which no place may be shown are left out.
    public var kinds: [String]
    /// The record to look at; nil for all that there is.
    public var record: RecordID?

    public init(kinds: [String], record: RecordID? = nil) {
        self.kinds = kinds
        self.record = record
    }
    /// All records of a type.
    public init<T: Record>(of type: T.Type) { self.init(kinds: [RecordName.of(type)]) }
    /// Where one record lies, among the others of its type.
    public init<T>(_ row: Row<T>) { self.init(kinds: [RecordName.of(T.self)], record: row.id) }
}

/// What stands around the text of an official document (GB/T 9704—2012, sections 7.2 and 7.3); what is empty is left out.
public struct Masthead: Sendable {
    /// 发文机关: signs at the foot.
    public var issuer: String
    /// 发文字号: 溪科发〔2025〕3号
    public var number: String
    /// The title, where it is not that of the page.
    public var title: Label?
    /// 主送机关
    public var recipients: String
    public var day: Day?
    /// Whether all of the document is made up: every page of it says so.
    public var isSimulated: Bool

    public init(issuer: String = "", number: String = "", title: Label? = nil, recipients: String = "", day: Day? = nil, isSimulated: Bool = false) {
        self.issuer = issuer
        self.number = number
        self.title = title
        self.recipients = recipients
        self.day = day
        self.isSimulated = isSimulated
    }
}

extension Block {
    /// A heading of the second rank.
    public static func heading(_ chinese: String, en english: String, level: Int = 2) -> Block { .heading(Label(chinese, en: english), level: level) }

    /// A paragraph of plain words.
    public static func paragraph(_ chinese: String, en english: String) -> Block { .paragraph([Phrase(Label(chinese, en: english))]) }

    /// A notice of plain words.
    public static func notice(_ chinese: String, en english: String, _ tone: Tone = .calm) -> Block { .notice([Phrase(Label(chinese, en: english))], tone) }
}

/// How something is doing. Pages have a colour and a sign for each, never the colour alone.
public enum Tone: String, Sendable, Hashable, CaseIterable {
    /// Nothing to say.
    case calm
    case good, warning, bad
    /// Reached before its time.
    case done
    /// Nothing is known.
    case missing
}

/// Where a word leads.
public enum Link: Sendable, Hashable {
    case record(kind: String, RecordID)
    /// The list of a kind, filtered by columns that equal a value.
    case list(kind: String, [String: String] = [:])
    /// The records of a kind that fulfil a condition.
    case records(kind: String, Condition)
    /// The same as a board: a column for each state of the flow.
    case board(kind: String, [String: String] = [:])
    case indicator(String, period: String? = nil)
    /// A declared page: about a record where it has one.
    case page(application: String, code: String, record: RecordID? = nil, [String: String] = [:])
    /// A place on the same page.
    case anchor(String)
    /// A file that stands in a record: whoever may read that may read the file.
    case file(RecordID, of: String, RecordID)
    case inbox
    /// A page of the site that no application declares, as its address says: `/account`.
    case local(String)
}

extension Link {
    /// The page of a record.
    public static func to<T>(_ row: Row<T>) -> Link { .record(kind: RecordName.of(T.self), row.id) }
    /// A file that stands in a record.
    public static func file<T>(_ file: FileReference, in row: Row<T>) -> Link { .file(file.id, of: RecordName.of(T.self), row.id) }
    /// The page of what a reference means.
    public static func to<T>(_ reference: Reference<T>) -> Link { .record(kind: RecordName.of(T.self), reference.id) }
}

/// Some words, that may lead somewhere and may say how something is doing.
public struct Phrase: Sendable, Hashable, ExpressibleByStringLiteral {
    public var label: Label
    public var link: Link?
    public var tone: Tone?
    public var isStrong: Bool
    /// Where the words were worked out from records: from which, and how.
    public var derived: Derived?

    /// What records came to; it leads to them unless it leads elsewhere, and is marked where made-up ones went into it.
    public init(_ derived: Derived, link: Link? = nil, tone: Tone? = nil, isStrong: Bool = false) {
        self.init(derived.text, link: link ?? derived.link, tone: tone, isStrong: isStrong)
        self.derived = derived
    }

    public init(_ label: Label, link: Link? = nil, tone: Tone? = nil, isStrong: Bool = false) {
        self.label = label
        self.link = link
        self.tone = tone
        self.isStrong = isStrong
    }

    /// What the data say, the same in both languages.
    public init(_ text: String, link: Link? = nil, tone: Tone? = nil, isStrong: Bool = false) {
        self.init(Label(text, en: text), link: link, tone: tone, isStrong: isStrong)
    }

    public init(stringLiteral value: String) { self.init(value) }
}

/// A large number.
public struct Fact: Sendable {
    public var label: Label
    /// As it is shown: 1,234; nil where there is none yet.
    public var value: String?
    public var unit: String
    public var note: Phrase?
    public var tone: Tone
    public var link: Link?
    /// From 0 to 1, drawn as a bar.
    public var share: Double?
    public var isSimulated: Bool
    /// From which records it was worked out, and how.
    public var derived: Derived?
    public var derivedShare: Derived?

    /// What records came to; it leads to them unless it leads elsewhere, and is marked where made-up ones went into it.
    public init(
        _ label: Label, _ derived: Derived, unit: String = "", note: Phrase? = nil, tone: Tone = .calm, link: Link? = nil, share: Derived? = nil,
        isSimulated: Bool = false
    ) {
        let text = derived.text
        self.init(
            label, derived.value == nil ? nil : text.chinese, unit: unit, note: note, tone: tone, link: link ?? derived.link, share: share?.value,
            isSimulated: isSimulated || derived.isSimulated || share?.isSimulated == true)
        self.derived = derived
        derivedShare = share
    }

    public init(
        _ label: Label, _ value: String?, unit: String = "", note: Phrase? = nil, tone: Tone = .calm, link: Link? = nil, share: Double? = nil,
        isSimulated: Bool = false
    ) {
        self.label = label
        self.value = value
        self.unit = unit
        self.note = note
        self.tone = tone
        self.link = link
        self.share = share
        self.isSimulated = isSimulated
    }
}

/// Rows and columns.
public struct Table: Sendable {
    public struct Column: Sendable {
        public var label: Label
        /// Numbers stand at the right.
        public var isNumber: Bool
        /// Its share of the width, against the other columns.
        public var weight: Double
        public init(_ label: Label, isNumber: Bool = false, weight: Double = 1) {
            self.label = label
            self.isNumber = isNumber
            self.weight = weight
        }
    }

    /// One cell: words, and where it helps a bar or a small line.
    public struct Cell: Sendable, ExpressibleByStringLiteral {
        public var phrases: [Phrase]
        /// From 0 to 1.
        public var share: Double?
        /// Oldest first.
        public var trend: [Double]
        public init(_ phrases: Phrase..., share: Double? = nil, trend: [Double] = []) {
            self.init(phrases, share: share, trend: trend)
        }
        public init(_ phrases: [Phrase], share: Double? = nil, trend: [Double] = []) {
            self.phrases = phrases
            self.share = share
            self.trend = trend
        }
        public init(stringLiteral value: String) { self.init(Phrase(value)) }
    }

    public struct Row: Sendable {
        public var cells: [Cell]
        public var tone: Tone
        /// A sum of the rows above, or the head of the rows below.
        public var isEmphasised: Bool
        public init(_ cells: [Cell], tone: Tone = .calm, isEmphasised: Bool = false) {
            self.cells = cells
            self.tone = tone
            self.isEmphasised = isEmphasised
        }
    }

    public var title: Label
    public var columns: [Column]
    public var rows: [Row]
    public var note: Label?
    /// What stands there when there are no rows.
    public var empty: Label

    public init(_ title: Label, columns: [Column], rows: [Row], note: Label? = nil, empty: Label = Label("暂无", en: "None yet")) {
        self.title = title
        self.columns = columns
        self.rows = rows
        self.note = note
        self.empty = empty
    }
}

/// Something to look at and decide.
public struct Card: Sendable {
    /// Where links on the same page lead.
    public var anchor: String?
    public var title: Phrase
    public var tags: [Phrase]
    public var lines: [[Phrase]]
    public var fields: [(label: Label, value: Phrase)]
    public var deeds: [Deed]
    public var tone: Tone
    public var isSimulated: Bool

    public init(
        _ title: Phrase, anchor: String? = nil, tags: [Phrase] = [], lines: [[Phrase]] = [], fields: [(label: Label, value: Phrase)] = [], deeds: [Deed] = [],
        tone: Tone = .calm, isSimulated: Bool = false
    ) {
        self.title = title
        self.anchor = anchor
        self.tags = tags
        self.lines = lines
        self.fields = fields
        self.deeds = deeds
        self.tone = tone
        self.isSimulated = isSimulated
    }
}

/// What a button does. Whether the reader may do it is asked when the page is drawn; what they may not do is left out.
public enum Deed: Sendable {
    /// Takes a step of a flow; the reader comes back to the same page.
    case move(kind: String, RecordID, version: Int, step: String)
    /// Carries out an operation of an application, on a record or on none; one that asks for something opens its form, with some fields filled in.
    case operation(String, record: RecordID? = nil, [String: String] = [:])
    /// The form that changes a record.
    case edit(kind: String, RecordID)
    /// An empty form, with some fields filled in.
    case new(kind: String, [String: String] = [:])
    case open(Label, Link)
}

extension Deed {
    public static func move<T>(_ row: Row<T>, _ step: String) -> Deed { .move(kind: RecordName.of(T.self), row.id, version: row.meta.version, step: step) }
    public static func edit<T>(_ row: Row<T>) -> Deed { .edit(kind: RecordName.of(T.self), row.id) }
    public static func new<T: Record>(_ type: T.Type, _ values: [String: String] = [:]) -> Deed { .new(kind: RecordName.of(type), values) }
}

/// One of several views of the same page.
public struct Choosable: Sendable {
    public var label: Label
    public var link: Link
    public var isChosen: Bool
    public var count: Int?
    /// From which records the count was worked out.
    public var derived: Derived?
    public init(_ label: Label, _ link: Link, isChosen: Bool, count: Int? = nil) {
        self.label = label
        self.link = link
        self.isChosen = isChosen
        self.count = count
    }
    public init(_ label: Label, _ link: Link, isChosen: Bool, _ count: Derived) {
        self.init(label, link, isChosen: isChosen, count: count.value.map { Int($0) })
        derived = count
    }
}

/// A text with marked passages, each of which leads to what was read from it.
public struct SourceText: Sendable {
    public struct Mark: Sendable {
        /// Unicode scalars of the text, from 0.
        public var range: Range<Int>
        public var title: Label
        public var tone: Tone
        /// The card on the same page.
        public var anchor: String
        public init(_ range: Range<Int>, _ title: Label, anchor: String, tone: Tone = .calm) {
            self.range = range
            self.title = title
            self.tone = tone
            self.anchor = anchor
        }
    }

    public var title: Label
    public var text: String
    /// In the order of their beginnings. Of two that overlap the first is drawn, the second from where the first ends.
    public var marks: [Mark]

    public init(_ title: Label, text: String, marks: [Mark]) {
        self.title = title
        self.text = text
        self.marks = marks
    }
}

public import Kernel

/// Who looks at a page, in which language and on which day: what every view needs beside its own values.
public struct Visit: Sendable {
    public var actor: Actor
    public var language: Language
    public var theme: Theme
    public var now: Instant
    /// Stands in every form and in every request of htmx (`X-Form-Token`), so that no other site can send one.
    public var formToken: String
    /// Versions of our styles and scripts: short hashes of their content, so that browsers keep them for ever.
    public var assets: [String: String]
    /// The page itself, for coming back to it.
    public var path: String
    /// Whether this site has a map: only then do pages lead to it.
    public var hasMap: Bool
    /// Whether they have pages to use where there is no signal.
    public var isInField: Bool
    /// What came of what was done last, said once.
    public var message: Message?

    /// A short message to whoever looks.
    public struct Message: Sendable, Hashable {
        public let text: String
        public let isBad: Bool
        public init(_ text: String, isBad: Bool = false) {
            self.text = text
            self.isBad = isBad
        }
    }

    public enum Theme: String, Sendable, Hashable, CaseIterable { case system, light, dark }

    public init(
        actor: Actor, language: Language = .chinese, theme: Theme = .system, now: Instant, formToken: String, assets: [String: String] = [:],
        path: String = "/", hasMap: Bool = false, isInField: Bool = false, message: Message? = nil
    ) {
        self.actor = actor
        self.language = language
        self.theme = theme
        self.now = now
        self.formToken = formToken
        self.assets = assets
        self.path = path
        self.hasMap = hasMap
        self.isInField = isInField
        self.message = message
    }

    public var today: Day { now.day }
    /// The words of the interface in their language.
    public var words: Words { Words(language: language) }

    /// One of our own styles and scripts.
    public func asset(_ name: String) -> Address { .asset(name, version: assets[name] ?? "") }

    public func say(_ label: Label) -> String { label[language] }
}

/// What values that stand for something else are called: looked up by the server for the page at hand.
public struct Names: Sendable {
    /// Titles of the records that references point to.
    public var records: [String: String]
    /// Names of regions by code.
    public var regions: [String: String]
    /// Names of users by id.
    public var users: [String: String]
    /// Names and sizes of files by id.
    public var files: [String: FileName]

    public struct FileName: Sendable, Hashable {
        public let name: String
        public let bytes: Int64
        public init(name: String, bytes: Int64) {
            self.name = name
            self.bytes = bytes
        }
    }

    public init(records: [String: String] = [:], regions: [String: String] = [:], users: [String: String] = [:], files: [String: FileName] = [:]) {
        self.records = records
        self.regions = regions
        self.users = users
        self.files = files
    }

    public func record(_ id: String) -> String { records[id] ?? "…" + id.suffix(6) }
    public func region(_ code: String) -> String { regions[code] ?? code }
    public func user(_ id: String) -> String { users[id] ?? id }
    /// The same, where it may be the program itself.
    func user(_ id: String, _ visit: Visit) -> String { id == Actor.system.id ? visit.words.theSystem : user(id) }
}

/// Something that is shown: a pure function from values to HTML.
public protocol View: Sendable {
    /// For the tab of the browser.
    func title(_ visit: Visit) -> String
    /// What stands in the middle of the page.
    func write(to html: inout HTML, _ visit: Visit)
}

extension View {
    /// Only what stands in the middle, for htmx.
    public func part(_ visit: Visit) -> [UInt8] {
        HTML.bytes { write(to: &$0, visit) }
    }
}

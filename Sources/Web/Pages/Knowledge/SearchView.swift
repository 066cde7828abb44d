public import Kernel

/// What a search over everything found, by kind, with the words marked.
///
/// GET ``Address/search(words:)`` with `q`; by htmx while typing, with `HX-Target: results`: answered with ``results(_:)``.
public struct SearchView: View {
    public let words: String
    public let groups: [Group]
    public let count: ListView.Count

    public struct Group: Sendable {
        public let kind: String
        public let label: Label
        public let hits: [Hit]
        public let count: ListView.Count
        public init(kind: String, label: Label, hits: [Hit], count: ListView.Count) {
            self.kind = kind
            self.label = label
            self.hits = hits
            self.count = count
        }
    }

    public struct Hit: Sendable {
        public let id: RecordID
        public let title: String
        /// The passage in which the words stand.
        public let passage: String
        public let state: String
        public let isSimulated: Bool
        public init(id: RecordID, title: String, passage: String = "", state: String = "", isSimulated: Bool = false) {
            self.id = id
            self.title = title
            self.passage = passage
            self.state = state
            self.isSimulated = isSimulated
        }
    }

    public init(words: String, groups: [Group], count: ListView.Count) {
        self.words = words
        self.groups = groups
        self.count = count
    }

    public func title(_ visit: Visit) -> String { visit.words.search }

    public func write(to html: inout HTML, _ visit: Visit) {
        html.head(visit.words.search)
        html.element("form", .class("big-search"), .role("search"), .action(.search(words: ""))) { html in
            html.icon(.search)
            html.void(
                "input", .type("search"), .name("q"), .value(words), .named("placeholder", visit.words.searchHint), .aria("label", visit.words.search),
                .get(.search(words: "")), .hx("trigger", "input changed delay:250ms"), .hx("target", "#results"), .hx("push-url", "true"),
                .hx("sync", "this:queue last"))
        }
        html.element("section", .id("results"), .class("found"), .aria("live", "polite"), .data("rows", "")) { inner(to: &$0, visit) }
    }

    public func results(_ visit: Visit) -> [UInt8] { HTML.bytes { inner(to: &$0, visit) } }

    private func inner(to html: inout HTML, _ visit: Visit) {
        let say = visit.words
        if words.isEmpty { return html.empty(say.search, say.searchStart, .search) }
        if groups.isEmpty { return html.empty(say.noResults, say.noResultsHint, .search) }
        html.element("p", class: "hint", text: say.results(words, say.count(count.value, isMore: count.isMore)))
        for group in groups {
            html.element("section", class: "card") { html in
                html.element("h2") { html in
                    html.text(visit.say(group.label))
                    html.element("span", class: "count", text: say.count(group.count.value, isMore: group.count.isMore))
                }
                html.element("ul", class: "hits") { html in
                    for hit in group.hits { write(hit, of: group.kind, to: &html, visit) }
                }
                if group.count.value > group.hits.count || group.count.isMore {
                    html.element("a", .class("more-link"), .href(.list(kind: group.kind, [.init("q", words)])), text: say.moreOfKind)
                }
            }
        }
    }

    private func write(_ hit: Hit, of kind: String, to html: inout HTML, _ visit: Visit) {
        html.element("li", .data("rows-item", "")) { html in
            html.element("a", .href(.record(kind: kind, hit.id)), .data("open", "")) { html in
                html.element("span", class: "title") { Highlight.write(hit.title, marking: words, to: &$0) }
                if !hit.state.isEmpty { html.element("span", class: "state", text: hit.state) }
                if hit.isSimulated { html.simulatedMark(visit) }
            }
            if !hit.passage.isEmpty { html.element("p") { Highlight.write(hit.passage, marking: words, to: &$0) } }
        }
    }
}

/// Marks words inside text, letters in either case; words that overlap are marked once.
enum Highlight {
    static func write(_ text: String, marking words: String, to html: inout HTML) {
        let characters = Array(text)
        let folded = characters.map { $0.lowercased() }
        var isMarked = [Bool](repeating: false, count: characters.count)
        for word in words.split(whereSeparator: \.isWhitespace).prefix(8) {
            let pattern = word.map { $0.lowercased() }
            guard !pattern.isEmpty, pattern.count <= folded.count else { continue }
            for start in 0...(folded.count - pattern.count) where folded[start..<start + pattern.count].elementsEqual(pattern) {
                for place in start..<start + pattern.count { isMarked[place] = true }
            }
        }
        var start = 0
        while start < characters.count {
            var end = start
            while end < characters.count, isMarked[end] == isMarked[start] { end += 1 }
            let piece = String(characters[start..<end])
            if isMarked[start] { html.element("mark", text: piece) } else { html.text(piece) }
            start = end
        }
    }
}

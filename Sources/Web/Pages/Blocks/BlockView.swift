public import Kernel

/// What an application says, drawn: each kind of block has a file of its own beside this one.
///
/// Everything is drawn by the server, drawings as SVG with attributes; only charts with axes wait for a script, and have a table until then.
public struct BlockView: Sendable {
    public let blocks: [Block]
    public let deeds: DeedBook

    /// - Parameter deeds: what the reader may do; without it there are no buttons.
    public init(_ blocks: [Block], deeds: DeedBook = DeedBook()) {
        self.blocks = blocks
        self.deeds = deeds
    }

    func write(to html: inout HTML, _ visit: Visit) {
        let writer = BlockWriter(visit: visit, deeds: deeds, marked: blocks.marked)
        html.element("div", class: "blocks") { html in
            let masthead = blocks.masthead.map { MastheadBlock(masthead: $0, visit: visit) }
            masthead?.writeHead(to: &html)
            writer.write(blocks, to: &html)
            masthead?.writeFoot(to: &html)
        }
    }
}

/// Writes blocks one after the other.
struct BlockWriter {
    let visit: Visit
    let deeds: DeedBook
    /// The anchors to which marks in a text lead: cards lead back to them.
    let marked: Set<String>

    func write(_ blocks: [Block], to html: inout HTML) { for block in blocks { write(block, to: &html) } }

    private func write(_ block: Block, to html: inout HTML) {
        switch block {
        case .heading(let label, let level, let anchor): heading(label, level, anchor, to: &html)
        case .paragraph(let phrases): html.element("p", class: "said") { $0.phrases(phrases, visit) }
        case .notice(let phrases, let tone): notice(phrases, tone, to: &html)
        case .list(let lines):
            html.element("ul", class: "bullets") { html in for line in lines { html.element("li") { $0.entry(line, visit) } } }
        case .steps(let lines):
            html.element("ol", class: "steps") { html in for line in lines { html.element("li") { $0.phrases(line, visit) } } }
        case .picture(let picture): self.picture(picture, to: &html)
        case .facts(let facts): html.element("div", class: "figures facts") { html in for fact in facts { FactBlock(fact: fact).write(to: &html, visit) } }
        case .table(let table): TableBlock(table: table).write(to: &html, visit)
        case .chart(let drawing): ChartBlock(drawing, visit).write(to: &html, visit)
        case .map(let map): MapPanel(kinds: map.kinds, focus: map.record.flatMap { id in map.kinds.first.map { ($0, id) } }).write(to: &html, visit)
        case .trajectories(let list):
            html.element("div", class: "trajectories") { html in for trajectory in list { TrajectoryBlock(trajectory).write(to: &html, visit) } }
        case .schedule(let schedule): ScheduleBlock(schedule: schedule).write(to: &html, visit)
        case .cards(let cards):
            if cards.isEmpty { return html.element("p", class: "nothing", text: visit.words.noValue) }
            html.element("div", class: "cases") { html in for card in cards { CardBlock(card: card, writer: self).write(to: &html) } }
        case .source(let source): SourceBlock(source: source).write(to: &html, visit)
        case .choices(let list): choices(list, to: &html)
        case .deeds(let list): buttons(list, to: &html)
        case .group(let label, let blocks, let link): group(label, blocks, link, to: &html)
        case .beside(let left, let right):
            html.element("div", class: "columns") { html in
                for column in [left, right] { html.element("div", class: "blocks") { write(column, to: &$0) } }
            }
        case .pageBreak: html.element("div", .class("page-break"), .aria("hidden", "true"), text: "")
        case .masthead: break
        }
    }

    private func heading(_ label: Label, _ level: Int, _ anchor: String?, to html: inout HTML) {
        let (id, text) = (anchor.map { Attribute.id(Anchor.id($0)) }, visit.say(label))
        switch level {
        case ...1: html.element("h2", .class("heading first"), id, text: text)
        case 2: html.element("h3", .class("heading"), id, text: text)
        default: html.element("h4", .class("heading"), id, text: text)
        }
    }

    /// Pictures are made by the browser tests; where nobody ran them, the words stand alone, and the name of what is missing can be asked for.
    private func picture(_ picture: Picture, to html: inout HTML) {
        let name = "guides/" + Picture.file(picture.name, visit.language)
        guard visit.assets[name] != nil else { return html.element("div", .data("picture", picture.name), .flag("hidden"), text: "") }
        html.element("figure", .class("picture"), .data("picture", picture.name)) { html in
            html.element("a", .href(visit.asset(name))) { html in
                html.void("img", .source(visit.asset(name)), .named("alt", visit.say(picture.caption)), .named("loading", "lazy"))
            }
            html.element("figcaption", text: visit.say(picture.caption))
        }
    }

    private func notice(_ phrases: [Phrase], _ tone: Tone, to html: inout HTML) {
        html.element("p", .class("notice"), .data("tone", tone.rawValue), tone == .bad ? .role("alert") : nil) { html in
            html.mark(tone, visit)
            html.element("span") { $0.phrases(phrases, visit) }
        }
    }

    private func choices(_ list: [Choosable], to html: inout HTML) {
        html.element("div", class: "tabs") { html in
            html.element("nav", .class("views"), .aria("label", visit.words.views)) { html in
                for choice in list {
                    html.element("a", .href(Address(choice.link)), choice.isChosen ? .aria("current", "true") : nil) { html in
                        html.text(visit.say(choice.label))
                        if let count = choice.count { html.element("span", class: "count", text: visit.words.number(count)) }
                    }
                }
            }
        }
    }

    /// Those of the buttons that the reader may press.
    func buttons(_ list: [Deed], to html: inout HTML, isCompact: Bool = false, anchor: String? = nil) {
        let open = list.compactMap { deeds.button(for: $0, visit, at: anchor) }
        guard !open.isEmpty else { return }
        html.element("div", .class("buttons deeds")) { html in
            for (place, button) in open.enumerated() { button.write(to: &html, visit, isMain: place == 0 && !isCompact) }
        }
    }

    private func group(_ label: Label, _ blocks: [Block], _ link: Link?, to html: inout HTML) {
        html.element("section", class: "card group") { html in
            html.element("h2") { html in
                html.text(visit.say(label))
                if let link {
                    html.element("a", .class("more"), .href(Address(link)), .aria("label", "\(visit.words.everything) · \(visit.say(label))")) { html in
                        html.text(visit.words.everything)
                        html.icon(.right)
                    }
                }
            }
            html.element("div", class: "blocks") { write(blocks, to: &$0) }
        }
    }
}

extension [Block] {
    /// Each block and those within it.
    private var each: [Block] {
        flatMap { block -> [Block] in
            switch block {
            case .group(_, let inner, _): inner.each
            case .beside(let left, let right): left.each + right.each
            default: [block]
            }
        }
    }

    /// Every button on the page.
    var deeds: [Deed] {
        each.flatMap { block -> [Deed] in
            switch block {
            case .cards(let cards): cards.flatMap(\.deeds)
            case .deeds(let deeds): deeds
            default: []
            }
        }
    }

    /// The anchors to which marks in texts lead.
    var marked: Set<String> {
        Set(each.flatMap { block -> [String] in if case .source(let source) = block { source.marks.map(\.anchor) } else { [] } })
    }

    var hasSource: Bool { each.contains { if case .source = $0 { true } else { false } } }

    var masthead: Masthead? {
        for case .masthead(let masthead) in self { return masthead }
        return nil
    }

    /// Whether anything on the page was made up for a demonstration.
    var isSimulated: Bool {
        each.contains { block in
            switch block {
            case .facts(let facts): facts.contains(where: \.isSimulated)
            case .trajectories(let list): list.contains(where: \.isSimulated)
            case .schedule(let schedule): schedule.bars.contains(where: \.isSimulated)
            case .cards(let cards): cards.contains(where: \.isSimulated)
            default: false
            }
        }
    }
}

public import Kernel

/// The first page: what needs me today, then how we are doing, then what changed, then my applications.
///
/// It makes no requests of its own; the event `inbox` loads the list again as in ``InboxView`` (`HX-Target: inbox`).
public struct HomeView: View {
    public let items: [InboxItem]
    /// All that wait; `items` may be the first of them.
    public let waiting: Int
    /// What an application wants seen first; where there is any, what waits takes a single line and there are no figures.
    public let front: Front?
    public let figures: [Figure]
    public let changes: [ChangeItem]
    public let names: Names
    public let applications: [ApplicationTile]

    /// The front page of one application, and the names of the others.
    public struct Front: Sendable {
        public let view: BlockView
        public let tabs: [Tab]
        public init(view: BlockView, tabs: [Tab]) {
            self.view = view
            self.tabs = tabs
        }

        public struct Tab: Sendable {
            public let label: Label
            public let address: Address
            public let isChosen: Bool
            public init(label: Label, address: Address, isChosen: Bool) {
                self.label = label
                self.address = address
                self.isChosen = isChosen
            }
        }
    }

    public struct ApplicationTile: Sendable {
        public let name: String
        public let label: Label
        public let kinds: [PageFrame.Section.Entry]
        public let waiting: Int
        public init(name: String, label: Label, kinds: [PageFrame.Section.Entry], waiting: Int = 0) {
            self.name = name
            self.label = label
            self.kinds = kinds
            self.waiting = waiting
        }
    }

    public init(
        items: [InboxItem], waiting: Int, front: Front? = nil, figures: [Figure], changes: [ChangeItem], names: Names = Names(),
        applications: [ApplicationTile]
    ) {
        self.items = items
        self.waiting = waiting
        self.front = front
        self.figures = figures
        self.changes = changes
        self.names = names
        self.applications = applications
    }

    public func title(_ visit: Visit) -> String { visit.words.home }

    public func write(to html: inout HTML, _ visit: Visit) {
        let words = visit.words
        let hour = Int(visit.now.shown.suffix(5).prefix(2)) ?? 9
        let overdue = items.filter { $0.due.map { $0 < visit.today } ?? false }.count
        html.head(
            words.greeting(visit.actor.name, hour: hour),
            beside: { html in
                html.element("span", class: "count", text: words.waitingItems(waiting, overdue: overdue))
            })
        if let front {
            waitingLine(to: &html, visit)
            write(front, to: &html, visit)
        }
        html.element("div", .class(front == nil ? "home" : "home below")) { html in
            if front == nil { today(to: &html, visit) }
            if !figures.isEmpty {
                html.element("section", class: "doing") { html in
                    html.element("h2", text: words.howAreWeDoing)
                    html.element("div", class: "figures") { html in for figure in figures { figure.write(to: &html, visit) } }
                }
            }
            html.element("section", class: "changes") { html in
                html.element("h2", text: words.recentChanges)
                html.element("div", class: "card") { html in
                    if changes.isEmpty { return html.element("p", class: "hint", text: words.noHistory) }
                    Timeline(items: changes, schema: nil, flow: nil, names: names).write(to: &html, visit)
                }
            }
            html.element("section", class: "mine") { html in
                html.element("h2") { html in
                    html.text(words.myApplications)
                    html.element("a", .href(.applications), text: words.allApplications)
                }
                ApplicationsView.tiles(applications, atMost: 5, to: &html, visit)
            }
        }
    }

    private func today(to html: inout HTML, _ visit: Visit) {
        let words = visit.words
        html.element("section", class: "today") { html in
            html.element("h2") { html in
                html.text(words.whatNeedsMe)
                html.element("a", .href(.inbox(application: nil)), text: words.openInbox)
            }
            html.element("div", .id("inbox"), .class("inbox card"), .data("rows", "")) { html in
                if items.isEmpty { return html.empty(words.inboxEmpty, words.inboxEmptyHint, .check) }
                html.element("ul", class: "items") { html in
                    for item in InboxItem.groups(items, visit).flatMap(\.items).prefix(8) { item.write(to: &html, visit) }
                }
            }
        }
    }

    /// What waits, in one line: the most urgent first.
    private func waitingLine(to html: inout HTML, _ visit: Visit) {
        let words = visit.words
        let first = InboxItem.groups(items, visit).flatMap(\.items).prefix(3)
        html.element("nav", .class("waiting-line card"), .aria("label", words.whatNeedsMe)) { html in
            html.element("strong", text: words.waitingForMe)
            if first.isEmpty { html.element("span", class: "nothing", text: words.inboxEmpty) }
            for item in first {
                html.element("a", .href(item.address)) { html in
                    html.element("b", text: visit.say(item.task))
                    html.element("span", class: "title", text: item.title)
                    if let due = item.due { html.due(due, visit) }
                }
            }
            html.element("a", .class("more"), .href(.inbox(application: nil))) { html in
                html.text(waiting > first.count ? words.openInbox + " (\(words.number(waiting)))" : words.openInbox)
            }
        }
    }

    private func write(_ front: Front, to html: inout HTML, _ visit: Visit) {
        html.element("section", class: "front") { html in
            html.element("div", class: "tabs") { html in
                html.element("nav", .aria("label", visit.words.frontPages)) { html in
                    for tab in front.tabs {
                        html.element("a", .href(tab.address), tab.isChosen ? .aria("current", "true") : nil, text: visit.say(tab.label))
                    }
                }
                html.element("a", .class("wall-link"), .href(.wall()), text: visit.words.wall)
            }
            front.view.write(to: &html, visit)
        }
    }
}

/// All applications with their record types and pages: what 应用 on a phone opens.
public struct ApplicationsView: View {
    public let applications: [HomeView.ApplicationTile]
    public init(applications: [HomeView.ApplicationTile]) { self.applications = applications }

    public func title(_ visit: Visit) -> String { visit.words.applications }

    public func write(to html: inout HTML, _ visit: Visit) {
        html.head(visit.words.applications)
        ApplicationsView.tiles(applications, to: &html, visit)
    }

    /// - Parameter most: so many registers of each are named, with the way to all of them.
    static func tiles(_ applications: [HomeView.ApplicationTile], atMost most: Int = .max, to html: inout HTML, _ visit: Visit) {
        html.element("div", class: "tiles") { html in
            for application in applications {
                html.element("section", class: "tile card") { html in
                    html.element("h3") { html in
                        html.element("a", .href(.application(application.name)), text: visit.say(application.label))
                        if application.waiting > 0 { html.element("span", class: "badge", text: visit.words.number(application.waiting)) }
                    }
                    html.element("ul") { html in
                        let shown = application.kinds.count > most + 1 ? most : application.kinds.count
                        for kind in application.kinds.prefix(shown) { html.element("li") { $0.element("a", .href(kind.address), text: visit.say(kind.label)) } }
                        if shown < application.kinds.count {
                            html.element("li") { $0.element("a", .href(.application(application.name)), text: visit.words.registers(application.kinds.count)) }
                        }
                    }
                }
            }
        }
    }
}

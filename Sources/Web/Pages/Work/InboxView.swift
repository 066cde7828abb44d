public import Kernel

/// One thing that waits for this user.
public struct InboxItem: Sendable {
    public enum Reason: Sendable, Hashable { case assigned, delegated(by: String), countersign(signed: Int, of: Int) }

    public let kind: Label
    public let application: String
    public let address: Address
    public let title: String
    /// What is to be done: the step, or the state that waits.
    public let task: Label
    public let since: Instant
    public let due: Day?
    public let reason: Reason
    public let isSimulated: Bool

    public init(
        kind: Label, application: String, address: Address, title: String, task: Label, since: Instant, due: Day? = nil, reason: Reason = .assigned,
        isSimulated: Bool = false
    ) {
        self.kind = kind
        self.application = application
        self.address = address
        self.title = title
        self.task = task
        self.since = since
        self.due = due
        self.reason = reason
        self.isSimulated = isSimulated
    }

    /// The groups in which the inbox shows them, the most urgent first; empty ones are left out.
    static func groups(_ items: [InboxItem], _ visit: Visit) -> [(title: String, tone: String, items: [InboxItem])] {
        let today = visit.today
        let endOfWeek = today.adding(days: 7 - today.weekday)
        func place(_ item: InboxItem) -> Int {
            guard let due = item.due else { return 4 }
            return due < today ? 0 : due == today ? 1 : due <= endOfWeek ? 2 : 3
        }
        let words = visit.words
        let titles = [words.groupOverdue, words.groupToday, words.groupWeek, words.groupLater, words.groupUndated]
        let sorted = items.sorted { ($0.due?.number ?? .max, $0.since) < ($1.due?.number ?? .max, $1.since) }
        return titles.indices.compactMap { index in
            let inside = sorted.filter { place($0) == index }
            return inside.isEmpty ? nil : (titles[index], index == 0 ? "late" : index == 1 ? "soon" : "calm", inside)
        }
    }

    func write(to html: inout HTML, _ visit: Visit) {
        let words = visit.words
        html.element("li", .class("item"), .data("rows-item", "")) { html in
            html.element("a", .href(address), .data("open", "")) { html in
                html.element("span", class: "task", text: visit.say(task))
                html.element("span", class: "title") { html in
                    html.text(title)
                    if isSimulated { html.simulatedMark(visit) }
                }
                html.element("span", class: "kind") { html in
                    html.text(visit.say(kind))
                    switch reason {
                    case .assigned: break
                    case .delegated(let name): html.element("em", text: words.delegatedBy(name))
                    case .countersign(let signed, let all): html.element("em", text: "\(words.countersign) \(signed)/\(all)")
                    }
                }
                html.element("span", class: "until") { html in
                    if let due { html.due(due, visit) } else { html.moment(since, visit) }
                }
            }
        }
    }
}

/// What needs me: overdue, today, this week, later; of one application or of all.
///
/// GET ``Address/inbox(application:)`` with `application`. The event `inbox` makes the list load itself again by htmx with `HX-Target: inbox`:
/// answered with ``list(_:)``.
public struct InboxView: View {
    public let items: [InboxItem]
    /// The applications in which something waits, with how many.
    public let applications: [(name: String, label: Label, count: Int)]
    public let application: String?
    /// All that wait, counted to 1,000 at most; `items` may be the most urgent of them.
    public let waiting: Int

    public init(items: [InboxItem], applications: [(name: String, label: Label, count: Int)] = [], application: String? = nil, waiting: Int? = nil) {
        self.items = items
        self.waiting = waiting ?? items.count
        self.applications = applications
        self.application = application
    }

    public func title(_ visit: Visit) -> String { visit.words.inbox }

    public func write(to html: inout HTML, _ visit: Visit) {
        let words = visit.words
        html.head(words.inbox, beside: { $0.element("span", class: "count", text: Words.few(waiting)) })
        if applications.count > 1 {
            html.element("div", class: "tabs") { html in
                html.element("nav", .class("views"), .aria("label", words.applications)) { html in
                    html.element("a", .href(.inbox(application: nil)), application == nil ? .aria("current", "true") : nil, text: words.everything)
                    for entry in applications {
                        html.element("a", .href(.inbox(application: entry.name)), application == entry.name ? .aria("current", "true") : nil) { html in
                            html.text(visit.say(entry.label))
                            html.element("span", class: "count", text: words.number(entry.count))
                        }
                    }
                }
            }
        }
        html.element(
            "div", .id("inbox"), .class("inbox"), .get(.inbox(application: application)), .hx("trigger", "shanhe:inbox from:body"), .data("rows", "")
        ) { inner(to: &$0, visit) }
    }

    public func list(_ visit: Visit) -> [UInt8] { HTML.bytes { inner(to: &$0, visit) } }

    private func inner(to html: inout HTML, _ visit: Visit) {
        let words = visit.words
        if items.isEmpty { return html.empty(words.inboxEmpty, words.inboxEmptyHint, .check) }
        if waiting > items.count { html.element("p", class: "hint", text: words.mostUrgent(items.count)) }
        for group in InboxItem.groups(items, visit) {
            html.element("section", .class("group"), .data("tone", group.tone)) { html in
                html.element("h2") { html in
                    html.text(group.title)
                    html.element("span", class: "count", text: words.number(group.items.count))
                }
                html.element("ul", class: "items card") { html in for item in group.items { item.write(to: &html, visit) } }
            }
        }
    }
}

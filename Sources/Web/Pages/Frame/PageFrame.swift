public import Kernel

/// Everything around a view: top bar, side navigation, bottom bar of a phone, scripts and styles.
///
/// Requests that it makes:
/// - GET ``Address/search(words:)`` with `q`.
/// - POST ``Address/signOut`` with `token`.
/// - GET ``Address/language(_:return:)``: the server keeps the choice (cookie or account) and sends the browser back to `return`.
/// - EventSource ``Address/events``: events `inbox` (data: the number of items that wait), `job` (data: id of the job), `record` (data: `kind/id`).
/// - The theme is kept in the browser and in the cookie `theme` (`light`, `dark`, or none), so that the server can print `data-theme`.
public struct PageFrame: Sendable {
    /// What the county calls itself: 云岭县.
    public var county: Label
    public var navigation: [Section]
    /// How many items wait for this user, counted to 1,000 at most.
    public var waiting: Int
    /// Where the page stands: marks the entry of the navigation.
    public var current: Address?
    public var mayConfigure: Bool
    /// The guide that speaks of this page, or all guides.
    public var guide: Address = .guides

    /// One application with its record types and pages.
    public struct Section: Sendable {
        public let name: String
        public let label: Label
        public let kinds: [Entry]
        public let pages: [Entry]

        public struct Entry: Sendable {
            public let address: Address
            public let label: Label
            public init(_ address: Address, _ label: Label) {
                self.address = address
                self.label = label
            }
        }

        public init(name: String, label: Label, kinds: [Entry], pages: [Entry] = []) {
            self.name = name
            self.label = label
            self.kinds = kinds
            self.pages = pages
        }

        /// What an actor sees of an application: the kinds that they may read and are not hidden, and its pages for them that are not about one record.
        public init(_ application: Application, for actor: Actor, _ catalog: Catalog) {
            name = application.name
            label = application.label
            kinds = application.kinds.map(\.schema).filter { !$0.isHidden && actor.may(.read, $0) }.map { Entry(.list(kind: $0.name), $0.label.plural) }
            pages = application.pages.filter { $0.subject == nil && $0.isOpen(to: actor, catalog) }.map {
                Entry(.page(application: application.name, code: $0.code), $0.label)
            }
        }
    }

    public init(county: Label, navigation: [Section], waiting: Int = 0, current: Address? = nil, mayConfigure: Bool = false, guide: Address = .guides) {
        self.county = county
        self.navigation = navigation
        self.waiting = waiting
        self.current = current
        self.mayConfigure = mayConfigure
        self.guide = guide
    }

    /// The whole page.
    public func page(_ view: some View, _ visit: Visit) -> [UInt8] {
        var html = HTML(reserving: 65_536)
        Document.write(to: &html, title: "\(view.title(visit)) · \(visit.say(county))", visit) { html in
            html.element("a", .class("skip"), .href(place: "main"), text: visit.words.skip)
            topBar(to: &html, visit)
            html.element("div", class: "frame") { html in
                sideNavigation(to: &html, visit)
                html.element("main", .id("main"), .named("tabindex", "-1")) { html in
                    html.message(visit)
                    view.write(to: &html, visit)
                }
            }
            bottomBar(to: &html, visit)
            Shortcuts().write(to: &html, visit)
        }
        return html.bytes
    }

    // MARK: Top

    private func topBar(to html: inout HTML, _ visit: Visit) {
        let words = visit.words
        html.element("header", class: "top") { html in
            html.element("a", .class("brand"), .href(.home)) { html in
                html.element("span", class: "seal", text: "山河")
                html.element("span", class: "county", text: visit.say(county))
            }
            html.element("form", .class("find"), .role("search"), .action(.search(words: ""))) { html in
                html.icon(.search)
                html.void(
                    "input", .type("search"), .id("find"), .name("q"), .named("placeholder", words.searchHint), .aria("label", words.search),
                    .named("autocomplete", "off"), .aria("keyshortcuts", "/"))
                html.element("kbd", text: "/")
            }
            html.element("div", class: "tools") { html in
                let other: Language = visit.language == .chinese ? .english : .chinese
                html.element(
                    "a", .class("tool"), .href(.language(other, return: visit.path)), .title(words.otherLanguageName),
                    .aria("label", words.otherLanguageName), .named("lang", other.rawValue), .id("language"), text: words.otherLanguage)
                html.element(
                    "a", .class("tool"), .href(guide), .id("guide"), .title(guide == .guides ? words.guides : words.guideHere), .aria("label", words.guides)
                ) {
                    $0.icon(.help)
                }
                theme(to: &html, visit)
                userMenu(to: &html, visit)
            }
        }
    }

    private func theme(to html: inout HTML, _ visit: Visit) {
        let words = visit.words
        html.element("details", class: "menu theme") { html in
            html.element("summary", .class("tool"), .aria("label", words.theme), .title(words.theme)) { $0.icon(.sun) }
            html.element("div", .class("sheet"), .role("group"), .aria("label", words.theme)) { html in
                for (theme, text) in [(Visit.Theme.system, words.themeSystem), (.light, words.themeLight), (.dark, words.themeDark)] {
                    html.element("button", .type("button"), .data("theme-choice", theme.rawValue), .aria("pressed", "\(theme == visit.theme)"), text: text)
                }
            }
        }
    }

    private func userMenu(to html: inout HTML, _ visit: Visit) {
        let words = visit.words
        html.element("details", class: "menu user") { html in
            html.element("summary", .class("tool person"), .aria("label", words.account + " " + visit.actor.name)) { html in
                html.element("span", .class("face"), .aria("hidden", "true"), text: String(visit.actor.name.prefix(1)))
                html.element("span", class: "name", text: visit.actor.name)
            }
            html.element("div", class: "sheet") { html in
                html.element("p", class: "who") { html in
                    html.element("strong", text: visit.actor.name)
                    html.element("span", text: [visit.actor.organisation, visit.actor.department].filter { !$0.isEmpty }.joined(separator: " · "))
                }
                html.element("a", .href(.account), text: words.account)
                html.element("a", .href(.jobs), text: words.jobs)
                if visit.isInField { html.element("a", .href(.outbox), text: words.outbox) }
                if mayConfigure { html.element("a", .href(.settings), text: words.settings) }
                html.element("button", .type("button"), .data("dialog", "shortcuts"), text: words.shortcuts)
                html.element("form", .named("method", "post"), .action(.signOut)) { html in
                    html.token(visit)
                    html.element("button", text: words.signOut)
                }
            }
        }
    }

    // MARK: Sides

    private func sideNavigation(to html: inout HTML, _ visit: Visit) {
        let words = visit.words
        html.element("nav", .class("side"), .id("side"), .aria("label", words.mainNavigation)) { html in
            html.element("ul", class: "first") { html in
                link(to: &html, .home, words.home, .home, visit)
                link(to: &html, .inbox(application: nil), words.inbox, .inbox, visit, badge: waiting)
                link(to: &html, .guides, words.guides, .help, visit)
                if visit.hasMap { link(to: &html, .map(kind: nil, nil), words.oneMap, .map, visit) }
            }
            for section in navigation {
                let isOpen = section.pages.contains { $0.address == current } || section.kinds.contains { $0.address == current }
                html.element("details", .class("section"), .data("section", section.name), .flag("open", isOpen || navigation.count <= 4)) { html in
                    html.element("summary", text: visit.say(section.label))
                    html.element("ul") { html in
                        for entry in section.pages { link(to: &html, entry.address, visit.say(entry.label), nil, visit) }
                        if section.pages.isEmpty || section.kinds.count <= 8 {
                            for entry in section.kinds { link(to: &html, entry.address, visit.say(entry.label), nil, visit) }
                        }
                    }
                    if !section.pages.isEmpty, section.kinds.count > 8 { registers(section, to: &html, visit) }
                }
            }
            if mayConfigure {
                html.element("ul", class: "last") { html in
                    link(to: &html, .settings, words.settings, .gear, visit)
                }
            }
        }
    }

    /// The lists of an application that has many, folded away below its pages.
    private func registers(_ section: Section, to html: inout HTML, _ visit: Visit) {
        let isOpen = section.kinds.contains { $0.address == current }
        html.element("details", .class("section more"), .data("section", section.name + ".registers"), .flag("open", isOpen)) { html in
            html.element("summary", text: visit.words.registers(section.kinds.count))
            html.element("ul") { html in
                for entry in section.kinds { link(to: &html, entry.address, visit.say(entry.label), nil, visit) }
            }
        }
    }

    private func link(to html: inout HTML, _ address: Address, _ text: String, _ icon: Icon?, _ visit: Visit, badge: Int = 0) {
        html.element("li") { html in
            html.element("a", .href(address), address == current ? .aria("current", "page") : nil) { html in
                if let icon { html.icon(icon) }
                html.element("span", text: text)
                if badge > 0 { html.element("span", .class("badge"), .data("live", "inbox"), text: Words.few(badge)) }
            }
        }
    }

    /// 待办, 应用, 搜索, 我: where the thumb reaches.
    private func bottomBar(to html: inout HTML, _ visit: Visit) {
        let words = visit.words
        html.element("nav", .class("bottom"), .aria("label", words.mainNavigation)) { html in
            var entries: [(Address, String, Icon)] = [
                (.inbox(application: nil), words.inbox, .inbox), (.applications, words.applications, .grid), (.search(words: ""), words.search, .search),
                (.account, words.me, .person),
            ]
            if visit.hasMap { entries.insert((.map(kind: nil, nil), words.oneMap, .map), at: 2) }
            for (address, text, icon) in entries {
                html.element("a", .href(address), address == current ? .aria("current", "page") : nil) { html in
                    html.icon(icon)
                    html.element("span", text: text)
                    if icon == .inbox, waiting > 0 { html.element("span", .class("badge"), .data("live", "inbox"), text: Words.few(waiting)) }
                }
            }
        }
    }
}

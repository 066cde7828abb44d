public import Kernel

/// What can be set up. Users, custom fields and holidays are records of the kernel: their lists and forms are ``ListView`` and ``FormView``.
public struct SettingsView: View {
    /// Where each section leads: usually the list of a kind.
    public let sections: [(section: Address.SettingsSection, address: Address)]
    public init(sections: [(section: Address.SettingsSection, address: Address)]) { self.sections = sections }

    public func title(_ visit: Visit) -> String { visit.words.settings }

    public func write(to html: inout HTML, _ visit: Visit) {
        html.head(visit.words.settings)
        html.element("div", class: "tiles") { html in
            for entry in sections {
                let (title, hint) = visit.words.section(entry.section)
                html.element("a", .class("tile card"), .href(entry.address)) { html in
                    html.element("h3", text: title)
                    html.element("p", class: "hint", text: hint)
                }
            }
        }
    }
}

/// The roles with what each may do: declared by the applications, so shown and not changed.
public struct RolesView: View {
    public let roles: [Role]
    /// What the names of kinds and applications stand for.
    public let labels: [String: Label]
    public init(roles: [Role], labels: [String: Label]) {
        self.roles = roles
        self.labels = labels
    }

    public func title(_ visit: Visit) -> String { visit.words.roles }

    public func write(to html: inout HTML, _ visit: Visit) {
        let words = visit.words
        html.head(words.roles, above: { $0.trail([(words.settings, .settings)], visit) })
        html.element("div", class: "stack") { html in
            for role in roles {
                html.element("section", class: "card") { html in
                    html.element("h2") { html in
                        html.text(visit.say(role.label))
                        html.element("code", text: role.code)
                    }
                    html.element("div", class: "scroll") { html in table(role, to: &html, visit) }
                }
            }
        }
    }

    private func table(_ role: Role, to html: inout HTML, _ visit: Visit) {
        let words = visit.words
        html.element("table", class: "plain") { html in
            html.element("tbody") { html in
                for grant in role.grants {
                    html.element("tr") { html in
                        html.element(
                            "th", .named("scope", "row"), .class("short"),
                            text: grant.kind == "*" ? words.everything : labels[grant.kind].map(visit.say) ?? grant.kind)
                        html.element(
                            "td",
                            text: Action.allCases.filter(grant.actions.contains).map(words.action).joined(separator: visit.language == .english ? ", " : "、"))
                        html.element("td", class: "short", text: words.reach(grant.reach))
                    }
                }
            }
        }
    }
}

/// The devices that are signed in.
///
/// POST ``Address/endSession(_:)``: `token`.
public struct SessionsView: View {
    public let sessions: [Session]
    public let names: Names
    /// One's own only, not those of everyone.
    public let isOwn: Bool

    public struct Session: Sendable {
        public let id: String
        public let user: String
        public let device: String
        public let lastSeen: Instant
        public let isThis: Bool
        public init(id: String, user: String, device: String, lastSeen: Instant, isThis: Bool = false) {
            self.id = id
            self.user = user
            self.device = device
            self.lastSeen = lastSeen
            self.isThis = isThis
        }
    }

    public init(sessions: [Session], names: Names = Names(), isOwn: Bool = false) {
        self.sessions = sessions
        self.names = names
        self.isOwn = isOwn
    }

    public func title(_ visit: Visit) -> String { isOwn ? visit.words.mySessions : visit.words.sessions }

    public func write(to html: inout HTML, _ visit: Visit) {
        let words = visit.words
        html.head(title(visit), above: { $0.trail([isOwn ? (words.account, .account) : (words.settings, .settings)], visit) })
        html.element("section", class: "card") { html in
            html.element("div", class: "scroll") { html in
                html.element("table", class: "plain") { html in
                    html.element("thead") { html in
                        html.element("tr") { html in
                            for text in [words.users, words.device, words.lastSeen, ""] { html.element("th", .named("scope", "col"), text: text) }
                        }
                    }
                    html.element("tbody") { html in
                        for session in sessions {
                            html.element("tr") { html in
                                html.element("th", .named("scope", "row"), text: names.user(session.user))
                                html.element("td", text: session.device)
                                html.element("td") { $0.moment(session.lastSeen, visit) }
                                html.element("td") { html in
                                    if session.isThis { return html.text(words.thisDevice) }
                                    html.element("form", .named("method", "post"), .action(.endSession(session.id))) { html in
                                        html.token(visit)
                                        html.element("button", .class("button quiet"), text: words.endSession)
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

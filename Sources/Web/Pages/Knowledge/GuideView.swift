import Kernel
import Operations

/// The guides that there are: those of the applications that somebody sees, and those of the house.
struct GuideShelf: Sendable {
    /// Those for the roles of whoever looks, then those for everyone, then the others.
    let guides: [Guide]
    private let roles: Set<String>

    init(_ catalog: Catalog, _ actor: Actor) {
        roles = actor.roles
        let shown = catalog.applications.filter { application in application.kinds.contains { !$0.schema.isHidden && actor.may(.read, $0.schema) } }
        let all = shown.flatMap(\.guides) + Guide.house
        guides = all.filter { GuideShelf.isMeant($0, actor.roles) } + all.filter { !GuideShelf.isMeant($0, actor.roles) }
    }

    subscript(code: String) -> Guide? { guides.first { $0.code == code } }

    /// Whether a guide is for people of these roles.
    private static func isMeant(_ guide: Guide, _ roles: Set<String>) -> Bool { !roles.isDisjoint(with: guide.roles) }
    var own: [Guide] { guides.filter { GuideShelf.isMeant($0, roles) } }
    var others: [Guide] { guides.filter { !GuideShelf.isMeant($0, roles) } }

    /// The task that is done on a page; all guides where none is.
    func place(of address: Address?) -> Address {
        guard let address else { return .guides }
        for guide in guides {
            if let task = guide.tasks.firstIndex(where: { $0.place.map(Address.init)?.text == address.text }) { return .guide(guide.code, task: task) }
        }
        return .guides
    }
}

/// All guides.
///
/// GET ``Address/guides``.
struct GuidesView: View {
    let shelf: GuideShelf

    func title(_ visit: Visit) -> String { visit.words.guides }

    func write(to html: inout HTML, _ visit: Visit) {
        let words = visit.words
        html.head(words.guides)
        html.element("p", class: "hint", text: words.guidesHint)
        for (title, guides) in [(words.guideYours, shelf.own), (shelf.own.isEmpty ? "" : words.guideOthers, shelf.others)] where !guides.isEmpty {
            if !title.isEmpty { html.element("h2", class: "heading", text: title) }
            html.element("div", class: "guides") { html in for guide in guides { self.card(guide, to: &html, visit) } }
        }
    }

    private func card(_ guide: Guide, to html: inout HTML, _ visit: Visit) {
        html.element("section", class: "card") { html in
            html.element("h3") { $0.element("a", .href(.guide(guide.code)), text: visit.say(guide.label)) }
            html.element("p", class: "hint", text: visit.say(guide.readers))
            html.element("ul", class: "tasks") { html in
                for (place, task) in guide.tasks.enumerated() {
                    html.element("li") { $0.element("a", .href(.guide(guide.code, task: place)), text: visit.say(task.label)) }
                }
            }
        }
    }
}

/// One guide, with its tasks at the side where there is room.
///
/// GET ``Address/guide(_:task:)``.
struct GuideView: View {
    let guide: Guide
    let hasWord: Bool

    func title(_ visit: Visit) -> String { visit.say(guide.label) }

    func write(to html: inout HTML, _ visit: Visit) {
        let words = visit.words
        html.head(
            visit.say(guide.label), above: { $0.trail([(words.guides, .guides)], visit) },
            buttons: { html in
                if hasWord { html.button(words.wordDocument, .guideWord(guide.code), .download) }
                html.button(words.print, .guidePaper(guide.code), .file)
            })
        html.element("div", class: "guide") { html in
            html.element("nav", .class("card contents"), .aria("label", words.guideContents)) { html in
                html.element("p", class: "hint", text: visit.say(guide.readers))
                html.element("ol") { html in
                    for (place, task) in guide.tasks.enumerated() {
                        html.element("li") { $0.element("a", .href(place: Anchor.id(Guide.anchor(place))), text: visit.say(task.label)) }
                    }
                }
            }
            html.element("article", class: "card") { BlockView(guide.blocks).write(to: &$0, visit) }
        }
    }
}

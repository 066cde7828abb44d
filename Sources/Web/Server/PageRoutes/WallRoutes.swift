import HTTPTypes
import Kernel

/// The wall screen: pages of applications in turn.
///
/// | method | address | what |
/// |---|---|---|
/// | GET | `/wall` | one page, and when to ask for the next; `show` names a page each (`application.page`, its choices behind `?`), `at` which one, `seconds` for how long |
struct WallRoutes: Sendable {
    let pages: PageCore

    func add(to routes: inout Routes) { routes.on(.get, "/wall", .page, wall) }

    /// A page with what was chosen on it.
    private struct Screen {
        let name: String
        let page: Page
        let choices: [String: String]
    }

    @Sendable private func wall(_ call: Call) async throws -> Answer {
        let desk = try pages.desk(call)
        let open = open(call)
        let asked = call.query.all("show").prefix(20).compactMap { screen($0, among: open) }
        let screens = asked.isEmpty ? open.filter(\.page.isFront) : asked
        let seconds = min(max(call.query["seconds"].flatMap { Int($0) } ?? 30, 5), 3600)
        let start = min(max(call.query["at"].flatMap { Int($0) } ?? 0, 0), max(screens.count - 1, 0))
        for place in screens.indices.map({ (start + $0) % screens.count }) {
            let screen = screens[place]
            guard let blocks = try await screen.page.blocks(Page.Question(desk: desk, choices: screen.choices)), !blocks.isEmpty else { continue }
            let shown = Set(screens.map(\.name))
            let view = WallView(
                county: pages.core.configuration.title, label: screen.page.label, view: try await pages.drawn(blocks, call),
                choices: (screens + open.filter { !shown.contains($0.name) }).map {
                    .init(name: $0.name, label: $0.page.label, isShown: shown.contains($0.name))
                },
                seconds: seconds)
            var answer = Answer.html(view.alone(pages.visit(call)))
            let next = Address.wall(screens.map(\.name), at: (place + 1) % screens.count, seconds: seconds)
            answer.fields[.refresh] = "\(seconds); url=\(next.text)"
            return answer
        }
        throw WebFailure.noSuchAddress
    }

    /// Every page that is about no single record and is open to the reader.
    private func open(_ call: Call) -> [Screen] {
        let catalog = pages.core.catalog
        return catalog.applications.flatMap { application in
            application.pages.filter { $0.subject == nil && $0.isOpen(to: call.actor, catalog) }.map {
                Screen(name: "\(application.name).\($0.code)", page: $0, choices: [:])
            }
        }
    }

    private func screen(_ text: String, among open: [Screen]) -> Screen? {
        let parts = text.split(separator: "?", maxSplits: 1)
        guard let name = parts.first, let found = open.first(where: { $0.name == name }) else { return nil }
        let choices = parts.count > 1 ? DeclaredPageRoutes.choices(Parameters(parsing: parts[1])) : [:]
        return Screen(name: text, page: found.page, choices: choices)
    }
}

extension HTTPField.Name {
    /// When to ask for what (HTML, “Refresh” header).
    fileprivate static let refresh = HTTPField.Name("Refresh") ?? .location
}

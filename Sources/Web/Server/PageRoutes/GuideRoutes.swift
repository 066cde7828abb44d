import HTTPTypes
import Kernel

/// How work is done.
///
/// | method | address | what |
/// |---|---|---|
/// | GET | `/guides` | all guides, those for the reader's roles first |
/// | GET | `/guides/{code}` | one of them |
/// | GET | `/guides/{code}.docx` | the same as a Word document |
/// | GET | `/guides/{code}/print` | the same as a sheet of paper |
struct GuideRoutes: Sendable {
    let pages: PageCore

    func add(to routes: inout Routes) {
        routes.on(.get, "/guides", .page, all)
        routes.on(.get, "/guides/{code}", .page, one)
        routes.on(.get, "/guides/{code}/print", .page, paper)
    }

    private func shelf(_ call: Call) throws -> GuideShelf {
        _ = try pages.desk(call)
        return GuideShelf(pages.core.catalog, call.actor)
    }

    private func guide(_ call: Call, _ code: String) throws -> Guide {
        guard let guide = try shelf(call)[code] else { throw WebFailure.noSuchAddress }
        return guide.for(call.actor, pages.core.catalog)
    }

    @Sendable private func all(_ call: Call) async throws -> Answer { await pages.page(GuidesView(shelf: try shelf(call)), call, current: .guides) }

    @Sendable private func one(_ call: Call) async throws -> Answer {
        let code = call.value(0)
        if code.hasSuffix(".docx") { return try await word(call, String(code.dropLast(5))) }
        let view = GuideView(guide: try guide(call, code), hasWord: pages.core.services.papers != nil)
        return await pages.page(view, call, current: .guides)
    }

    @Sendable private func paper(_ call: Call) async throws -> Answer {
        let guide = try guide(call, call.value(0))
        let view = PaperView(
            label: guide.label, blocks: guide.blocks, page: .guide(guide.code), word: pages.core.services.papers == nil ? nil : .guideWord(guide.code),
            isHandbook: true)
        return .html(view.alone(pages.visit(call)))
    }

    private func word(_ call: Call, _ code: String) async throws -> Answer {
        let guide = try guide(call, code)
        return try await PaperAnswer(pages: pages).word(guide.label, guide.blocks, call)
    }
}

import HTTPTypes
import Kernel

/// The routes of pages. Their addresses are those that ``Address`` prints:
///
/// | addresses | where |
/// |---|---|
/// | `/sign-in…`, `/first/{token}`, `/sign-out`, `/language/{code}` | ``EntranceRoutes`` |
/// | `/a/{kind}`, its board, views, export, suggestions | ``ListRoutes`` |
/// | `/a/{kind}/new`, `/a/{kind}/{id}…` | ``RecordPageRoutes`` |
/// | `/`, `/inbox`, `/search`, `/jobs`, `/applications` | ``WorkRoutes`` |
/// | `/p/{application}/{code}…` | ``DeclaredPageRoutes`` |
/// | `/guides`, `/guides/{code}…` | ``GuideRoutes`` |
/// | `/o/{code}`, `/a/{kind}/{id}/move` | ``DeedRoutes`` |
/// | `/p/{application}`, `/i/{code}`, `/proof/{index}.txt`, `/checkpoint` | ``KnowledgeRoutes`` |
/// | `/a/{kind}/import…` | ``ImportRoutes`` |
/// | `/account…` | ``AccountPageRoutes`` |
/// | `/settings…`, `/files…` | ``SettingsRoutes`` |
/// | `/map…` | ``MapRoutes`` |
/// | `/wall` | ``WallRoutes`` |
/// | `/outbox`, `/field…` | ``FieldRoutes`` |
enum PageRoutes {
    static func add(to routes: inout Routes, core: WebCore) {
        let pages = PageCore(core: core)
        ListRoutes(pages: pages).add(to: &routes)
        RecordPageRoutes(pages: pages).add(to: &routes)
        WorkRoutes(pages: pages).add(to: &routes)
        DeclaredPageRoutes(pages: pages).add(to: &routes)
        DeedRoutes(pages: pages).add(to: &routes)
        GuideRoutes(pages: pages).add(to: &routes)
        KnowledgeRoutes(pages: pages).add(to: &routes)
        ImportRoutes(pages: pages).add(to: &routes)
        AccountPageRoutes(pages: pages).add(to: &routes)
        SettingsRoutes(pages: pages).add(to: &routes)
        MapRoutes(pages: pages).add(to: &routes)
        WallRoutes(pages: pages).add(to: &routes)
        FieldRoutes(pages: pages).add(to: &routes)
    }

    /// A failure as a page, as one line for htmx, or as the way to the sign-in.
    static func failure(_ failure: WebFailure, _ call: Call, assets: [String: String], now: Instant) -> Answer {
        let target: Address? =
            switch failure.code {
            case Refusal.unknown.code: .signIn(return: call.method == .get ? PageCore.path(of: call) : nil)
            case WebFailure.passwordChange.code: .firstPassword
            default: nil
            }
        if let target {
            guard call.isPartial else { return .redirect(target.text) }
            var answer = Answer(failure.status, fields: SecurityFields.page)
            answer.fields[.htmxRedirect] = target.text
            return answer
        }
        let visit = Visit(
            actor: call.actor, language: call.language, now: now, formToken: call.visitor.session?.formToken ?? "", assets: assets,
            path: PageCore.path(of: call))
        let fault: ErrorView.Fault? =
            switch failure.status {
            case 404: .notFound
            case 403 where failure.code == "forbidden": .notAllowed
            case 429: .tooMany(seconds: failure.retryAfter ?? 1)
            case 500: .broken
            default: nil
            }
        if let fault {
            let view = ErrorView(fault: fault, request: call.id)
            return .html(call.isPartial ? view.line(visit) : view.alone(visit), status: failure.status)
        }
        let view = MessageView(failure: failure, request: call.id)
        return .html(call.isPartial ? view.line(visit) : view.alone(visit), status: failure.status)
    }
}

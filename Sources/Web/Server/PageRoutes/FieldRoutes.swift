import HTTPTypes
import Kernel

/// What makes the pages work where there is no signal; `Assets/field.js`, `outbox.js` and `field-worker.js` are the other side.
///
/// | method | address | what |
/// |---|---|---|
/// | GET | `/manifest.webmanifest` | what the site is called when it is put on the screen of a phone |
/// | GET | `/field-worker.js` | the service worker: at the root, because it serves all pages |
/// | GET | `/field` | who is signed in, the token of their forms, the time, and what of the site they may keep |
/// | GET | `/outbox` | what waits on this phone; the phone fills it |
struct FieldRoutes: Sendable {
    let pages: PageCore

    func add(to routes: inout Routes) {
        routes.on(.get, "/manifest.webmanifest", .open, manifest)
        routes.on(.get, "/field-worker.js", .open, worker)
        routes.on(.get, "/field", .api, state)
        routes.on(.get, "/outbox", .page) { [pages] call in
            _ = try pages.desk(call)
            return await pages.page(OutboxView(), call)
        }
    }

    @Sendable private func manifest(_ call: Call) async throws -> Answer {
        let assets = pages.core.services.assets.versions
        func icon(_ name: String, _ type: String, _ sizes: String, _ purpose: String) -> JSON {
            let address = Address.asset(name, version: assets[name] ?? "").text
            return .object(("src", .string(address)), ("type", .string(type)), ("sizes", .string(sizes)), ("purpose", .string(purpose)))
        }
        let manifest = JSON.object(
            ("id", .string("/")), ("name", .string("山河 · \(pages.core.configuration.title[call.language])")), ("short_name", .string("山河")),
            ("start_url", .string("/")), ("scope", .string("/")), ("display", .string("standalone")), ("lang", .string("zh-CN")),
            ("background_color", .string("#f5f6f4")), ("theme_color", .string("#a8322a")),
            (
                "icons",
                .array([
                    icon("icon-192.png", "image/png", "192x192", "any"), icon("icon-512.png", "image/png", "512x512", "any maskable"),
                    icon("icon.svg", "image/svg+xml", "any", "any"),
                ])
            ))
        var answer = Answer(fields: [.xContentTypeOptions: "nosniff", .contentType: "application/manifest+json", .cacheControl: "no-cache"])
        answer.body = .bytes(manifest.bytes)
        return answer
    }

    /// What it fetches is ruled by the policy that it comes with itself, not by that of the pages.
    @Sendable private func worker(_ call: Call) async throws -> Answer {
        guard let asset = pages.core.services.assets["field-worker.js"] else { return .text("no such file\n", status: 404) }
        var answer = Answer(fields: [.xContentTypeOptions: "nosniff", .contentType: asset.mediaType, .cacheControl: "no-cache"])
        answer.fields[.contentSecurityPolicy] = "default-src 'none'; script-src 'self'; connect-src 'self'"
        answer.fields[.eTag] = "\"\(asset.version)\""
        answer.body = .bytes(asset.bytes)
        return answer
    }

    @Sendable private func state(_ call: Call) async throws -> Answer {
        if call.actor.isNobody { throw Refusal.unknown }
        let kept = KeptForField(pages.core.catalog, call.actor)
        let assets = pages.core.services.assets.versions
        let files = (Document.styles + Document.scripts + ["icon.svg"]).map { Address.asset($0, version: assets[$0] ?? "").text } + [Address.manifest.text]
        func texts(_ list: [String]) -> JSON { .array(list.map { .string($0) }) }
        return .json(
            .object(
                ("user", .string(call.actor.id)), ("token", .string(call.visitor.session?.formToken ?? "")), ("now", .integer(pages.core.now.milliseconds)),
                ("pages", texts(kept.pages)), ("follows", texts(kept.follows)), ("assets", texts(files))))
    }
}

/// What of the site somebody may keep on a phone: what was declared `isForField`, and is open to them.
struct KeptForField {
    /// Addresses of pages.
    private(set) var pages: [String] = []
    /// How addresses begin that are kept too where one of the pages leads to them: forms, and pages about a record.
    private(set) var follows: [String] = []

    init(_ catalog: Catalog, _ actor: Actor) {
        if actor.isNobody { return }
        for application in catalog.applications {
            for page in application.pages where page.isForField && page.isOpen(to: actor, catalog) {
                let address = Address.page(application: application.name, code: page.code).text
                if page.subject != nil { follows.append(address + "?record=") } else { pages.append(address) }
                if page.isFront { pages.append(Address.home.text) }
            }
        }
        for operation in catalog.operations.values.sorted(by: { $0.code < $1.code }) where operation.isForField && operation.isOpen(to: actor) {
            let address = Address.operation(operation.code).text
            if operation.subject != nil { follows.append(address + "?record=") } else { pages.append(address) }
        }
        if !pages.isEmpty { pages.append(Address.outbox.text) }
    }

    var isEmpty: Bool { pages.isEmpty }
}

/// What was filled in without signal and comes later.
extension Call {
    /// Whether the outbox of a phone sends it: it is told what came of it as a value, not as a page.
    var isFromOutbox: Bool { fields[.outbox] != nil }
    /// Whether it is asked for to be kept, not to be looked at: what is said once is not said to it.
    var isToBeKept: Bool { fields[.keeping] != nil }
}

extension HTTPField.Name {
    static let outbox = named("X-Outbox")
    static let keeping = named("X-Keeping")

    private static func named(_ name: StaticString) -> HTTPField.Name {
        guard let name = HTTPField.Name("\(name)") else { preconditionFailure("\(name) is not the name of a header") }
        return name
    }
}

extension Answer {
    /// The same for the outbox of a phone: where a page would send the browser, the outbox is told so.
    func told(to call: Call) -> Answer {
        guard call.isFromOutbox, status == 303, let next = fields[.location] else { return self }
        var answer = Answer.json(.object(("link", .string(next))))
        for cookie in fields[values: .setCookie] { answer.fields.append(HTTPField(name: .setCookie, value: cookie)) }
        return answer
    }
}

extension Form {
    /// When it was filled in, where a phone says so: `observed.at` by the phone's clock and `observed.ahead`, by how much that is wrong, in milliseconds.
    ///
    /// - Throws: ``Problem`` where that cannot be.
    func sighting(receivedAt now: Instant) throws -> Sighting? {
        guard let entered = Int64(self["observed.at"]) else { return nil }
        var accuracy: [String: Double] = [:]
        for item in texts.items where item.name.hasSuffix(".accuracy") {
            if let metres = Double(item.value), (0...100_000).contains(metres) { accuracy[String(item.name.dropLast(9))] = metres }
        }
        return try Sighting(
            entered: Instant(milliseconds: entered), clockAhead: Int64(self["observed.ahead"]) ?? 0, receivedAt: now, accuracy: accuracy)
    }
}

public import Kernel

/// Every address of the site, in one place: pages print it, the server routes it.
///
/// Names of kinds, columns and codes are escaped when it is printed, so that it can be built from anything.
public enum Address: Sendable, Hashable {
    // What needs me, how are we doing.
    case home
    /// The same with the front page that is named: `application.page`.
    case front(String)
    /// Pages in turn on a screen that hangs on a wall: `application.page` each, with its choices behind `?`; none for all front pages.
    case wall([String] = [], at: Int = 0, seconds: Int = 30)
    /// One application only, or all.
    case inbox(application: String?)
    case search(words: String)
    case applications

    // Records.
    case list(kind: String, [Parameter] = [])
    case record(kind: String, RecordID)
    /// An empty form, with some fields filled in.
    case new(kind: String, [Parameter] = [])
    /// The form that changes a record, and where to go then.
    case edit(kind: String, RecordID, return: String? = nil)
    case delete(kind: String, RecordID)
    /// Personal data of a record, for ever, from its history too.
    case erase(kind: String, RecordID)
    /// Deleted records of which the ledger still holds personal data.
    case deleted(kind: String, words: String = "")
    case move(kind: String, RecordID)
    case assign(kind: String, RecordID)
    /// Who could be given the step that waits.
    case assignees(kind: String, RecordID)
    /// The form of a step that needs a remark.
    case moving(kind: String, RecordID, step: String, return: String)
    case history(kind: String, RecordID)
    case related(kind: String, RecordID, by: String, column: String)
    /// One personal value, shown on request; being asked for is logged.
    case reveal(kind: String, RecordID, column: String)
    /// Records whose title fits what was typed into a form.
    case suggest(kind: String)
    case suggestRegion
    case board(kind: String, [Parameter] = [])
    case saveView(kind: String)
    case deleteSelected(kind: String)
    case export(kind: String, format: ExportFormat, [Parameter] = [])
    case importing(kind: String)
    case importRun(kind: String, run: String)
    case importConfirm(kind: String, run: String)
    case importErrors(kind: String, run: String)
    case importTemplate(kind: String)

    // Proof.
    case proof(kind: String, RecordID, index: Int64)
    case proofFile(index: Int64)
    case checkpoint

    // Declared pages and indicators.
    case page(application: String, code: String, record: RecordID? = nil, [Parameter] = [])
    /// The same for paper: as a sheet, and as a Word document.
    case paper(application: String, code: String, record: RecordID? = nil, [Parameter] = [])
    case word(application: String, code: String, record: RecordID? = nil, [Parameter] = [])
    case application(String)
    // How work is done: all guides, one of them, and a place in it; the same for paper.
    case guides
    case guide(String, task: Int? = nil)
    case guidePaper(String)
    case guideWord(String)
    /// What an application does beyond one record: its form, and where it is sent.
    case operation(String, record: RecordID? = nil, return: String? = nil, [Parameter] = [])
    /// A place on the same page.
    case place(String)
    /// Where a reader came from: what was checked to be an address of this site.
    case local(String)
    case indicator(code: String, period: String? = nil)

    // The map, where a layer and a record may be named.
    case map(kind: String?, RecordID?)
    /// What its script asks for: layers and where to look, records by words, lengths and areas.
    case mapLayers(kinds: [String], RecordID?, of: String?)
    case mapSearch
    case mapMeasure
    case mapWithin
    /// The map on a sheet of paper.
    case mapSheet

    // Files and jobs.
    /// A file; with the record in which it stands (`kind/id`), by which those may read it who did not upload it.
    case file(RecordID, of: String? = nil)
    case upload
    case jobs
    /// How far one job is, and the way back to where it was begun.
    case job(String, return: String? = nil)
    case cancelJob(String)

    // Who one is and how one likes it.
    case signIn(return: String?)
    case signInCode
    case firstPassword
    case signOut
    case account
    case accountPassword
    case accountCodes
    case accountCodesOff
    case accountTokens
    case revokeToken(RecordID)
    case accountDeputies
    case endDeputy(RecordID)
    case accountSessions
    /// People whose name fits what was typed.
    case colleagues
    case language(Language, return: String)
    /// What waits on this phone to be sent.
    case outbox
    /// What the site is called when it is put on the screen of a phone.
    case manifest
    case settings
    case setting(SettingsSection)
    case user(String)
    case userPassword(RecordID)
    case userCodesOff(RecordID)
    case endSession(String)

    // For programs.
    case api(kind: String)
    case apiDescription
    case events
    case asset(String, version: String)

    /// One `name=value` of an address.
    public struct Parameter: Sendable, Hashable {
        public let name: String
        public let value: String
        public init(_ name: String, _ value: String) {
            self.name = name
            self.value = value
        }
    }

    public enum ExportFormat: String, Sendable, Hashable, CaseIterable { case xlsx, csv, json, geojson }
    /// What can be set up; custom fields and holidays are lists of records of the kernel.
    public enum SettingsSection: String, Sendable, Hashable, CaseIterable { case users, roles, fields, holidays, sessions, system }

    /// The address as it stands in a page: a path of this site, with its parameters.
    public var text: String {
        switch self {
        case .home: "/"
        case .wall(let shown, let place, let seconds):
            Address.join(
                ["wall"],
                shown.map { Parameter("show", $0) } + (shown.isEmpty ? [] : [Parameter("at", "\(place)"), Parameter("seconds", "\(seconds)")]))
        case .front(let name): "/" + Address.join([], [Parameter("front", name)])
        case .inbox(let application): Address.join(["inbox"], application.map { [Parameter("application", $0)] } ?? [])
        case .search(let words): Address.join(["search"], words.isEmpty ? [] : [Parameter("q", words)])
        case .applications: "/applications"
        case .list(let kind, let parameters): Address.join(["a", kind], parameters)
        case .record(let kind, let id): Address.join(["a", kind, id.text])
        case .new(let kind, let parameters): Address.join(["a", kind, "new"], parameters)
        case .edit(let kind, let id, let back): Address.join(["a", kind, id.text, "edit"], back.map { [Parameter("return", $0)] } ?? [])
        case .delete(let kind, let id): Address.join(["a", kind, id.text, "delete"])
        case .erase(let kind, let id): Address.join(["a", kind, id.text, "erase"])
        case .deleted(let kind, let words): Address.join(["a", kind, "deleted"], words.isEmpty ? [] : [Parameter("q", words)])
        case .move(let kind, let id): Address.join(["a", kind, id.text, "move"])
        case .assign(let kind, let id): Address.join(["a", kind, id.text, "assign"])
        case .assignees(let kind, let id): Address.join(["a", kind, id.text, "assignees"])
        case .moving(let kind, let id, let step, let back):
            Address.join(["a", kind, id.text, "move"], [Parameter("step", step), Parameter("return", back)])
        case .history(let kind, let id): Address.join(["a", kind, id.text, "history"])
        case .related(let kind, let id, let other, let column): Address.join(["a", kind, id.text, "related", other, column])
        case .reveal(let kind, let id, let column): Address.join(["a", kind, id.text, "reveal", column])
        case .suggest(let kind): Address.join(["a", kind, "suggest"])
        case .suggestRegion: "/regions/suggest"
        case .board(let kind, let parameters): Address.join(["a", kind, "board"], parameters)
        case .saveView(let kind): Address.join(["a", kind, "views"])
        case .deleteSelected(let kind): Address.join(["a", kind, "delete"])
        case .export(let kind, let format, let parameters): Address.join(["a", kind, "export." + format.rawValue], parameters)
        case .importing(let kind): Address.join(["a", kind, "import"])
        case .importRun(let kind, let run): Address.join(["a", kind, "import", run])
        case .importConfirm(let kind, let run): Address.join(["a", kind, "import", run, "confirm"])
        case .importErrors(let kind, let run): Address.join(["a", kind, "import", run, "errors.xlsx"])
        case .importTemplate(let kind): Address.join(["a", kind, "import", "template.xlsx"])
        case .proof(let kind, let id, let index): Address.join(["a", kind, id.text, "proof", String(index)])
        case .proofFile(let index): Address.join(["proof", "\(index).txt"])
        case .checkpoint: "/checkpoint"
        case .page(let application, let code, let record, let choices): Address.join(["p", application, code], Address.about(record) + choices)
        case .paper(let application, let code, let record, let choices): Address.join(["p", application, code, "print"], Address.about(record) + choices)
        case .word(let application, let code, let record, let choices): Address.join(["p", application, code + ".docx"], Address.about(record) + choices)
        case .operation(let code, let record, let back, let values):
            Address.join(["o", code], Address.about(record) + values + (back.map { [Parameter("return", $0)] } ?? []))
        case .place(let id): "#" + Address.escaped(id)
        case .local(let address): Returns.safe(address)
        case .application(let name): Address.join(["p", name])
        case .guides: "/guides"
        case .guide(let code, let task): Address.join(["guides", code]) + (task.map { "#" + Address.escaped(Anchor.id(Guide.anchor($0))) } ?? "")
        case .guidePaper(let code): Address.join(["guides", code, "print"])
        case .guideWord(let code): Address.join(["guides", code + ".docx"])
        case .indicator(let code, let period): Address.join(["i", code], period.map { [Parameter("period", $0)] } ?? [])
        case .map(let kind, let id):
            Address.join(["map"], (kind.map { [Parameter("layer", $0)] } ?? []) + (id.map { [Parameter("record", $0.text)] } ?? []))
        case .mapLayers(let kinds, let id, let kind):
            Address.join(["map", "layers"], kinds.map { Parameter("layer", $0) } + (kind.map { [Parameter("of", $0)] } ?? []) + Address.about(id))
        case .mapSearch: "/map/search"
        case .mapMeasure: "/map/measure"
        case .mapWithin: "/map/within"
        case .mapSheet: "/map/sheet"
        case .file(let id, let holder): Address.join(["files", id.text], holder.map { [Parameter("of", $0)] } ?? [])
        case .upload: "/files"
        case .jobs: "/jobs"
        case .job(let id, let back): Address.join(["jobs", id], back.map { [Parameter("return", $0)] } ?? [])
        case .cancelJob(let id): Address.join(["jobs", id, "cancel"])
        case .signIn(let back): Address.join(["sign-in"], back.map { [Parameter("return", $0)] } ?? [])
        case .signInCode: "/sign-in/code"
        case .firstPassword: "/sign-in/password"
        case .signOut: "/sign-out"
        case .account: "/account"
        case .accountPassword: "/account/password"
        case .accountCodes: "/account/codes"
        case .accountCodesOff: "/account/codes/off"
        case .accountTokens: "/account/tokens"
        case .revokeToken(let id): Address.join(["account", "tokens", id.text, "revoke"])
        case .accountDeputies: "/account/deputies"
        case .endDeputy(let id): Address.join(["account", "deputies", id.text, "end"])
        case .accountSessions: "/account/sessions"
        case .colleagues: "/account/colleagues"
        case .language(let language, let back): Address.join(["language", language.rawValue], [Parameter("return", back)])
        case .outbox: "/outbox"
        case .manifest: "/manifest.webmanifest"
        case .settings: "/settings"
        case .setting(let section): Address.join(["settings", section.rawValue])
        case .user(let id): Address.join(["settings", "users", id])
        case .userPassword(let id): Address.join(["settings", "users", id.text, "password"])
        case .userCodesOff(let id): Address.join(["settings", "users", id.text, "codes", "off"])
        case .endSession(let id): Address.join(["settings", "sessions", id, "end"])
        case .api(let kind): Address.join(["api", "v1", kind])
        case .apiDescription: "/api/v1/openapi.json"
        case .events: "/events"
        case .asset(let name, let version):
            "/assets/" + name.split(separator: "/").map { Address.escaped(String($0)) }.joined(separator: "/")
                + (version.isEmpty ? "" : "?v=" + Address.escaped(version))
        }
    }

    /// The list of the records that fulfil a condition.
    public static func list(kind: String, meeting condition: Condition) -> Address {
        .list(kind: kind, [Parameter(ListState.conditionName, condition.text)])
    }

    private static func about(_ record: RecordID?) -> [Parameter] { record.map { [Parameter("record", $0.text)] } ?? [] }

    private static func join(_ parts: [String], _ parameters: [Parameter] = []) -> String {
        var text = ""
        for part in parts {
            text.append("/")
            text.append(escaped(part))
        }
        for (index, parameter) in parameters.enumerated() {
            text.append(index == 0 ? "?" : "&")
            text.append(escaped(parameter.name))
            text.append("=")
            text.append(escaped(parameter.value))
        }
        return text
    }

    /// Percent-encoding of everything that RFC 3986 does not leave unreserved. A part of only dots would mean a folder, so its dots go too.
    static func escaped(_ part: String) -> String {
        let digits = Array("0123456789ABCDEF".utf8)
        let isDots = part == "." || part == ".."
        var bytes: [UInt8] = []
        bytes.reserveCapacity(part.utf8.count)
        for byte in part.utf8 {
            if isUnreserved(byte), !isDots {
                bytes.append(byte)
            } else {
                bytes.append(contentsOf: [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]])
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func isUnreserved(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"): true
        case UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "~"): true
        default: false
        }
    }
}

import Kernel

/// The body of a request that makes or changes a record: the fields of its kind, `revision` of the form on which it was
/// begun, and for a new one also `id`, `region` and `isSimulated`.
struct RecordBody: Sendable {
    private(set) var submission: Submission
    private(set) var id: RecordID?
    private(set) var region: Region?
    private(set) var isSimulated = false
    /// The revision of the form on which it was begun.
    private(set) var revision: Int?

    init(_ json: JSON, _ schema: Schema, isNew: Bool) throws(Refusal) {
        guard let members = json.members else { throw .invalid([Problem("wrong-type", "内容应为 JSON 对象", en: "The body must be a JSON object")]) }
        submission = Submission(kind: schema.name)
        for member in members {
            if member.name == "revision" {
                guard let number = member.value.integer, let revision = Int(exactly: number) else {
                    throw .invalid([Problem("wrong-type", field: "revision", "revision 应为整数", en: "revision must be a whole number")])
                }
                self.revision = revision
                continue
            }
            if isNew, schema.place(of: member.name) == nil, try take(member) { continue }
            submission[member.name] = .json(member.value)
        }
    }

    private mutating func take(_ member: JSON.Member) throws(Refusal) -> Bool {
        switch member.name {
        case "id":
            guard let id = member.value.string.flatMap({ RecordID($0) }) else {
                throw .invalid([Problem("bad-id", field: "id", "id 应为 26 位编号", en: "id must have the form of a record id")])
            }
            self.id = id
        case "region":
            guard let code = member.value.string, code.utf8.count <= 12, code.utf8.allSatisfy({ (48...57).contains($0) }) else {
                throw .invalid([Problem("not-a-region", field: "region", "region 应为行政区划代码", en: "region must be a region code")])
            }
            region = Region(code)
        case "isSimulated":
            guard case .bool(let value) = member.value else {
                throw .invalid([Problem("wrong-type", field: "isSimulated", "isSimulated 应为 true 或 false", en: "isSimulated must be true or false")])
            }
            isSimulated = value
        default: return false
        }
        return true
    }
}

/// The members of a small JSON object, each of a known name.
struct Members {
    private let json: JSON

    init(_ json: JSON, allowed: Set<String>) throws(Refusal) {
        guard let members = json.members else { throw .invalid([Problem("wrong-type", "内容应为 JSON 对象", en: "The body must be a JSON object")]) }
        let unknown = members.filter { !allowed.contains($0.name) }
        if !unknown.isEmpty {
            throw .invalid(unknown.map { Problem("unknown-field", field: $0.name, "没有“\($0.name)”这个字段", en: "there is no field “\($0.name)”") })
        }
        self.json = json
    }

    func text(_ name: String, maximum: Int) throws(Refusal) -> String? {
        guard let value = json[name], value != .null else { return nil }
        guard let text = value.string else { throw .invalid([Problem("wrong-type", field: name, "\(name) 应为文本", en: "\(name) must be a string")]) }
        guard text.unicodeScalars.count <= maximum, !text.utf8.contains(0) else {
            throw .invalid([Problem("too-long", field: name, "\(name) 最多 \(maximum) 字", en: "\(name) has at most \(maximum) characters")])
        }
        return text
    }
}

/// Changes of a record, as the API tells them.
enum HistoryEncoder {
    static func write(_ logged: LoggedChange, _ schema: Schema, to json: inout JSONWriter, _ disclosure: RecordEncoder.Disclosure) {
        let change = logged.change
        json.object { json in
            json.member("index") { $0.integer(logged.index) }
            json.member("at") { $0.string(change.at.description) }
            json.member("actor") { $0.string(change.actor) }
            json.member("action") { $0.string(change.action.rawValue) }
            json.member("version") { $0.integer(Int64(change.version)) }
            json.member("isErased") { $0.raw(logged.isErased ? "true" : "false") }
            let payload = (try? JSON(parsing: change.payload)) ?? .object([])
            json.member("before") { write(payload["before"], schema, to: &$0, disclosure) }
            json.member("after") { write(payload["after"], schema, to: &$0, disclosure) }
            for name in ["step", "remark", "signed", "assigned", "due"] {
                if let text = payload[name]?.string { json.member(name) { $0.string(text) } }
            }
        }
    }

    private static func write(_ values: JSON?, _ schema: Schema, to json: inout JSONWriter, _ disclosure: RecordEncoder.Disclosure) {
        guard let members = values?.members else { return json.raw("null") }
        json.object { json in
            for member in visible(members, schema, disclosure) { json.member(member.name) { $0.write(member.value) } }
        }
    }

    /// Without secrets, and with personal data masked. Columns that are no longer declared are left out: nobody knows what they held.
    static func visible(_ members: [JSON.Member], _ schema: Schema, _ disclosure: RecordEncoder.Disclosure) -> [JSON.Member] {
        members.compactMap { member in
            guard let column = schema[member.name], !column.isSecret else { return nil }
            guard column.isPersonal, disclosure == .masked, member.value != .null else { return member }
            return JSON.Member(member.name, .string((try? column.read(member.value)).map { column.show($0, in: .chinese, masked: true) } ?? "******"))
        }
    }
}

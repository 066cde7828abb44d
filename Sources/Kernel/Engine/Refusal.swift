/// Why the engine did not do what it was asked: the one shape of failure that pages and the API show.
public enum Refusal: Error, Sendable, Hashable {
    /// Nobody has signed in.
    case unknown
    /// Known, but not allowed to do this. Where they may not even know that the record exists, ``notFound(kind:)`` is said instead.
    case forbidden(Action, kind: String)
    case notFound(kind: String)
    /// What was entered is not right; all problems at once.
    case invalid([Problem])
    /// Someone else changed the record since it was read: theirs, to compare.
    case conflict(StoredRecord)
    /// The step does not lead from the state that the record is in, or its conditions do not hold.
    case closed(Label)
    /// Other records still refer to it.
    case inUse(by: String)
    /// Too much at once; later it will work.
    case busy
    case full
    /// The question would read a whole large table.
    case unindexed(columns: [String])
    /// A fault of the program or the database: the words are for the log, not for people.
    case failed(String)

    /// A stable word for programs.
    public var code: String {
        switch self {
        case .unknown: "sign-in-required"
        case .forbidden: "forbidden"
        case .notFound: "not-found"
        case .invalid: "invalid"
        case .conflict: "conflict"
        case .closed: "step-closed"
        case .inUse: "in-use"
        case .busy: "busy"
        case .full: "storage-full"
        case .unindexed: "unindexed"
        case .failed: "failed"
        }
    }

    /// The status of an HTTP answer (RFC 9110). One table for pages and API.
    public var status: Int {
        switch self {
        case .unknown: 401
        case .forbidden: 403
        case .notFound: 404
        case .invalid, .unindexed: 422
        case .conflict, .closed, .inUse: 409
        case .busy: 429
        case .full: 507
        case .failed: 500
        }
    }

    /// What happened and what to do, for people.
    public var message: Label {
        switch self {
        case .unknown: Label("请先登录", en: "Please sign in first")
        case .forbidden: Label("您没有这项权限；如工作需要，请联系系统管理员", en: "You may not do this; ask the administrator if your work needs it")
        case .notFound: Label("没有找到，可能已被删除，或不在您的权限范围内", en: "Not found: it may have been deleted, or lies outside what you may see")
        case .invalid(let problems): Label("有 \(problems.count) 处需要修改", en: "\(problems.count) thing(s) need correction")
        case .conflict: Label("您编辑期间别人已修改了这条记录，请核对后再保存", en: "Someone changed this record while you were editing; please compare and save again")
        case .closed(let reason): reason
        case .inUse(let kind): Label("还有“\(kind)”记录引用它，不能删除", en: "Records of “\(kind)” still refer to it, so it cannot be deleted")
        case .busy: Label("系统正忙，请稍后再试", en: "The system is busy; please try again in a moment")
        case .full: Label("存储空间已满，没有保存；请联系系统管理员", en: "The storage is full and nothing was saved; please tell the administrator")
        case .unindexed(let columns):
            Label(
                "记录太多，不能按“\(columns.joined(separator: "、"))”查找；请先加其他条件",
                en: "There are too many records to look through by \(columns.joined(separator: ", ")); please add another filter")
        case .failed: Label("系统出错了，没有保存；请稍后再试或联系系统管理员", en: "Something went wrong and nothing was saved; try again or tell the administrator")
        }
    }

    /// What is wrong with what was entered; empty for other refusals.
    public var problems: [Problem] { if case .invalid(let list) = self { list } else { [] } }

    /// What a failure of the store means for the person who asked.
    init(_ error: StoreError, _ catalog: Catalog) {
        switch error {
        case .taken(let kind, let columns):
            let schema = catalog.schema(kind)
            let labels = columns.map { schema?[$0]?.label ?? Label($0, en: $0) }
            let (chinese, english) = (labels.map(\.chinese).joined(separator: "、"), labels.map(\.english).joined(separator: ", "))
            self = .invalid([
                Problem(
                    "taken", field: columns.first, "已有“\(chinese)”相同的记录，请核对是否重复",
                    en: "There is already a record with the same \(english); please check for a duplicate")
            ])
        case .dangling(let kind, let column):
            let label = catalog.schema(kind)?[column]?.label ?? Label(column)
            self = .invalid([
                Problem(
                    "dangling", field: column, "“\(label.chinese)”所选的记录不存在，请重新选择",
                    en: "The record chosen for “\(label.english)” does not exist; please choose again")
            ])
        case .inUse(_, let other): self = .inUse(by: catalog.schema(other)?.label.chinese ?? other)
        // Only where another transaction was faster: the next attempt sees what it wrote.
        case .stale: self = .busy
        case .unindexed(_, let columns): self = .unindexed(columns: columns)
        case .unknownKind(let kind): self = .notFound(kind: kind)
        case .unknownColumn(_, let column):
            self = .invalid([Problem("unknown-field", field: column, "没有“\(column)”这个字段", en: "There is no field “\(column)”")])
        case .full: self = .full
        case .busy: self = .busy
        case .newer, .failed: self = .failed("\(error)")
        }
    }
}

import HTTPTypes
public import Kernel

/// Why a request came to nothing: what the engine refused, and what went wrong before the engine was asked.
public struct WebFailure: Error, Sendable {
    public let status: Int
    public let code: String
    public let message: Label
    public var problems: [Problem] = []
    /// Seconds after which it is worth trying again.
    public var retryAfter: Int?
    /// The methods that the address knows.
    var allowed: String?
    /// The record as it is now, where someone else changed it.
    var current: StoredRecord?

    init(_ status: Int, _ code: String, _ chinese: String, en english: String) {
        self.status = status
        self.code = code
        message = Label(chinese, en: english)
    }

    init(_ refusal: Refusal) {
        status = refusal.status
        code = refusal.code
        message = refusal.message
        problems = refusal.problems
        if case .busy = refusal { retryAfter = 1 }
        if case .conflict(let record) = refusal { current = record }
    }

    init(_ error: any Error) {
        self =
            switch error {
            case let failure as WebFailure: failure
            case let refusal as Refusal: WebFailure(refusal)
            case let problems as Problems: WebFailure(Refusal.invalid(problems.list))
            case let problem as Problem: WebFailure(Refusal.invalid([problem]))
            default: WebFailure(Refusal.failed("\(error)"))
            }
    }

    static let noSuchAddress = WebFailure(404, "not-found", "没有这个地址", en: "There is no such address")
    static let formToken = WebFailure(403, "form-token", "页面已过期，请刷新后重试", en: "This page has expired; please reload it and try again")
    static let foreignOrigin = WebFailure(403, "foreign-origin", "请求来自其他网站，已拒绝", en: "The request came from another site and was refused")
    static let passwordChange = WebFailure(403, "password-change-required", "请先修改口令", en: "Please change your password first")
    static let tooManyUploads = WebFailure(
        429, "too-many-uploads", "您今天上传的文件已达上限，请明天再传", en: "You have uploaded as much as one account may in a day; please go on tomorrow")
    static let versionRequired = WebFailure(428, "version-required", "请用 If-Match 注明所见的版本", en: "Name the version that you saw in If-Match")
    static let signInFailed = WebFailure(
        401, "sign-in-failed", "账号、口令或验证码不正确，或账号已暂时锁定", en: "The account, password or code is wrong, or the account is locked for a while")

    static func methodNotAllowed(_ allowed: String) -> WebFailure {
        var failure = WebFailure(405, "method-not-allowed", "这个地址不支持该方法", en: "This address does not support the method")
        failure.allowed = allowed
        return failure
    }

    static func tooLarge(limit: Int) -> WebFailure {
        WebFailure(413, "too-large", "内容太大，最多 \(limit / 1024) KB", en: "The content is too large; at most \(limit / 1024) KB")
    }

    static let headTooLong = WebFailure(
        431, "head-too-long", "地址或请求头太长，请减少筛选条件", en: "The address or the head of the request is too long; use fewer or shorter conditions")

    static func unsupportedMediaType(expected: String) -> WebFailure {
        WebFailure(415, "unsupported-media-type", "内容类型应为 \(expected)", en: "The content type must be \(expected)")
    }

    static func malformed(_ detail: String) -> WebFailure {
        WebFailure(400, "malformed", "请求格式不对：\(detail)", en: "The request is malformed: \(detail)")
    }

    static func unavailable(_ chinese: String, en english: String) -> WebFailure { WebFailure(501, "not-available", chinese, en: english) }

    static func invalid(_ code: String, field: String?, _ chinese: String, en english: String) -> WebFailure {
        WebFailure(Refusal.invalid([Problem(code, field: field, chinese, en: english)]))
    }

    /// `{"error":{"code","message","problems":[{"field","code","message"}],"request"}}`, the one shape of failure of the API.
    ///
    /// - Parameter current: the record as it is now, already as JSON and masked, where someone else changed it.
    func json(_ language: Language, request: String, current: [UInt8]? = nil) -> [UInt8] {
        var json = JSONWriter()
        json.object { json in
            json.member("error") { json in
                json.object { json in
                    json.member("code") { $0.string(code) }
                    json.member("message") { $0.string(message[language]) }
                    json.member("problems") { json in
                        json.array { json in
                            for problem in problems {
                                json.element { json in
                                    json.object { json in
                                        json.member("field") { json in problem.field.map { json.string($0) } ?? json.raw("null") }
                                        json.member("code") { $0.string(problem.code) }
                                        json.member("message") { $0.string(problem.message[language]) }
                                    }
                                }
                            }
                        }
                    }
                    json.member("request") { $0.string(request) }
                    if let current { json.member("current") { $0.raw(current) } }
                }
            }
        }
        return json.bytes
    }
}

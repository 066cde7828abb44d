/// 预警接收方: another system that is told of alerts and warnings, by a signed request over HTTP (webhook).
public struct WebhookReceiver: Record {
    public static let kind = Kind<WebhookReceiver>("预警接收方", en: "Alert receiver", title: \.name, .governing)
    public let name = Field<String>("名称", .max(80), .searchable)
    public let address = Field<String>(
        "接收地址", en: "Address", .max(500),
        .help(
            Label(
                "https:// 或 http:// 开头；内网地址须先由运维在配置中放行",
                en: "Begins with https:// or http://; addresses of private networks have to be allowed in the configuration")))
    public let secret = Field<String?>(
        "签名密钥", en: "Signing secret", .max(400), .personal(.all),
        .help(
            Label(
                "whsec_ 加 24 字节以上随机数的 base64；与接收方共有。保存后即封存，看不到原文，只能重新填写",
                en: "whsec_ and the base64 of 24 random bytes or more, shared with the receiver. Once saved it is sealed: it is replaced, never shown")))
    public let level = Field<Alert.Level>("从哪一级起", en: "From", .initial("blue"))
    public let kinds = Field<[String]?>("记录类型", en: "Kinds", .help(Label("类型代码，如 hazardWarning；不填为全部", en: "Codes such as hazardWarning; empty for all")))
    public let takesExercises = Field<Bool>("接收演练和模拟", en: "Takes exercises", .initial("否"))
    public let isActive = Field<Bool>("启用", en: "Active", .initial("是"), .indexed)
    /// What a secret begins with that was sealed.
    public static let sealed = "sealed:"
    public static var checks: [Check<WebhookReceiver>] {
        [
            Check("接收地址应为 https://主机[:端口]/路径，不含用户名", en: "The address reads https://host[:port]/path, without a user", at: \.address) { row in
                WebhookAddress(row.address) != nil
            },
            // A list brings none: such a receiver is sent nothing until it has one.
            Check("密钥为 32 至 200 个字符", en: "The secret has 32 to 200 characters", at: \.secret) { row in
                row.secret.map { $0.hasPrefix(sealed) || $0.unicodeScalars.count >= 32 && $0.utf8.count <= 200 } ?? true
            },
        ]
    }
    public init() {}
}

/// The parts of an address of the web that decide where a request goes.
public struct WebhookAddress: Sendable, Hashable {
    public let isSecure: Bool
    /// Without the brackets of an IPv6 address.
    public let host: String
    /// As it stands in the field Host: with the port where one is named.
    public let authority: String
    /// Path and query; `/` where there are none.
    public let target: String

    /// - Returns: nil for what is not `http://host[:port][/path]` or the same with https, in ASCII.
    public init?(_ text: String) {
        guard let scheme = ["https://", "http://"].first(where: { text.hasPrefix($0) }), text.unicodeScalars.allSatisfy({ (33...126).contains($0.value) })
        else { return nil }
        isSecure = scheme == "https://"
        let rest = text.dropFirst(scheme.count)
        let authority = rest.prefix { !"/?#".contains($0) }
        let target = rest.dropFirst(authority.count).prefix { $0 != "#" }
        self.target = target.hasPrefix("/") ? String(target) : "/" + target
        self.authority = String(authority)
        let port: Substring
        if authority.hasPrefix("[") {
            guard let end = authority.firstIndex(of: "]") else { return nil }
            (host, port) = (String(authority[authority.index(after: authority.startIndex)..<end]), authority[authority.index(after: end)...])
        } else {
            let name = authority.prefix { $0 != ":" }
            (host, port) = (String(name), authority.dropFirst(name.count))
        }
        guard !host.isEmpty, !authority.contains("@"), port.isEmpty || port.hasPrefix(":") && UInt16(port.dropFirst()) != nil else { return nil }
    }
}

/// 预警推送: one message for one receiver, until it was taken or given up: the job and its log in one.
public struct WebhookDelivery: Record {
    public static let kind = Kind<WebhookDelivery>("预警推送", en: "Alert delivery", title: \.title, sought: [[\.state, \.nextAt]], .raised)
    public let receiver = Field<Reference<WebhookReceiver>>("接收方", .readOnly)
    public let title = Field<String>("标题", .max(300), .readOnly)
    public let recordKind = Field<String>("记录类型", .max(60), .readOnly)
    public let subject = Field<String>("记录", .max(26), .indexed, .readOnly)
    /// When the message was sent that is delivered: issue, renewal or end (``Bulletin/moments``).
    public let moment = Field<Instant>("消息时间", en: "Message of", .readOnly)
    public let attempts = Field<Int>("已试次数", en: "Attempts", .initial("0"), .readOnly)
    public let nextAt = Field<Instant>("下次发送", en: "Next at", .indexed, .readOnly)
    /// Status of HTTP that the receiver answered last; nil where there was no answer.
    public let status = Field<Int?>("最近应答", en: "Last status", .readOnly)
    public let answer = Field<String?>("应答内容", en: "Last answer", .max(600), .readOnly)
    public let isGivenUp = Field<Bool>("不再尝试", en: "Given up", .initial("否"), .readOnly)
    public let state = Field<State>("状态", .readOnly)
    public enum State: String, Choice { case waiting = "待送达", delivered = "已送达", dead = "送达失败", dropped = "已放弃" }

    /// The first two steps are the program's: their conditions hold only when it has noted how the receiver answered.
    public static var flow: Flow<WebhookDelivery>? {
        Flow(
            \.state, editable: [.waiting, .dead],
            Step("送达", en: "Delivered", code: "deliver", .waiting, to: .delivered, by: .administrator, isAwaited: false) { ($0.status ?? 0) / 100 == 2 },
            Step("多次失败", en: "Failed", code: "fail", .waiting, to: .dead, by: .administrator, isAwaited: false) { $0.isGivenUp },
            Step("放弃", en: "Drop", code: "drop", .waiting, to: .dropped, by: .administrator, needsRemark: true, isAwaited: false),
            // Once more; what fails again after all its attempts is given up again.
            Step("重新发送", en: "Send again", code: "resend", .dead, to: .waiting, by: .administrator),
            Step("放弃", en: "Drop", code: "abandon", .dead, to: .dropped, by: .administrator, needsRemark: true))
    }
    public init() {}
}

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
        "签名密钥", en: "Signing secret", .max(200), .personal(.all),
        .help(Label("whsec_ 加 24 字节以上随机数的 base64；与接收方共有", en: "whsec_ and the base64 of 24 random bytes or more, shared with the receiver")))
    public let level = Field<Alert.Level>("从哪一级起", en: "From", .initial("blue"))
    public let kinds = Field<[String]?>("记录类型", en: "Kinds", .help(Label("类型代码，如 hazardWarning；不填为全部", en: "Codes such as hazardWarning; empty for all")))
    public let takesExercises = Field<Bool>("接收演练和模拟", en: "Takes exercises", .initial("否"))
    public let isActive = Field<Bool>("启用", en: "Active", .initial("是"), .indexed)
    public static var checks: [Check<WebhookReceiver>] {
        [
            Check("接收地址应为 https://主机/路径，不含用户名", en: "The address reads https://host/path, without a user", at: \.address) { row in
                guard let rest = ["https://", "http://"].lazy.compactMap({ row.address.hasPrefix($0) ? row.address.dropFirst($0.count) : nil }).first else {
                    return false
                }
                let host = rest.prefix { !"/?#".contains($0) }
                return !host.isEmpty && !host.contains("@") && row.address.unicodeScalars.allSatisfy { $0.value > 32 && $0.value < 127 }
            },
            // A list brings none: such a receiver is sent nothing until it has one.
            Check("密钥至少 32 个字符", en: "The secret has at least 32 characters", at: \.secret) { $0.secret.map { $0.unicodeScalars.count >= 32 } ?? true },
        ]
    }
    public init() {}
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

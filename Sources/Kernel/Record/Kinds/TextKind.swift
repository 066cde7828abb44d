/// Text of one line, or of several where `isLong`.
public struct TextKind: FieldKind {
    public let isLong: Bool
    public let minimum: Int
    public let maximum: Int

    init(_ options: FieldOptions) {
        isLong = options.isLong
        minimum = options.minimum.map { Int($0) } ?? 0
        maximum = options.maximum.map { Int($0) } ?? (options.isLong ? 20_000 : 200)
    }

    public var name: String { isLong ? "longText" : "text" }
    public var type: ColumnType { .text }

    public func read(_ text: String) throws(Problem) -> Stored {
        let count = text.utf8.count <= maximum ? text.utf8.count : text.unicodeScalars.count
        if count > maximum {
            throw Problem("too-long", "有 \(count) 个字，最多 \(maximum) 个，请缩短", en: "has \(count) characters, at most \(maximum) are allowed; please shorten it")
        }
        if minimum > 0, text.unicodeScalars.count < minimum {
            throw Problem("too-short", "至少要 \(minimum) 个字", en: "needs at least \(minimum) characters")
        }
        let hasControl = text.utf8.contains { $0 < 0x20 && $0 != 0x09 && !(isLong && ($0 == 0x0A || $0 == 0x0D)) || $0 == 0x7F }
        if hasControl || text.unicodeScalars.contains(where: TextKind.isInvisible) {
            throw Problem("control-character", "含有看不见的控制字符，请删除后重新输入", en: "contains invisible control characters; please type it again")
        }
        return .text(text)
    }

    /// Characters that make a text look like another one: C1 controls, and those that turn the direction of writing (Unicode TR 36 §2.5).
    private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x80...0x9F, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069, 0xFFFE, 0xFFFF: true
        default: false
        }
    }

    public var control: Control { isLong ? .paragraph : .line }
    public var schema: JSON {
        ["type": "string", "minLength": .integer(Int64(minimum)), "maxLength": .integer(Int64(maximum))]
    }
}

extension String: FieldValue {
    public static func kind(_ options: FieldOptions) -> any FieldKind { TextKind(options) }
    public init?(stored: Stored) {
        guard case .text(let value) = stored else { return nil }
        self = value
    }
    public var stored: Stored { .text(self) }
}

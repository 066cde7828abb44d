/// Builds HTML as bytes. Text and attribute values are escaped here and nowhere else; only what is written in our own source (a `StaticString`)
/// goes in as it is, so that no text of a document can ever become markup.
struct HTML {
    private(set) var bytes: [UInt8] = []

    struct Attribute {
        let name: StaticString
        let value: Value

        enum Value {
            case text(String), number(Int), bytes([UInt8]), flag
        }

        static func `class`(_ names: String) -> Attribute { Attribute(name: "class", value: .text(names)) }
        static func id(_ id: String) -> Attribute { Attribute(name: "id", value: .text(id)) }
        static func text(_ name: StaticString, _ value: String) -> Attribute { Attribute(name: name, value: .text(value)) }
        static func number(_ name: StaticString, _ value: Int) -> Attribute { Attribute(name: name, value: .number(value)) }
        static func bytes(_ name: StaticString, _ value: [UInt8]) -> Attribute { Attribute(name: name, value: .bytes(value)) }
        static func flag(_ name: StaticString) -> Attribute { Attribute(name: name, value: .flag) }
    }

    mutating func reserve(_ count: Int) { bytes.reserveCapacity(count) }

    /// Markup of our own.
    mutating func markup(_ markup: StaticString) {
        markup.withUTF8Buffer { bytes.append(contentsOf: $0) }
    }

    /// `<tag attributes>`
    mutating func open(_ tag: StaticString, _ attributes: Attribute...) { open(tag, attributes) }

    mutating func open(_ tag: StaticString, _ attributes: [Attribute]) {
        bytes.append(0x3C)
        markup(tag)
        for attribute in attributes {
            bytes.append(0x20)
            markup(attribute.name)
            write(attribute.value)
        }
        bytes.append(0x3E)
    }

    mutating func close(_ tag: StaticString) {
        markup("</")
        markup(tag)
        bytes.append(0x3E)
    }

    /// An element with what `content` writes into it.
    mutating func element(_ tag: StaticString, _ attributes: Attribute..., content: (inout HTML) -> Void) {
        open(tag, attributes)
        content(&self)
        close(tag)
    }

    /// An element with text in it.
    mutating func element(_ tag: StaticString, _ attributes: Attribute..., text words: String) {
        open(tag, attributes)
        text(words)
        close(tag)
    }

    mutating func text(_ words: String) { escape(words.utf8) }

    mutating func text(_ utf8: ArraySlice<UInt8>) { escape(utf8) }

    /// A part that another builder has made.
    mutating func append(_ part: HTML) { bytes.append(contentsOf: part.bytes) }

    mutating func number(_ number: Int) { bytes.append(contentsOf: String(number).utf8) }

    private mutating func write(_ value: Attribute.Value) {
        switch value {
        case .flag: return
        case .text(let text):
            markup("=\"")
            escape(text.utf8)
        case .bytes(let utf8):
            markup("=\"")
            escape(utf8)
        case .number(let value):
            markup("=\"")
            number(value)
        }
        bytes.append(0x22)
    }

    private mutating func escape(_ utf8: some Sequence<UInt8>) {
        for byte in utf8 {
            switch byte {
            case 0x26: markup("&amp;")
            case 0x3C: markup("&lt;")
            case 0x3E: markup("&gt;")
            case 0x22: markup("&quot;")
            case 0x27: markup("&#39;")
            // A page must not hold other control characters.
            case 0..<0x09, 0x0B, 0x0C, 0x0E..<0x20, 0x7F: markup("\u{FFFD}")
            default: bytes.append(byte)
            }
        }
    }
}

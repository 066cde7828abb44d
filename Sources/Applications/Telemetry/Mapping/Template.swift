import Kernel

/// A place in a JSON payload: names of members and numbers of elements from 0, with dots between them: `data.values.0`.
struct PayloadPath: Sendable, Hashable {
    private let steps: [String]

    init?(_ text: String) {
        steps = text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        if steps.contains(where: \.isEmpty) { return nil }
    }

    func value(in json: JSON) -> JSON? {
        var found = json
        for step in steps {
            if let member = found[step] {
                found = member
            } else if let elements = found.array, let place = Int(step), elements.indices.contains(place) {
                found = elements[place]
            } else {
                return nil
            }
        }
        return found
    }
}

/// Words with places to be filled from a message: `RS-{2}` with level 2 of the topic, `{device.id}` with a value of the payload.
struct Template: Sendable, Hashable {
    private enum Part: Sendable, Hashable {
        case words(Substring)
        case level(Int)
        case value(PayloadPath)
    }

    private let parts: [Part]

    /// nil for a brace that is not closed, or holds nothing that can be filled.
    init?(_ text: String) {
        var (parts, rest) = ([Part](), text[...])
        while let open = rest.firstIndex(of: "{") {
            if open > rest.startIndex { parts.append(.words(rest[..<open])) }
            guard let close = rest[open...].firstIndex(of: "}") else { return nil }
            let name = String(rest[rest.index(after: open)..<close])
            if let level = Int(name) {
                guard (1...100).contains(level) else { return nil }
                parts.append(.level(level))
            } else if let path = PayloadPath(name) {
                parts.append(.value(path))
            } else {
                return nil
            }
            rest = rest[rest.index(after: close)...]
        }
        if rest.contains("}") { return nil }
        if !rest.isEmpty { parts.append(.words(rest)) }
        if parts.isEmpty { return nil }
        self.parts = parts
    }

    /// The text, where nothing is to be filled.
    var fixed: String? {
        guard parts.count == 1, case .words(let words) = parts[0] else { return nil }
        return String(words)
    }

    /// - Parameter payloads: where values are looked for, one after the other.
    /// - Returns: nil where something is missing.
    func filled(topic: [Substring], payloads: [JSON]) -> String? {
        var text = ""
        for part in parts {
            switch part {
            case .words(let words): text += words
            case .level(let level):
                guard level <= topic.count, !topic[level - 1].isEmpty else { return nil }
                text += topic[level - 1]
            case .value(let path):
                switch payloads.lazy.compactMap({ path.value(in: $0) }).first {
                case .string(let value)? where !value.isEmpty: text += value
                case .integer(let value)?: text += "\(value)"
                default: return nil
                }
            }
        }
        return text.utf8.count <= 400 ? text : nil
    }
}

/// The vocabularies that office documents mix in one part.
enum MarkupSpace {
    /// WordprocessingML, transitional or strict.
    case word
    /// Office Math.
    case math
    /// Markup compatibility: alternatives for older programs.
    case compatibility
    /// Everything else, including none.
    case other

    /// The vocabulary that a namespace address names.
    init(address: String) {
        if address.hasSuffix("/wordprocessingml/2006/main") || address.hasSuffix("/wordprocessingml/main") {
            self = .word
        } else if address.hasSuffix("/officeDocument/2006/math") || address.hasSuffix("/officeDocument/math") {
            self = .math
        } else if address.hasSuffix("/markup-compatibility/2006") {
            self = .compatibility
        } else {
            self = .other
        }
    }
}

/// The name of an element: its vocabulary and its local part.
struct MarkupName {
    var space: MarkupSpace
    var local: String
}

/// Whether to go into an element or to leave it out with everything in it.
enum Descent {
    case enter
    case skip
}

/// Hears of the elements and the text of a part, in document order.
protocol MarkupHandler: AnyObject {
    func open(_ name: MarkupName, _ attributes: MarkupAttributes) -> Descent
    func close(_ name: MarkupName)
    /// Well-formed UTF-8, possibly one piece of several.
    func characters(_ utf8: UnsafeBufferPointer<UInt8>)
}

/// The attributes of one XML element, looked up without copying the others. Valid during the call only.
struct MarkupAttributes {
    /// libxml2's five pointers for each: local name, prefix, namespace, begin and end of the value.
    let pointers: UnsafeMutablePointer<UnsafePointer<UInt8>?>?
    let count: Int

    /// The value of the attribute with this local name, in whatever vocabulary.
    subscript(_ local: StaticString) -> String? {
        guard let pointers else { return nil }
        for index in 0..<count {
            let entry = pointers + index * 5
            guard let name = entry[0], let begin = entry[3], let end = entry[4] else { continue }
            if Self.equal(name, local) {
                return String(decoding: UnsafeBufferPointer(start: begin, count: end - begin), as: UTF8.self)
            }
        }
        return nil
    }

    func integer(_ local: StaticString) -> Int? {
        self[local].flatMap { Int($0) }
    }

    /// An on/off property of Office: present without a value means on.
    func isOn(_ local: StaticString = "val") -> Bool {
        switch self[local] {
        case "0", "false", "off", "none": false
        default: true
        }
    }

    private static func equal(_ name: UnsafePointer<UInt8>, _ wanted: StaticString) -> Bool {
        let length = wanted.utf8CodeUnitCount
        for index in 0..<length where name[index] != wanted.utf8Start[index] { return false }
        return name[length] == 0
    }
}

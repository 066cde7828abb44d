public import Kernel

/// One attribute of an element. Its name is a literal of the program; its value is escaped when it is written.
public struct Attribute: Sendable {
    enum Value: Sendable {
        case flag
        case literal(StaticString)
        case text(String)
        case json([UInt8])
    }

    /// `data-` or `aria-`, or nothing.
    let prefix: StaticString
    let name: StaticString
    let value: Value

    private init(_ prefix: StaticString, _ name: StaticString, _ value: Value) {
        self.prefix = prefix
        self.name = name
        self.value = value
    }

    /// Any attribute that holds no address and no script.
    ///
    /// Names that begin with `on`, `style`, `src`, `href` and `action` are refused: the page's policy forbids the first two, and addresses have
    /// functions of their own below.
    public static func named(_ name: StaticString, _ value: String) -> Attribute {
        assert(!forbidden(name), "this attribute has a function of its own or is not allowed on a page")
        return Attribute("", name, .text(value))
    }

    /// An attribute without a value: `checked`, `disabled`, `hidden`.
    public static func flag(_ name: StaticString) -> Attribute { Attribute("", name, .flag) }
    /// The same where a condition holds.
    public static func flag(_ name: StaticString, _ isOn: Bool) -> Attribute? { isOn ? Attribute("", name, .flag) : nil }

    public static func id(_ value: String) -> Attribute { Attribute("", "id", .text(value)) }
    public static func `class`(_ name: StaticString) -> Attribute { Attribute("", "class", .literal(name)) }
    /// Several classes, of which some may be missing.
    public static func classes(_ names: String?...) -> Attribute { Attribute("", "class", .text(names.compactMap { $0 }.joined(separator: " "))) }
    public static func name(_ value: String) -> Attribute { Attribute("", "name", .text(value)) }
    public static func value(_ value: String) -> Attribute { Attribute("", "value", .text(value)) }
    public static func type(_ value: StaticString) -> Attribute { Attribute("", "type", .literal(value)) }
    public static func title(_ value: String) -> Attribute { Attribute("", "title", .text(value)) }
    public static func role(_ value: StaticString) -> Attribute { Attribute("", "role", .literal(value)) }
    public static func `for`(_ id: String) -> Attribute { Attribute("", "for", .text(id)) }

    public static func data(_ name: StaticString, _ value: String) -> Attribute { Attribute("data-", name, .text(value)) }
    /// A value for a script: JSON inside an attribute.
    public static func data(_ name: StaticString, json: JSON) -> Attribute { Attribute("data-", name, .json(json.bytes)) }
    public static func aria(_ name: StaticString, _ value: String) -> Attribute { Attribute("aria-", name, .text(value)) }

    // MARK: Addresses

    public static func href(_ address: Address) -> Attribute { Attribute("", "href", .text(address.text)) }
    public static func source(_ address: Address) -> Attribute { Attribute("", "src", .text(address.text)) }
    public static func action(_ address: Address) -> Attribute { Attribute("", "action", .text(address.text)) }
    /// Where one button of a form sends it instead.
    public static func formAction(_ address: Address) -> Attribute { Attribute("", "formaction", .text(address.text)) }
    /// A place on the same page.
    public static func href(place id: String) -> Attribute { Attribute("", "href", .text("#" + id)) }
    /// An address from outside: anything but http, https, mailto and tel becomes `#`.
    public static func href(outside url: String) -> Attribute { Attribute("", "href", .text(isHarmless(url) ? url : "#")) }

    // MARK: htmx

    /// An attribute of htmx that holds no address: `hx("target", "#results")`.
    public static func hx(_ name: StaticString, _ value: String) -> Attribute { Attribute("hx-", name, .text(value)) }
    /// Asks for an address and puts the answer into the page.
    public static func get(_ address: Address) -> Attribute { Attribute("hx-", "get", .text(address.text)) }
    public static func post(_ address: Address) -> Attribute { Attribute("hx-", "post", .text(address.text)) }

    // MARK: Safety

    static func isHarmless(_ url: String) -> Bool {
        let start = url.prefix(8).lowercased()
        return ["http://", "https://", "mailto:", "tel:"].contains { start.hasPrefix($0) }
    }

    private static func forbidden(_ name: StaticString) -> Bool {
        name.withUTF8Buffer { utf8 in
            let text = String(decoding: utf8, as: UTF8.self).lowercased()
            return text.hasPrefix("on") || ["style", "src", "href", "action", "formaction", "srcdoc"].contains(text)
        }
    }
}

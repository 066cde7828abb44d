/// How one level of a list writes its numbers.
struct NumberLevel {
    var start = 1
    var format = "decimal"
    /// A sample such as `001, 002, 003` for a format of the writer's own.
    var sample: String?
    /// The number's text, where `%2` stands for the number of the second level.
    var text = ""
    var suffix = "tab"
    /// Whether higher levels are shown as plain digits.
    var isLegal = false
    /// The level, from 1, after whose paragraphs this one starts anew; 0 for never, `nil` for any higher.
    var restartsAfter: Int?
    var paragraphStyle: String?
}

/// The lists that `numbering.xml` defines.
final class NumberingPart: MarkupHandler {
    struct Definition {
        var levels: [Int: NumberLevel] = [:]
        /// The numbering style that holds the levels instead.
        var style: String?
    }

    struct Instance {
        var definition = 0
        var starts: [Int: Int] = [:]
        var levels: [Int: NumberLevel] = [:]
    }

    private(set) var definitions: [Int: Definition] = [:]
    private(set) var instances: [Int: Instance] = [:]

    private var definition: (id: Int, value: Definition)?
    private var instance: (id: Int, value: Instance)?
    private var level: (index: Int, value: NumberLevel)?
    private var overridden = 0

    /// Word allows nine levels.
    static let levels = 0..<9

    func open(_ name: MarkupName, _ attributes: MarkupAttributes) -> Descent {
        guard name.space == .word else { return .enter }
        switch name.local {
        case "abstractNum": definition = (attributes.integer("abstractNumId") ?? 0, Definition())
        case "numStyleLink": definition?.value.style = attributes["val"]
        case "num": instance = (attributes.integer("numId") ?? 0, Instance())
        case "abstractNumId": instance?.value.definition = attributes.integer("val") ?? 0
        case "lvlOverride": overridden = attributes.integer("ilvl") ?? 0
        case "startOverride": instance?.value.starts[overridden] = attributes.integer("val") ?? 1
        case "lvl": level = (attributes.integer("ilvl") ?? 0, NumberLevel())
        case "rPr", "pPr": return .skip
        default: readLevel(name.local, attributes)
        }
        return .enter
    }

    private func readLevel(_ local: String, _ attributes: MarkupAttributes) {
        switch local {
        case "start": level?.value.start = max(0, attributes.integer("val") ?? 1)
        case "numFmt":
            level?.value.format = attributes["val"] ?? "decimal"
            level?.value.sample = attributes["format"]
        // Word shows no more than this; a longer one could only multiply the text.
        case "lvlText": level?.value.text = String((attributes["val"] ?? "").prefix(255))
        case "suff": level?.value.suffix = attributes["val"] ?? "tab"
        case "isLgl": level?.value.isLegal = attributes.isOn()
        case "lvlRestart": level?.value.restartsAfter = attributes.integer("val")
        case "pStyle": level?.value.paragraphStyle = attributes["val"]
        default: break
        }
    }

    func close(_ name: MarkupName) {
        guard name.space == .word else { return }
        switch name.local {
        case "lvl":
            guard let level, Self.levels.contains(level.index) else { return }
            if instance != nil {
                instance?.value.levels[level.index] = level.value
            } else {
                definition?.value.levels[level.index] = level.value
            }
            self.level = nil
        case "abstractNum":
            if let definition { definitions[definition.id] = definition.value }
            definition = nil
        case "num":
            if let instance { instances[instance.id] = instance.value }
            instance = nil
        default: break
        }
    }

    func characters(_ utf8: UnsafeBufferPointer<UInt8>) {}
}

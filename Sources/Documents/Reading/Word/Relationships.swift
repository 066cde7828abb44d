/// Which part of a package serves which purpose.
final class Relationships: MarkupHandler {
    private var targets: [(id: String, purpose: String, target: String)] = []

    /// The relationships of the package itself (`part` empty) or of one of its parts.
    init(of part: String, in archive: ZipArchive) throws(DocumentError) {
        let (folder, file) = Self.split(part)
        let source = folder + "_rels/" + file + ".rels"
        guard let bytes = try archive.content(of: source) else { return }
        try XMLReader.read(bytes, file: archive.name, part: source, handler: self)
        targets = targets.map { ($0.id, $0.purpose, Self.resolve($0.target, from: folder)) }
    }

    /// The part for a purpose such as `styles`: the last word of the relationship's type, which is the
    /// same in the transitional and the strict vocabulary.
    func target(_ purpose: String) -> String? {
        targets.first { $0.purpose == purpose }?.target
    }

    /// The part that a relationship of this identifier names.
    func target(ofId id: String) -> String? {
        targets.first { $0.id == id }?.target
    }

    func open(_ name: MarkupName, _ attributes: MarkupAttributes) -> Descent {
        guard name.local == "Relationship", attributes["TargetMode"] != "External",
            let type = attributes["Type"], let target = attributes["Target"],
            let purpose = type.split(separator: "/").last
        else { return .enter }
        targets.append((attributes["Id"] ?? "", String(purpose), target))
        return .enter
    }

    func close(_ name: MarkupName) {}
    func characters(_ utf8: UnsafeBufferPointer<UInt8>) {}

    private static func split(_ part: String) -> (folder: String, file: String) {
        guard let slash = part.lastIndex(of: "/") else { return ("", part) }
        return (String(part[...slash]), String(part[part.index(after: slash)...]))
    }

    /// The entry that a target names: absolute from the root, else from the folder of its source.
    private static func resolve(_ target: String, from folder: String) -> String {
        let path = target.hasPrefix("/") ? String(target.dropFirst()) : folder + target
        var steps: [Substring] = []
        for step in path.split(separator: "/") {
            if step == ".." { _ = steps.popLast() } else if step != "." { steps.append(step) }
        }
        return steps.joined(separator: "/")
    }
}

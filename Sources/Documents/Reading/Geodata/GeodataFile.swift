/// A file of places before GDAL sees it: what it is, and its parts under names of ours.
struct GeodataFile {
    let bytes: [UInt8]
    let name: String
    let limits: Limits

    /// One file for GDAL.
    struct Source {
        let path: String
        /// What people call it, where that is not what stands in it.
        var title: String?
        var encoding: String?
        var remarks: [Remark] = []
    }

    /// nil for what holds no places.
    ///
    /// - Throws: `DocumentError` for places in a form that cannot be read: a .shp without its companions.
    static func format(of bytes: [UInt8], name: String, limits: Limits) throws(DocumentError) -> Geodata.Format? {
        if bytes.starts(with: [0x00, 0x00, 0x27, 0x0A]) {
            throw .notSpreadsheet(
                name: name,
                kind: Remark(
                    "单独的 .shp：请把同名的 .shp、.dbf、.shx、.prj、.cpg 一起压缩成 .zip", "a .shp alone: put .shp, .dbf, .shx, .prj and .cpg of one name into a .zip"))
        }
        switch Signature(of: bytes) {
        case .zip:
            let entries = try ZipArchive(bytes: bytes, name: name, limits: limits).entries().map { $0.lowercased() }
            if entries.contains("[content_types].xml") || entries.contains("mimetype") { return nil }
            if entries.contains(where: { $0.hasSuffix(".shp") }) { return .shapefile }
            return entries.contains { $0.hasSuffix(".kml") } ? .kmz : nil
        case .other:
            // GeoPackage (OGC 12-128r18, requirement 2): application_id at byte 68 of an SQLite file.
            let marks: [[UInt8]] = [Array("GPKG".utf8), Array("GP10".utf8), Array("GP11".utf8)]
            return bytes.starts(with: Array("SQLite format 3\0".utf8)) && bytes.count > 72 && marks.contains(Array(bytes[68..<72])) ? .geoPackage : nil
        case .text:
            let head = TextHead(bytes[...])
            let start = head.drop { TextHead.isBlank($0) || $0 == 0x3F }
            if start.hasPrefix("{"), head.contains("\"featurecollection\"") || head.contains("\"feature\"") { return .geoJSON }
            return start.hasPrefix("<") && head.contains("<kml") ? .kml : nil
        case .compound, .pdf, .richText: return nil
        }
    }

    func layOut(_ format: Geodata.Format, in folder: TemporaryFolder) throws(DocumentError) -> [Source] {
        switch format {
        case .geoJSON: return [try write(bytes, "source.geojson", folder)]
        case .kml: return [try write(bytes, "source.kml", folder)]
        case .geoPackage: return [try write(bytes, "source.gpkg", folder)]
        case .kmz: return try zippedKML(in: folder)
        case .shapefile: return try shapefiles(in: folder)
        }
    }

    private func write(_ bytes: [UInt8], _ file: String, _ folder: TemporaryFolder) throws(DocumentError) -> Source {
        try FileAccess.write(bytes, to: folder.file(file))
        return Source(path: folder.file(file))
    }

    /// All of them: GDAL itself writes a doc.kml that only points to the others.
    private func zippedKML(in folder: TemporaryFolder) throws(DocumentError) -> [Source] {
        // GDAL needs some fifteen times as much memory as there is KML.
        var limits = limits
        limits.maximumUnpackedBytes = min(limits.maximumUnpackedBytes, 100 << 20)
        let archive = ZipArchive(bytes: bytes, name: name, limits: limits)
        let entries = try archive.entries().filter { $0.lowercased().hasSuffix(".kml") && !$0.hasPrefix("__MACOSX/") }
        guard entries.count <= 100 else { throw .tooMany(name: name, items: Remark("个 .kml 文件", ".kml files"), limit: 100) }
        var sources: [Source] = []
        for (number, entry) in entries.enumerated() {
            if let content = try archive.content(of: entry) { sources.append(try write(content, "source\(number).kml", folder)) }
        }
        return sources
    }

    // MARK: Shapefiles (ESRI Shapefile Technical Description, 1998)

    private func shapefiles(in folder: TemporaryFolder) throws(DocumentError) -> [Source] {
        let archive = ZipArchive(bytes: bytes, name: name, limits: limits)
        let entries = try archive.entries()
        let shapes = entries.filter { $0.lowercased().hasSuffix(".shp") && !$0.hasPrefix("__MACOSX/") }
        guard shapes.count <= 100 else { throw .tooMany(name: name, items: Remark("个图层", "layers"), limit: 100) }
        var sources: [Source] = []
        for (number, shape) in shapes.enumerated() {
            let stem = String(shape.dropLast(4))
            var parts: [String: [UInt8]] = [:]
            for ending in ["shp", "shx", "dbf", "prj", "cpg"] {
                guard let entry = entries.first(where: { $0.lowercased() == (stem + "." + ending).lowercased() }) else { continue }
                parts[ending] = try archive.content(of: entry)
            }
            let title = FileAccess.lastComponent(of: stem)
            try check(parts, title)
            for (ending, content) in parts { try FileAccess.write(content, to: folder.file("layer\(number).\(ending)")) }
            var source = Source(path: folder.file("layer\(number).shp"), title: title)
            if let table = parts["dbf"] { (source.encoding, source.remarks) = AttributeTable(table).encoding(stated: parts["cpg"]) }
            sources.append(source)
        }
        return sources
    }

    /// GDAL passes over the end of what was cut off: its own lengths tell.
    private func check(_ parts: [String: [UInt8]], _ title: String) throws(DocumentError) {
        guard let shape = parts["shp"], let table = parts["dbf"], parts["shx"] != nil else {
            let missing = ["shp", "dbf", "shx"].filter { parts[$0] == nil }.map { "\(title).\($0)" }.joined(separator: ", ")
            throw .brokenGeodata(name: name, detail: Remark("压缩包里缺少 \(missing)", "the zip lacks \(missing)"))
        }
        let words = shape.count >= 100 ? shape[24..<28].reduce(0) { $0 << 8 | Int($1) } : .max
        if words == .max || shape.count < words * 2 {
            throw .brokenGeodata(name: name, detail: Remark("\(title).shp 比它的文件头说的短", "\(title).shp is shorter than its header says"))
        }
        if !AttributeTable(table).isWhole {
            throw .brokenGeodata(name: name, detail: Remark("\(title).dbf 比它的文件头说的短", "\(title).dbf is shorter than its header says"))
        }
    }
}

/// The attributes of a Shapefile (dBASE III), as far as is needed to know in which characters they are written.
struct AttributeTable {
    private let bytes: [UInt8]

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    private func number(at place: Int, _ count: Int) -> Int {
        guard place + count <= bytes.count else { return 0 }
        return bytes[place..<place + count].reversed().reduce(0) { $0 << 8 | Int($1) }
    }
    private var records: Int { number(at: 4, 4) }
    private var headLength: Int { number(at: 8, 2) }
    private var recordLength: Int { number(at: 10, 2) }

    var isWhole: Bool { headLength >= 33 && bytes.count >= headLength && bytes.count >= headLength + records * recordLength }

    /// Name, whether it is text, and length of each field.
    private var fields: [(name: ArraySlice<UInt8>, isText: Bool, length: Int)] {
        stride(from: 32, to: max(32, min(headLength, bytes.count) - 32), by: 32).prefix { bytes[$0] != 0x0D }.map { start in
            (bytes[start..<start + 11].prefix { $0 != 0 }, bytes[start + 11] == UInt8(ascii: "C"), Int(bytes[start + 16]))
        }
    }

    /// What GDAL has to be told. A .cpg other than UTF-8, and a language mark of Chinese, are believed; otherwise the bytes tell UTF-8 from GB 18030,
    /// which is what Chinese programs write without saying so.
    func encoding(stated: [UInt8]?) -> (name: String?, remarks: [Remark]) {
        let page = stated.map { String(decoding: $0, as: UTF8.self).uppercased().filter { !$0.isWhitespace } }.flatMap { $0.isEmpty ? nil : $0 }
        let saysUTF8 = page == "UTF-8" || page == "UTF8" || page == "65001"
        if page != nil, !saysUTF8 { return (nil, []) }
        // 0x4D GBK, 0x4F and 0x78 Big5.
        if page == nil, bytes.count > 29, [0x4D, 0x4F, 0x78].contains(bytes[29]) { return (nil, []) }
        let texts = texts.filter { $0.contains { $0 >= 0x80 } }
        if texts.isEmpty { return (nil, []) }
        if texts.allSatisfy(AttributeTable.isUTF8) { return ("UTF-8", []) }
        let remark =
            saysUTF8
            ? Remark("属性表声明为 UTF-8，实际是 GBK，已按 GBK 读取", "The attributes are called UTF-8 but are GBK and were read so")
            : Remark("没有 .cpg 说明属性表的编码，已按 GBK 读取", "There is no .cpg that states the encoding of the attributes; they were read as GBK")
        return ("GB18030", [remark])
    }

    /// Names, and the texts of the first records.
    private var texts: [ArraySlice<UInt8>] {
        let fields = fields
        var found = fields.map(\.name)
        guard isWhole, recordLength > 0 else { return found }
        for record in 0..<min(records, 5000) {
            var place = headLength + record * recordLength + 1
            for field in fields {
                let end = min(place + field.length, bytes.count)
                if field.isText, place < end { found.append(bytes[place..<end]) }
                place = end
            }
        }
        return found
    }

    /// Whether it is UTF-8, but for a last character that the length of the field cut.
    private static func isUTF8(_ text: ArraySlice<UInt8>) -> Bool {
        var text = text
        while let last = text.last, last == 0x20 || last == 0 { text.removeLast() }
        for cut in 0..<4 where text.count >= cut {
            if String(validating: text.dropLast(cut), as: UTF8.self) != nil { return true }
        }
        return false
    }
}

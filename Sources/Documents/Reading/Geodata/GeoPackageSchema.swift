/// What a GeoPackage is made of, before GDAL sees it.
///
/// GDAL opens it with SpatiaLite, and there a virtual table may be any file of the server: `CREATE VIRTUAL TABLE t USING VirtualText('/etc/passwd', …)`.
/// No setting of GDAL turns that off, and a sandbox is not on every machine; so SQLite itself, which has no such tables, lists the statements of the schema,
/// and only those pass that make plain tables, indexes, triggers (nothing is written, so none runs) and the R-trees of the standard. Views and columns that
/// are computed are refused too: they call any function, also those of SpatiaLite that fetch a schema of XML. A statement in the schema begins with words that SQLite put there, so its beginning tells what it makes.
struct GeoPackageSchema {
    let name: String
    let statements: Geodata.Statements?

    func check(_ sources: [GeodataFile.Source]) throws(DocumentError) {
        guard let statements else {
            throw .brokenGeodata(name: name, detail: Remark("此处不读取 GeoPackage", "GeoPackage is not read here"))
        }
        for source in sources {
            let found: [(name: String, sql: String)]
            do { found = try statements(source.path) } catch {
                throw .brokenGeodata(name: name, detail: Remark("SQLite 无法打开它", "SQLite cannot open it"))
            }
            guard let other = found.first(where: { !Self.isPlain($0.sql) }) else { continue }
            let thing = String(other.name.prefix(60))
            throw .brokenGeodata(
                name: name,
                detail: Remark(
                    "其中的“\(thing)”不是普通的表（视图、虚拟表或有计算列），为了安全不读取；请把图层另存为新的 GeoPackage 或 GeoJSON",
                    "“\(thing)” in it is no plain table (a view, a virtual table, or with computed columns), which is not read for safety; save the layer as a new GeoPackage or as GeoJSON"
                ))
        }
    }

    private static func isOfName(_ byte: UInt8) -> Bool {
        0x61...0x7A ~= byte || 0x30...0x39 ~= byte || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "$") || byte >= 0x80
    }

    /// By bytes: what is one character to people may be two to SQLite.
    static func isPlain(_ sql: String) -> Bool {
        let bytes = sql.utf8.map { 0x41...0x5A ~= $0 ? $0 + 0x20 : $0 }
        // A column is computed by what follows the word AS, which no plain table needs.
        if bytes.starts(with: "create table ".utf8) { return !bytes.split(whereSeparator: { !isOfName($0) }).contains { $0.elementsEqual("as".utf8) } }
        let plain = ["create index ", "create unique index ", "create trigger "]
        if plain.contains(where: { bytes.starts(with: $0.utf8) }) { return true }
        let virtual = "create virtual table "
        guard bytes.starts(with: virtual.utf8) else { return false }
        let named = bytes.dropFirst(virtual.utf8.count)
        if named.first == UInt8(ascii: "\"") {
            return named.dropFirst().drop { $0 != UInt8(ascii: "\"") }.starts(with: "\" using rtree(".utf8)
        }
        return named.drop(while: isOfName).starts(with: " using rtree(".utf8)
    }
}

import Atlas
import HTTPTypes
import Kernel

/// | method | address | what |
/// |---|---|---|
/// | GET | `/tiles/{kind}/{z}/{x}/{y}.mvt` | a vector tile (MVT 2.1, WebMercatorQuad) of the records that the reader may see |
struct TileRoutes: Sendable {
    let core: WebCore

    func add(to routes: inout Routes) { routes.on(.get, "/tiles/{kind}/{z}/{x}/{file}", .api, tile) }

    @Sendable private func tile(_ call: Call) async throws -> Answer {
        let schema = try core.desk(call).schema(call.value(0))
        guard !schema.isHidden, MapLayers.place(of: schema) != nil else { throw Refusal.notFound(kind: schema.name) }
        let file = call.value(3)
        guard file.hasSuffix(".mvt"), let zoom = Int(call.value(1)), let column = Int(call.value(2)), let row = Int(file.dropLast(4)),
            let address = TileAddress(zoom: zoom, column: column, row: row)
        else { throw WebFailure.noSuchAddress }
        return try await answer(address, of: schema, call)
    }

    func answer(_ address: TileAddress, of schema: Schema, _ call: Call) async throws -> Answer {
        let entry = try await core.maps.tile(address, of: schema, for: call.actor)
        // Kept by the browser, but asked for again each time: who may see what can change, and an edit is seen at once.
        var fields = SecurityFields.apiWithoutBody
        fields[.cacheControl] = "private, no-cache"
        fields[.eTag] = entry.tag
        if call.fields[.ifNoneMatch] == entry.tag { return Answer(304, fields: fields) }
        fields[.contentType] = TilesetRoutes.mediaType
        return Answer(fields: fields, body: .bytes(entry.bytes))
    }
}

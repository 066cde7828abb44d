/// Something on the map: where it is, what is said of it, and who may see it.
public struct Feature: Sendable, Hashable {
    public let id: String
    public let geometry: PackedGeometry
    /// Made up for a demonstration; marked in every tile.
    public let isSimulated: Bool
    /// Features of one audience are seen by the same people; who sees which, the reader of tiles says.
    public let audience: Int
    /// One for each field of the layer; nil where there is none.
    public let values: [TileValue?]

    public init(id: String, geometry: PackedGeometry, isSimulated: Bool = false, audience: Int = 0, values: [TileValue?] = []) {
        self.id = id
        self.geometry = geometry
        self.isSimulated = isSimulated
        self.audience = audience
        self.values = values
    }
}

/// Which audiences a reader belongs to.
public enum Audiences: Sendable, Hashable {
    case all
    case some(Set<Int>)

    /// As flags, so that asking costs nothing.
    func flags(_ count: Int) -> [Bool]? {
        guard case .some(let places) = self else { return nil }
        return (0..<count).map(places.contains)
    }
}

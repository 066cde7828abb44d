/// All features of one kind, in memory, for tiles and for questions of where; follows changes.
///
/// A value: who reads keeps what there was when they began. Nearly all features lie in one packed set; what changed since lies in a second, small one, and
/// hides what it replaces. When that has grown, both are packed into one again.
public struct Layer: Sendable {
    public let name: String
    /// The names of the values that each feature has, as tiles say them.
    public let fields: [String]
    private var base = PackedFeatures.none
    private var slots: [String: Int32] = [:]
    private var changed: [String: Feature] = [:]
    private var recent = PackedFeatures.none
    private var hidden: Set<Int> = []
    /// The zoom below which points are drawn in clusters.
    public private(set) var clusterZoom = 0
    /// More points than this in one tile are drawn in clusters.
    public static let pointsInTile = 2000

    public init(_ name: String, fields: [String], features: some Sequence<Feature> = []) {
        self.name = name
        self.fields = fields
        var builder = PackedFeaturesBuilder(fields: fields.count)
        for feature in features { builder.add(feature) }
        take(builder.build())
    }

    public var count: Int { base.count - hidden.count + changed.count }
    public var isEmpty: Bool { count == 0 }

    private mutating func take(_ packed: PackedFeatures) {
        base = packed
        slots = Dictionary(packed.ids.enumerated().map { ($1, Int32($0)) }) { $1 }
        (changed, recent, hidden) = ([:], .none, [])
        clusterZoom = packed.clusterZoom(limit: Layer.pointsInTile)
    }

    /// Puts features in or in the place of those with the same id, and takes others out.
    ///
    /// - Returns: the boxes of what was and of what is there: tiles that meet none of them are as they were.
    /// - Complexity: O(changes since the last packing), and now and then O(n log n).
    @discardableResult
    public mutating func apply(_ features: [Feature], removed: [String] = []) -> [GridBox] {
        var boxes: [GridBox] = []
        for id in removed + features.map(\.id) {
            if let slot = slots[id] {
                boxes.append(base.tree.box(Int(slot)))
                hidden.insert(Int(slot))
            }
            if let before = changed.removeValue(forKey: id) { boxes.append(Layer.box(before)) }
        }
        for feature in features {
            changed[feature.id] = feature
            boxes.append(Layer.box(feature))
        }
        var builder = PackedFeaturesBuilder(fields: fields.count)
        if changed.count + hidden.count > max(500, base.count / 50) {
            for slot in 0..<base.count where !hidden.contains(slot) { builder.add(base, slot) }
            for feature in changed.values { builder.add(feature) }
            take(builder.build())
        } else {
            for feature in changed.values { builder.add(feature) }
            recent = builder.build()
        }
        return boxes
    }

    private static func box(_ feature: Feature) -> GridBox {
        let bounds = feature.geometry.bounds
        let (one, two) = (
            WorldGrid.cell(longitude: bounds.west, latitude: bounds.north), WorldGrid.cell(longitude: bounds.east, latitude: bounds.south)
        )
        return GridBox(minX: one.x, minY: one.y, maxX: two.x, maxY: two.y)
    }

    /// The tile as bytes of MVT 2.1; empty where a reader sees nothing in it.
    ///
    /// - Parameter audienceCount: how many audiences there are.
    public func tile(_ tile: TileAddress, for audiences: Audiences = .all, audienceCount: Int = 0) -> [UInt8] {
        var writer = TileWriter(tile, name: name, fields: fields, clustered: tile.zoom < clusterZoom)
        let flags = audiences.flags(audienceCount)
        writer.add(base, hidden: hidden, audiences: flags, set: 0)
        if recent.count > 0 { writer.add(recent, hidden: [], audiences: flags, set: 1) }
        return writer.encoded
    }

    /// Around all features, also those that a reader may not see.
    public var bounds: Bounds? {
        let boxes = [base.tree.bounds, recent.tree.bounds].compactMap(\.self)
        guard var box = boxes.first else { return nil }
        for other in boxes { box.add(other) }
        return Layer.bounds(box)
    }

    private static func bounds(_ box: GridBox) -> Bounds {
        let (one, two) = (WorldGrid.position(x: box.minX, y: box.maxY), WorldGrid.position(x: box.maxX, y: box.minY))
        return Bounds(west: one.longitude, south: one.latitude, east: two.longitude, north: two.latitude)
    }

    private var sets: [(features: PackedFeatures, hidden: Set<Int>)] { [(base, hidden), (recent, [])] }

    /// The bounds of what a reader may see; nil where that is nothing.
    ///
    /// - Complexity: O(n) unless they see all.
    public func bounds(for audiences: Audiences, audienceCount: Int) -> Bounds? {
        guard let flags = audiences.flags(audienceCount) else { return bounds }
        var (box, isFound) = (GridBox.empty, false)
        for (set, gone) in sets {
            for slot in 0..<set.count where flags[Int(set.audiences[slot])] && !gone.contains(slot) {
                box.add(set.tree.box(slot))
                isFound = true
            }
        }
        return isFound ? Layer.bounds(box) : nil
    }

    /// The ids of the features that are nearest to a position, with the metres to them, nearest first.
    public func nearest(_ count: Int, longitude: Double, latitude: Double, for audiences: Audiences = .all, audienceCount: Int = 0) -> [(
        id: String, metres: Double
    )] {
        let flags = audiences.flags(audienceCount)
        var best: [(id: String, metres: Double)] = []
        let measure = NearestMeasure(longitude: longitude, latitude: latitude)
        for (set, gone) in sets where count > 0 {
            set.tree.nearest(measure.metres) { slot, least in
                if best.count == count, least > best[count - 1].metres { return false }
                if gone.contains(slot) || flags.map({ !$0[Int(set.audiences[slot])] }) ?? false { return true }
                guard let geometry = set.geometry(slot) else { return true }
                let metres = geometry.distance(longitude: longitude, latitude: latitude)
                let place = best.firstIndex { $0.metres > metres } ?? best.count
                best.insert((set.ids[slot], metres), at: place)
                if best.count > count { best.removeLast() }
                return true
            }
        }
        return best
    }
}

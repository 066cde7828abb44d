public import Kernel

/// 底图: what the map draws below everything else, imported from the county's own data, so that it needs no network: one kind for each class, since such
/// data come as one file for each.
///
/// The map is told of these kinds by whoever puts the program together; it does not know them.
extension Application {
    /// - Parameters:
    ///   - roles: everyone who sees the map.
    ///   - keepers: the codes of those among them who bring the data in.
    public static func groundMap(seenBy roles: [Role], keptBy keepers: Set<String>) -> Application {
        var known: Set<String> = []
        let readers = roles.filter { known.insert($0.code).inserted }.map { role in
            role.granting(Grant(keepers.contains(role.code) ? [.read, .create, .update, .delete, .import, .export] : [.read], in: groundMapName))
        }
        return Application(
            groundMapName, "底图", en: "Base map",
            [GroundBoundary.self, GroundWater.self, GroundRiver.self, GroundRoad.self, GroundSettlement.self], roles: readers)
    }

    public static let groundMapName = "groundMap"
    /// From the lowest to the highest.
    public static let groundKinds = ["groundBoundary", "groundWater", "groundRiver", "groundRoad", "groundSettlement"]
}

/// 行政区域
public struct GroundBoundary: Record {
    public static let kind = Kind<GroundBoundary>("底图行政区域", en: "Base map boundary", title: \.name)
    public let name = Field<String?>("名称", .max(80), .searchable)
    public let extent = Field<Area>("范围")
    public init() {}
}

/// 水域: lakes, reservoirs, wide rivers.
public struct GroundWater: Record {
    public static let kind = Kind<GroundWater>("底图水域", en: "Base map water", title: \.name)
    public let name = Field<String?>("名称", .max(80), .searchable)
    public let extent = Field<Area>("范围")
    public init() {}
}

/// 河流
public struct GroundRiver: Record {
    public static let kind = Kind<GroundRiver>("底图河流", en: "Base map river", title: \.name)
    public let name = Field<String?>("名称", .max(80), .searchable)
    public let course = Field<Line>("线位")
    public init() {}
}

/// 道路
public struct GroundRoad: Record {
    public static let kind = Kind<GroundRoad>("底图道路", en: "Base map road", title: \.name)
    public let name = Field<String?>("名称", .max(80), .searchable)
    public let course = Field<Line>("线位")
    public init() {}
}

/// 居民地
public struct GroundSettlement: Record {
    public static let kind = Kind<GroundSettlement>("底图居民地", en: "Base map settlement", title: \.name)
    public let name = Field<String?>("名称", .max(80), .searchable)
    public let place = Field<Point>("位置")
    public init() {}
}

import Testing

@testable import Kernel

/// 隐患点: lies in a town, whoever enters it.
private struct Slope: Record {
    static let kind = Kind<Slope>("边坡", within: \.town)
    let name = Field<String>("名称")
    let town = Field<Region?>("乡镇")
    init() {}
}

/// 裂缝: lies where its slope lies.
private struct Crack: Record {
    static let kind = Kind<Crack>("裂缝", within: \.slope)
    let slope = Field<Reference<Slope>>("边坡")
    let name = Field<String>("名称")
    init() {}
}

@Suite("Records that say where they are")
struct LocalityTests {
    private static let office = Role("office", "科室", Grant([.read, .create, .update, .delete], in: "slopes"))
    private static let application = Application("slopes", "边坡", [Slope.self, Crack.self], roles: [office])

    private func slope(_ name: String, in town: String?) -> Submission {
        Submission(kind: "slope", ["name": .typed(name), "town": town.map { .typed($0) } ?? .value(.null)])
    }

    @Test("What the county enters for a town is the town's, and so is what hangs on it; the next town sees neither")
    func town() async throws {
        let world = try await World([Self.application])
        let (county, town, next) = (
            world.desk("c", Self.office), world.desk("t", Self.office, in: "500114101"), world.desk("n", Self.office, in: "500114102")
        )
        let one = try await county.create(slope("北坡", in: "500114101"))
        let crack = try await county.create(Submission(kind: "crack", ["slope": .typed(one.meta.id.text), "name": .typed("后缘")]))
        #expect(one.meta.region == Region("500114101") && crack.meta.region == Region("500114101"))
        #expect(try await town.count("slope") == 1)
        #expect(try await town.count("crack") == 1)
        #expect(try await next.count("slope") + next.count("crack") == 0)
        #expect(try await county.create(slope("无名坡", in: nil)).meta.region == Region("500114"), "it says nothing, so it is the county's")
    }

    @Test("Nobody enters what lies elsewhere, and nothing moves to another region")
    func elsewhere() async throws {
        let world = try await World([Self.application])
        let town = world.desk("t", Self.office, in: "500114101")
        let refused = await refusal { () async throws(Refusal) in try await town.create(slope("南坡", in: "500114102")) }
        #expect(refused?.problems.map(\.code) == ["outside-region"])
        let one = try await world.desk("c", Self.office).create(slope("北坡", in: "500114101"))
        let moved = await refusal { () async throws(Refusal) in
            try await world.desk("c", Self.office).update(one.meta.id, version: 1, slope("北坡", in: "500114102"))
        }
        #expect(moved?.problems.map(\.code) == ["region-fixed"])
        #expect(try await town.update(one.meta.id, version: 1, slope("北大坡", in: "500114101")).meta.version == 2)
    }
}

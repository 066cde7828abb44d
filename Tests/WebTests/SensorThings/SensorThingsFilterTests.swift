import Testing

@testable import Kernel
@testable import Web

/// What `$filter` finds, and what it refuses.
@Suite struct SensorThingsFilterTests {
    @Test(arguments: [
        ("result gt 28.5", 2), ("result add 1 mul 2 ge 31.5", 1), ("not (result lt 29)", 2), ("-1 mul result lt -29", 1),
        ("result mod 1 eq 0.5 and result gt 20", 10),
        ("phenomenonTime ge 2025-03-09T00:58:00Z", 2), ("phenomenonTime lt 2025-03-09T00:02:00Z", 2), ("phenomenonTime eq 2025-03-09T08:03:00%2B08:00", 1),
        ("minute(phenomenonTime) eq 7", 1), ("year(phenomenonTime) eq 2025 and hour(resultTime) eq 0", 60), ("day(phenomenonTime) ne 9", 0),
        ("phenomenonTime gt 2025-03-09T01:00:00Z sub duration'PT2M30S'", 2), ("resultQuality/code eq 'good'", 60), ("floor(result) eq 3", 2),
        ("substringof('土', Datastream/name)", 60), ("startswith(Datastream/Thing/name,'土') and result le 1", 3), ("result eq null", 0),
        ("Datastream/ObservedProperty/id eq 'parcel.moisture' or false", 60),
        ("st_within(FeatureOfInterest/feature, geography'POLYGON((109 31,110 31,110 32,109 32,109 31))')", 60),
        ("geo.distance(FeatureOfInterest/feature, geography'POINT(109.5 31.1)') lt 1", 60),
        ("st_intersects(FeatureOfInterest/feature, geography'POINT(1 1)')", 0),
    ])
    func findsTheValuesThatItDescribes(_ filter: String, _ count: Int) async throws {
        let house = try await SensorThingsHouse()
        try await house.fill()
        let list = try await house.get("/Observations?$count=true&$top=1000&$filter=" + filter)
        #expect(list.status == 200 && list.values.count == count && list.count == Int64(count), "\(filter): \(list.text.prefix(300))")
    }

    @Test(arguments: [
        ("Things", "name eq '土样'", 1), ("Things", "Datastreams/name eq 'x'", 0), ("Things", "contains(tolower(name), '样')", 1),
        ("Things", "length(name) eq 2", 1),
        ("Things", "Locations/location eq null", 0), ("Things", "st_within(Locations/location, geography'POLYGON((109 31,110 31,110 32,109 32,109 31))')", 1),
        ("Things", "properties/kind eq 'parcel' and properties/isSimulated eq false", 1), ("Datastreams", "unitOfMeasurement/symbol eq '%25'", 1),
        ("ObservedProperties", "endswith(id, 'moisture')", 1), ("Sensors", "indexof(name,'nothing') eq -1", 1), ("Things", "concat(name,'''') eq '土样'''", 1),
    ])
    func findsEntities(_ set: String, _ filter: String, _ count: Int) async throws {
        let house = try await SensorThingsHouse()
        let list = try await house.get("/\(set)?$count=true&$filter=" + filter)
        #expect(list.status == 200 && list.values.count == count && list.count == Int64(count), "\(filter): \(list.text)")
    }

    @Test(arguments: [
        "result gt", "result gt 1 and", "(result gt 1", "result gt 'x", "nothing eq 1", "Datastream eq 1", "Datastream/nothing eq 1", "evil(result)",
        "substring(result)",
        "result gt 1 result", "phenomenonTime gt 2025-99-99", "geo.distance(1)", "geography'POINT(x)' eq 1", "result eq 1e999", "duration'P1Y' eq 1",
        "a/b/c/d/e/f/g/h/i/j/k eq 1",
        "result § 1", "Datastream/Thing/Datastreams/Thing/Datastreams/Thing/name eq 'x'", "--------------------------------1 eq 1",
    ])
    func refusesWhatMeansNothingAndSaysWhere(_ filter: String) async throws {
        let house = try await SensorThingsHouse()
        let reply = try await house.get("/Observations?$filter=" + filter)
        #expect(
            reply.status == 400 && reply.json["error"]?["problems"]?.array?.first?["field"]?.string == "$filter", "\(filter): \(reply.status) \(reply.text)")
    }

    @Test func whatIsTooLongOrTooDeepIsRefused() async throws {
        let house = try await SensorThingsHouse()
        let deep = String(repeating: "(", count: 1000) + "result eq 1" + String(repeating: ")", count: 1000)
        let nots = String(repeating: "not ", count: 900) + "true"
        let minus = String(repeating: "- ", count: 900) + "1 eq 1"
        for wrong in [
            "$filter=" + deep, "$filter=" + minus, "$filter=name eq '" + String(repeating: "x", count: 5000) + "'", "$top=-1", "$top=x", "$skip=1000000000",
            "$nothing=1", "$count=1",
            "$orderby=nothing", "$orderby=result up", "$select=nothing", "$select=", "$expand=Nothing", "$expand=Datastream(", "$expand=Datastream($top)",
            "$top=1&$top=2",
            "$expand=Datastream/Thing/Datastreams/Thing/Datastreams/Thing/Datastreams", "$resultFormat=csv", "$skiptoken=x", "$skiptoken=parcel|x|y",
        ] {
            let reply = try await house.get("/Observations?" + wrong)
            #expect(reply.status == 400 && reply.json["error"]?["message"]?.string?.isEmpty == false, "\(wrong.prefix(80)): \(reply.status)")
        }
        #expect(try await house.get("/Observations?$filter=" + nots).status == 200)
        #expect(try await house.get("/Things?$top=100000").status == 200, "a page is as long as it can be")
    }
}

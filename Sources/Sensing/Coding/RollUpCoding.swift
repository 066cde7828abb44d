/// Roll-ups of one stream by hour or by day as bytes: about eight bytes each, two for one of a single value.
enum RollUpCoding {
    private static let whole: UInt8 = 255

    static func bytes(of rollUps: [RollUp], by span: RollUp.Span) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.append(varint: rollUps.count)
        let digits = decimals(rollUps)
        bytes.append(digits.map(UInt8.init) ?? whole)
        var (index, least) = (Int64(0), Int64(0))
        for rollUp in rollUps {
            let number = span.index(of: rollUp.start)
            bytes.append(signed: number - index)
            index = number
            bytes.append(varint: rollUp.count)
            guard let digits, let low = Decimal.whole(rollUp.least, digits), let high = Decimal.whole(rollUp.most, digits),
                let sum = Decimal.nearest(rollUp.sum, digits)
            else {
                for value in [rollUp.sum, rollUp.least, rollUp.most] { bytes.append(fixed: value.bitPattern) }
                continue
            }
            bytes.append(signed: low - least)
            least = low
            if rollUp.count == 1 { continue }
            bytes.append(signed: high - low)
            bytes.append(signed: sum &- low &* Int64(rollUp.count))
        }
        return bytes
    }

    /// As many digits as least, most and sum of all need; nil where they are no decimals.
    private static func decimals(_ rollUps: [RollUp]) -> Int? {
        guard var digits = Decimal.digits(rollUps.lazy.flatMap { [$0.least, $0.most] }) else { return nil }
        for rollUp in rollUps {
            while Decimal.nearest(rollUp.sum, digits) == nil {
                digits += 1
                if digits > Decimal.mostDigits { return nil }
            }
        }
        return rollUps.allSatisfy { Decimal.whole($0.least, digits) != nil && Decimal.whole($0.most, digits) != nil } ? digits : nil
    }

    static func rollUps(_ padded: [UInt8], by span: RollUp.Span) throws(Malformed) -> [RollUp] {
        try ByteReader.read(padded) { (reader) throws(Malformed) in
            let count = try reader.count(upTo: reader.remaining)
            let form = try reader.byte()
            guard form == whole || form <= Decimal.mostDigits else { throw Malformed() }
            var rollUps: [RollUp] = []
            rollUps.reserveCapacity(count)
            let scale = form == whole ? 1 : Decimal.power(Int(form))
            var (index, least) = (Int64(0), Int64(0))
            for _ in 0..<count {
                index &+= try reader.signed()
                // Hours of the moments that can be kept.
                guard abs(index) < 1 << 31 else { throw Malformed() }
                let samples = try reader.count(upTo: 1 << 40)
                guard samples > 0 else { throw Malformed() }
                let start = span.start(of: index)
                if form == whole {
                    let numbers = [try reader.fixed64(), try reader.fixed64(), try reader.fixed64()].map(Double.init(bitPattern:))
                    rollUps.append(RollUp(start: start, count: samples, sum: numbers[0], least: numbers[1], most: numbers[2]))
                    continue
                }
                least &+= try reader.signed()
                let most = samples == 1 ? least : least &+ (try reader.signed())
                let sum = samples == 1 ? least : (least &* Int64(samples)) &+ (try reader.signed())
                rollUps.append(
                    RollUp(start: start, count: samples, sum: Double(sum) / scale, least: Double(least) / scale, most: Double(most) / scale))
            }
            guard reader.isAtEnd else { throw Malformed() }
            return rollUps
        }
    }
}

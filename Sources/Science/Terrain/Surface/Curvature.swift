/// How the ground bends (Zevenbergen and Thorne 1987), 1/m; above 0 where it bulges as they define it.
public enum Curvature: Sendable, CaseIterable {
    /// Along the fall line.
    case profile
    /// Across it.
    case plan
    /// All together, as the sum of both second derivatives with the sign of ESRI: above 0 on a ridge.
    case total
}

/// How rough the ground is.
public enum Ruggedness: Sendable, CaseIterable {
    /// The root of the sum of the squared differences to the eight neighbours (Riley and others 1999).
    case riley
    /// The mean difference to the eight neighbours (Wilson and others 2007).
    case wilson
    /// The height above the mean of the eight neighbours: above 0 on ridges, below in valleys.
    case position
    /// The highest of the nine cells less the lowest.
    case range
}

extension Raster {
    /// Level ground does not bend along or across anything: 0.
    public func curvature(_ kind: Curvature) -> Raster {
        let (square, quarter, half) = (Float(1 / (cellSize * cellSize)), Float(1 / (4 * cellSize * cellSize)), Float(1 / (2 * cellSize)))
        return mapWindows { w in
            let alongRow = ((w.d + w.f) * 0.5 - w.e) * square
            let alongColumn = ((w.b + w.h) * 0.5 - w.e) * square
            let twist = (w.c + w.g - w.a - w.i) * quarter
            let (east, north) = ((w.f - w.d) * half, (w.b - w.h) * half)
            let steepness = east * east + north * north
            let bend: Lanes =
                switch kind {
                case .profile: (alongRow * east * east + alongColumn * north * north + twist * east * north) * -2 / steepness
                case .plan: (alongRow * north * north + alongColumn * east * east - twist * east * north) * 2 / steepness
                case .total: (alongRow + alongColumn) * -2
                }
            let flat = kind == .total ? SIMDMask<SIMD8<Int32>>(repeating: false) : steepness .== 0
            let missing = (w.a - w.a) + (w.c - w.c) + (w.g - w.g) + (w.i - w.i)
            return bend.replacing(with: Lanes(repeating: 0), where: flat) + missing
        }
    }

    public func ruggedness(_ kind: Ruggedness) -> Raster {
        switch kind {
        case .riley: mapDifferences({ $0 * $0 }) { $0.roots }
        case .wilson: mapDifferences({ $0.magnitude }) { $0 * 0.125 }
        case .position: mapDifferences({ -$0 }) { $0 * 0.125 }
        case .range:
            mapWindows { w in
                let cells = [w.b, w.c, w.d, w.e, w.f, w.g, w.h, w.i]
                var (highest, lowest, missing) = (w.a, w.a, w.a - w.a)
                for cell in cells {
                    highest.replace(with: cell, where: cell .> highest)
                    lowest.replace(with: cell, where: cell .< lowest)
                    missing += cell - cell
                }
                return highest - lowest + missing
            }
        }
    }

    /// A function of the sum over the eight neighbours of a function of their heights above the middle.
    @inline(__always) private func mapDifferences(_ each: (Lanes) -> Lanes, _ whole: (Lanes) -> Lanes) -> Raster {
        mapWindows { w in
            let north = each(w.a - w.e) + each(w.b - w.e) + each(w.c - w.e)
            let south = each(w.g - w.e) + each(w.h - w.e) + each(w.i - w.e)
            return whole(north + south + each(w.d - w.e) + each(w.f - w.e))
        }
    }
}

/// How the gradient of a surface is taken from the cells around.
public enum GradientMethod: Sendable, CaseIterable {
    /// Eight neighbours, the near ones twice: smooth over noise (Horn 1981).
    case horn
    /// Four neighbours: sharp (Zevenbergen and Thorne 1987).
    case zevenbergenThorne
}

extension Raster {
    /// Steepness, degrees.
    public func slope(_ method: GradientMethod = .horn) -> Raster {
        let turn = Float(180 / Double.pi)
        return mapGradients(method) { east, north in Lanes.arcTangent((east * east + north * north).roots) * turn }
    }

    /// Steepness, percent.
    public func slopePercent(_ method: GradientMethod = .horn) -> Raster {
        mapGradients(method) { east, north in (east * east + north * north).roots * 100 }
    }

    /// Where the ground falls to: degrees clockwise from north. Level ground falls nowhere and has no value.
    public func aspect(_ method: GradientMethod = .horn) -> Raster {
        let turn = Float(180 / Double.pi)
        return mapGradients(method) { east, north in
            var angle = Lanes.arcTangent(-east, -north) * turn
            angle.replace(with: angle + 360, where: angle .< 0)
            angle.replace(with: Lanes(repeating: 0), where: angle .>= 360)
            return angle.replacing(with: Lanes(repeating: .nan), where: (east .== 0) .& (north .== 0))
        }
    }

    /// How bright the ground lies in the light, from 1 to 255, as `gdaldem hillshade` draws it.
    ///
    /// - Parameters:
    ///   - azimuth: where the light comes from, degrees clockwise from north.
    ///   - altitude: how high it stands, degrees above the horizon.
    ///   - exaggeration: times by which heights are multiplied.
    public func hillshade(_ method: GradientMethod = .horn, azimuth: Double = 315, altitude: Double = 45, exaggeration: Double = 1) -> Raster {
        let (direction, zenith) = (azimuth * .pi / 180, (90 - altitude) * .pi / 180)
        // cos Z·cos S + sin Z·sin S·cos(A − aspect), with the angles of the slope written as gradients.
        let up = Float(cosine(zenith))
        let (toEast, toNorth) = (Float(sine(zenith) * sine(direction) * exaggeration), Float(sine(zenith) * cosine(direction) * exaggeration))
        let square = Float(exaggeration * exaggeration)
        return mapGradients(method) { east, north in
            let light = (up - (east * toEast + north * toNorth)) / (1 + (east * east + north * north) * square).roots
            return (light.replacing(with: Lanes(repeating: 0), where: light .< 0) * 254 + 1).rounded(.toNearestOrAwayFromZero)
        }
    }

    /// A raster of a function of the gradient: rise to the east and to the north, m a metre.
    @inline(__always) private func mapGradients(_ method: GradientMethod, _ kernel: (_ east: Lanes, _ north: Lanes) -> Lanes) -> Raster {
        switch method {
        case .horn:
            let scale = Float(1 / (8 * cellSize))
            return mapWindows { w in
                // Differences first: heights that lie near one another are subtracted without loss.
                let east = ((w.c - w.a) + (w.i - w.g) + (w.f - w.d) * 2) * scale
                let north = ((w.a - w.g) + (w.c - w.i) + (w.b - w.h) * 2) * scale
                // The middle cell takes no part in the gradient; without it there is none.
                return kernel(east, north) + (w.e - w.e)
            }
        case .zevenbergenThorne:
            let scale = Float(1 / (2 * cellSize))
            return mapWindows { w in
                let corners = (w.a - w.a) + (w.c - w.c) + (w.g - w.g) + (w.i - w.i)
                return kernel((w.f - w.d) * scale, (w.b - w.h) * scale) + (w.e - w.e) + corners
            }
        }
    }
}

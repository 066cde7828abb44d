public import Kernel

/// 一张图: every kind with a place that the reader may see, as layers; search, click to the record, legend, time, draw, measure, print.
///
/// GET ``Address/map(kind:_:)``. The script asks for ``Address/mapLayers(kinds:_:of:)``, ``Address/mapSearch``, ``Address/mapMeasure`` and
/// ``Address/mapWithin``.
public struct MapView: View {
    /// The layers that are shown at first; all where none is named.
    public let shown: [String]
    public let focus: RecordID?
    public let layers: [(kind: String, label: Label)]

    public init(shown: [String], focus: RecordID?, layers: [(kind: String, label: Label)]) {
        self.shown = shown
        self.focus = focus
        self.layers = layers
    }

    public func title(_ visit: Visit) -> String { visit.words.oneMap }

    public func write(to html: inout HTML, _ visit: Visit) {
        let words = visit.words
        html.element("div", class: "map-page") { html in
            html.element("div", class: "map-side") { html in
                html.element("div", class: "map-frame") { html in
                    MapPanel(kinds: [], focus: focus.flatMap { id in shown.first.map { ($0, id) } }, isWhole: true).write(to: &html, visit)
                    legend(to: &html, visit)
                }
                time(to: &html, visit)
            }
            html.element("aside", .class("map-tools"), .aria("label", words.layers)) { html in
                html.element("h1", text: words.oneMap)
                html.element("form", .class("map-search"), .role("search"), .data("map-search", Address.mapSearch.text)) { html in
                    html.void(
                        "input", .type("search"), .name("q"), .named("placeholder", words.mapSearchHint), .aria("label", words.search),
                        .named("autocomplete", "off"))
                    html.element("ol", .class("found"), .aria("live", "polite"), text: "")
                }
                drawing(to: &html, visit)
                list(to: &html, visit)
                html.element("p", class: "hint", text: words.mapSimulated)
                html.element("a", .class("button"), .href(.mapSheet), .data("map-print", "")) { html in
                    html.icon(.file)
                    html.element("span", text: words.mapPrint)
                }
            }
        }
    }

    private func list(to html: inout HTML, _ visit: Visit) {
        let words = visit.words
        html.element("details", .class("layers"), .flag("open")) { html in
            html.element("summary", text: words.layers)
            if layers.isEmpty { html.element("p", class: "hint", text: words.noLayers) }
            html.element("ul") { html in
                for layer in layers {
                    html.element("li") { html in
                        html.element("label") { html in
                            html.void(
                                "input", .type("checkbox"), .data("map-layer", layer.kind), .flag("checked", shown.isEmpty || shown.contains(layer.kind)))
                            html.element("i", .class("swatch"), .data("swatch", layer.kind), .aria("hidden", "true"), text: "")
                            html.text(visit.say(layer.label.plural))
                        }
                        html.element("a", .href(.list(kind: layer.kind)), text: words.list)
                    }
                }
            }
        }
    }

    private func drawing(to html: inout HTML, _ visit: Visit) {
        let words = visit.words
        let shapes = [("point", words.drawPoint), ("line", words.drawLine), ("area", words.drawArea)]
        html.element(
            "section", .class("map-drawing"), .data("map-drawing", ""), .data("measure", Address.mapMeasure.text), .data("within", Address.mapWithin.text)
        ) { html in
            html.element("h2", text: words.drawing)
            html.element("div", .class("buttons"), .role("group"), .aria("label", words.drawing)) { html in
                for (shape, label) in shapes {
                    html.element("button", .type("button"), .class("button"), .aria("pressed", "false"), .data("draw", shape), text: label)
                }
            }
            DrawingButtons().write(to: &html, visit)
            html.element("output", .aria("live", "polite"), text: "")
            html.element("ul", .class("inside"), text: "")
        }
    }

    private func legend(to html: inout HTML, _ visit: Visit) {
        html.element("details", .class("map-legend"), .flag("open"), .data("wide-open", "")) { html in
            html.element("summary", text: visit.words.legend)
            html.element("div", .data("map-legend", ""), text: "")
        }
    }

    private func time(to html: inout HTML, _ visit: Visit) {
        let words = visit.words
        // How many days are shown up to the chosen one.
        let spans = [
            ("", words.mapTimeAll), ("all", words.mapTimeUntil), ("365", words.mapTimeYear), ("30", words.mapTimeMonth), ("7", words.mapTimeWeek),
            ("1", words.mapTimeDay),
        ]
        html.element("form", .class("map-time"), .data("map-time", ""), .flag("hidden"), .aria("label", words.mapTime)) { html in
            html.element("select", .name("span"), .aria("label", words.mapTime)) { html in
                for (days, label) in spans { html.element("option", .value(days), text: label) }
            }
            html.void("input", .type("range"), .name("day"), .aria("label", words.mapDay), .flag("disabled"))
            html.element("button", .class("button"), .aria("pressed", "false"), .flag("disabled"), text: words.mapPlay)
            html.element("output", .aria("live", "polite"), text: "")
            html.element("p", class: "hint", text: "")
        }
    }
}

/// A map inside a page: some kinds, and where to look.
struct MapPanel {
    /// All where none is named.
    let kinds: [String]
    let focus: (kind: String, id: RecordID)?
    /// Whether it is the page, and not a panel that is scrolled past.
    var isWhole = false
    /// Whether it lies on paper.
    var isSheet = false
    /// The field that clicks on it fill in, and what is drawn for it.
    var field: (id: String, shape: Shape)?

    /// The script of the map, loaded only where there is one.
    private static let parts = ["map-look.js", "map-ground.js", "map-layers.js", "map-legend.js", "map-time.js", "map-drawing.js", "map-page.js"]

    func write(to html: inout HTML, _ visit: Visit) {
        let words = visit.words
        let said = JSON.object(
            ("open", .string(words.openRecord)), ("drawHint", .string(words.drawHint)), ("length", .string(words.length)), ("area", .string(words.mapArea)),
            ("perimeter", .string(words.perimeter)), ("position", .string(words.mapPosition)), ("inside", .string(words.mapInside)),
            ("around", .string(words.mapAround)), ("nothingInside", .string(words.mapNothingInside)), ("simulated", .string(words.simulated)),
            ("nothing", .string(words.mapNothing)), ("failed", .string(words.mapFailed)), ("by", .string(words.legendBy)),
            ("plain", .string(words.legendPlain)), ("none", .string(words.legendNone)), ("many", .string(words.legendMany)),
            ("timeMany", .string(words.mapTimeMany)))
        let scripts = (["vendor/maplibre-gl.js"] + MapPanel.parts).map { JSON.string(visit.asset($0).text) }
        html.element(
            "div", .classes("map-box", isWhole ? "whole" : nil, isSheet ? "on-paper" : nil),
            .data("map", Address.mapLayers(kinds: kinds, focus?.id, of: focus?.kind).text),
            .data("scripts", json: .array(scripts)), .data("look", visit.asset("vendor/maplibre-gl.css").text), .data("words", json: said),
            field.map { .data("field", $0.id) }, field.map { .data("shape", $0.shape == .point ? "point" : $0.shape == .line ? "line" : "area") },
            .role("application"), .aria("label", words.oneMap), text: "")
    }
}

/// Where a place is typed, it can be clicked or drawn as well: a map that is loaded when it is opened.
struct PlacePicker {
    let kind: String?
    let id: String
    let shape: Shape

    func write(to html: inout HTML, _ visit: Visit) {
        html.element("details", .class("place-picker")) { html in
            html.element("summary") { html in
                html.icon(.map)
                html.text(visit.words.drawOnMap)
            }
            html.element("p", class: "hint", text: visit.words.drawPick)
            MapPanel(kinds: kind.map { [$0] } ?? [], focus: nil, field: (id, shape)).write(to: &html, visit)
            DrawingButtons().write(to: &html, visit)
        }
    }
}

private struct DrawingButtons {
    func write(to html: inout HTML, _ visit: Visit) {
        html.element("div", .class("drawing-buttons"), .flag("hidden")) { html in
            html.element("button", .type("button"), .class("button quiet"), .data("undo", ""), text: visit.words.drawUndo)
            html.element("button", .type("button"), .class("button quiet"), .data("clear", ""), text: visit.words.drawClear)
        }
    }
}

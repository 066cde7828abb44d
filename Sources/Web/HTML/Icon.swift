/// Small drawings of lines, 20 by 20, in the colour of the text around them.
public enum Icon: Sendable, CaseIterable {
    case home, inbox, grid, search, person, plus, upload, download, filter, eye, chain, clock, left, right, check, cross, map, board, list, gear, file, sun
    case more, edit, alert, menu, globe, leave, help

    var markup: StaticString {
        switch self {
        case .home: "<path d=\"M3 9.5 10 4l7 5.5V16H12v-4H8v4H3z\"/>"
        case .inbox: "<path d=\"M3 11 5 4h10l2 7v5H3zm0 0h4l1 2h4l1-2h4\"/>"
        case .grid: "<path d=\"M4 4h4.5v4.5H4zM11.5 4H16v4.500h-4.500zM4 11.500h4.500V16H4zM11.5 11.500H16V16h-4.500z\"/>"
        case .search: "<path d=\"M13 13l4 4\"/><circle cx=\"8.5\" cy=\"8.5\" r=\"5\"/>"
        case .person: "<circle cx=\"10\" cy=\"7\" r=\"3\"/><path d=\"M4 16.500c.8-3 3-4.5 6-4.500s5.2 1.5 6 4.5\"/>"
        case .plus: "<path d=\"M10 4v12M4 10h12\"/>"
        case .upload: "<path d=\"M10 13V4M6.5 7 10 3.5 13.5 7M4 13v3h12v-3\"/>"
        case .download: "<path d=\"M10 3.500V13M6.5 9.5 10 13l3.5-3.500M4 13v3h12v-3\"/>"
        case .filter: "<path d=\"M3 5h14M6 10h8M8.5 15h3\"/>"
        case .eye: "<path d=\"M2.5 10C4.5 6.5 7 5 10 5s5.5 1.5 7.5 5C15.5 13.5 13 15 10 15s-5.5-1.5-7.5-5z\"/><circle cx=\"10\" cy=\"10\" r=\"2\"/>"
        case .chain: "<path d=\"M8.5 11.500l3-3M7 9 5 11a2.8 2.8 0 0 0 4 4l2-2M13 11l2-2a2.8 2.8 0 0 0-4-4L9 7\"/>"
        case .clock: "<circle cx=\"10\" cy=\"10\" r=\"6.5\"/><path d=\"M10 6v4l2.5 2\"/>"
        case .left: "<path d=\"M12 5l-5 5 5 5\"/>"
        case .right: "<path d=\"M8 5l5 5-5 5\"/>"
        case .check: "<path d=\"M4.5 10.5 8.5 14.5 15.5 6\"/>"
        case .cross: "<path d=\"M5.5 5.500l9 9M14.5 5.500l-9 9\"/>"
        case .map: "<path d=\"M10 17c-3-4-5-6.3-5-9a5 5 0 0 1 10 0c0 2.7-2 5-5 9z\"/><circle cx=\"10\" cy=\"8\" r=\"1.8\"/>"
        case .board: "<path d=\"M3.5 4.500h3.500v11H3.500zM8.5 4.500H12v7H8.500zM13.5 4.500H17v9h-3.500z\"/>"
        case .list: "<path d=\"M4 5.500h12M4 10h12M4 14.500h12\"/>"
        case .gear:
            "<circle cx=\"10\" cy=\"10\" r=\"2.5\"/><path d=\"M10 3v2.500M10 14.500V17M3 10h2.500M14.5 10H17M5 5l1.8 1.800M13.2 13.2 15 15M15 5l-1.8 1.800M6.8 13.2 5 15\"/>"
        case .file: "<path d=\"M5.5 3.500H12l3 3v10H5.500zM12 3.500v3h3\"/>"
        case .sun: "<circle cx=\"10\" cy=\"10\" r=\"6\"/><path d=\"M10 4a6 6 0 0 1 0 12z\" fill=\"currentColor\"/>"
        case .more: "<path d=\"M5 10h.01M10 10h.01M15 10h.01\"/>"
        case .edit: "<path d=\"M4 16l.8-3.500L13 4.300a1.5 1.5 0 0 1 2.2 0l.5.5a1.5 1.5 0 0 1 0 2.200L7.5 15.200z\"/>"
        case .alert: "<path d=\"M10 3.5 17.5 16h-15zM10 8v4M10 14h.01\"/>"
        case .menu: "<path d=\"M3.5 6h13M3.5 10h13M3.5 14h13\"/>"
        case .globe: "<circle cx=\"10\" cy=\"10\" r=\"6.5\"/><path d=\"M3.5 10h13M10 3.500c4 4 4 9 0 13-4-4-4-9 0-13z\"/>"
        case .help: "<circle cx=\"10\" cy=\"10\" r=\"7\"/><path d=\"M7.800 8.200a2.200 2.200 0 1 1 3.300 1.900c-.8.500-1.100.9-1.100 1.700M10 14h.01\"/>"
        case .leave: "<path d=\"M8 4H4.500v12H8M8 10h8.500M13 6.5 16.5 10 13 13.5\"/>"
        }
    }
}

extension HTML {
    /// A drawing beside words; screen readers pass it over.
    public mutating func icon(_ icon: Icon) {
        markup("<svg class=\"icon\" viewBox=\"0 0 20 20\" aria-hidden=\"true\" focusable=\"false\">")
        markup(icon.markup)
        markup("</svg>")
    }
}

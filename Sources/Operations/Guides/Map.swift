import Kernel

extension Guide {
    /// 一张图: whoever works with what has a place.
    static let map = Guide(
        "map", "一张图", en: "The map", for: Label("用地图查看和办事的人", en: "Whoever works with places"), roles: [],
        summary: Label(
            "您能看的、有位置的记录都在一张图上：查找、点开、着色、圈范围、按时间看、打印。",
            en:
                "Every record with a place that you may see is on one map: find it, open it, colour it, ask what is inside an area, follow it through time, print it."
        ),
        [
            Task(
                "看图层，找到一条记录", en: "See layers and find a record", at: .local("/map"),
                steps: [
                    Label("点左侧“一张图”。在“图层”里勾选要看的，去掉不看的。", en: "Open One map. Tick the layers that you want to see."),
                    Label("在“在地图上查找”输入名称，按回车，点结果；也可以直接点地图上的符号，再点“打开”。", en: "Type a name into the search and press Enter, or click on a sign; then Open."),
                    Label(
                        "“图例”列出当前范围内各类有多少条；在图例里选“着色”，可按级别、状态等区分颜色。",
                        en: "The legend counts what is in view; choose a field there to colour a layer by level, state and so on."),
                ], result: Label("空心符号是模拟数据。", en: "Hollow signs are simulated data."),
                troubles: [Label("带数字的圆点是许多条合在一起：点它放大。", en: "A circle with a number stands for many: click to zoom in.")]),
            Task(
                "量长度和面积，看范围里有什么", en: "Measure, and see what is inside", at: .local("/map"),
                steps: [
                    Label("点“线”或“面”，在地图上依次点击，下方即时显示长度、面积（按椭球计算）。", en: "Press Line or Area and click point by point: lengths and areas are on the ellipsoid."),
                    Label(
                        "画面时列出范围内各类记录的数量，点名称打开这些记录的列表，可以导出。",
                        en: "An area lists how many records of each kind are inside; a name opens their list, which can be exported."),
                    Label("点“点”再点地图，列出周围 1 公里内的记录。点错了用“撤销一点”。", en: "Point lists what lies within 1 km. Take a point back when it is wrong."),
                ],
                troubles: [Label("提示边相交：撤销后按顺序沿边界重画。", en: "The edges cross: take points back and go round the edge in order.")]),
            Task(
                "看随时间的变化", en: "Follow it through time", at: .local("/map"),
                steps: [
                    Label("在地图下方选“截至当日”“此前 30 天”等，拖动日期；点“播放”自动推进。", en: "Below the map choose a span and move the day, or press Play."),
                    Label("只有带日期的图层随时间变化，下面写明按哪个日期。", en: "Only layers with a day follow; it is said which day that is."),
                ]),
            Task(
                "填位置时在地图上选", en: "Choose a place for a form",
                steps: [
                    Label("表单里的位置下面点“在地图上选取”，点击地图；线和面依次点击。", en: "Below the field press Choose on the map and click; lines and areas point by point."),
                    Label("也可以照旧输入“经度, 纬度”，地图随之移动标记。", en: "Typing longitude and latitude works as before; the map follows."),
                ]),
            Task(
                "打印 A3 地图", en: "Print a map on A3", at: .local("/map"),
                steps: [
                    Label("先选好图层、着色、时间和范围，点“打印 A3”。", en: "Choose layers, colours, days and the view, then Print on A3."),
                    Label("点图名可以改，再点“打印”，纸张选 A3 横向。", en: "Change the title if you like, press Print, and choose A3 landscape."),
                ], result: Label("图上有经纬网、比例尺、图例、日期、来源和“含模拟数据”的说明。", en: "It carries graticule, scale, legend, date, source, and says when data are simulated.")),
        ])
}

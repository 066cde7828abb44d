import Kernel

extension Guide {
    /// 值守员
    static let hazardDuty = Guide(
        "hazard-duty", "地灾值守", en: "Duty desk", for: Label("县地灾值守员、地质队员", en: "The duty desk, geologists"), roles: ["hazardDuty", "geologist"],
        summary: Label(
            "管好每一处隐患点，每小时研判，签发预警并盯到每个人回复，事后看准不准。",
            en: "Keep every point, judge every hour, issue warnings until everyone has answered, and see afterwards whether they were right."),
        [
            Guide.Task(
                "登记隐患点，走完一生", en: "Register a point and see it through", at: .list(kind: "hazardPoint"),
                steps: [
                    Label("点“新建隐患点”，或点“导入”用表格批量登记。乡镇代码填 9 位，村填 12 位。", en: "Add a point, or import a spreadsheet. Give the town (9 digits) or village (12)."),
                    Label(
                        "在“隐患点档案”点“新建生命周期材料”，登记调查表、两卡、设计、验收、论证、公示、批准。",
                        en: "On the point sheet add the evidence of each step: survey, cards, design, acceptance, opinion, notice, approval."),
                    Label("再点流程按钮：核实在册、落实监测、立项治理或搬迁、验收、申请销号、批准销号。", en: "Then take the steps: register, watch, works or relocation, accept, ask, strike off."),
                ], result: Label("每一步都有材料，销号后档案仍在。", en: "Every step has its evidence, which stays."),
                troubles: [
                    Label("提示缺材料：先登记对应环节的材料。", en: "Evidence is missing: add it for that step first."),
                    Label("验收后不满一年不能申请销号。", en: "It is watched for a year after the works."),
                ]),
            Guide.Task(
                "设置预警阈值", en: "Set the thresholds", at: .list(kind: "rainZone"),
                steps: [
                    Label("新建“预警分区阈值”：四级 α、指数 γ、有效雨量，写明依据和生效日期。", en: "Add a zone with α of four levels, γ, effective rain, basis and day."),
                    Label("雨量站填同名分区。修改阈值就新建一条，旧的保留。", en: "Stations name their zone. A change is a new record; the old one stays."),
                ], result: Label("每条预警写明用了哪一版阈值。", en: "Every warning says which thresholds it used."),
                troubles: [Label("阈值须经本县率定；示例值只供试用。", en: "Thresholds are to be calibrated; the samples are for trying.")]),
            Guide.Task(
                "签发预警、叫应", en: "Issue a warning", at: .page(application: "hazardDesk", code: "duty"),
                steps: [
                    Label(
                        "“地灾值守”列出待签发的预警和所用数值。点“签发并叫应”，或写明理由点“不发布”。", en: "The duty page lists what is to be issued with its values. Issue it, or say why not."),
                    Label("在“预警档案”看谁回复了、用时多少；超时的自动转上一级，请打电话。", en: "The warning sheet shows who answered and how fast; what is late goes one up: telephone."),
                    Label("数值连续 6 小时回落，预警自动解除。", en: "After six hours below the level it is lifted by itself."),
                ], result: Label("谁在什么时候收到、做了什么，都有记录。", en: "Who knew when, and what they did, is on record.")),
            Guide.Task(
                "险情灾情和检验", en: "Events and verification", at: .page(application: "hazardDesk", code: "verification"),
                steps: [
                    Label("发生险情灾情，点“新建险情灾情”，填时间、地点、损失。", en: "Add an event with time, place and loss."),
                    Label("“预警检验”自动给出命中、空报、漏报和提前量。", en: "Verification says hits, false alarms, misses and lead time by itself."),
                ]),
            Guide.Task(
                "看一片范围里有谁", en: "Who is inside an area", at: .list(kind: "influenceArea"),
                steps: [
                    Label("新建“影响范围”，粘贴范围（WKT 或 GeoJSON）。", en: "Add an area as WKT or GeoJSON."),
                    Label("打开“影响分析”：隐患点、受威胁户、需帮助的人、最近的避险场所。", en: "Open Who is inside: points, households, who needs help, the nearest shelter."),
                ]),
            Guide.Task(
                "运行易发性区划", en: "Run the zoning", at: .page(application: "hazardDesk", code: "zoning"),
                steps: [
                    Label("点“运行易发性区划”，选方法。", en: "Press Run the zoning and choose a method."),
                    Label("看 AUC 和空间交叉验证、成功率曲线、各级密度比。", en: "See the AUC, the success rate and the densities."),
                ],
                result: Label("隐患点和乡镇的易发程度随之更新，地图上有分区。", en: "Points and towns take their class; the map shows the zones.")),
        ])

    /// 乡镇责任人
    static let hazardTown = Guide(
        "hazard-town", "乡镇地灾防治", en: "Town officers", for: Label("乡镇地灾责任人", en: "Town officers"), roles: ["townOfficer"],
        summary: Label(
            "管好本乡镇的点、户、人：发卡、巡查、核查、回复预警、转移。", en: "Look after the points, households and people of your town: cards, patrols, reports, warnings, leaving."),
        [
            Guide.Task(
                "落实监测和两卡", en: "Monitors and cards", at: .list(kind: "hazardPoint"),
                steps: [
                    Label("登记群测群防员，在隐患点里指定他，填预警信号、撤离路线、避险场所。", en: "Register the monitor and name them at the point, with alarm, way out and shelter."),
                    Label("登记受威胁户。打开“防灾工作明白卡”“避险明白卡”，打印盖章发放。", en: "Register households. Open the two cards, print, seal and hand them out."),
                ], result: Label("点“落实监测”，该点进入监测中。", en: "Press Put under watch.")),
            Guide.Task(
                "核查异常", en: "Look into a report", at: .inbox,
                steps: [
                    Label("待办里打开巡查记录，看照片和位置，现场核查。", en: "Open the report in your inbox, look at photo and place, go there."),
                    Label("写明处理意见，点“核查处理”。有险情先转移人。", en: "Say what was done. If it is dangerous, move people first."),
                ], result: Label("核查后该记录不再出现在值守台的“待核查异常”。", en: "The report leaves the list of what is to be looked into."),
                troubles: [
                    Label(
                        "“收到”比“时间”晚：监测员当时没有信号，有信号后才发到；按“时间”判断。", en: "Received later than seen: there was no signal; go by the time that it was seen.")
                ]),
            Guide.Task(
                "回复预警", en: "Answer a warning", at: .page(application: "hazardDesk", code: "duty"),
                steps: [
                    Label("收到叫应，点“收到并回复”。", en: "Answer the call."),
                    Label("本乡镇群测群防员没回复的，会转给您，请打电话叫应。", en: "Monitors who do not answer come to you: telephone them."),
                ], result: Label("县值守台看得到谁回复了、用了几分钟。", en: "The county's desk sees who answered, and after how many minutes."),
                troubles: [Label("您也没回复的，到时转给县值守。", en: "What you do not answer in time goes to the county.")]),
        ])

    /// 群测群防员
    static let hazardMonitor = Guide(
        "hazard-monitor", "群测群防员手机指南", en: "Monitors", for: Label("群测群防员", en: "Monitors"), roles: ["hazardMonitor"],
        summary: Label("每天看点，有异常马上报，收到预警马上回。", en: "Look at your points every day, report what is unusual at once, answer warnings at once."),
        [
            Guide.Task(
                "巡查上报", en: "Report a patrol", at: .page(application: "hazardDesk", code: "monitorDesk"),
                steps: [
                    Label("首页点“巡查上报”，选正常、有异常或险情。", en: "Press Report a patrol: normal, unusual or dangerous."),
                    Label("量裂缝填毫米，拍照，点“用当前位置”，提交。", en: "Give the crack in millimetres, a photo, your place, and send."),
                    Label("每次量同一个标记的地方，数字才能比较。", en: "Measure at the same mark each time, so that the figures can be compared."),
                ], result: Label("任务变为已完成，裂缝的变化画在这个点的页面上。", en: "The task is done, and the crack is drawn on the page of the point."),
                troubles: [Label("有危险先敲锣、先撤人，再上报。", en: "In danger: alarm first, leave first, then report.")]),
            Guide.Task(
                "没有信号时照常用", en: "Work without signal", at: .page(application: "hazardDesk", code: "monitorDesk"),
                steps: [
                    Label(
                        "出门前在有信号的地方打开首页，等几秒。浏览器菜单里选“添加到主屏幕”，以后从桌面图标打开。",
                        en: "Before you go, open the home page with signal and wait some seconds. “Add to home screen” gives it an icon."),
                    Label(
                        "没有信号时照样打开、填写、拍照、提交；页面顶上写着“没有信号”和页面截至的时间。",
                        en: "Without signal open, fill in, photograph and send as ever; the page says as of when it is."),
                    Label("填好的先存在手机上，顶上写“几份待发送”。有信号后自动发送，也可以点“现在发送”。", en: "What you sent waits on the phone and goes by itself once there is a signal."),
                    Label("写“被退回”的，点进去看原因，点“改正后再发”。", en: "What was refused says why: correct it and send it again."),
                ],
                result: Label(
                    "县里看到的是您填写的时间和位置，不是发送的时间；每份只收一次。", en: "The county sees when and where you filled it in, not when it was sent; each is taken once."),
                troubles: [
                    Label("提示重新登录：登录后自动发送，填过的不会丢。", en: "Asked to sign in: do; nothing is lost and it is sent then."),
                    Label("没发完不要退出登录，退出会删除手机上的内容；手机要设锁屏密码。", en: "Do not sign out before all is sent: that removes it. Lock your phone with a code."),
                    Label("预警要回复、险情要马上报：没有信号就打电话。", en: "Warnings and danger cannot wait: telephone."),
                ]),
            Guide.Task(
                "回复预警", en: "Answer a warning", at: .page(application: "hazardDesk", code: "monitorDesk"),
                steps: [
                    Label("首页最上面是预警。看内容，点“收到并回复”。", en: "The warning stands on top. Read it and answer."),
                    Label("照明白卡上的信号叫人，走卡上的路线，到卡上的避险场所。", en: "Give the alarm of the card, take its way, go to its shelter."),
                ], result: Label("乡镇和县里看得到您已收到。", en: "Town and county see that you have it."),
                troubles: [Label("不回复会转给乡镇责任人，他会打电话给您。", en: "Without an answer it goes to the town, who will telephone you.")]),
            Guide.Task(
                "看自己的点", en: "See your points", at: .page(application: "hazardDesk", code: "monitorDesk"),
                steps: [
                    Label(
                        "首页往下是您负责的点：哪天该巡查、上次是哪天、怎么撤、听什么信号。",
                        en: "Below are your points: when a patrol is due, when the last one was, the way out and the alarm.")
                ],
                result: Label("电话或人变了，告诉乡镇改。", en: "If a telephone or a person has changed, tell the town.")),
        ])
}

import Kernel

extension Guide {
    /// 责任单位填报人
    static let reporting = Guide(
        "reporting", "责任单位：填报数据", en: "Units: reporting values", for: Label("责任单位联络员、填报人", en: "Liaison officers of the responsible units"), roles: ["liaison"],
        summary: Label(
            "规划办会定期向您的单位要数。您只管三件事：填数、说明来源、附上依据。不用记网址和期限，要办的都在“待办”里。",
            en:
                "The plan office asks your unit for values now and then. You do three things: enter the value, say where it comes from, attach what proves it. You need not remember addresses or days; the inbox has everything."
        ),
        [
            Task(
                "上报一个季度的数据", en: "Report the values of a quarter", at: .inbox, picture: "inbox",
                steps: [
                    Label("打开“待办”。红色的“已超期”先办，再办“今天”和“本周”。", en: "Open the inbox. What is overdue comes first, then today, then this week."),
                    Label("点一条填报，例如“2025 年 高新技术企业”。", en: "Press one line, such as “2025 高新技术企业”."),
                    Label("点“编辑”，填“实际值”。单位已经写在旁边，只填数字。", en: "Press “Edit” and enter the actual value. The unit is given; enter the number only."),
                    Label("填“数据来源”：哪份报表、哪本台账、什么日期。", en: "Say where it comes from: which statement or register, of which day."),
                    Label("有扫描件或照片就传到“佐证材料”，点“保存”。", en: "Attach a scan or a photograph as evidence, and save."),
                    Label("点“上报”。", en: "Press “Submit”."),
                ],
                result: Label("状态变为“待核实”，这一条从您的待办里消失，到规划办那边去了。", en: "The state is “To be verified”; the line leaves your inbox and goes to the plan office."),
                troubles: [
                    Label("“上报”点不动，提示“请先填写实际值和数据来源”：两项缺一不可。", en: "“Please fill in the value and its source first”: both are needed."),
                    Label(
                        "还没有数：不要填 0，0 表示真的是零。先不报，在“情况说明”里写明原因，请规划办延期。",
                        en: "No value yet: do not enter 0, which means none. Say why in the note and ask the plan office for more time."),
                    Label(
                        "山里没有信号：填的内容存在手机上，有信号后打开同一页，点“恢复草稿”再提交。",
                        en: "No signal: what you typed is kept on the phone. Open the same page later, restore the draft and submit."),
                ]),
            Task(
                "被退回了怎么办", en: "When a report comes back", at: .list(kind: "report"), picture: "returned",
                steps: [
                    Label("待办里打开“已退回”的填报，先看“意见”：规划办写了要改什么。", en: "Open the returned report in the inbox and read the remark: it says what to change."),
                    Label("点“编辑”改好，再点“重新上报”。", en: "Edit it, then submit it again."),
                ], result: Label("又变为“待核实”。原来的数和退回的意见都留在变更记录里。", en: "It is to be verified again. The former value and the remark stay in the history."),
                troubles: [
                    Label(
                        "提示“这条记录刚被别人改过”：您填的内容还在，逐项选择保留哪一个，再保存。",
                        en: "“Someone else changed this record first”: what you typed is still there; choose item by item and save.")
                ]),
            Task(
                "看看本单位承担什么", en: "See what your unit answers for", at: .page(application: "planBoard", code: "units"), picture: "units",
                steps: [
                    Label("打开“责任单位”，找到本单位那一行。", en: "Open Units and find your unit."),
                    Label("点单位名称，打开目标责任书：每项指标各年应达多少、牵头哪些任务、负责哪些项目。", en: "Press its name: the responsibility letter has targets by year, tasks and projects."),
                    Label("点任何一个数字，看它依据的记录。", en: "Press any number to see the records behind it."),
                    Label("点“打印”或“Word 文档”。", en: "Print it, or take it as a Word document."),
                ], result: Label("得到一份可以签字的责任书。", en: "You have a letter that can be signed.")),
            Task(
                "报告一项任务的进展", en: "Report how a task goes", at: .list(kind: "planTask"), picture: "tasks",
                steps: [
                    Label("从“重点任务”打开本单位的任务，点“启动”。", en: "Open your task and press “Begin”."),
                    Label("以后每次点“编辑”，改“进度”和“进展情况”。", en: "From time to time edit its progress and describe it."),
                    Label("全部做完，进度填 100，附上依据，点“报请验收”。", en: "When all is done, set it to 100, attach what proves it and press “Report done”."),
                ], result: Label("规划办验收后，状态为“已完成”。", en: "When the plan office accepts it, it is done."),
                troubles: [
                    Label("提示“请先填写进展情况，进度为 100%”：进展情况不能空着。", en: "“Please describe the progress and set it to 100 %”: the description must not be empty.")
                ]),
            Task(
                "休假时请人代办", en: "Let a colleague act for you", at: .local("/account/deputies"),
                steps: [
                    Label("右上角点自己的名字，进“我的账户”，点“代理人”。", en: "Open your account at the top right, then Deputies."),
                    Label("输入同事姓名，选起止日期，点“委托”。", en: "Type the colleague's name, choose the days, press “Name them”."),
                ], result: Label("到期自动结束；代办的每一步都记在两个人名下。", en: "It ends by itself; every step is recorded with both names.")),
        ])
}

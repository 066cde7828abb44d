// Facts of the plan of Qianjiang, in our own words; a table with tabs between its columns.
extension FactTable {
    static let qianjiangTasks = FactTable(
        #"""
        id	clause	title	description	lead_unit	supporting_units	responsible_basis	deadline_year	deadline_basis	targets	projects	systems
        QJ-K001	3.p1	统筹渝东南科创中心建设	按基地、平台、重点、活力、机制五条线推进并定期调度。	qj-leading-group	qj-science;qj-development	implied	2025	implied			P012
        QJ-K002	3.1.p2	提高全社会和规上工业研发投入	两项研发强度都达到2%以上。	qj-science	qj-economy;qj-statistics;qj-finance	implied	2025	stated	T001;T002		P059
        QJ-K003	3.1.p3	壮大高企和科技型企业	达到80家和600家以上，提高专利与新产品销售水平。	qj-science	qj-economy;qj-market	implied	2025	stated	T003;T004;T005;T006		P054
        QJ-K004	3.1.p4	增强平台和转化服务能力	增加研发与服务机构和双创平台，扩大合同额与成果登记。	qj-science	qj-economy	implied	2025	stated	T007;T008;T009;T010;T011;T012;T013		S138;P059;P067;P072;P073
        QJ-K005	3.1.p5	到2035年达到全市平均创新水平	持续提高关键技术和辐射带动能力。	qj-science	qj-leading-group	implied	2035	stated	T046		P009
        QJ-K006	3.2.1.p1	通过市级高新区认定	以认促建，逐项达到认定指标，与重庆高新区共建产业合作示范园。	qj-zhengyang-park	qj-science;qj-economy;qj-chongqing-hitech	implied	2023	stated	T014		P012;P062;P070
        QJ-K007	3.2.1.p1	具备国家级高新区创建条件	列出国家级条件，逐年补齐差距。	qj-zhengyang-park	qj-science;qj-economy	implied	2025	stated	T015		P012
        QJ-K008	3.2.1.p2	打造智慧文旅产业	建全域旅游大数据平台，改造智慧景区，引进内容与智能企业。	qj-culture-tourism	qj-science;qj-big-data;qj-tourism-college	implied	2025	implied		QJ-12	S063;S064;S065;S167
        QJ-K009	3.2.1.p3	延伸蚕桑丝绸全产业链	精深加工与生物产品并进，建智能工厂和数字化车间。	qj-agriculture	qj-economy;qj-shuanghe-silk;qj-haitong-silk;qj-sericulture-branch	implied	2025	implied	T033;T034	QJ-08	S080;S081;S161;P013;P062
        QJ-K010	3.2.1.p4	建设新材料产业基地	延伸玻纤复合与高端铝材链条，引进下游企业。	qj-economy	qj-sanlei;qj-jinghongyuan;qj-zhengyang-park	implied	2025	implied		QJ-03	P025;P062
        QJ-K011	3.2.1.p5	发展大健康产业集群	推进细胞治疗研究转化、医疗器械和绿色食品。	qj-economy	qj-health;qj-pharma-kerui;qj-wuhan-ust;qj-borui	implied	2025	implied			S116;S158;P062
        QJ-K012	3.2.2.p1	建成农业科技园区	2022年市级、2025年国家级，增加认证农产品和名牌。	qj-agriculture	qj-science;qj-market	implied	2025	stated	T016;T017;T018;T019		S017;S018;P013;P082;P092;P097
        QJ-K013	3.2.2.p2	建设智慧农业平台	园区内配齐创新中心、专家大院和信息服务。	qj-agriculture	qj-science;qj-big-data	implied	2025	implied			S017;S168
        QJ-K014	3.2.2.p3	创新现代农业技术模式	依托农业云平台研究设施、精准、订单农业。	qj-agriculture	qj-science	implied	2025	implied			S016;S018
        QJ-K015	3.2.2.p4	完善农产品质量监管格局	标准化生产、品牌培育，村镇区三级监管。	qj-agriculture	qj-market	implied	2025	implied	T099		S039;P082
        QJ-K016	3.3	统筹科技创新平台体系	按中心、联盟、基地、平台四类布局并建台账。	qj-science	qj-development	implied	2025	implied	T008		S151
        QJ-K017	3.3.1.b3.1	建设特色智创基地	引育人工智能与云服务企业。	qj-science	qj-big-data	stated	2025	stated	T003	QJ-01	S153
        QJ-K018	3.3.1.b3.2	建设特色食品技术服务平台	面向加工企业，提供检测、工艺等共性支持。	qj-science	qj-economy	stated	2025	stated	T029	QJ-02	S154
        QJ-K019	3.3.1.b3.3	建设新材料研发平台	校企共建区域平台，开发新产品。	qj-science	qj-economy;qj-chongqing-university;qj-southwest-university	stated	2025	stated	T028	QJ-03	S155
        QJ-K020	3.3.1.b3.4	建设生物医药重点实验室	利用药材资源开展药物研发。	qj-science	qj-health;qj-food-drug-institute;qj-pharma-kerui	stated	2023	stated		QJ-09	S156
        QJ-K021	3.3.1.b3.5	组建生猪研发机构和实验室	研究无抗养殖并制定地方标准。	qj-science	qj-agriculture;qj-liujiu	stated	2025	stated	T027	QJ-05;QJ-06	S026;S159;P081
        QJ-K022	3.3.1.b3.6	建设特色水果技术平台	选育、种植、病虫害研究与推广。	qj-science	qj-agriculture	stated	2025	stated	T031;T032	QJ-07	S019;S160
        QJ-K023	3.3.1.b3.7	建设蚕桑丝绸研发平台	集成山地智慧蚕桑工厂技术。	qj-science	qj-agriculture;qj-southwest-university;qj-sericulture-branch	stated	2024	stated		QJ-08	S025;S161
        QJ-K024	3.3.2	引进高端科技服务机构	提升现有机构能力，向数字化转型。	qj-science		implied	2025	implied	T008;T012		P084
        QJ-K025	3.3.2.b4.1	建设大数据分中心和交易场所	制定交易规范，提供数据资产运营。	qj-big-data	qj-zhengyang-park;qj-hualu	implied	2025	implied		QJ-11	S090;P081
        QJ-K026	3.3.2.b4.2	组建孵化器众创空间联盟	联合渝东南各区县孵化载体。	qj-science	qj-incubator	implied	2025	implied	T013		S143
        QJ-K027	3.3.2.b4.3	建设企业上市孵化基地	引入市股转中心，开展上市培育。	qj-finance	qj-science;qj-incubator	implied	2025	implied			S144;P047
        QJ-K028	3.3.2.b4.4	建设成果转移转化基地	建登记站点、交易中心和转化分中心。	qj-science	qj-incubator	implied	2025	implied	T007;T010		S138;S139;P072;P076
        QJ-K029	3.3.2.b4.5	建设创新创业人才服务基地	组建导师团，提供培训、融资和路演。	qj-science	qj-talent;qj-human-resources;qj-incubator	stated	2025	stated	T039	QJ-10	S145;P045;P069
        QJ-K030	3.3.2.b4.6	建设智慧文旅双创基地	环高校布局电商、文创、康养等方向。	qj-science	qj-culture-tourism;qj-tourism-college;qj-trade-college	stated	2025	stated	T013	QJ-12	S074;S130
        QJ-K031	3.4.1.p1	实施科技型企业培育计划	一企一策扶持，引导走专精特新。	qj-science	qj-economy	implied	2025	stated	T003;T004;T020		P054;P056
        QJ-K032	3.4.1.p2	推动科技型企业集群发展	大中小融通，补强特色产业链。	qj-economy	qj-science;qj-commerce	implied	2025	implied			P054;P065
        QJ-K033	3.4.1.b5.1	培育农业科技企业	围绕生猪、蚕桑、药材、果树。	qj-science	qj-agriculture	implied	2025	implied	T021;T022		P054
        QJ-K034	3.4.1.b5.2	培育工业科技企业	围绕新材料、环保、健康、数字经济。	qj-science	qj-economy	implied	2025	implied	T023;T024		P054
        QJ-K035	3.4.1.b5.3	培育服务业科技企业	围绕健康、教育、商贸、旅游。	qj-science	qj-commerce	implied	2025	implied	T025;T026		P054
        QJ-K036	3.4.2.p1	落实研发优惠政策	加计扣除、税收减免，支持争取国市项目。	qj-science	qj-tax;qj-finance	implied	2025	implied	T001;T002		P031;P035
        QJ-K037	3.4.2.p2	推动规上工业建研发机构	梯次培育，逐步实现全覆盖。	qj-economy	qj-science	implied	2025	stated	T011		S162;P059
        QJ-K038	3.4.2.b6.1	建设农业科研平台	建无抗生猪试验站和市级实验室，提升蚕科院分院。	qj-science	qj-agriculture;qj-liujiu;qj-sericulture-branch	implied	2025	implied	T027	QJ-06	S159;S161
        QJ-K039	3.4.2.b6.2	建设工业研发中心和食品平台	技术研发中心20个、食品研发平台5个。	qj-economy	qj-science;qj-wuling-silicon;qj-sanlei;qj-jinghongyuan;qj-apengji;qj-pengjiang	implied	2025	implied	T028;T029	QJ-02;QJ-03	S154;S155;S162
        QJ-K040	3.4.2.b6.3	提升医疗机构科研能力	建区域医疗中心，争取临床研究中心，支持医院升级。	qj-health	qj-science;qj-central-hospital;qj-children-hospital;qj-minzu-hospital	implied	2025	implied		QJ-04	S118;S157
        QJ-K041	3.4.3	组建产业技术联盟深化产学研	与十余所院校合作，共建机构，打造高职众创空间。	qj-science	qj-education;qj-tourism-college;qj-trade-college	implied	2025	implied	T013		S167;P025;P067;P078
        QJ-K042	4.p1	实施关键核心技术创新项目	按领域设攻关、推广和落地项目。	qj-science	qj-economy;qj-agriculture	implied	2025	implied			P025
        QJ-K043	4.1.p1	加快数据湖和电子信息产业	推进数据湖项目与软硬件基础。	qj-zhengyang-park	qj-big-data;qj-economy	implied	2025	implied	T030	QJ-11	S089
        QJ-K044	4.1.p2	推动信息技术与城乡产业融合	布局融合基础设施，建设智慧黔江。	qj-big-data	qj-economy;qj-agriculture	implied	2025	implied			S096;S102
        QJ-K045	4.1.b7.1	建设行业云平台	面向治理、安全、健康、工业、教育、旅游、农业七类。	qj-big-data	qj-economy;qj-health;qj-education;qj-culture-tourism	implied	2025	implied			S096
        QJ-K046	4.1.b7.2	建设物联网三类管理平台	统筹感知设备布局，共享交通物流能源网络。	qj-big-data	qj-transport;qj-ecology;qj-emergency	implied	2025	implied			S091;S092;S093;S094;S095;S108;S129
        QJ-K047	4.1.b7.3	发展虚拟现实应用	引进设备软件企业，组建联盟，推广行业应用。	qj-big-data	qj-economy	implied	2025	implied			S099
        QJ-K048	4.1.b7.4	建设人工智能开放平台	在医疗、电商、交通等领域先行应用。	qj-big-data	qj-economy;qj-health;qj-ecology	implied	2025	implied			S097;S116
        QJ-K049	4.1.b7.5	实施区块链应用示范	支持本土企业参与，拓展金融物流等场景。	qj-big-data	qj-economy;qj-finance	implied	2025	implied			S098
        QJ-K050	4.1.b7.6	形成电子信息配套	引进元器件和LED企业。	qj-economy	qj-zhengyang-park	implied	2025	implied			S130;P062
        QJ-K051	4.1.b7.7	建成数据湖科技园	完成1000PB存储与配套设施。	qj-zhengyang-park	qj-hualu;qj-big-data	stated	2025	stated	T030	QJ-11	S089
        QJ-K052	4.2.p2	健全农业科技推广体系	依托“三区”人才和特派员服务产业。	qj-agriculture	qj-science	implied	2025	implied	T038		P080;P092
        QJ-K053	4.2.b8.1	开展种养技术攻关	组团队设专项，形成无抗规范和标准。	qj-agriculture	qj-science;qj-liujiu;qj-pharma-kerui;qj-haitong-silk	implied	2025	implied		QJ-05	S018;S026;P025;P081
        QJ-K054	4.2.b8.2	选育动植物新品种	保护种质资源，选育10个以上。	qj-agriculture	qj-science	implied	2025	implied	T031	QJ-07	S021;S022;P080
        QJ-K055	4.2.b8.3	推广种养新技术	推广70个以上，重点为规范种植和水肥一体。	qj-agriculture	qj-science	implied	2025	implied	T032		S018;P080
        QJ-K056	4.2.b8.4	建立农副产品溯源体系	自动采集生产流通数据，加强全程监管。	qj-agriculture	qj-market	implied	2025	implied			S037
        QJ-K057	4.2.b8.5	推动农产品网销	完善分级、包装、冷链，提升电商适应性。	qj-commerce	qj-agriculture	implied	2025	implied			S031;S052
        QJ-K058	4.3.p2	推进智能制造	建成智能化工厂3家、数字化车间15家以上。	qj-economy	qj-science	implied	2025	stated	T033;T034		S080;S081;P061
        QJ-K059	4.3.b9.1	发展智能制造装备	布局传感、控制、检测与仓储装备。	qj-economy	qj-science	implied	2025	implied			S084;S085
        QJ-K060	4.3.b9.2	改造传统制造业	部署监控与控制系统，推进卷烟厂技改。	qj-economy	qj-tobacco	implied	2025	implied	T034		S080;S081;S084;S085;S086;P061
        QJ-K061	4.3.b9.3	攻关绿色食品加工技术	引育深加工企业，研发肉制品加工保鲜。	qj-economy	qj-science;qj-apengji;qj-pengjiang	implied	2025	implied	T029	QJ-02	S154;P025
        QJ-K062	4.3.b9.4	发展蚕桑生物产业技术	推广生丝检测、收烘和综合利用。	qj-economy	qj-agriculture;qj-haitong-silk	implied	2025	implied		QJ-08	S087;P025
        QJ-K063	4.3.b9.5	引进新能源汽车整车和零部件	引进整车企业，建智能工厂和数字化车间。	qj-economy	qj-zhengyang-park	implied	2025	implied	T035;T036a;T036b		S080;S081;P025;P062
        QJ-K064	4.3.p3	攻关新材料关键技术	围绕铝合金、复合材料、硬质合金设专项。	qj-economy	qj-science	implied	2025	implied		QJ-03	P025
        QJ-K065	4.3.b10.1	研发新型铝合金	再生铝与铝箔精深加工。	qj-economy	qj-jinghongyuan	implied	2025	implied			P025
        QJ-K066	4.3.b10.2	研发玻纤复合材料	开发汽车、建筑、电气用产品。	qj-economy	qj-sanlei	implied	2025	implied			P025
        QJ-K067	4.3.b10.3	研发硬质合金与硅材料	大直径单晶硅、光伏与硅下游。	qj-economy	qj-wuling-silicon;qj-qianyong-silicon	implied	2025	implied			P025
        QJ-K068	4.3.p4	攻关医药健康技术	天然药物提取、青蒿素提纯与中药示范链。	qj-economy	qj-science;qj-pharma-kerui	implied	2025	implied		QJ-04;QJ-09	S041;S157;P025
        QJ-K069	4.3.p5	构建大健康创新体系	发展智慧医疗、养老和健康管理服务。	qj-health	qj-economy;qj-science	implied	2025	implied			S041;S113;S114;P107
        QJ-K070	4.3.b11.1	研发生物医药新品种	引进抗肿瘤疫苗、重组蛋白和细胞技术。	qj-economy	qj-science	implied	2025	implied		QJ-09	P025
        QJ-K071	4.3.b11.2	建设中药饮片生产基地	提升药材质量，开发植物提取物。	qj-agriculture	qj-economy;qj-health	implied	2025	implied			S041
        QJ-K072	4.3.b11.3	推广智慧医疗设备	应用医疗大数据、影像AI和便携设备。	qj-health	qj-economy	implied	2025	implied			S110;S115;S116
        QJ-K073	4.3.b11.4	推广康复辅助器具	应用康复机器人，推广中医康复。	qj-health	qj-economy	implied	2025	implied			S117
        QJ-K074	4.4.p1	建设综合性检验检测平台	推动制造与服务融合，强化数字技术应用。	qj-market	qj-commerce;qj-economy	implied	2025	implied			S058;S060;S061
        QJ-K075	4.4.p2	打造智能物流电商平台	升级共同配送中心，建智慧物流园区。	qj-commerce	qj-transport	implied	2025	implied			S043;S044
        QJ-K076	4.4.p3	发展科技服务业	推动转移转化平台，引进中介，完善孵化链条。	qj-science	qj-market	implied	2025	implied	T008;T013		S061;S138;P053;P066;P077;P084
        QJ-K077	4.4.b12.1	应用生产性服务业技术	推广远程诊断、三维建模和可视化交易。	qj-commerce	qj-economy	implied	2025	implied			S059
        QJ-K078	4.4.b12.2	应用金融科技	推广征信评估、隐私计算等技术。	qj-finance	qj-big-data	implied	2025	implied			S060
        QJ-K079	4.4.b12.3	应用智慧文旅技术	资源数字化、版权交易和服务评测。	qj-culture-tourism	qj-science	implied	2025	implied			S073
        QJ-K080	4.4.b12.4	应用智慧物流技术	研发智能管控系统和区块链协同平台。	qj-commerce	qj-transport;qj-economy	implied	2025	implied			S044;S045;S046
        QJ-K081	4.4.b12.5	应用智慧会展技术	采用射频、定位导航，制定物联网标准。	qj-commerce	qj-market	implied	2025	implied			S058;P081
        QJ-K082	4.4.b12.6	应用检验检测技术	研发智能快检和在线检测设备。	qj-market	qj-economy	implied	2025	implied			S061
        QJ-K083	4.4.b12.7	开展电商科技应用示范	建特产商城和体验馆，推广新零售。	qj-commerce	qj-agriculture	implied	2025	implied			S052;S053;S054;S055
        QJ-K084	4.5.p1	推进教育科技创新	研究教学改革，高职建市级研发平台2个。	qj-education	qj-science;qj-tourism-college;qj-trade-college	implied	2025	stated	T037		S122;S167;P096;P097
        QJ-K085	4.5.p2	研发推广卫生健康技术	开展常见病临床课题与适宜技术推广。	qj-health	qj-science	implied	2025	implied			S115;S118;P025;P104;P107
        QJ-K086	4.5.p3	创新生态环保技术	水气土固废与生态修复技术。	qj-ecology	qj-science	implied	2025	implied			S108;P025;P105
        QJ-K087	4.5.p4	研发公共安全技术和场景	消防抢险装备、移动执法、纠纷调解与食品安全监测。	qj-emergency	qj-justice;qj-market	implied	2025	implied			S040;S126;S127;S128;P025
        QJ-K088	4.5.p5	攻关双碳技术	重点行业减碳到固碳，构建绿色技术体系。	qj-ecology	qj-development;qj-economy	implied	2025	implied			S107;P086
        QJ-K089	4.5.p6	推进军民融合创新	建协同平台和快速响应机制。	qj-economy	qj-science;qj-development	implied	2025	implied			S150;P078;P085
        QJ-K090	5.p2	优化人才发展环境	落实服务清单，实施安居工程，改革编制、分配与评价。	qj-talent	qj-human-resources;qj-science	implied	2025	implied			P087;P088;P089;P095
        QJ-K091	5.p3	聚集高层次人才	依托平台引团队，建重点产业人才库。	qj-talent	qj-science;qj-human-resources	implied	2025	implied			S146;P089;P091
        QJ-K092	5.p4	建设创新人才队伍	市场化引才，建工作站，扩大特派员、团队和技能人才。	qj-talent	qj-science;qj-human-resources	implied	2025	stated	T038;T039;T040;T041		P088;P090;P091;P092;P093;P097;P098
        QJ-K093	6.1.p1	落实财政金融科技政策	奖励资助创新成果，争取国市支持。	qj-science	qj-finance;qj-tax	implied	2025	implied			P035;P036;P039;P040
        QJ-K094	6.1.p2	改革科技项目和诚信管理	试行揭榜挂帅和包干制，诚信评价全覆盖。	qj-science	qj-finance	implied	2025	implied	T045		P016;P017;P018;P019;P021
        QJ-K095	6.1.p3	完善科技金融	扩大知识价值贷款和种子基金，筹建科技银行，引入担保。	qj-finance	qj-science	implied	2025	stated	T042;T043		P041;P044;P046;P047;P049;P050
        QJ-K096	6.1.p4	加强科学普及	多领域宣传进社区农村，逐步增加投入。	qj-science-association	qj-science;qj-education	implied	2025	implied	T096		P026;P100
        QJ-K097	6.2.p1	扩大技术合同成交	2025年当年额超过1亿元。	qj-science		implied	2025	stated	T007		P072
        QJ-K098	6.2.p2	健全成果转化机制	权属改革试点，建转移机构，培养技术经理人。	qj-science	qj-human-resources	implied	2025	implied			S138;P072;P074;P076;P077;P094
        QJ-K099	6.3.p1	参与一带一路科技交流	参加各类国际会议赛事，拓展合作。	qj-science	qj-development	implied	2025	implied			P079
        QJ-K100	6.3.p2	参与双城经济圈创新协作	共用仪器、成果和信息资源。	qj-science	qj-chongqing-hitech	implied	2025	implied			S133;P079
        QJ-K101	6.3.p3	参与一区两群协作	学习重庆高新区经验，争取平台与项目落地。	qj-science	qj-chongqing-hitech;qj-zhengyang-park	implied	2025	implied	T015		P012;P040;P078;P079
        QJ-K102	7.1	健全领导小组和联席会议	细化年度任务，跟踪督查，探索第三方评估。	qj-leading-group	qj-science	stated	2025	yearly			P001;P005;P008;P009;P010
        QJ-K103	7.2	保障科技经费增长	增幅高于财政经常性收入，争取子基金支持。	qj-finance	qj-science	implied	2025	yearly	T044		P026;P040;P045;P053
        QJ-K104	7.3	优化创新环境	办好大赛，落实采购等政策，加强知识产权保护。	qj-science	qj-market;qj-finance;qj-tax	implied	2025	implied			P009;P031;P035;P036;P038;P045;P048;P063;P064;P068;P083
        QJ-K105	7.4	培育企业创新文化	引导亿元以上企业建创新文化与激励制度。	qj-science	qj-economy	implied	2025	implied			P064;P071
        QJ-K106	annex	调度重大项目表	按季掌握12个项目的进度、资金和问题。	qj-science	qj-zhengyang-park	implied	2025	stated	T083	QJ-01;QJ-02;QJ-03;QJ-04;QJ-05;QJ-06;QJ-07;QJ-08;QJ-09;QJ-10;QJ-11;QJ-12	P015
        """#)
}

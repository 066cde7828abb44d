// Facts of the plan of Wuxi, in our own words; a table with tabs between its columns.
extension FactTable {
    static let wuxiTasks = FactTable(
        #"""
        id	clause	title	description	lead_unit	supporting_units	responsible_basis	deadline_year	deadline_basis	targets	projects	systems
        WX-K001	2.2.1	引进高新企业并扩大智能化场景	招引先进制造、人工智能、云计算、5G企业，在产业、民生、治理中增加应用场景。	wx-economy	wx-science;wx-transport;wx-housing	implied	2025	implied			S102;S129;S130;P062
        WX-K002	2.2.3	把现代技术用于市政设施	市政基础设施建设采用成熟的智能技术，方便群众。	wx-housing	wx-science	implied	2025	implied			S101
        WX-K003	2.3.p1	搭起示范集聚区框架	确定试验基地和承接地，形成核心功能。	wx-science	wx-park;wx-agriculture;wx-culture-tourism	implied	2025	stated			P014
        WX-K004	2.3.p2	培育平台和科技企业达到总量目标	按年推进平台、高企、科技型企业和专利四项数量，园区景区作为成果承接地。	wx-science	wx-park;wx-agriculture;wx-culture-tourism;wx-market	implied	2025	stated	T061;T062;T063;T064		S151;P014;P013
        WX-K005	2.3.p3	保证财政科技支出逐年增加	预算安排高于上年，并带动社会研发经费年均增长10%以上。	wx-finance	wx-science;wx-statistics	implied	2025	stated	T065;T066		P026
        WX-K006	2.3.p5	引进急需紧缺和高层次人才	完善引才政策，重点引进能补产业空白的人才。	wx-talent	wx-human-resources;wx-science	implied	2025	implied			P091
        WX-K007	2.3.p6	提高公民科学素质	完善科普机制与渠道，缩小人群差距。	wx-science-association	wx-science;wx-education	implied	2025	implied	T095		P100
        WX-K008	2.3.p7	建成示范集聚区	在中期评估基础上延续到2035年。	wx-science	wx-development	implied	2035	stated			P014
        WX-K009	3.1.p1	推广主推技术和农机化	推广薯、畜、药、果主推技术，扩大机械化、深松和宜机化面积，建设高标准农田。	wx-agriculture	wx-science;wx-tangfang;wx-wenfeng;wx-chaoyang;wx-jianshan	implied	2025	implied	T093a;T093b;T093c		S015;P080
        WX-K010	3.1.p1	建设种源和优质商品基地	建马铃薯资源库和种源基地，健全畜禽良种体系，独活与太白贝母基地争取全国最大。	wx-agriculture	wx-science	implied	2025	stated		WX-13	S021;S022;S034;P082
        WX-K011	3.1.p2	发展农产品初加工和精深加工	推广烘干、分级、保鲜与副产物利用技术，降低产后损失。	wx-agriculture	wx-economy	implied	2025	implied	T094a;T094b		S031
        WX-K012	3.1.p3	打通新技术新品种新机具应用链	推进“互联网+”农业与校地合作，组织项目对接，培育职业农民。	wx-agriculture	wx-science	implied	2025	implied			S013;P076;P080;P097
        WX-K013	3.1.p4	建成全县智能农业监测网络	用物联网覆盖监管对象，精准指导生产。	wx-agriculture	wx-science	implied	2025	implied	T074	WX-08	S013;S014;S019
        WX-K014	3.1.p4	示范建设智慧农场和基地	把智能装备用到种植、畜牧、渔业和农机作业。	wx-agriculture	wx-science	implied	2025	implied			S015
        WX-K015	3.1.p4	实现农产品全程可追溯	生产、加工、流转信息透明，并探索智能化交易。	wx-agriculture	wx-market;wx-commerce	implied	2025	implied	T075	WX-06;WX-12	S037
        WX-K016	3.1.b1.1	改良育种并健全种子检测	试验新品种，建良种基地，提高种子质量监控。	wx-agriculture	wx-science	implied	2025	implied		WX-02;WX-13	S022;S023;P025
        WX-K017	3.1.b1.2	开发农产品加工保鲜技术	利用冷链设施一房多用，开发健康食品与非食用产品。	wx-agriculture	wx-economy;wx-commerce	implied	2025	implied		WX-14	S031;P025
        WX-K018	3.1.b1.3	搭建智慧农业服务平台	覆盖生产到服务全过程，试点农业数字化、机械化和智能化。	wx-agriculture	wx-science	implied	2025	implied	T076a	WX-08	S013;S014;S037
        WX-K019	3.1.b1.4	示范推广新品种新技术和病害防治	产学研合作引进培育，建示范基地，培养科技骨干。	wx-agriculture	wx-science	implied	2025	implied		WX-11;WX-15;WX-17;WX-18;WX-21	S019;P013;P080;P097
        WX-K020	3.2	用大数据办好旅游节会和赛事	在山地自行车赛、漂流节等活动中强化智能应用，打响旅游品牌。	wx-culture-tourism	wx-science	implied	2025	implied			S069
        WX-K021	3.2	改造旅游设施并推广一站式服务	推进无障碍旅游和无接触服务，完善智慧文旅平台。	wx-culture-tourism	wx-transport	implied	2025	implied			S064;S066;S067;S070
        WX-K022	3.2.b2	建设一体化智慧旅游平台	管理、服务、营销合一，开发VR地图与智能导游。	wx-culture-tourism	wx-science	implied	2025	implied			S064;S066;S067;S068
        WX-K023	3.2.b2	开展区县文旅联动	与巫山、奉节等地联合线上推广。	wx-culture-tourism		implied	2025	implied			S071;P079
        WX-K024	3.3.p1	改造提升传统绿色工业	在能源、建材、食品、医药、盐卤等行业研发推广新技术工艺装备。	wx-economy	wx-science;wx-ecology	implied	2025	implied		WX-10	P025
        WX-K025	3.3.p2	推进机器换人和智能制造	重点行业实施智能制造项目，建工业服务与大数据平台，引导上云。	wx-economy	wx-science;wx-park	implied	2025	implied	T069;T070		S075;S076;S077;S078;S079;S080;S081;P061
        WX-K026	3.3.b3.1	建成数字化车间1间	支持食品、石材、服装、教具企业改造生产线。	wx-economy	wx-park	implied	2025	stated	T069		S080;P061
        WX-K027	3.3.b3.2	建成智能工厂1个	改造成套装备与生产系统，建智能检测监管。	wx-economy	wx-park	implied	2025	stated	T070	WX-07	S081;S082;S083
        WX-K028	3.3.b3.3	建设普惠型工业互联网平台	连接设备、工厂、供应商和客户，形成监测、远程诊断与追溯能力。	wx-economy	wx-science	implied	2025	implied			S075;S079;S037
        WX-K029	3.4	推动服务业智能化升级	健康、养老、育幼、家政等行业改造，发展线上业态和云旅游。	wx-development	wx-commerce;wx-civil-affairs;wx-culture-tourism;wx-health	implied	2025	implied			S054;S058;S062;S072;S102;S114;S119;S129;S130
        WX-K030	3.4	建设渝陕鄂川边贸物流中心	发展现代物流、金融和会展。	wx-commerce	wx-transport;wx-development	implied	2025	implied			S051
        WX-K031	3.4.b4.1	建设物流信息与配送设施	建配送基地和管理平台，培育第三方平台，打通电商与物流数据库。	wx-commerce	wx-transport	implied	2025	implied			S047;S048;S049;S050
        WX-K032	3.4.b4.2	培育现代服务新业态	发展大数据、健康、文创与科技服务，联合攻关共性技术。	wx-development	wx-science;wx-commerce	implied	2025	implied			P025;P065
        WX-K033	3.4.b4.3	培育战略性新兴产业和绿色工厂	以数字经济和大健康为主，推行绿色制造。	wx-economy	wx-development;wx-ecology	implied	2025	implied			P061;P065
        WX-K034	3.5	提升医疗和防疫技术储备	整合医疗资源，拓展远程医疗。	wx-health	wx-science	implied	2025	implied			S109;S110;S112;P104
        WX-K035	3.5	推进教育信息化	实施2.0工程，建设智慧校园。	wx-education	wx-science	implied	2025	implied			S119;S120
        WX-K036	3.5	开展双碳和污染治理科技攻关	治理水土流失、消落带、土壤与固废，探索地下水治理技术。	wx-ecology	wx-water;wx-science	implied	2025	implied			S011;S107;S108;P086;P105
        WX-K037	3.5	加强地质灾害防范	用信息化手段提高隐患识别和预警能力。	wx-planning-resources	wx-emergency	implied	2025	implied		WX-05	S006
        WX-K038	3.5	建设网格化共治平台和标准	统筹社区智慧治理平台，健全基层标准。	wx-civil-affairs		implied	2025	implied			S123;P081;P106
        WX-K039	3.5	建设绿色有机和地标产品基地	构建绿色技术体系，带动生态农产品认证。	wx-agriculture	wx-market;wx-ecology	implied	2025	implied			P082;P086
        WX-K040	3.5.b5.1	建设智慧医疗公共卫生平台	共享网络资源，开展远程会诊和影像诊断。	wx-health		implied	2025	implied			S109;S110
        WX-K041	3.5.b5.2	建设智慧校园和课堂	升级校园设施，用智能与虚拟现实技术改进教学。	wx-education		implied	2025	implied			S119
        WX-K042	3.5.b5.3	推广环境技术并推进碳交易	实施重大环境技术，监控重点耗能企业，建设碳市场。	wx-ecology	wx-economy;wx-development	implied	2025	implied			S106;S107;S108;P105
        WX-K043	3.5.b5.4	打造智慧社区和一站式服务	普遍设立网上站点，完善村级全程代办。	wx-civil-affairs	wx-development	implied	2025	implied			S124;S125;P103
        WX-K044	4.1	支持企业建研发机构和特色服务平台	推动内设研发机构法人化，领军企业为创业者提供服务。	wx-science	wx-economy	implied	2025	implied			S141;P059
        WX-K045	4.2.p1	培育新型农业经营主体	新增龙头企业、家庭农场、合作社和产业化联合体。	wx-agriculture		implied	2025	implied	T076b	WX-08	P060
        WX-K046	4.2.p2	完善科技型中小微企业服务	扶持成长型企业，建创业基地和公共服务中心。	wx-economy	wx-science	implied	2025	implied			S140;P058
        WX-K047	4.3	培育创新型企业	转型、培育、引进、提升四类企业，支持上云上规上市。	wx-science	wx-economy	implied	2025	implied	T062;T063		S079;P047;P055;P056;P062
        WX-K048	4.3.b6.1	实施科技企业成长工程	鼓励研发与知识产权取得，推荐进入高企培育库。	wx-science	wx-economy;wx-market	implied	2025	stated	T062;T063;T064		P055
        WX-K049	4.3.b6.2	实施“专精特新”培育工程	分层分类服务，推动数字化，年末企业数各达3家。	wx-economy	wx-science	implied	2025	stated	T067;T068		S079;P056
        WX-K050	4.4.p1	用好专项资金和普惠财税政策	落实创新券、研发准备金、加计扣除、增量补助和新产品补助。	wx-science	wx-finance;wx-economy;wx-tax	implied	2025	implied			P027;P029;P030;P031;P032;P033;P052
        WX-K051	4.4.p2	引导社会资本投入创新	建立全过程融资模式，降低双方风险。	wx-finance	wx-science	implied	2025	implied			P053
        WX-K052	4.4.p3	落实惠企政策并建规上企业台账	降税减负，开展政银企合作，一企一人解决问题。	wx-economy	wx-finance;wx-tax;wx-science	implied	2025	implied			S135;P011;P016;P039;P046;P057
        WX-K053	5.1	引进市内外创新资源	开展引技引智，争取深空雷达装置落户，推进对口和边区协作。	wx-science	wx-development	implied	2025	implied			S103;P040;P078;P079;P091
        WX-K054	5.2	建立产学研协作机制	共建研发、实训和合作基地，引进分支研发机构和转化机构。	wx-science	wx-education	implied	2025	implied			S136;S138;S151;S169;P078;P093
        WX-K055	5.2.b7.1	建设农业科技专家大院	推广成果、培训农户、指导创业。	wx-science	wx-agriculture	implied	2025	implied		WX-15	S168
        WX-K056	5.2.b7.2	建设科技小院	校企校地联合攻关，兼顾科普研学。	wx-science	wx-agriculture;wx-education	implied	2025	implied			S168;P078
        WX-K057	5.2.b7.3	打造技能实训基地	依托龙头企业，探索师徒制并出台支持办法。	wx-human-resources	wx-education	implied	2025	implied			S169;P097
        WX-K058	5.3.p1	培育科技服务机构	发展孵化、交易、评估、投融资等机构。	wx-science		implied	2025	implied			S137;P084
        WX-K059	5.3.p2	引进科技中介并推进知识产权运用	开展挂牌、拍卖、撮合等服务，探索质押融资。	wx-science	wx-market;wx-finance	implied	2025	implied	T064		S137;P048;P063;P084
        WX-K060	5.3.p3	建设科技信息共享平台和数据库	为政府、企业、创投提供需求、专家、项目、融资信息。	wx-science		implied	2025	implied			S131;S132;P076;P084
        WX-K061	6.1.p1	提档现有孵化载体并建孵化园	四个现有载体升级，建设中小企业孵化园和综合服务体。	wx-science	wx-incubator;wx-park	implied	2025	implied	T061		S140;S142;P071
        WX-K062	6.1.p2	创新孵化模式	试行互联网孵化和异地孵化，发展低成本众创空间。	wx-science	wx-incubator	implied	2025	implied			S142;P066;P070;P071
        WX-K063	6.1.b8.1	实施孵化器提升计划	政策、市场、资本并用，向专业化精细化升级。	wx-science	wx-finance	implied	2025	implied			S142;P066
        WX-K064	6.1.b8.2	完善孵化链条服务	配齐设计、检测、转移、产权和金融服务。	wx-science		implied	2025	implied			S142;P066
        WX-K065	6.2.p1	引进共建新型研发机构	吸引院校设分支，形成企业研发机构梯队。	wx-science	wx-economy	implied	2025	implied			S162;S165;S166;P059
        WX-K066	6.2.p2	扩建技术创新服务平台	在智能制造、绿色技术、大数据等方向布局，服务园区企业。	wx-science	wx-park;wx-economy	implied	2025	implied			S075;S078;S140;S166;P013
        WX-K067	6.2.b9.1	争取马铃薯区域重点实验室	校企共建市级创新平台。	wx-science	wx-agriculture;wx-southwest-university	stated	2025	stated	T072	WX-02	S163
        WX-K068	6.2.b9.2	引进新能源高端研发机构	对接研究院与院士团队，推动盐卤成果落地。	wx-science	wx-economy;wx-dizhiguang	stated	2025	stated	T073	WX-01;WX-10	S088;S165
        WX-K069	6.2.b9.3	联合创建技术研发中心	围绕新能源、新材料、生物医药、食品等共性技术合作。	wx-science	wx-economy	implied	2025	implied			S162
        WX-K070	6.2.b9.4	建设农业产业园区	吸引经营主体入园，布局收储加工园区。	wx-agriculture	wx-park	implied	2025	stated	T071a;T071b;T071c		S031;P013
        WX-K071	6.3.p1	完善金融服务中心和种子基金	服务初创企业，健全基金退出机制。	wx-finance	wx-science	implied	2025	implied			S136;P044
        WX-K072	6.3.p2	建立风险补偿金和轻资产融资	聚集金融机构，调动贷款、担保、保险、租赁积极性。	wx-finance	wx-science	implied	2025	implied			P041;P049;P050
        WX-K073	6.3.p3	推进两类价值信用贷款	用好风险补偿基金，发展供应链与订单融资。	wx-finance	wx-science	implied	2025	implied			P041;P042;P043
        WX-K074	6.4.p1	建立中小企业一体化服务	整合六类服务，降低企业选用成本。	wx-economy	wx-science	implied	2025	implied			S140
        WX-K075	6.4.p2	扩大企业科研自主权并共享资源	按“放管服”改革管理项目，接入市级科技资源共享平台。	wx-science	wx-economy	implied	2025	implied			S133;P016;P020
        WX-K076	6.4.p3	培育知识产权优势企业	支持专利布局、转让许可质押，建信息服务体系。	wx-market	wx-science;wx-finance	implied	2025	implied	T064		S134;P048;P063;P083
        WX-K077	7.1	建立科技决策咨询和会商机制	设县级咨询委员会，扩容专家库，重大项目政策跨部门会审。	wx-science	wx-government	implied	2025	implied			S147;P002;P003;P004
        WX-K078	7.2	完善配套政策并评价效果	调研产业需求，监管配套资金，搭建投融资对接平台。	wx-science	wx-finance;wx-audit;wx-tax	implied	2025	implied			S135;P011;P028;P035;P075;P094
        WX-K079	7.2.b10.1	落实市级创新支持政策	四项市级文件逐条落到企业。	wx-science	wx-finance;wx-economy	implied	2025	implied			P039
        WX-K080	7.2.b10.2	落实首台套等应用支持	对装备、材料、软件首次应用给予支持。	wx-economy	wx-finance;wx-science	implied	2025	implied			P037
        WX-K081	7.2.b10.3	推动知识价值信用贷款落地	组织银行与科技型企业对接放款。	wx-science	wx-finance	implied	2025	implied			P041
        WX-K082	7.3.p1	改革评价分配和成果权属	重结果评价，落实成果使用处置收益权，支持科研人员创业。	wx-science	wx-human-resources	implied	2025	implied			P020;P073;P075;P094;P095
        WX-K083	7.3.p2	委托第三方管项目并建诚信体系	监督嵌入“三评”全程，落实科学数据管理和人才评价。	wx-science		implied	2025	implied			P016;P019;P021;P022;P023;P088
        WX-K084	8.1.p1	实施人才培育工程	落实英才计划和启明星专项，培训新型职业农民。	wx-talent	wx-science;wx-agriculture;wx-human-resources	implied	2025	implied			P097;P098
        WX-K085	8.1.p2	开展就业创业技能培训	职业学校与民办机构建立多形式培训体系。	wx-human-resources	wx-education	implied	2025	implied			P097
        WX-K086	8.2.p1	引进高端人才和团队	直接与柔性引进并举，引导到基层一线。	wx-talent	wx-science;wx-human-resources	implied	2025	implied			P091
        WX-K087	8.2.p2	引进重点领域人才	面向大数据、农业、医药，借助第三方招引。	wx-talent	wx-human-resources;wx-agriculture;wx-health	implied	2025	implied			P091
        WX-K088	8.3.p1	组织专家服务团和干部人才交流	每年聘请专家特派员驻县服务，选派人员参加协作交流，订单式培养。	wx-talent	wx-science;wx-agriculture	implied	2025	yearly			P079;P092;P096;P097
        WX-K089	8.3.p2	柔性和专业化引才	承办论坛研讨，与引才机构合作。	wx-talent	wx-human-resources	implied	2025	implied			P091
        WX-K090	8.4	开展青少年科技教育和赛事	开设趣味科技课，建实践平台，组织和参加各类大赛。	wx-education	wx-science-association;wx-science	implied	2025	implied			S121;P099
        WX-K091	9.1	整合财政科技资金避免重复支持	建立稳定增长与跨部门共享机制，提高资金绩效。	wx-finance	wx-science;wx-audit	implied	2025	implied	T066		P011;P024;P026
        WX-K092	9.2	分档奖补带动全社会研发	对研发投入、高企和平台奖补，开设科技信贷绿色通道。	wx-science	wx-finance;wx-tax;wx-statistics	implied	2025	implied	T065;T097		P027;P031;P034;P051;P053
        WX-K093	9.3	加快新型基础设施建设	建设5G、光纤、IPv6网络，推进设施智能化，争取深空雷达设施。	wx-economy	wx-development;wx-science;wx-housing	implied	2025	implied			S100;S101;S102;S103
        WX-K094	9.3	建设水利数据和能源示范项目	建水利大数据平台，推进综合能源示范。	wx-water	wx-development	implied	2025	implied			S104;S105
        WX-K095	9.3	建设智慧医院和疫情监控网络	提升医院信息化与监测预警能力。	wx-health		implied	2025	implied			S111;S112
        WX-K096	9.4	建设科普场馆并开展品牌活动	推进科技馆和基地，组织进校园、下乡、活动周，加强科普信息化。	wx-science-association	wx-science;wx-education	implied	2025	implied	T095		S148;P100
        WX-K097	10.1	建立县领导牵头的协调机制	科技局负责、部门参加，目标纳入全县考核，规范科技管理程序。	wx-science	wx-government	stated	2025	implied			S149;P002;P005
        WX-K098	10.2	优化创新创业环境	明确市县职责，减少审批，用足政策，倡导创新文化。	wx-science	wx-development;wx-finance	implied	2025	implied			P002;P039;P064;P071
        WX-K099	10.3	落实目标责任制和规划评估	约束性和重要预期性指标纳入考核，做好年度与中期评估、通报和修订。	wx-science	wx-discipline;wx-audit;wx-statistics	implied	2025	yearly			P005;P006;P007;P008;P009
        WX-K100	annex	调度规划项目清单	按季掌握21个项目的进度、资金和问题。	wx-science	wx-economy;wx-agriculture;wx-forestry;wx-planning-resources	implied	2025	implied	T082	WX-01;WX-02;WX-03;WX-04;WX-05;WX-06;WX-07;WX-08;WX-09;WX-10;WX-11;WX-12;WX-13;WX-14;WX-15;WX-16;WX-17;WX-18;WX-19;WX-20;WX-21	P015
        WX-K101	annex.1.r1	建成新能源高端研发机构	引进院士团队，建测试中心与中试线。	wx-science	wx-economy	stated	2025	stated	T073	WX-01	S088;S165
        WX-K102	annex.1.r2	建成马铃薯实验室和病毒检测中心	校地共建，推广优质新品种。	wx-science	wx-agriculture;wx-southwest-university	stated	2025	stated	T072	WX-02	S022;S023;S163
        WX-K103	annex.1.r3	建成独活研究所	配齐科研设备和专家团队。	wx-agriculture		stated	2025	stated		WX-03	S164
        WX-K104	annex.2.r4	建成林场智慧化管理平台	完成一张图、底座、应用、APP和展示系统。	wx-forestry		stated	2025	stated		WX-04	S001;S002;S003;S004;S005;P101
        WX-K105	annex.2.r5	建成地质灾害防治智慧平台	完成数据库、一张图、预警、接口与保障体系。	wx-planning-resources		stated	2025	stated		WX-05	S006;S007;S008;S009;S010;P081;P102
        WX-K106	annex.2.r6	建成中药材生产服务平台	完成种植管理、资源库、供应链和终端。	wx-science	wx-agriculture	stated	2025	stated	T075	WX-06	S032;S033;S034;S035;S036
        WX-K107	annex.2.r7	完成教育用品智能工厂	改进产品工艺并研制模具。	wx-economy		stated	2024	stated	T070	WX-07	S081;S083
        WX-K108	annex.2.r8	建成智慧农业平台和电商园	监测诊断上线，培育25个主体。	wx-agriculture		stated	2025	stated	T076a;T076b	WX-08	S013;S019;S056;P060
        WX-K109	annex.2.r9	建成智能蚕桑基地	引进养蚕系统，建车间与桑苗基地。	wx-agriculture	wx-forestry	stated	2025	stated		WX-09	S024
        WX-K110	annex.3.r10	推进深层盐卤综合开发	完成研究与中试，逐步建成锂钾生产线。	wx-economy		stated	2030	stated	T077a;T077b	WX-10	S088
        WX-K111	annex.3.r11	示范推广稻鱼综合种养	先示范500亩，再推广5000亩。	wx-agriculture	wx-tangfang;wx-gulu	stated	2025	stated	T078a;T078b	WX-11	S019;S027;P080
        WX-K112	annex.3.r12	实施特色农产品质量控制	推进认证和检测，合格率达到99%。	wx-agriculture		stated	2025	stated	T079a;T079b	WX-12	S038
        WX-K113	annex.3.r13	保护开发马铃薯种质	建资源库圃和三级种薯体系。	wx-science	wx-agriculture;wx-potato-centre	stated	2025	stated		WX-13	S019;S021;S022
        WX-K114	annex.3.r14	研发核桃精深加工技术	形成标准1套、方案3套。	wx-economy	wx-forestry;wx-southwest-university;wx-forestry-academy	stated	2025	stated	T080a;T080b	WX-14	S030;P081
        WX-K115	annex.3.r15	防控核桃病虫并提质	高接换优，综合防控。	wx-forestry	wx-forestry-courtyard	stated	2025	stated		WX-15	S019;S030;S168
        WX-K116	annex.3.r16	调整柑桔品种并建品牌	编制产业规划，建采后线和销售渠道。	wx-agriculture		stated	2025	stated		WX-16	S028;S057;P080
        WX-K117	annex.3.r17	推广无抗生猪健康养殖	集成技术并开展线上线下培训。	wx-agriculture		stated	2025	stated	T098	WX-17	S026;S152;P080
        WX-K118	annex.3.r18	修复退化农田	用生物肥和菌剂改良土壤。	wx-agriculture		stated	2025	stated		WX-18	S020;P080
        WX-K119	annex.3.r19	普查野生资源植物	完成报告、分布图和可开发名录。	wx-science	wx-agriculture	stated	2025	stated	T081a;T081b	WX-19	S012
        WX-K120	annex.3.r20	评价独活品质并制标准	比对成分与DNA，争取国际标准。	wx-agriculture		stated	2025	stated		WX-20	S042;P081
        WX-K121	annex.3.r21	示范推广加工辣椒	工厂化育苗，建高产示范片。	wx-agriculture	wx-agriculture-academy;wx-chaoyang;wx-wenfeng	stated	2025	stated		WX-21	S029;P080
        """#)
}

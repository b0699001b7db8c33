"""Every word a ledger may use for ours, as data: for a heading, for a value, for yes and no.

To add a word: put it behind its column in ``HEADINGS`` or behind its term in ``VALUES`` where it can mean nothing else,
in ``LIKELY_HEADINGS`` or ``LIKELY_VALUES`` where a person has to say so once; words are parted by a blank. What a
question asks for stands in ``ASKING``, what a word says wherever it stands in a sentence in ``SIGNS``.
Blanks and the kind of brackets do not matter, in headings nor do width, case, stars and colons: they are folded away
before words are compared. The official wording, the name in the code and the number before a row need not stand here.
What follows from a rule - the article of a 信息类别, the group before a 办理结果 - stands with the term.
"""

from collections.abc import Mapping

HEADINGS: Mapping[str, Mapping[str, str]] = {
    "releases": {
        "number": "信息编号 公开目录编号 目录编号 公开编号 稿件编号 信息流水号 条目编号",
        "index_number": "索引号码 信息索引号",
        "name": "标题 文章标题 信息标题 条目名 条目名称 文件名称 文件标题 公开内容标题 名称 公开的什么 发的什么 "
        "稿件名称 公开信息名称 公开信息标题 政府信息名称 文件题目 题目 题名 公开事项名称 公开内容 主动公开内容 "
        "主动公开信息名称",
        "document_number": "发文号 发文字号 文件编号 文件文号 文件号 公文文号 公文字号 制发文号 印发文号 文 号",
        "document_kind": "文种 文件类型 文件属性 规范性文件认定 规范性文件标识 规范性认定 公文性质",
        "category": "信息分类 主题分类 公开类别 信息类型 公开类目 目录类别 信息所属类别 二十条类别 法定类别 "
        "法定主动公开类别 条例类别 对应条款 公开内容类别",
        "summary": "内容摘要 摘要 内容简介 主要内容 信息摘要 内容提要 概述",
        "formed_on": "形成日期 形成时间 生成日期 生成时间 成文日期 成文时间 成文 落款日期 落款时间 制作日期 制作时间 "
        "拟定日期 印发日期 印发时间 制文日期 产生日期 信息形成日期 信息形成时间 信息生成日期 签发日期 文件日期 "
        "发文日期 发文时间 成稿日期 编制日期",
        "published_on": "公开时间 发布日期 发布时间 上网日期 上网时间 上线时间 挂网 挂网日期 挂网时间 公布日期 "
        "首次公开日期 首发日期 发布日 公开日 上传日期 上传时间 刊登日期 刊发时间 推送时间 对外公开日期 主动公开日期 "
        "主动公开时间 信息公开日期 信息公开时间 张贴日期",
        "channels": "公开方式 公开形式 发布渠道 发布平台 挂网位置 公开载体 公开途径 公开平台 发布方式 发布途径 "
        "公开位置 公开地点 刊登载体 公开场所 发布媒介 发布载体 信息载体 公开媒介 在什么地方公开 公开在哪 登载平台",
        "web_address": "链接 链接地址 网页地址 网页链接 URL 网址链接 信息链接 页面地址 链接网址 访问地址 URL地址 "
        "网络地址 公开链接 原文链接 地址链接 发布网址",
        "department": "责任部门 公开责任部门 承办科室 提供科室 供稿单位 承办部门 责任单位 主办科室 公开科室 牵头科室 "
        "起草科室 起草部门 供稿科室 供稿部门 业务科室 信息提供科室 提供部门 报送科室 拟稿科室 信息来源科室",
        "valid_until": "有效期 失效日期 有效期限 失效时间 有效截止日期 有效期截止",
        "repealed_on": "废止时间 废止日 宣布失效日期",
        "secrecy_reviewer": "审查人 保密审查员 保密审核人 保密审查人员",
        "secrecy_reviewed_on": "审查日期",
        "secrecy_conclusion": "审查结论 保密审查结果 保密审查意见",
        "is_forwarded": "是否转发引用上级文件",
        "remarks": "备注说明 其他说明 附注",
    },
    "requests": {
        "number": "登记号 受理编号 受理号 申请编号 申请单号 申请序号 收件编号 收件号 办件编号 流水号 业务流水号 "
        "工单号 案卷号 信件编号 编码 件号 登记序号 登记编码 受理登记号 申请登记号 收文编号 收文号 申请受理号 申请码 "
        "件号码 查询码 查询编号 业务编号 办件编码 申请流水号 台账编号 受理单号 回执编号",
        "applicant_kind": "来文类别 来件类别 来文单位类别 申请人类别 申请人性质 申请主体类别 申请主体类型 申请者类型 "
        "主体类别 主体类型 身份 身份类别 "
        "申请人属性 申请人身份 申请人分类 申请人身份类型 申请主体性质 申请主体分类 申请人种类 个人还是单位 "
        "公民还是法人 公民/法人 公民或法人 个人/法人 公民、法人或其他组织 自然人/法人 申请对象类别 人员类别 "
        "申请者身份 主体性质 用户类型 申请用户类型",
        "applicant": "来文单位（个人） 来文单位 来文单位/个人 来文人 来件单位 来件单位（个人） 申请人姓名 "
        "申请人姓名或名称 申请人名称 申请者 申请主体 申请主体名称 姓名/名称 姓名或名称 "
        "姓名/单位 申请单位或个人 申请人姓名/单位 谁申请的 姓名 申请单位 申请人或单位 申请人（单位） 姓名或单位 "
        "法人名称 单位名称 组织名称 企业名称 法人或其他组织名称 申请的人 申请人（姓名/名称） 来申请的人 申请人全称 "
        "申请人/单位名称 申请人姓名/单位名称 姓名（单位） 谁来申请的 谁提的 公民姓名 公民姓名/法人名称 "
        "公民姓名或法人名称 公民姓名/单位名称 姓名或单位名称 来件人 来信人 申请方名称 申请人（单位）名称 个人姓名 "
        "自然人姓名 申请组织名称 机构名称",
        "identity_kind": "证件名称 有效证件",
        "identity_number": "证件号 身份证 身份证号 身份证号码 有效证件号码 统一社会信用代码 证号 身份证件号码 "
        "证件编号 身份证件号",
        "phone": "联系电话 联系方式 联系方法 手机 手机号 手机号码 电话号码 联系号码 联系人电话 移动电话 联络电话 "
        "联络方式 手机/电话 联系手机 联系人手机 电话/手机 联系手机号 联系方式（电话） 申请人电话 手机号码/电话 "
        "固定电话 怎么联系 联系人电话号码 座机 电话联系方式",
        "address": "通信地址 通讯地址 联系地址 住址 邮寄地址 家庭住址 居住地址 住所 送达地址 收件地址 寄送地址 "
        "收信地址 详细地址 家住哪 住哪 户籍地址 申请人地址 单位地址 通讯住址 居住地 联系住址",
        "postcode": "邮政编码",
        "email": "电子邮箱 电子邮箱地址 电子邮件 邮箱地址 E-mail 邮件地址 电邮 电子信箱 申请人邮箱 E-mail地址",
        "agent": "代理人姓名 委托代理人 委托人 代理人名称 受托人 法定代表人或代理人",
        "channel": "申请方式 申请途径 提交方式 提交渠道 递交方式 递交途径 收件方式 渠道 受理渠道 怎么来的 来件方式 "
        "收到方式 来源渠道 来源方式 接收方式 来件渠道 来件途径 来源 申请渠道来源 申请来源 受理方式 受理途径 收件渠道 "
        "收件途径 提出方式 提出途径 提出申请方式 提起方式 申请形式 递交形式 收文方式 接件方式 登记渠道 申请提交方式 "
        "申请提交渠道 申请的方式 来的方式 来的渠道 怎么交的 从哪来的 从哪儿来的 哪来的 哪里来的",
        "arrived_on": "来 来件时间 收件日期 收件时间 来文日 来文日期 收文日期 收文时间 申请日期 申请时间 接件日期 "
        "提交日期 提交时间 申请提出日期 提出申请日期 提出申请时间 提出日期 提出时间 递交日期 递交时间 来函日期 "
        "来信日期 来信时间 申请书日期 申请提交日期 申请提交时间 送来的日子 来的日子 申请日 来件日 寄来日期 到件日期 "
        "到件时间 申请人提交日期 申请人提交时间 交来日期 收件登记日期 接收申请日期",
        "received_on": "收 双方确认时间 双方确认日期 法定收到之日 法定收到日期 收到日期 收到申请日期 收到申请时间 "
        "签收确认日 确认收到日期 受理日期 受理时间 签收日期 接收日期 收讫日期 收到申请日 收到日 收到之日 收到时间 "
        "签收日 签收时间 受理日 正式受理日期 正式受理时间 接收时间 确认日期 确认时间 确认收到时间 确认收到日 收讫时间 "
        "收到的日子 立案日期 立案时间 受理登记日期 本机关收到日期 机关收到日期 我方收到日期 系统接收时间 系统接收日期",
        "content": "申请公开事项名称 申请事项名称 申请公开内容名称 申请内容 所需信息 所需政府信息 申请公开内容 "
        "申请公开的内容 申请查询内容 申请事项 申请事项摘要 "
        "申请信息内容 所需信息内容描述 所需信息内容 申请公开的信息 要什么 申请详情 申请描述 内容描述 信息内容 "
        "诉求内容 要的东西 要的材料 要的信息 要公开的信息 要公开的内容 要公开什么 申请的内容 申请的信息 申请的材料 "
        "申请内容摘要 申请内容概述 申请公开事项 申请公开信息内容 公开事项 申请公开政府信息内容 所申请信息 "
        "所申请的信息 申请获取信息 申请获取内容 所要信息 索取内容 查询内容 需要的信息 需要信息 信息需求 需求内容 "
        "所需材料 要求公开内容 要求公开的内容 要求公开的信息 申请人要求 申请公开什么 所需内容 所需信息名称 "
        "所需政府信息名称 所需信息的内容描述 所需信息的名称 内容概要 内容摘要 申请公开的政府信息 "
        "申请公开的政府信息内容 申请主要内容 主要内容 申请诉求",
        "retrieval": "信息获取方式 提供方式 提供政府信息的方式 获取信息方式 信息提供方式 提供介质 信息介质 信息载体 "
        "载体形式 领取方式 信息载体形式 载体 送达形式要求 获取信息的形式 信息提供形式 提供形式 获取途径 怎么给 "
        "获取信息的方式 信息的获取方式 指定提供方式 获取政府信息的方式 获取政府信息方式 期望获取方式 希望获取方式 "
        "想怎么拿",
        "department": "承办部门 责任部门 责任科室 办理科室 办理部门 承办单位 经办科室 主办科室 处理科室 经办部门 "
        "主办部门 主办单位 承接科室 承接部门 分办科室 交办科室 转办科室 牵头部门 牵头科室 责任单位 责任处室 承办股室 "
        "承办处室 具体承办科室 业务科室 谁管的科室 归口科室 办件科室 分派科室 分派部门 拟办科室",
        "handler": "经办 经办人 办理人 经手人 承办人员 承办人姓名 经办人员 经手 办件人 办理人员 具体承办人 承办 "
        "谁办的 处理人 经办同志 办事人 承办责任人 具体经办人",
        "outcome": "处理决定类型 处理结果 答复结果 答复类型 处理方式 答复类别 办理情况结果 答复结论 处理结论 办理结论 "
        "结论 办结结果 办结类型 答复意见 公开类别 公开类型 公开情况 给没给 给了没 给了没有 给不给 公开没 公开没公开 "
        "公开了没 公开了没有 公开了吗 给了吗 答应没 最后给没给 处理决定 答复决定 答复情形 答复种类 答复性质 答复口径 "
        "答复方式类别 最终结果 最后结果 办结情况 办结方式 办件结果 处置结果 答复处理结果 答复结果类型 决定类型 "
        "决定类别 决定种类 公开与否 公开结果 答复内容类型 结论类型 告知类型 处理类型 处理情形 办理结果类型 "
        "办理结果类别 答复决定类型 是否予以公开 最终处理结果 怎么答复的 怎么办理的 怎么处理的 怎么回复的 怎么答的 "
        "怎么回的 结果怎么样",
        "legal_basis": "依据 法律依据 答复依据 不予公开依据",
        "answered_on": "答 答复时间 答复日 回复日 回复日期 回复时间 实际答复日 实际答复日期 办理完成日期 作出答复日期 "
        "作出答复时间 答复作出日期 答复作出时间 答复书日期 答复书落款日期 答复书作出日期 答复文书日期 出文日期 "
        "答复书出具日期 正式答复日期 正式答复时间 实际答复时间 实际办结日期 实际办结时间 实际办结日 回复的日子 "
        "答的日子 答复的日子 回的日子 告知书日期 告知日期 告知时间 决定日期 决定时间 办复日期 办复时间 复函日期 "
        "书面答复日期 答复完成日期 发文日期 答复发文日期 答复送出日期",
        "answer_number": "文号 告知书编号 告知书文号 答复书文号 答复书编号 回复文号 答复文件号 文书编号 文书号 "
        "答复编号 决定书文号 复函编号 告知书号 答复文件文号 发文字号 发文号 发文文号 答复书号 答复告知书编号 回复函号 "
        "答复函文号 答复书文书号 决定书编号 决定书号 出文号 文书文号 答复字号 答复公文号 书号 文书字号 回文号 "
        "回的文号 办理文号 复函号 公开答复文号",
        "lateness_reason": "超期原因 逾期理由 超时原因 为什么超期 为啥超期 为啥晚了 超期理由 延误原因 逾期说明",
        "archive_number": "档号 归档编号 归档号码 卷号 案卷号码",
        "remarks": "备考 备注说明 其他说明 其它 附注 其他情况 补充说明",
    },
    "reviews": {
        "number": "案件编号 年度号 年度序号 内部编号 收案号 登记编号",
        "related_request": "对应申请 涉及申请",
        "applicant": "复议申请人 申请复议的人 申请人姓名 申请人名称 谁告的 复议人 申请方 申请复议人 告的人 谁提的 "
        "谁不服 申请人（复议） 申请人姓名/名称 申请人（姓名或名称） 复议申请人姓名",
        "review_body": "复议机构 受理机关 复议受理机关 复议机关名称 复议机构名称 复议单位 审理机关 复议审理机关 "
        "办理机关 复议部门 复议机关全称 复议办理机关 复议委",
        "case_number": "案号 复议文书号 复议案件号 立案号 受理案号 受理通知书文号 受理通知文号 受理文号 复议案件编号 "
        "案件文号 通知书文号 复议受理号 答复通知书文号 复议通知书文号 复议通知文号 复议编号 复议号",
        "received_on": "答复通知书送达日期 通知书送达日期 答复通知送达日期 收 收到时间 收到通知日期 收到通知时间 "
        "收到复议通知书时间 收到复议通知书日期 收到答复通知日 "
        "收到答复通知书日期 收案日期 收案时间 收件日期 收文日期 通知书收到日期 收到复议通知日期 收到复议通知时间 "
        "收到通知书日期 收到通知书时间 收到行政复议答复通知书日期 收到行政复议答复通知书时间 收到复议申请书副本日期 "
        "收到材料日期 收到复议材料时间 答复通知书收到日期 接到通知日期 接到通知时间 收到通知的日子 受理通知书收到日期",
        "replied_on": "答 答复时间 提交答复时间 提交答复日期 提交答复书时间 我方答复日 答复日 提交答复 "
        "提交复议答复日期 提交复议答复时间 提交书面答复日期 提交书面答复时间 答辩日期 答辩时间 提交答辩日期 "
        "提交答辩时间 提出答复日期 提出答复时间 答复提交日期 答复提交时间 书面答复日期 答复书提交日期 交答复日期 "
        "报送答复日期 复议答复日期 复议答复时间 答辩材料提交日期 提交材料日期 交材料日期",
        "result": "结果 最后结果 怎么定的 案件结果 最终结果 结果如何",
        "decision": "复议决定 复议决定内容 决定内容 决定结果 处理结果 审理结果 复议结论 结案方式 办结方式 决定类型 "
        "复议决定类型 复议决定结果 审理结论 裁决结果 复议决定情况 结案结果 决定结论 复议处理结果 复议审理结果 "
        "复议决定种类",
        "closed_on": "结 决定时间 决定日期 决定书日期 决定书落款时间 结案时间 作出决定日期 作出决定时间 决定作出日期 "
        "决定作出时间 行政复议决定作出日期 复议决定日期 复议决定时间 审结日期 审结时间 办结日期 办结时间 复议结案日期 "
        "复议结案时间 决定书作出日期 决定下来日期 下决定日期",
        "cause": "整改 原因 起因 案件起因 教训 改进措施 被复议原因 存在问题 主要问题 问题 整改措施 整改情况 败因 "
        "被纠错原因 纠错原因 问题原因 经验教训 为什么 为什么输 为啥 原因分析 原因及整改 原因和整改 失分原因 改进 "
        "撤销原因",
    },
    "litigation": {
        "number": "案件编号 内部编号 收案号 年度序号 登记编号",
        "plaintiff": "起诉人 原告人 告我们的人 原告姓名 谁告的 告的人 原告（姓名/名称） 原告名称 原告姓名/名称 "
        "原告（上诉人） 原告/上诉人 起诉的人 原告方",
        "court": "法院 审理法院 管辖法院 哪个法院 受案法院 一审法院 办案法院 立案法院 法院名称 在哪告的 哪个院 "
        "受理的法院",
        "case_number": "法院案号 案子 案件号 立案号 案件文号 一审案号 审理案号 案号文号",
        "instance": "审理程序 审理级别 审理阶段 审次 诉讼阶段 审级情况 几审 第几审",
        "route": "直接告还是复议后 是否经过复议 是否复议 起诉途径 直接起诉/先复议 直接起诉或复议后起诉 "
        "是直接起诉还是先复议 是否经复议 先复议没有 复议过没有 复议前置情况 起诉前是否复议 起诉方式（直接/复议后）",
        "received_on": "送达应诉材料日期 应诉材料送达日期 应诉通知书送达日期 传票送达日期 应诉通知送达日期 收 "
        "收到时间 收到应诉通知书日期 收到应诉通知书时间 收到应诉通知日期 收到应诉通知时间 "
        "收到传票日期 传票日 收到诉状日期 收到起诉状日期 收到起诉状时间 收到起诉状副本日期 收到应诉通知 收到传票 "
        "收到传票时间 收到传票的日子 应诉通知日期 应诉通知书日期 收案日期 收案时间 收到法院通知日期 收到材料日期 "
        "收件日期 收到应诉材料日期 收到应诉材料时间 收文日期",
        "defence_on": "答 答辩日期 提交答辩状日期 提交答辩状时间 答辩时间 答辩 交答辩状日期 交答辩日期 提交答辩日期 "
        "提交答辩时间 提交答辩材料日期 答辩举证时间 答辩状日期 答辩提交日期 答辩状提交日期 举证日期 提交证据日期 "
        "举证答辩日期 答辩材料提交日期 交答辩的日子",
        "result": "结果 案件结果 最终结果 最后结果",
        "judgment": "判决情况 判决结果 裁判结果 裁判内容 怎么判的 判决结论 裁判结论 判决 裁判 裁判情况 审理结果 "
        "审判结果 判决内容 裁判方式 结案方式 判的什么 法院怎么判 一审结果 一审判决结果 一审裁判结果 裁判主文 "
        "判决/裁定结果 裁判文书结果",
        "closed_on": "结 裁判日期 裁判时间 判决日 判决日期 判决时间 结案时间 判决的日子 宣判日期 宣判时间 "
        "作出裁判日期 判决书日期 裁判文书日期 判决作出日期 裁定日期 审结日期 审结时间 办结日期 结案日 判决书落款日期 "
        "裁判作出日期 判决裁定日期 裁判文书落款日期",
        "cause": "整改 原因 教训 败诉原因 改进措施 败诉教训 败因 败诉原因分析 存在问题 主要问题 问题 整改措施 "
        "整改情况 经验教训 为什么输 为啥输 原因分析 原因及整改 改进 输在哪",
    },
    "tallies": {
        "kind": "事项类别 类型 业务类别 事项 事项类型 业务种类 事项名称 业务",
        "on": "报送时间 报送日期 统计日期 统计截止日期 截至日期 截止日期 上报日期 上报时间 填报日期 填报时间 统计时间 "
        "报表日期 发生日期 日期时间",
        "quantity": "件数 办件量 办件数 办理件数 件数（件） 数量（件） 办理数 案件数 案件数量 数量合计 发生件数 宗数 "
        "办理数量 办件数量",
        "amount": "金额 收费额 收费金额 收费 收入金额 收费总额 收费金额（元） 罚没金额",
        "department": "科室 部门 报送单位 填报单位 报送科室 填报科室",
        "remarks": "说明",
    },
    "activities": {
        "kind": "工作类型 类别",
        "on": "时间 工作日期",
        "content": "工作内容 事项",
        "found": "发现数 发现问题数",
        "corrected": "已改数 整改数",
    },
    "duties": {
        "name": "公开事项 事项名称",
        "basis": "公开依据 法律依据",
        "cycle": "公开周期 公开频次 公开时限",
        "channels": "公开渠道 公开方式 公开载体",
        "department": "责任部门 公开主体",
    },
    "profile": {
        "website": "网址",
        "opening_releases": "历年累计主动公开",
        "opening_requests": "历年累计受理申请",
        "opening_documents": "现行有效规范性文件",
    },
}
"""Other headings of a column, by register and by the column's name in the code."""

ASPECTS: Mapping[str, str] = {
    "when": "什么时候 什么时间 什么日子 啥时候 啥时间 啥日子 哪一天 哪天 哪日 几月几号 几月几日 几号 何时 何日 "
    "哪年哪月 几时 多会儿",
    "where": "在哪里 在哪儿 在哪 哪里 哪儿 什么地方 啥地方 哪个网站 哪个平台 挂哪 发哪 登哪",
    "body": "找谁 向谁 到哪儿 到哪里 到哪 找哪里 找哪 哪个机关 哪级政府 哪个政府 谁家 哪个复议机关 哪家机关",
    "court": "哪个法院 哪家法院 什么法院 啥法院 哪级法院",
    "which_office": "哪个科室 哪个科 哪个部门 哪个办 哪个股室 哪个股 哪个口 哪科 什么科室 什么部门 啥科室 啥部门 归哪",
    "which_kind": "哪一类 哪类 什么类 啥类 哪种类 什么类别 哪一类别",
    "number": "多少号 几号文 第几号 什么文号 啥文号 哪个文号 什么号 啥号 文号多少 编号多少",
    "why": "为什么 为啥 为何 因为什么 因为啥 因啥 什么原因 啥原因 什么理由 啥理由",
    "how": "怎么样 怎么 咋样 咋 如何 怎样 通过什么 用什么方式 什么方式 什么途径 什么渠道 走什么 啥方式 啥途径 啥渠道 "
    "什么结果 啥结果",
    "who": "哪个人 哪位 谁 什么人 何人 哪个",
    "what": "什么东西 什么材料 什么信息 什么内容 什么事 啥东西 啥材料 啥信息 啥内容 啥事 哪些信息 哪些材料 哪些内容 "
    "哪些 哪样 什么 啥",
}
"""What a heading asks for where it is a question, 「什么时候收到的」."""
ASKING: Mapping[str, Mapping[str, tuple[str, str]]] = {
    "requests": {
        "answered_on": ("when", "答复 答 回复 回 给 办结 办完 出结果"),
        "received_on": ("when", "收到 收 接到 签收 确认 受理"),
        "arrived_on": ("when", "来 申请 提 交 递 送 要 寄 登记"),
        "applicant_kind": ("what", "身份 类型 性质"),
        "content": ("what", "申请 要 想 来 问 需"),
        "channel": ("how", "来 申请 提 交 递 送 要"),
        "retrieval": ("how", "拿 取 领"),
        "outcome": ("how", "答 回 办 处理 结 给 定 弄"),
        "department": ("which_office", ""),
        "answer_number": ("number", "答 回 告知 文 书"),
        "applicant": ("who", "申请 要 来 提 想 问"),
        "handler": ("who", "办 经手 管 负责 处理 弄 跟"),
    },
    "reviews": {
        "closed_on": ("when", "定 决定 结 出 下来 审 判"),
        "replied_on": ("when", "交 答 回 提"),
        "received_on": ("when", "收 接 知道 通知 来"),
        "review_body": ("body where", "复议 受理 审 管 找 向 机关 政府"),
        "result": ("how", "定 判 结 决 审 处理 结果 说"),
        "cause": ("why", "输 败 撤 改 错 纠 违法"),
        "applicant": ("who", "告 申请 提 不服 复议"),
    },
    "litigation": {
        "closed_on": ("when", "判 裁 结 出结果 下来 宣"),
        "defence_on": ("when", "答辩 答 举证 交"),
        "received_on": ("when", "收 传票 接 应诉 通知 来"),
        "court": ("court", ""),
        "judgment": ("how", "判 裁 结 定 结果 审"),
        "route": ("whether how", "复议 来 告"),
        "cause": ("why", "输 败 撤 改 错 纠 违法"),
        "plaintiff": ("who", "告 起诉 打官司"),
    },
    "releases": {
        "valid_until": ("when", "失效 到期"),
        "formed_on": ("when", "印 做 形成 印发 制 成文 写 发文 定 出台 生成"),
        "published_on": ("when", "挂 公开 发布 发 上网 上 公示 贴 公布 登"),
        "channels": ("where", "公开 发 挂 登 贴 公示 看"),
        "document_kind": ("whether", "规范性"),
        "category": ("which_kind", ""),
        "secrecy_reviewer": ("who", "保密"),
        "is_forwarded": ("whether", "转发 引用"),
        "department": ("which_office who", "管 负责 做 报 提供 科 部门 单位"),
        "name": ("what", "公开 发 挂 登 标题 名称 叫"),
        "document_number": ("number", "文 发"),
    },
}
"""What a question asks about, by register and column: what it asks for, and one of what it asks about; earlier win."""
OTHER_INSTANCES = "二审 再审 终审 上诉 申诉"
"""Groups of headings that tell of a later instance, which is a record of its own."""

LIKELY_HEADINGS: Mapping[str, Mapping[str, str]] = {
    "releases": {
        "category": "栏目 所属栏目 主题 类别 信息栏目 栏目名称 发布栏目",
        "department": "来源 信息来源",
        "first_checked_by": "编辑 拟稿 初审",
        "second_checked_by": "复审 审核",
        "final_checked_by": "审签 把关 终审 签发",
        "secrecy_conclusion": "保密 保密审查",
    },
    "requests": {
        "number": "号 编号",
        "applicant_kind": "单位/个人 个人/单位 类型 申请类型",
        "applicant": "单位 名称 申请方",
        "arrived_on": "登记日期 登记时间 日期",
        "received_on": "起算日 起算日期 期限起算日 答复期限起算日",
        "outcome": "处理意见 办理意见 回复情况 办理情况 答复情况 处理情况 是否公开 结果 答复内容",
        "answered_on": "办结时间 办结日期",
        "department": "科室 部门",
        "content": "内容 信息名称 申请公开信息 标题 信件标题 申请标题 申请信息名称 信件主题 主题 事由",
    },
    "reviews": {"received_on": "日期 立案日期 受理日期 通知日期", "applicant": "姓名"},
    "litigation": {"received_on": "日期 立案日期", "route": "诉讼类型 复议情况 起诉类型", "plaintiff": "姓名 当事人"},
    "tallies": {"on": "月份 时间 统计时段 月 统计月份 期间", "quantity": "数目 起数"},
}
"""Headings that most likely mean a column, which a person confirms."""

HEADINGS_WITH_A_VALUE: Mapping[str, Mapping[str, tuple[str, str, str]]] = {
    "tallies": {
        "行政处罚": ("quantity", "kind", "penalty"),
        "处罚": ("quantity", "kind", "penalty"),
        "行政处罚数": ("quantity", "kind", "penalty"),
        "处罚数": ("quantity", "kind", "penalty"),
        "行政处罚数量": ("quantity", "kind", "penalty"),
        "处罚数量": ("quantity", "kind", "penalty"),
        "行政处罚办件量": ("quantity", "kind", "penalty"),
        "行政处罚宗数": ("quantity", "kind", "penalty"),
        "行政处罚决定数": ("quantity", "kind", "penalty"),
        "处罚决定数": ("quantity", "kind", "penalty"),
        "行政处罚决定数量": ("quantity", "kind", "penalty"),
        "行政处罚量": ("quantity", "kind", "penalty"),
        "行政处罚件数": ("quantity", "kind", "penalty"),
        "处罚件数": ("quantity", "kind", "penalty"),
        "罚了几起": ("quantity", "kind", "penalty"),
        "行政许可": ("quantity", "kind", "licence"),
        "许可": ("quantity", "kind", "licence"),
        "行政许可数": ("quantity", "kind", "licence"),
        "许可数": ("quantity", "kind", "licence"),
        "行政许可数量": ("quantity", "kind", "licence"),
        "许可数量": ("quantity", "kind", "licence"),
        "行政许可办件量": ("quantity", "kind", "licence"),
        "行政许可宗数": ("quantity", "kind", "licence"),
        "行政许可决定数": ("quantity", "kind", "licence"),
        "许可决定数": ("quantity", "kind", "licence"),
        "行政许可决定数量": ("quantity", "kind", "licence"),
        "行政许可量": ("quantity", "kind", "licence"),
        "行政许可件数": ("quantity", "kind", "licence"),
        "许可件数": ("quantity", "kind", "licence"),
        "行政强制": ("quantity", "kind", "coercive_measure"),
        "强制": ("quantity", "kind", "coercive_measure"),
        "行政强制数": ("quantity", "kind", "coercive_measure"),
        "强制数": ("quantity", "kind", "coercive_measure"),
        "行政强制数量": ("quantity", "kind", "coercive_measure"),
        "强制数量": ("quantity", "kind", "coercive_measure"),
        "行政强制办件量": ("quantity", "kind", "coercive_measure"),
        "行政强制宗数": ("quantity", "kind", "coercive_measure"),
        "行政强制决定数": ("quantity", "kind", "coercive_measure"),
        "强制决定数": ("quantity", "kind", "coercive_measure"),
        "行政强制决定数量": ("quantity", "kind", "coercive_measure"),
        "行政强制量": ("quantity", "kind", "coercive_measure"),
        "行政强制件数": ("quantity", "kind", "coercive_measure"),
        "强制件数": ("quantity", "kind", "coercive_measure"),
    },
}
"""Headings of a column that says two things: what is counted below, and of which kind; a row gives one record each."""

VALUES: Mapping[str, Mapping[str, str]] = {
    "Applicant": {
        "natural_person": "公民 公民个人 个人 村民 居民 群众 本人 自然人（本人） 农户",
        "company": "公司 企业 有限公司 民营企业 国有企业 物业公司 企业单位 企业法人 工商企业",
        "research_institute": "科研院所 研究院 研究所 科研单位",
        "charity": "公益组织 基金会 志愿者协会 慈善会 慈善组织 社会公益机构",
        "legal_service": "律师事务所 律所 法律服务所",
        "other": "其它",
    },
    "Channel": {
        "counter": "当面提交 现场 窗口 现场递交 来访 来人 上门 大厅 窗口递交 当面递交 现场提交 线下窗口 直接送达",
        "registered_mail": "邮寄 邮寄(签收) 挂号信 EMS 信函 邮政快递 特快专递 挂号 邮政EMS 挂号邮寄 邮政寄送 邮政寄递",
        "ordinary_mail": "平信 平邮",
        "internet": "网络 网上 网站 电子邮件 在线 网上申请 网站平台 依申请公开系统 电邮 e-mail 邮箱 网上平台 "
        "网上提交 电子邮箱 平台 线上 门户网站 政府网站 申请平台 网络平台 数据电文",
        "fax": "传真件",
        "oral": "口头 口述",
        "transferred": "转办 转来 区政府转办 上级转来",
    },
    "DisputeResult": {
        "upheld": "维持 维持原答复 维持原决定 维持原行政行为 驳回复议请求",
        "corrected": "纠正 撤销 变更 确认违法 确认无效 责令履行 撤销重作 撤销并责令重作 撤销并责令重新答复 "
        "责令限期履行 责令限期答复",
        "other_result": "其他 不予受理 终止 终止复议 撤回终止 终止（申请人撤回） 申请人撤回，终止 撤回复议申请 "
        "驳回复议申请 调解 调解结案",
        "pending": "未审结 在审 审理中 正在审理 尚未结案",
    },
    "Outcome": {
        "granted": "公开 同意 同意公开 全部公开 已提供 已公开 已主动公开，告知获取方式 已主动公开，告知获取途径 "
        "告知获取途径 "
        "告知获取方式 准予公开 予以提供 给予公开",
        "partly_granted": "部分公开 （二）部分公开 区分处理 同意部分公开 遮盖后公开 区分处理后公开 作区分处理",
        "state_secret": "国家秘密",
        "forbidden_by_law": "法律禁止公开 法律法规禁止公开 法律、行政法规禁止公开",
        "endangers_security": "影响社会稳定 三安全一稳定",
        "third_party_rights": "个人隐私 商业秘密 第三方不同意 第三方权益 损害第三方权益 他人隐私 涉及个人隐私",
        "internal_affairs": "内部管理信息 内部事务 内部事务信息",
        "deliberative_process": "过程性信息 请示报告",
        "enforcement_file": "执法案卷 行政执法案卷",
        "registry_query": "工商登记资料 不动产登记查询 行政查询 不动产登记 不动产登记资料",
        "not_held": "信息不存在 不存在 查无 不属于本机关 非本机关公开 告知向其他机关申请 不掌握 "
        "非本机关职责 本机关不掌握 不属于本机关掌握 不掌握该信息 未检索到 经检索未找到 检索不到 经检索不存在 "
        "查无此信息 经查不存在 非本机关制作保存",
        "needs_creation": "需加工汇总 需另行制作 需要另行制作 需要加工汇总 需汇总加工 需加工分析 需另行加工制作",
        "petition": "信访 投诉举报 信访投诉举报 信访举报投诉 信访投诉 信访、举报、投诉 以申请公开名义进行信访",
        "repeated": "重复",
        "unclear_after_correction": "补正后仍不明确 补正后不明确 补正后内容不明确",
        "excessive": "大量反复 反复大量 大量、反复",
        "publication": "公开出版物",
        "reconfirmation": "重新出具 确认或重新出具 重新出具已获取信息",
        "correction_overdue": "逾期未补正 逾期不补正 逾期未补正视为放弃 未补正视为放弃 补正逾期",
        "fee_unpaid": "未缴费 逾期未缴费 逾期不缴费 逾期未缴纳费用 逾期未交费 逾期不交费",
        "other_handling": "撤回 撤销申请 撤回申请 申请人撤回 申请人主动撤回 主动撤回 撤件 已撤回 已撤销 已撤销申请",
    },
    "ReviewDecision": {
        "upheld": "维持原答复 维持原决定 维持原行政行为",
        "revoked": "撤销重作 撤销并责令重作 撤销并责令重新答复",
        "application_dismissed": "驳回复议申请",
        "terminated": "撤回申请终止 终止复议 撤回终止 申请人撤回，终止 终止（申请人撤回） 撤回复议申请",
        "ordered_to_act": "责令限期履行 责令限期答复",
        "settled": "调解结案",
    },
    "Judgment": {
        "claims_rejected": "驳回诉讼请求 驳回诉求 判决驳回 驳回原告诉讼请求",
        "revoked": "判决撤销 撤销重作 撤销答复，责令重新作出 撤销并责令重新答复 撤销并责令重作",
        "ordered_to_act": "判决履行 责令履行 责令限期答复 责令限期履行",
        "declared_unlawful": "判决确认违法 确认答复违法",
        "suit_dismissed": "裁定驳回起诉",
        "withdrawn": "准予撤诉 撤回起诉 准许撤诉 准许撤回起诉 准予撤回起诉",
    },
    "SuitRoute": {"direct_suit": "直接 直接起诉 直接告 未经复议", "suit_after_review": "经复议 经过复议 复议后"},
    "CourtInstance": {"first": "第一审", "second": "第二审 上诉审"},
    "DocumentKind": {
        "normative_document": "规范性文件",
        "other": "其它 公示 公告 通知 通报 一般文件 非规范性文件",
    },
    "ReleaseCategory": {
        "20-1": "规范性文件 政策文件",
        "20-2": "机构职能 机关职能 机构设置 领导信息",
        "20-3": "规划计划 发展规划",
        "20-4": "统计数据",
        "20-5": "行政许可",
        "20-6": "行政处罚 行政强制",
        "20-7": "财政预决算 预决算 财政信息 预算决算",
        "20-9": "政府采购",
        "20-10": "重大项目",
        "20-11": "社会救助 社会保障 教育 医疗 就业",
        "20-12": "应急管理 突发事件",
        "20-13": "环境保护 食品药品安全 安全生产 食品安全",
        "20-14": "招考录用 公务员招录",
    },
    "ReleaseChannel": {
        "portal": "区政府网站 县政府网站 市政府网站 镇政府网站 街道网站 政府门户 官网 政府官网 网上 门户 网站公开 "
        "门户网站 政府网站 区门户 网站",
        "social_media": "微信 微信群 政务微信 政务微博 抖音 短视频 微信公众号 公众号 新媒体 微博",
        "notice_board": "公示栏公开 宣传栏 公告栏 村务栏 村公示栏 社区公示栏 政务公开栏 公开栏 公示栏 村务公开栏",
        "service_centre": "便民大厅 政务大厅 便民服务大厅 便民中心 服务大厅",
    },
    "SecrecyConclusion": {"release": "可公开 可以公开 同意公开", "withhold": "不公开"},
    "RetrievalForm": {
        "paper": "纸面 纸质文本 邮寄 纸张 复印件 纸质件",
        "email": "电邮 邮箱 电子文档 电子版 电子文本 电子数据",
        "disc": "磁盘 光盘磁盘 光盘、磁盘 光盘/磁盘 U盘",
        "inspection": "查阅 当场阅读 抄录 阅览抄录 当场阅读、抄录",
    },
}
"""Other wordings of a value, by the class of its term and by the term's code."""

LIKELY_VALUES: Mapping[str, Mapping[str, str]] = {
    "Applicant": {
        "company": "个体工商户 合作社 个体户",
        "research_institute": "大学 高校",
        "charity": "商会 社会组织 社会团体",
        "other": "学校 业主委员会 村委会 居委会 机关 事业单位",
        "": "律师 律师代理 法人 单位 法人或其他组织 组织",
    },
    "Channel": {
        "registered_mail": "快递 寄来 邮递",
        "internet": "微信 公众号",
        "transferred": "12345",
        "oral": "电话",
        "": "中通快递 邮件 来信 信件",
    },
    "Outcome": {
        "granted": "给了 已给",
        "partly_granted": "部分",
        "state_secret": "涉密",
        "not_held": "没有 未制作 没有这个信息 无此信息",
        "unclear_after_correction": "申请内容不明确 内容不明确",
        "excessive": "大量申请",
        "other_handling": "合并办理",
        "": "答复 已答复 办结 已办结 不公开 不予公开 不同意公开 咨询 已转办 转办 不予处理 无法提供",
    },
    "RetrievalForm": {"paper": "自行领取 当面领取 自取 领取 自己来拿 自己来取", "other": "传真"},
    "ReviewDecision": {"ordered_to_act": "责令重新答复", "settled": "和解", "": "驳回"},
    "Judgment": {"": "驳回 改判 发回重审 维持原判"},
    "SuitRoute": {"direct_suit": "否 无", "suit_after_review": "是 有"},
    "ReleaseCategory": {"21": "通知公告 工作动态 政务动态"},
}
"""Wordings of a value that a person confirms once; those behind "" could be several values."""

GRANTS, REFUSES, UNSURE, SOME_GROUND = "+", "-", "!", "~"
SIGNS: Mapping[str, Mapping[str, str]] = {
    "Outcome": {
        SOME_GROUND: "会议纪要 会议记录 纪要 内部会议",
        "!": "征求 待 拟 暂缓 延期 协商 审批中 办理中 等待 疑似 除 之外 但 复议 诉讼",
        "granted": "告知获取方式 告知获取途径 获取方式 获取途径 主动公开 全部公开 全文公开 全部提供 依法公开 都给了",
        "partly_granted": "一半 给了一半 可以公开的部分 能公开的部分 部分公开 部分 一部分 区分处理 区分 遮盖 遮挡 "
        "隐去 隐名 打码 涂黑 脱敏 去标识化 有的给了",
        "state_secret": "国家秘密 国家机密 涉密 涉国家秘密",
        "forbidden_by_law": "法律法规禁止 法律行政法规禁止 法律、行政法规禁止 法律禁止 法规禁止 禁止公开 依法禁止 "
        "法定禁止 "
        "法律规定不得公开 法律不让公开",
        "endangers_security": "三安全一稳定 三安全 国家安全 公共安全 经济安全 社会稳定 影响稳定 危及稳定 安全稳定",
        "third_party_rights": "商业秘密 商业机密 商密 个人隐私 隐私 第三方不同意公开 第三方不同意 第三方不让 "
        "第三方合法权益 第三方权益 第三方 第三人不同意 第三人权益 第三人 他人隐私 别人隐私 别人的隐私 他人信息",
        "internal_affairs": "内部事务 内部管理 内部信息 内部材料 内部文件 内部资料 人事管理 后勤管理 内部工作流程 "
        "内部流程 内部",
        "deliberative_process": "过程性信息 过程性 过程稿 过程材料 过程信息 讨论记录 会议讨论 讨论稿 讨论 磋商信函 "
        "请示报告 "
        "草稿 征求意见稿 未定稿 过程",
        "enforcement_file": "行政执法案卷 执法案卷 案卷材料 处罚案卷 行政处罚案卷 案卷 执法卷宗 卷宗",
        "registry_query": "行政查询 登记查询 工商查询 不动产查询 不动产登记 工商登记 房产登记 企业登记 婚姻登记 "
        "土地登记 "
        "专门查询 查询事项 另有查询规定 登记资料 依专门规定查询 户籍查询",
        "not_held": "没有所申请公开信息 没有所申请的信息 没有申请公开的信息 没这个材料 没有这个 没有所申请 不归本街道 "
        "不归本镇 不归本单位 不归街道管 不归镇里管 没那东西 "
        "没那个 查不着 找不着 无此件 查无此件 不存在 不掌握 未掌握 没掌握 不属于本机关 不属本机关 非本机关 不是本机关 "
        "非本单位 不属于本单位 "
        "不属于本街道 不属于本镇 非我单位 不属于我单位 不属于我街道 不属于我镇 不是我们的 不是我们管 不归我们管 "
        "不归我们 "
        "不归本机关 不归我街道 不该我们管 不在我们这 不是我们做的 "
        "查不到 查了没有 查过没有 查完没有 没有查到 没有找到 没有检索到 没查着 没查到 未查到 查无 找不到 没找到 "
        "未找到 未检索到 没检索到 检索不到 检索未果 没搜到 "
        "未制作 没制作 未获取 未保存 没保存 未形成 没有做过 没做过 没有信息 没有该信息 没有此信息 没有这个信息 "
        "没有这信息 "
        "没有相关信息 没有材料 没有资料 没有这个材料 没有这个东西 没有这东西 没有该材料 没有这份材料 没有档案 "
        "没有这份文件 没有文件 没有这个文件 手里没有 我们没有 我们这没有 本来就没有 根本没有 压根没有 没这个 没这份 "
        "没这东西 没此 向…申请 向…提出 无此信息 "
        "无该信息 无相关信息 无此 无相关 本机关无 不是本级 非本级 向…咨询 去别处申请 让去别处问 "
        "向其他机关 权属不在 职责范围外 不属于职责范围",
        "needs_creation": "现做一份 要现做 现去整理 得现整理 重新做 另外做 加工汇总 汇总加工 需加工 要加工 加工分析 "
        "加工 需汇总 要汇总 汇总 另行制作 重新制作 重新整理 "
        "需要整理 要整理 需整理 没有现成信息 没有现成的 没有现成 没现成的 没现成 无现成信息 无现成 现做",
        "unclear_after_correction": "补正了还是看不明白 补了还是看不懂 补正后还是看不懂 补正后依然不明确 "
        "补正后依旧不明确 补正后仍不明确 补正后不明确 补正仍不明确 补正了还是不明确 补正后仍不清楚 "
        "补正后还是不明确 "
        "补正后还是不清楚 补正后还是看不明白 补了还是不清楚 补了还是说不清 补了还是不明确 补正了还是不清楚 "
        "补正了还是说不清 "
        "补了也说不清 补正不清 补正后不清 补正后仍不清 补正后仍无法确定 补正后仍无法明确 补正后还是说不清",
        "petition": "信访 上访 投诉 举报 反映问题 反映诉求",
        "repeated": "重复 以前答过 已经答过 已答复过 之前答复过 以前答复过 已经答复过 早答过 答过了",
        "publication": "公开出版物 出版物 公开发行 政府公报 报刊 年鉴 书店 正式出版",
        "excessive": "几十次 太多了 次数太多 数量频次 频次 大量反复 反复大量 大量、反复 无正当理由大量 大量 反复 "
        "频次过高 频繁 数量频次明显超过合理范围 "
        "超过合理范围",
        "reconfirmation": "重新出具 确认或重新出具 要求确认 再出一份 再开一份 重新提供 重新开具",
        "correction_overdue": "视为放弃 视为放弃申请 视同放弃 按放弃处理 一直没补 一直未补 一直不补 逾期未补正 "
        "逾期不补正 逾期没补正 超期未补正 过期未补正 "
        "未按期补正 未按时补正 "
        "未在规定期限内补正 "
        "没有补正 没补正 未补正 不补正 补正逾期 没来补 没有来补 没补 未补 不来补 过期没补 到期没补",
        "fee_unpaid": "未缴费视为放弃 逾期未缴费视为放弃 未缴纳费用视为放弃 未交费视为放弃 不缴费视为放弃 没来交钱 "
        "没来缴费 没来交费 没交信息处理费 未缴信息处理费 未交信息处理费 未缴费 不缴费 没缴费 "
        "没有缴费 未交费 不交费 没交费 没有交费 未缴纳费用 未缴纳 未付费 没付费 "
        "欠费 "
        "没交钱 不交钱 未交钱 没缴 未缴 不缴 没给钱 没掏钱",
        "other_handling": "他不要了 不要了 不申请了 又撤了 撤回 撤件 撤了 撤掉 撤销申请 撤销了申请 撤走 不要了 "
        "不申请了 不想要了 自己放弃 放弃申请 "
        "申请人放弃",
        "+": "全给了 全都给了 给全了 复印件 查了给 早公开 公开过 公开过了 公开 予以公开 同意公开 准予公开 同意 准予 "
        "给了 给 已给 给的 提供 "
        "拿走了 给他了 给她了 "
        "可以公开 能公开 复印给 发给 寄给",
        "-": "不应当公开 不应公开 不宜公开的 没当公开 不能给 没给他 不给他 没给她 没发给 不予公开 不公开 未予公开 "
        "未公开 没公开 没有公开 不同意公开 不同意 不予提供 不提供 未提供 没提供 没有提供 "
        "不能公开 不宜公开 不得公开 不可公开 不便公开 不应公开 不给 没给 没有给 未给 不能给 不好给 不让给 拒绝公开 "
        "拒绝提供 拒绝 "
        "不予 无法提供 不予处理 不再处理 不处理 未处理 没处理 拒了 不答应",
        "": "都 全 全部 早 网上 网站 要求提供 要求获取 申请提供 不能说明合理理由 无合理理由 获取 方式 途径 时间 "
        "公开后 公开会 公开可能 公开将 "
        "申请公开 政府信息公开 信息公开 公开申请 负责公开 当公开 公开出去 年度 "
        "法律规定 特别规定 对 属于 属 涉及 涉 关于 因为 因 由于 系 为 是 的 了 已 已经 申请人 申请 对方 他 她 我 我们 "
        "自己 主动 自行 "
        "本人 "
        "要求 要 让 请 内容 信息 材料 文件 资料 东西 事项 类 情形 相关 政府 行政 机关 单位 本机关 本单位 街道 镇 乡 "
        "有关 该 "
        "这个 此 这 其 书面 口头 答复 回复 告知 处理 办理 办结 结案 终止 后 仍 仍然 还是 也 就 经 经过 现有 向 去 找 "
        "问 "
        "等 等信息 合法 可能 会 将 危及 影响 损害 侵害 保护 逾期 超期 到期 过期 期限 规定 法定 依法 依规 事务 "
        "视为放弃 放弃 权益 管 什么 啥 清 "
        "期限内 无正当理由 正当理由 正当 补正 通知 费用 收费 四类 三类 以前 之前 过 次 另 中 里 上 不再处理 需要 需 作 "
        "本 级 某 所 需 请求 诉求 申诉 和 及 与 或 或者 并 且 而 而且 以及 予以 已经 结果 存档 归档 类信息 类事项 "
        "公文 稿 函 工作 人 人员 图 具体 自愿 件 按 网址 查询 邮寄 对外 不再 建议 其",
    },
    "ReviewDecision": {
        "!": "待 拟 二审 起诉 法院 一审 原判 改判 发回 上诉 但",
        "upheld": "维持",
        "request_rejected": "驳回行政复议请求 驳回复议请求 驳回请求 驳回其请求 驳回申请人请求 驳回申请人的请求 "
        "驳回申请人的复议请求 "
        "驳回申请人复议请求 驳回申请人行政复议请求 驳回其复议请求",
        "application_dismissed": "驳回行政复议申请 驳回复议申请 驳回申请人的复议申请 驳回申请人复议申请 驳回申请 "
        "驳回其申请 "
        "驳回其复议申请 驳回申请人的行政复议申请 驳回申请人的申请",
        "revoked": "撤销 撤销掉",
        "changed": "变更",
        "declared_unlawful": "确认违法 确认…违法 违法 定违法 认定违法 认违法",
        "declared_void": "确认无效 无效",
        "ordered_to_act": "责令履行 责令答复 责令限期 责令限期履行 责令限期答复 责令在法定期限内 责令在期限内 "
        "责令在规定期限内 "
        "责令 限期答复 限期履行 让限期答复 履行职责 履行",
        "not_accepted": "不予受理 不受理 没受理 未受理 未予受理",
        "terminated": "终止 撤回 撤了 撤件 撤销申请 撤销复议申请 申请人撤销 撤申请 自己撤 撤回申请 不告了",
        "settled": "调解 和解 调和",
        "": "行政复议 复议 申请人 申请 自愿 主动 自己 自行 行政 行为 原 具体 决定 答复 告知书 告知 原答复 书 政府 "
        "信息 公开 "
        "被复议 被申请 我街道 我镇 我局 本机关 被申请人 街道 镇 机关 我们 的 了 后 并 且 部分 重新 重作 作出 答复 让 "
        "重答 重办 重做 再答 "
        "结案 书 请求 是 在 内 期限 法定 规定 限期 做出 处理 按 因 予以 给 结 审理 案件 程序 达成 经 双方 协议",
    },
    "Judgment": {
        "!": "待 拟 改判 发回 原判 二审 终审 再审 上诉 但 复议",
        "claims_rejected": "驳回诉讼请求 驳回原告诉讼请求 驳回诉请 驳回诉求 驳回原告诉请 驳回原告请求 驳回请求 "
        "驳回其诉讼请求 "
        "驳回原告的诉讼请求 驳回全部诉讼请求 驳回原告全部诉讼请求 驳诉请",
        "suit_dismissed": "驳回起诉 驳回原告起诉 驳回原告的起诉 驳回其起诉",
        "revoked": "撤销",
        "changed": "变更",
        "declared_unlawful": "确认违法 确认…违法 违法 认定违法",
        "declared_void": "确认无效 无效",
        "ordered_to_act": "责令履行 责令答复 责令限期 责令限期履行 责令限期答复 责令 限期答复 限期履行 履行职责 履行",
        "not_filed": "不予立案 不立案 没立案 未立案",
        "withdrawn": "撤诉 撤回起诉 撤了 撤回 自己撤 撤销起诉 不告了",
        "terminated": "终结诉讼 终结",
        "": "判决 裁定 判 裁 法院 原告 自己 自行 主动 准许 准予 同意 按 处理 了 的 我们 我街道 我镇 我局 被诉 被告 "
        "街道 镇 行政 行为 "
        "原 具体 答复 告知书 告知 书 政府 信息 公开 后 并 且 重作 重新 作出 做出 让 重答 重办 重做 再答 限期 在 内 "
        "期限 法定 规定 "
        "决定 我方 是 因 予以 案件 申请",
    },
    "DisputeResult": {
        "pending": "未审结 未结 没结 还没结 在审 审理中 正在审理 未判 没判 还没判 未判决 未出 没出 没出来 还没出来 "
        "未出来 "
        "没结果 没有结果 未决 待判 待审 等判决 等结果 等开庭 没下来 还没下来 未开庭 没开庭 待开庭 尚未 未作出 未宣判 "
        "待宣判 还在审 "
        "还没判下来 没判下来 未裁决 未裁判",
        "": "还 结果 判决 案件 决定 书 一审 复议 中 尚 仍 目前 正在 审理 开庭 作出 结案 审结 的 呢 判 下来 了 在 着 "
        "等 裁决 裁判",
    },
    "Applicant": {
        "natural_person": "公民 自然人 个人 群众 居民 村民 百姓 老百姓 市民 本人 农民 社员 业主 住户 退休人员 职工",
        "company": "商业企业 企业 公司 厂",
        "legal_service": "律师事务所 律所 法律服务 法律服务机构",
        "charity": "公益组织 社会公益组织 公益",
        "research_institute": "科研 科研机构 科研院所 科研单位",
        "other": "其他",
        "": "法人 法人或其他组织 其他组织 组织 类 辖区 本地 本镇 本街道 社区 普通 一般 一位 一个 姓名 的 申请 申请人 "
        "申请人类型 机构 单位",
    },
    "Channel": {
        "counter": "到访 当面 上门 来人 来访 现场 窗口 大厅 柜台 亲自 面交 面递 自己来 自己跑来 跑来 本人来 到办公室 "
        "直接送来 送来 "
        "自己送来 当场",
        "registered_mail": "邮寄 EMS ems 挂号 邮政快递 挂号信 邮政 寄信 寄来 寄的 寄过来 信函 快件 特快",
        "ordinary_mail": "平信 平邮",
        "internet": "APP app 客户端 小程序 手机端 移动端 掌上 互联网 网上 网络 平台 网站 在线 线上 系统 邮箱 电邮 "
        "电子邮件 电子邮箱 网页 门户 一网通办 政务网 "
        "网",
        "fax": "传真",
        "oral": "口头 口述",
        "transferred": "转来 转办 转交 转送 移送 转过来",
        "": "手机 申请 提交 递交 提出 送 来 的 了 在 上 到 方式 渠道 途径 形式 类 寄送 寄递 投递 点 填 依申请公开 "
        "政务服务 "
        "政府 公开 信箱 发 发来 "
        "申请平台 申请系统 交 本人 自己 信 单 件 过来 书面 办公室 街道 镇 省 市 区 县 政务 服务 通过 用 从 签收 快递 "
        "中国 国内 邮局 邮局的",
    },
    "RetrievalForm": {
        "paper": "纸质 纸面 纸张 纸 复印件 打印件 邮寄 寄 书面 文本",
        "email": "电子邮件 邮箱 电邮 电子版 电子文档 电子文本 电子 邮件 网上 网络 在线",
        "disc": "光盘 磁盘 U盘 u盘",
        "inspection": "查阅 阅览 当场看 抄录 现场看 阅读",
        "": "的 件 版 材料 方式 提供 发 发送 给 当场 当面 现场 文件 送 快递 挂号 EMS 送达 要",
    },
}
"""What the words of a value hold, by the class of its term and by the term's code, so that a text of nothing else is
known however it is put: 「因涉及第三方商业秘密，不同意公开」.

``GRANTS`` and ``REFUSES`` say only that something is given or not, ``UNSURE`` that it is not settled by the text,
``SOME_GROUND`` that there is a ground and not which; what stands behind "" says nothing.
"""
DENIALS = "不未没无非否勿别拒免缓暂拟待疑"
"""Signs in what else a text says that may turn round what it means."""
SIGNS_WITHIN: Mapping[str, Mapping[str, str]] = {
    "ReviewDecision": {"revoked": "ordered_to_act", "terminated": "settled"},
    "Judgment": {"revoked": "ordered_to_act"},
}
"""The sign that a sign beside it belongs to: 「撤销，责令重新答复」 is revoked."""

ORGANISATIONS = (
    "律师 律师代理 法人 单位 法人或其他组织 组织 法人/其他组织 法人和其他组织 法人及其他组织 "
    "法人、其他组织 法人组织 单位法人"
)
"""Words that say an applicant is an organisation; which kind, its name may tell."""

ANSWERS: Mapping[str, Mapping[str, str]] = {
    "route": {
        "direct_suit": "否 无 没有 没 不是 未 未经 直接告 直接起诉 没复议 直接去法院",
        "suit_after_review": "是 有 经过 已经 复议了 先复议 复议过",
    },
    "outcome": {"granted": "给了 已给 给 公开了 已公开"},
    "document_kind": {"normative_document": "是 是的", "other": "否 不是 非 无 不属于"},
}
"""What a yes or no means under a heading that asks, by the column: 「是否经过复议」."""

YES = frozenset(["是", "有", "对", "√", "✓", "1", "yes", "true", "y"])
NO = frozenset(["否", "无", "不", "×", "0", "no", "false", "n"])
"""What is read as 是 and as 否, in lower case."""

NUMBERING = "编号"
"""What most ledgers call the column of their own numbers, whatever it is called here."""
NOT_KEPT = (
    "No. NO 流水 归档情况 是否归档 序号 序 顺序号 顺号 行号 项次 № ID 信息ID 点击量 点击数 浏览量 浏览次数 访问量 "
    "应答复日 应答复日期 应答复时间 "
    "答复期限 办理期限 "
    "答复截止日期 "
    "办理时限 剩余天数 剩余时间 办理用时 是否逾期 是否超期 满意度 满意度评价 评价 "
    "应办结日期 应办结时间 应回复日期 应回复时间 应答复期限 法定答复期限 法定期限 法定期限届满日 到期日 到期日期 "
    "期限届满日 最晚答复日期 "
    "最迟答复日期 截止日期 截止时间 倒计时 已用天数 已用时间 用时 办理天数 办理工作日 办理用时（工作日） 剩余工作日 "
    "超期天数 逾期天数 "
    "红黄绿灯 亮灯 预警状态 阅读量 阅读数 访问次数 点击次数 评价结果 满意情况 满意程度 满意率 季度 月份数 所属季度 "
    "所属月份 所属年度 年度 "
    "年份 年 页码 打印次数 下载次数"
)
"""Headings of which nothing is kept: the number of the line, what others counted, what is computed here."""

NOT_OURS = (
    "归档 办理时间 投诉情况 延期理由 意见征询 工作单位 法人代表 审核人 审批人 审签人 签发人 批准人 发布人 录入人 "
    "填报人 登记人 答复人 代理律师 律师 委托律师 承办律师 法律顾问 "
    "出庭负责人 出庭人员 "
    "出庭人 应诉人员 出庭应诉人 行政机关负责人出庭情况 被申请人 被告 第三人 第三方 案件类型 案由 不服什么 告的谁 告谁 "
    "被复议行为 被诉行为 "
    "被复议的行政行为 被诉行政行为 复议请求 复议事项 申请复议事项 诉讼请求 诉讼请求摘要 审理方式 用途 信息用途 "
    "申请用途 用途说明 "
    "所需信息用途 特征描述 受理机构 受理单位 受理机关 送达方式 答复方式 答复形式 告知方式 回复方式 反馈方式 答复途径 "
    "送达日期 送达时间 送达情况 寄出单号 快递单号 邮寄单号 运单号 邮件号 "
    "挂号单号 输赢 胜败 胜诉败诉 胜败诉 开庭日期 开庭时间 延期至 延期情况 补正情况 收费 收费情况 收费金额 领导批示 "
    "批示 体裁 主题词 "
    "关键词 公开范围 公开期限 效力 效力状态 有效性 时效性 时效 发布机构 发文机关 发布单位 制发机关"
)
"""Headings of what is kept as a remark whatever stands below: no column of ours holds it."""
STATUS = "状态 当前状态 办理状态 处理状态 流程状态 办件状态 信件状态 申请状态 当前环节 办理环节 办理进度 办理阶段"
"""Headings of where a request stands, which is computed here; some platforms say only there how it was decided."""

NOT_YET = (
    "办理中 处理中 在办 待办 待答复 待处理 待受理 受理中 已受理 未答复 未办结 审核中 待审核 正在办理 尚未答复 未办理"
)
"""What stands under a result or a day of what is not decided yet: nothing is there."""

ENDINGS = (
    "日期 时间 日",
    "类型 类别 性质 分类 种类",
    "方式 途径 渠道 形式",
    "科室 部门 处室 股室 机构 单位",
    "号 编号 号码 文号 文书号 书号 文书编号 文书文号 书编号 书文号 文件号 函号 码",
    "内容 内容描述 内容摘要 详情 详情描述 描述 信息描述 摘要",
)
"""Endings of headings that say the same: what is known of 「答复日期」 holds for 「答复时间」."""
BEGINNINGS = "网上 线上 系统 平台 实际 登记 最终 申请人 申请 来源 信件 办件 稿件 文章 联系 法定 具体 业务"
INSIDE = "的 政府 情况 信息 相关"
"""What a heading may begin with, and hold, without meaning anything else: 「网上提交日期」, 「所需政府信息」."""

SPOKEN_OF: Mapping[str, Mapping[str, str]] = {
    "releases": {
        "repealed_on": "废止",
        "valid_until": "有效期 失效 截止有效",
        "published_on": "公开 发布 公布 上网 上线 挂网 挂出 刊登 张贴",
        "formed_on": "成文 形成 生成 制作 发文 落款 印发 签发 产生 制发",
        "document_number": "文号 字号 公文 文件",
        "channels": "渠道 载体 平台 方式 途径 位置 在哪",
        "document_kind": "规范性 性质 文种",
        "category": "类别 分类 栏目 类目 主题 类型",
        "department": "科室 部门 单位 股室 处室",
        "name": "标题 名称 题目 内容",
    },
    "requests": {
        "answered_on": "答复 回复 办结 办复 告知书 答 回",
        "received_on": "收到 受理 签收 接收 收讫 确认",
        "arrived_on": "申请 提交 来件 收件 来文 收文 接件 递交 提出 来 交",
        "answer_number": "答复 告知书 文书 文件 文号 字号",
        "applicant_kind": "身份 类别 类型 性质 属性 分类 公民 个人 法人",
        "retrieval": "获取 载体 介质 提供 领取",
        "channel": "方式 途径 渠道 形式 来源",
        "outcome": "结果 类型 类别 情况 结论 决定 情形 种类",
        "department": "科室 部门 股室 处室",
        "handler": "承办 经办 经手 办理",
        "applicant": "申请人 申请者 姓名 名称 申请单位",
        "content": "信息 内容 诉求 事项 描述 材料",
    },
    "tallies": {"on": "月 日期 时间 时段 期间 截至 截止"},
    "reviews": {
        "closed_on": "决定 结案 审结 办结",
        "replied_on": "提交 答复书 答复 答辩",
        "received_on": "收到 通知书 收件 收案",
        "case_number": "文号 案号 字号 通知书",
        "decision": "决定 结论 结果 方式 情况",
        "review_body": "复议机关 复议机构 机关",
        "applicant": "申请人 姓名 名称",
    },
    "litigation": {
        "closed_on": "裁判 判决 裁定 结案 宣判 审结",
        "defence_on": "答辩 举证",
        "received_on": "应诉 传票 收到 收件 收案 诉状",
        "case_number": "文号 案号 字号",
        "judgment": "裁判 判决 裁定 结果 结论 情况",
        "route": "复议 起诉 途径",
        "plaintiff": "原告 起诉人 姓名 名称 当事人",
        "court": "法院",
    },
}
"""What the heading of a column speaks of, whatever else it says; earlier ones win.

It says what a column is where what stands below is of its kind - days, numbers of documents, names - and no other
heading speaks of the same.
"""
OTHER_EVENTS = (
    "法定答复 法定办结 法定办理 应该 该答 该回 期限 截止 应答复 应回复 应办结 应当 应于 限 到期 最迟 最晚 送达 补正 "
    "延期 延长 延至 征求 第三方 归档 导出 打印 "
    "缴费 寄出 寄送 邮寄 回执 "
    "审核 审批 审签 转办 交办 分办 批示 拟办 派发 流转 催办 督办 退回 开庭 出庭 听证 调查 上诉 履行 整改 公告 抄送 "
    "备案 更新 修改 创建 "
    "录入 首次登录 出生 告知补正 评价 回访"
)
"""What a day under a heading is the day of, if it says so, that no column of ours keeps."""

SAYS_NOTHING = (
    "不予公开 不公开 不予处理 无法提供 其他处理 已办结 已答复 已回复 办结 属于 涉及 关于 申请人 申请 行政机关 本机关 "
    "本单位 行政 政府 相关 信息 内容 事项 类 情形 主动 要求 提供 提出 危及 保护 合法 无正当理由 已获取 其他 经 的 渠道 "
    "方式 途径 提交 递交 已 作 处理 予以 给予 诉求 实为 性 和 及 时间"
)
"""What a word of a ledger may hold besides what it says: 「内部事务信息不公开」, 「信访举报投诉类」, 「在线申请」."""

NO_RECORD = (
    "小计 合计 总计 累计 本页小计 本页合计 填表人 制表人 填报人 审核人 负责人 填表日期 填报单位 制表单位 "
    "说明 注 备注 填表说明"
)
"""What the first cell of a line begins with that is no record: a sum, or who made the table."""

APPLICANT_NAMES: Mapping[str, str] = {
    "legal_service": "律师事务所 律所 法律服务所 法律援助中心 公证处",
    "research_institute": "研究院 研究所 科学院 研究中心",
    "charity": "基金会 协会 慈善会 慈善总会 公益服务中心 社会工作服务中心 志愿者联合会 公益联合会",
    "company": "公司 集团 厂 商行 店 超市 经营部 门市部 企业 酒店 合伙企业 工作室",
    "other": "委员会 村委会 居委会 学校 大学 学院 中学 小学 幼儿园 医院 局 政府 办事处 街道办 合作社 "
    "合作联社 商会 中心 工会 检察院 法院",
}
"""How the name of an applicant ends that is no natural person, by 申请人类型; earlier ones win."""

CATEGORY_SUBJECTS: Mapping[str, str] = {
    "20-7": "预算 决算 收支 三公",
    "20-9": "政府采购 采购合同 采购公告",
    "20-6": "行政处罚 行政强制 处罚决定",
    "20-8": "行政事业性收费 收费标准 收费目录",
    "20-14": "招考 招录 招聘公务员 录用",
    "20-12": "应急预案 突发 预警 防汛 应急",
    "20-4": "统计公报 普查 统计数据",
    "20-3": "规划",
    "20-10": "重大建设项目 中标 招标",
    "20-13": "环境 食品 药品 安全生产 公共卫生",
    "20-11": "低保 救助 扶贫 教育 医疗 社会保障 就业 养老",
    "20-5": "行政许可 办事指南 许可",
    "20-2": "职能 机构设置 领导分工 办公地址",
    "20-1": "规范性文件 管理办法 实施办法 规定（",
}
"""What a title or a 栏目 mentions, by the 信息类别 it suggests; earlier ones win."""


def headings(register: str, column: str) -> tuple[str, ...]:
    """Return the other headings under which a ledger may hold a column."""
    return tuple(HEADINGS.get(register, {}).get(column, "").split())


def values(term: str, code: str) -> tuple[str, ...]:
    """Return the other wordings under which a ledger may hold a value; ``term`` is the name of its class."""
    return tuple(VALUES.get(term, {}).get(code, "").split())

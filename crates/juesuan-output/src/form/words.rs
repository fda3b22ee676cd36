//! Chinese words for what the data package knows by key.

use juesuan_model::{CheckStatus, FindingKind, ReportKind, Severity, TableKind};

pub(crate) const fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "错误",
        Severity::Warning => "警告",
        Severity::Info => "提示",
    }
}

pub(crate) const fn finding_kind(kind: FindingKind) -> &'static str {
    match kind {
        FindingKind::Sum => "合计",
        FindingKind::CrossTable => "表间",
        FindingKind::TableVsText => "表与文",
        FindingKind::TextVsText => "文与文",
        FindingKind::Percent => "百分比",
        FindingKind::Unit => "单位",
        FindingKind::Rounding => "四舍五入",
        FindingKind::Range => "取值范围",
        FindingKind::TotalScore => "总分",
        FindingKind::Missing => "缺失",
        FindingKind::Duplicate => "重复",
        FindingKind::Truncated => "截断",
        FindingKind::Name => "名称",
    }
}

pub(crate) const fn check_status(status: CheckStatus) -> &'static str {
    match status {
        CheckStatus::Pass => "通过",
        CheckStatus::Finding => "有问题",
        CheckStatus::NotApplicable => "不适用",
        CheckStatus::InsufficientData => "数据不足",
    }
}

pub(crate) const fn report_kind(kind: ReportKind) -> &'static str {
    match kind {
        ReportKind::DepartmentAccounts => "部门决算",
        ReportKind::UnitAccounts => "单位决算",
        ReportKind::PerformanceReport => "绩效自评报告",
        ReportKind::Excerpt => "摘录",
        ReportKind::Other => "其他",
    }
}

pub(crate) const fn table_kind(kind: TableKind) -> &'static str {
    match kind {
        TableKind::Statement => "法定报表",
        TableKind::BudgetUse => "预算执行",
        TableKind::Management => "资金管理",
        TableKind::Score => "自评评分",
        TableKind::Target => "绩效目标",
        TableKind::Summary => "自评汇总",
        TableKind::Overall => "总体得分",
        TableKind::Disclosure => "其他公开事项",
        TableKind::Other => "其他",
    }
}

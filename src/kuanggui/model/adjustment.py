"""An adjustment of a plan (动态调整): changes of features and targets with their reason, basis and way through approval."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from kuanggui.model.feature import Change
from kuanggui.model.target import TargetChange


class AdjustmentType(StrEnum):
    """On what ground a plan is adjusted."""

    ANNUAL_BATCH = "annual_batch"  # 年度集中调整
    STRATEGIC_MINERAL = "strategic_mineral"  # 战略性矿产，随时
    SUB_MINERAL = "sub_mineral"  # 非金属区块只变更亚矿种，无需调整，只作记录
    MAJOR_FIND = "major_find"  # 重大找矿发现
    MARKET_CHANGE = "market_change"  # 市场条件、技术条件重大变化
    SPECIAL_PROJECT = "special_project"  # 新增重大专项、工程


class AdjustmentState(StrEnum):
    """How far an adjustment has come."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    CHECKED = "checked"
    APPROVED = "approved"
    IN_FORCE = "in_force"
    REPORTED = "reported"
    RETURNED = "returned"


class AttachmentRole(StrEnum):
    """What an attachment is for."""

    ARGUMENT = "argument"  # 调整理由及论证材料
    SCHEME = "scheme"  # 调整方案、说明和图件
    BASIS = "basis"  # 依据文件
    OTHER = "other"  # 其他


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that goes with an adjustment, kept by its SHA-256."""

    name: str
    sha256: str
    size: int
    role: AttachmentRole = AttachmentRole.OTHER


@dataclass(frozen=True, slots=True)
class Remark:
    """What a check said: the rule, how grave it is, and the message, in Chinese and English. `blocking` keeps the adjustment from going on.

    `severity` is error, warning, info or not_evaluated; `subject` the id of the feature or record it is about, where there is one.
    """

    rule: str
    severity: str
    message: str
    blocking: bool = False
    subject: str = ""
    remedy: str = ""
    message_en: str = ""
    remedy_en: str = ""


@dataclass(frozen=True, slots=True)
class Adjustment:
    """An adjustment at one step of its way. `version` counts the steps and is the token for optimistic locking.

    `changes` are those of blocks, zones and deposits, `targets` those of indicators, caps and mine limits.
    `by`, `at` and `comment` are of the last step; `effective_on` is the day from which the changes are in force, once they are.
    `undoes` is the adjustment whose effect this one takes back.
    """

    id: str
    plan: str
    type: AdjustmentType
    title: str
    reason: str
    basis: str
    changes: tuple[Change, ...]
    attachments: tuple[Attachment, ...] = ()
    state: AdjustmentState = AdjustmentState.DRAFT
    version: int = 1
    author: str = ""
    by: str = ""
    at: datetime | None = None
    comment: str = ""
    effective_on: date | None = None
    undoes: str | None = None
    remarks: tuple[Remark, ...] = ()
    targets: tuple[TargetChange, ...] = ()

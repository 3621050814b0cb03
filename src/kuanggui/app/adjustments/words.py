"""What people call the states of an adjustment."""

from __future__ import annotations

from kuanggui.model.adjustment import AdjustmentState

STATES = {
    AdjustmentState.DRAFT: "草稿",
    AdjustmentState.SUBMITTED: "已提交",
    AdjustmentState.CHECKED: "已审核",
    AdjustmentState.APPROVED: "已批准",
    AdjustmentState.IN_FORCE: "已生效",
    AdjustmentState.REPORTED: "已上报",
    AdjustmentState.RETURNED: "已退回",
}

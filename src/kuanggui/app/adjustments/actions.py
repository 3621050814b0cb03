"""What somebody may do with an adjustment now."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from kuanggui.app.authority import Action, Admitted, Credentials, admit, may
from kuanggui.app.plans import region_of
from kuanggui.app.ports import Work
from kuanggui.errors import ForbiddenError
from kuanggui.model.adjustment import Adjustment, AdjustmentState, AdjustmentType

State = AdjustmentState


class Step(StrEnum):
    """What can be done with an adjustment."""

    EDIT = "edit"
    SUBMIT = "submit"
    CHECK = "check"
    APPROVE = "approve"
    RETURN = "return"
    ENFORCE = "enforce"
    REPORT = "report"
    UNDO = "undo"


STEPS: dict[State, tuple[tuple[Step, Action], ...]] = {
    State.DRAFT: ((Step.EDIT, Action.DRAFT), (Step.SUBMIT, Action.DRAFT)),
    State.RETURNED: ((Step.EDIT, Action.DRAFT), (Step.SUBMIT, Action.DRAFT)),
    State.SUBMITTED: ((Step.CHECK, Action.CHECK), (Step.RETURN, Action.CHECK)),
    State.CHECKED: ((Step.APPROVE, Action.APPROVE), (Step.RETURN, Action.CHECK), (Step.RETURN, Action.APPROVE)),
    State.APPROVED: ((Step.ENFORCE, Action.OPERATE),),
    State.IN_FORCE: ((Step.REPORT, Action.OPERATE), (Step.UNDO, Action.DRAFT)),
    State.REPORTED: ((Step.UNDO, Action.DRAFT),),
}
WITHOUT_APPROVAL = (Step.ENFORCE, Action.OPERATE)


@dataclass(slots=True)
class Rights:
    """What a caller may do, plan by plan; asked for once each."""

    work: Work
    by: Credentials
    _plans: dict[str, frozenset[Action]] = field(default_factory=dict)

    def on(self, plan: str) -> frozenset[Action]:
        """The actions the caller is let in for on a plan."""
        if plan not in self._plans:
            region = region_of(self.work, plan)
            self._plans[plan] = frozenset(each for each in Action if may(self.work, self.by, each, region))
        return self._plans[plan]

    def admit(self, plan: str, action: Action) -> Admitted:
        """Let the caller in for an action on a plan; raises ForbiddenError."""
        return admit(self.work, self.by, action, region_of(self.work, plan))

    def steps(self, adjustment: Adjustment) -> tuple[Step, ...]:
        """What the caller may do with an adjustment now."""
        open_ = STEPS[adjustment.state]
        if adjustment.state is State.CHECKED and adjustment.type is AdjustmentType.SUB_MINERAL:
            open_ = (*open_, WITHOUT_APPROVAL)
        rights = self.on(adjustment.plan)
        steps = dict.fromkeys(step for step, action in open_ if action in rights)
        if Step.APPROVE in steps and self._drafted_by_caller(adjustment):
            del steps[Step.APPROVE]
        return tuple(steps)

    def _drafted_by_caller(self, adjustment: Adjustment) -> bool:
        try:
            who = self.admit(adjustment.plan, Action.APPROVE)
        except ForbiddenError:
            return False
        return who.user is not None and who.name == adjustment.author

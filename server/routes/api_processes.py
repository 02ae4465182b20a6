"""Processes for programs."""

from typing import Any

from fastapi import APIRouter

from server.access import Asks
from server.base import Base
from server.model import Process, Stage
from server.routes.api_guides import listed
from server.storage import processes

router = APIRouter(prefix="/api/processes", tags=["processes"])


@router.get("")
def list_processes(base: Base, _visitor: Asks) -> dict[str, list[dict[str, Any]]]:
    """List every process in order, with its stages and their guides."""
    with base.database.reading() as connection:
        return {"processes": [_process(each) for each in processes.all_processes(connection)]}


def _process(process: Process) -> dict[str, Any]:
    return {
        "id": process.id,
        "name": process.name,
        "url": f"/processes/{process.id}",
        "purpose": process.purpose,
        "begins": process.begins,
        "ends": process.ends,
        "outcome": process.outcome,
        "inputs": process.inputs,
        "outputs": process.outputs,
        "stakeholders": process.stakeholders,
        "owner": process.owner.name if process.owner else None,
        "gaps": process.gaps,
        "stages": [_stage(stage) for stage in process.stages],
        "guides": [listed(guide) for guide in process.guides],
    }


def _stage(stage: Stage) -> dict[str, Any]:
    return {
        "id": stage.id,
        "name": stage.name,
        "role": stage.role,
        "trigger": stage.trigger,
        "deadline": stage.deadline,
        "specification": stage.specification,
        "optional": stage.optional,
        "guides": [listed(guide) for guide in stage.guides],
    }

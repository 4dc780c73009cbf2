"""The registers of the post, in the order of the side bar.

A new register is one file here, one line below, and one file per printed form in ``forms/``.
"""

from desktop_app.model.record import Registers
from desktop_app.registers.area import Area
from desktop_app.registers.campaign import Campaign
from desktop_app.registers.mediation import Mediation
from desktop_app.registers.mediation_team import MediationTeam
from desktop_app.registers.officer import Officer
from desktop_app.registers.organization import Organization
from desktop_app.registers.patrol import Patrol
from desktop_app.registers.person import Person
from desktop_app.registers.plan import Plan
from desktop_app.registers.pledge import Pledge
from desktop_app.registers.route import Route
from desktop_app.registers.surrender import Surrender

_IN_ORDER = (
    Patrol, Pledge, Mediation, Surrender,
    Person, Organization, Campaign, Plan, Route, Area, MediationTeam, Officer,
)  # fmt: skip

REGISTERS: Registers = {register.table: register for register in _IN_ORDER}

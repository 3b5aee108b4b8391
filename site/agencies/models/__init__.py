from .agencies import Agency, Membership, Team
from .invitations import Invitation
from .users import User, display_name

__all__ = ["Agency", "Invitation", "Membership", "Team", "User", "display_name"]

using Holdfast.Protection.Alerts;

namespace Holdfast.Server.Alerts.Guides;

/// <summary>Production servers and their agents.</summary>
internal static class AgentAlertGuides
{
    internal static readonly (AlertType Type, AlertGuide Guide)[] All =
    [
        (AlertType.AgentIncompatible, new("Agent and server are of versions that do not understand each other.",
            "Update the older of the two.", "holdfast agent list")),
        (AlertType.AgentUnreachable, new("The agent has not been in contact for some time: it is stopped, its computer is off, or the network between them is cut.",
            "Start the agent and check that it can reach this server.", "holdfast agent list")),
        (AlertType.AgentTaskFail, new("The agent took an order and could not carry it out.",
            "Look at the errors of its last job, remove their cause, and run the job again.", "holdfast job list --state failed")),
        (AlertType.AgentOwnershipRequired, new("Another backup server protects that production server.",
            "Decide which server protects it, and enroll its agent there with a new token.", "holdfast agent token")),
        (AlertType.AgentAttachFailed, new("The enrolment was refused: the token was used, too old, or made for another computer.",
            "Make a new token and enroll the agent within 15 minutes.", "holdfast agent token")),
        (AlertType.AgentDisabled, new("Someone has disabled the agent, so nothing on its computer is backed up.",
            "Enable it again when the computer shall be protected.", "holdfast agent list")),
        (AlertType.StaleClient, new("A computer that comes and goes has not been here for longer than is allowed.",
            "Bring it into the network, or stop its protection.", "holdfast agent list")),
        (AlertType.CertificateExpiring, new("A certificate ends within days and could not be renewed.",
            "Check that the agent reaches the server; enroll it again if it stays like this.", "holdfast agent list")),
        (AlertType.CertificateExpired, new("A certificate has ended, so connections that need it are refused.",
            "Enroll the agent again with a new token.", "holdfast agent token")),
    ];
}

using static Holdfast.Contracts.Errors.ErrorCode;

namespace Holdfast.Contracts.Errors;

/// <summary>Agents, enrolment, and what they send.</summary>
internal static class AgentErrors
{
    internal static readonly ErrorInfo[] All =
    [
        new(AgentIncompatible, "Agent incompatible", "The agent and this server share no version of the protocol: one of them is too old for the other.",
            "Install the server's version of Holdfast on the production server by its package and start the agent again; it stays enrolled.", 409, 5),
        new(AgentContactLost, "Contact to an agent lost", "An agent whose computer is meant to be always on has not been heard of for longer than `agentUnreachableMinutes`.",
            "Start the agent there and check that it can reach this server; for a computer that comes and goes run `holdfast agent modify ID --roaming`. The alert resolves itself when the agent is back.", 502, 4),
        new(AgentTokenRefused, "Enrolment token refused", "The token was used, revoked, made for another host name, or is older than 15 minutes; or this server never made it.",
            "Make a new one on the server with `holdfast agent token` and use it at once.", 403, 5),
        new(AgentTokenUnreadable, "Not an enrolment token", "The text is not one that `holdfast agent token` prints; it may have been cut.",
            "Give the whole token.", 400, 2),
        new(AgentServerNotPinned, "Not the server of the token", "What answered at that address holds no certificate of the server that the token or the enrolment names. Nothing was sent to it.",
            "Check the address. If the server was set up anew, enroll again with a new token (`--again`).", 403, 5),
        new(AgentAlreadyEnrolled, "Already enrolled", "The data folder holds the identity of an enrolled agent.",
            "Nothing to do; or give `--again` to enroll it anew.", 409, 1),
        new(AgentNotEnrolled, "Not enrolled", "The data folder holds no identity of an agent, or it cannot be read.",
            "Enroll with `holdfast agent enroll`.", 409, 1),
        new(AgentRemoved, "Agent removed", "The server does not know this agent any more, or its certificate was revoked or replaced.",
            "Enroll again with a new token and `--again` if it is to come back.", 403, 5),
        new(AgentNameTaken, "Agent name taken", "Another agent, or the server itself, has this name, and the token was not made for it.",
            "Choose another `--name`; to enroll the same computer anew make the token with `--host NAME`.", 409, 1),
        new(BadAgentName, "Bad agent name", "An agent's name has 1 to 255 letters, digits, dots, hyphens, and underscores.",
            "Choose such a name with `--name`.", 400, 2),
        new(AgentCertificateEnding, "Agent certificate ends soon", "The agent's certificate ends within two weeks; agents renew theirs a month before, but this one was not there or failed.",
            "Start the agent while the certificate is valid; after that it has to be enrolled again.", 409, 1),
        new(AgentStale, "Agent stale", "A computer that comes and goes has not been there for longer than its protection groups allow (`--stale-days`; without a group `agentStaleDays`), so its newest recovery points are at least as old.",
            "Connect it, or run `holdfast agent remove ID` if it is gone for good.", 409, 1),
        new(AgentGatewayClosed, "Agent port not open", "The server could not open the port on which agents reach it.",
            "Free the port, or set `agentPort` and restart the server; agents that are enrolled look for it where it was.", 503, 1),
        new(AgentReplaced, "Agent connected elsewhere", "Another process connected with the same identity, so this connection ended.",
            "Run one agent for one data folder, and never copy the folder to another computer.", 409, 1),
        new(AgentRequestRefused, "Agent cannot answer", "The agent was asked for something that it cannot give.",
            "Look into the agent's log; an agent of an older version may have to be updated.", 409, 1),
        new(AuthorityUnusable, "Certificate authority not usable", "The key or certificate by which this server knows its agents cannot be read.",
            "Restore `secrets/agents.pem` from a copy; without it all agents have to be enrolled again (remove the file, restart the server).", 500, 1),
    ];
}

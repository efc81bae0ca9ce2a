using static Holdfast.Contracts.Errors.ErrorCode;

namespace Holdfast.Contracts.Errors;

/// <summary>What an agent sends in the course of a backup or recovery and the server does not take.</summary>
internal static class AgentDataErrors
{
    internal static readonly ErrorInfo[] All =
    [
        new(ChunkNotAsNamed, "Chunk is not what its name says", "An agent sent bytes that do not decode to what their name promises. Nothing of that backup was committed.",
            "Run the job again. If it happens again, test the memory of the production server, and have its agent enrolled anew.", 422, 1),
        new(ForeignChunkNamed, "Foreign data named", "An agent's item table names data that it neither sent nor has in its own recovery points. Nothing was committed.",
            "Run the job again. If it happens again, treat the production server as compromised: revoke its agent.", 422, 1),
        new(AgentMessageRefused, "Message refused", "An agent sent a message that is malformed, too large, or out of order.",
            "Bring the agent to the server's version; if it is, treat the production server as compromised.", 422, 1),
        new(AttemptUnknown, "Job does not run for this agent", "An agent wanted to send or read data for a job that it was not given, or that has ended.",
            "Nothing: the agent gives the attempt up. The job's own result says what became of it.", 409, 1),
    ];
}

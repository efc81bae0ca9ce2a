namespace Holdfast.Server.Configuration;

/// <summary>Keys of settings.json for jobs that agents run.</summary>
public static class RemoteJobSettings
{
    public static WholeSetting LeaseMinutes { get; } =
        new("agentLeaseMinutes", 10, 1, 24 * 60, "minutes", "how long a backup's session is kept open for an agent that went away; then the job goes back into the queue");

    public static WholeSetting PatienceMinutes { get; } =
        new("agentPatienceMinutes", 2, 1, 24 * 60, "minutes", "how long a job that a person started waits in the queue for its agent to connect before it fails");

    public static WholeSetting WaitHours { get; } =
        new("agentWaitHours", 24, 1, 720, "hours", "how long a scheduled job waits in the queue for its agent to connect before it fails, where the next run does not replace it; counted anew when the server starts");

    public static IReadOnlyList<Setting> Keys { get; } = [LeaseMinutes, PatienceMinutes, WaitHours];
}

namespace Holdfast.Server.Configuration;

/// <summary>Keys of settings.json for jobs that agents run.</summary>
public static class RemoteJobSettings
{
    public static WholeSetting LeaseMinutes { get; } =
        new("agentLeaseMinutes", 10, 1, 24 * 60, "minutes", "how long a backup's session is kept open for an agent that went away");

    public static WholeSetting PatienceMinutes { get; } =
        new("agentPatienceMinutes", 2, 1, 24 * 60, "minutes", "how long a job that a person started waits for an agent to connect; scheduled ones wait until it does");

    public static IReadOnlyList<Setting> Keys { get; } = [LeaseMinutes, PatienceMinutes];
}

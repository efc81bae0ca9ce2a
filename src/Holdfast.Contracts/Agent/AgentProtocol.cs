namespace Holdfast.Contracts.Agent;

/// <summary>Versions of the protocol that one end speaks. Both use the newest that they have in common.</summary>
public sealed record AgentProtocol(uint Oldest, uint Newest)
{
    /// <summary>Of this program. An agent one version older than the server is always within it.</summary>
    public static AgentProtocol Own { get; } = new(1, 3);

    /// <summary>The first that knows of applications on agents.</summary>
    public const uint Applications = 2;

    /// <summary>The first that follows their logs.</summary>
    public const uint Logs = 3;

    /// <summary>The newest that both know, or null where there is none.</summary>
    public uint? Common(uint oldest, uint newest)
    {
        var common = Math.Min(Newest, newest);
        return common >= Oldest && common >= oldest ? common : null;
    }
}

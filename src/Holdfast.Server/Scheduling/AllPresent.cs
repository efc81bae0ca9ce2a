namespace Holdfast.Server.Scheduling;

/// <summary>The only production server is this computer, and it is always there.</summary>
internal sealed class AllPresent : IServerPresence
{
    public bool IsAway(string server) => false;

    public DateTimeOffset? LastContact(string server) => null;
}
